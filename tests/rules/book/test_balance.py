"""Income covers expenditure from each source, and units agree on what they pay one another."""

import pytest

from budgettool.model import BalanceLine, Unit
from budgettool.rules.finding import SubjectPlace

OTHER = Unit("u2", "016002", "驻江州办事处", "财政补助事业", "016")
GRANT = "一般公共预算/财政拨款"


@pytest.mark.parametrize(("income", "count"), [(100, 0), (101, 1), (99, 1)])
def test_income_is_expenditure_to_the_fen(book, spent, earned, income, count):
    assert len(book.found("D01", [spent(100), earned(income)])) == count


def test_both_amounts_are_said_exactly(book, spent, earned):
    (finding,) = book.found("D01", [spent(149_070_000_00), earned(149_070_000_01)])
    assert finding.place == SubjectPlace("source", GRANT)
    assert finding.message == "收入 14,907.000001 万元，支出 14,907 万元，不相等"
    assert (finding.expected, finding.found) == (149_070_000_01, 149_070_000_00)


def test_sources_are_balanced_one_by_one(book, spent, earned):
    lines = [spent(100), earned(100, source="事业收入")]
    assert {f.place.name for f in book.found("D01", lines)} == {GRANT, "事业收入"}


def test_lines_without_source_say_so(book, spent):
    (finding,) = book.found("D01", [spent(100, source=None)])
    assert finding.message.startswith("没有填资金来源的明细")


@pytest.mark.parametrize(("left", "count"), [(20, 0), (19, 1)])
def test_what_is_left_for_next_year_stands_with_expenditure(book, spent, earned, left, count):
    lines = [spent(80), earned(100), BalanceLine("b", "016001", GRANT, None, left, "closing")]
    settings = {"balance": {"carried_over": True}}
    assert len(book.found("D01", lines, settings=settings)) == count
    assert len(book.found("D01", lines, settings={})) == 1


@pytest.mark.parametrize(("received", "count"), [(100, 0), (101, 1)])
def test_units_agree_on_what_they_pay_one_another(book, spent, earned, received, count):
    lines = [
        spent(100, counterparty="016002"),
        earned(received, unit="016002", counterparty="016001"),
    ]
    found = book.found("D10", lines, units=(*book.facts.units, OTHER))
    assert len(found) == count
    assert all(f.also == (SubjectPlace("unit", "016002"),) for f in found)


def test_the_way_back_is_another_transfer(book, spent, earned):
    lines = [spent(100, counterparty="016002"), earned(100, counterparty="016002")]
    assert len(book.found("D10", lines, units=(*book.facts.units, OTHER))) == 2


@pytest.mark.parametrize("other", ["016001", "999"])
def test_a_counterparty_that_l07_refuses_is_no_transfer(book, spent, other):
    assert not book.found("D10", [spent(100, counterparty=other)])
