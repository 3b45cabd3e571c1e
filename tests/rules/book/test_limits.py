"""Expenditure within ceilings, and 公用经费 within headcount × standard."""

from dataclasses import replace

import pytest

from budgettool.model import Ceiling
from budgettool.money import FEN_PER_UNIT

HEAD = 30_000 * FEN_PER_UNIT["元"]
STANDARD = {"running_costs": {"standard": {"行政": 30_000}, "except": ["30228"]}}
PROJECT = {"nature": "项目支出/专项资金", "project": "平台建设"}


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"unit": "016"},
        {"unit": "016001", "nature": "基本支出"},
        {"nature": "基本支出/公用经费", "source": "一般公共预算"},
    ],
)
@pytest.mark.parametrize(("amount", "count"), [(100, 0), (99, 1)])
def test_a_ceiling_is_kept_to_the_fen(book, spent, limits, amount, count):
    ceiling = Ceiling("c", **limits, amount=amount)
    assert len(book.found("D04", [spent(100)], ceilings=(ceiling,))) == count


@pytest.mark.parametrize(
    "limits",
    [{"unit": "016002"}, {"nature": "项目支出"}, {"project": "别的"}, {"source": "事业收入"}],
)
def test_a_ceiling_limits_nothing_else(book, spent, limits):
    assert book.found("D04", [spent(100)], ceilings=(Ceiling("c", **limits, amount=0),)) == []


def test_the_ceiling_of_a_project_is_its_own(book, spent):
    ceilings = (Ceiling("c", project="平台建设", amount=99), Ceiling("d", amount=200))
    (finding,) = book.found("D04", [spent(100, **PROJECT), spent(id="e2")], ceilings=ceilings)
    assert (finding.place.name, finding.message) == ("c", "平台建设：超出控制数 0.000001 万元")


def test_a_ceiling_without_amount_limits_nothing(book, spent):
    assert book.found("D04", [spent()], ceilings=(Ceiling("c"),)) == []


def test_without_ceilings_it_is_said(book, spent):
    assert book.checks([spent()]).unknown["D04"] == "没有控制数"


@pytest.mark.parametrize(("amount", "count"), [(2 * HEAD, 0), (2 * HEAD + 1, 1)])
def test_running_costs_stay_within_the_standard(book, spent, amount, count):
    assert len(book.found("D05", [spent(amount)], settings=STANDARD)) == count


def test_codes_outside_the_standard_do_not_count(book, spent):
    lines = [spent(2 * HEAD), spent(id="e2", department_economic="30228")]
    assert book.found("D05", lines, settings=STANDARD) == []


def test_a_unit_may_have_its_own_standard(book, spent):
    fields = {("unit", "u1", "running_cost", 0): "20000"}
    assert len(book.found("D05", [spent(2 * HEAD)], settings=STANDARD, fields=fields)) == 1


def test_what_cannot_be_asked_is_said(book, spent):
    unknown = replace(book.facts.units[1], headcount=None)
    units = (book.facts.units[0], unknown)
    said = book.checks([spent()], settings=STANDARD, units=units).unknown["D05"]
    assert said == "016001没有填编制数，没有核对"
    assert "定额标准" in book.checks([spent()], settings={}).unknown["D05"]
