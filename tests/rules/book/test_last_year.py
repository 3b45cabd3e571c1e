"""This year against last year: “三公” no higher, and great changes with a reason."""

import pytest

OFFICIAL = {"department_economic": "30217"}
REASON = ("function", "2010301", "reason", 0)


def prior(spent, amount, **fields):
    return spent(amount, id="p1", measure="prior", **fields)


@pytest.mark.parametrize(("now", "count"), [(100, 0), (101, 1), (99, 0)])
def test_official_spending_does_not_rise(book, spent, now, count):
    lines = [prior(spent, 100, **OFFICIAL), spent(now, **OFFICIAL)]
    assert len(book.found("D06", lines)) == count


def test_official_spending_of_other_funds_does_not_count(book, spent):
    lines = [prior(spent, 100, **OFFICIAL), spent(200, **OFFICIAL, source="事业收入")]
    assert book.found("D06", lines) == []


@pytest.mark.parametrize(("now", "count"), [(110, 0), (111, 1), (90, 0), (89, 1), (-110, 1)])
def test_a_change_beyond_the_threshold_needs_a_reason(book, spent, now, count):
    lines = [prior(spent, 100), spent(now)]
    assert len(book.found("D07", lines)) == count
    assert book.found("D07", lines, fields={REASON: "新增编制"}) == []
    assert len(book.found("D07", lines, fields={REASON: " "})) == count


@pytest.mark.parametrize(("last", "now"), [("2010302", "2010301"), ("2010301", "2010302")])
def test_from_nothing_and_to_nothing_need_reasons(book, spent, last, now):
    found = book.found("D07", [prior(spent, 1, function=last), spent(1, function=now)])
    assert {finding.place.name for finding in found} == {last, now}
    assert {finding.place.field for finding in found} == {"reason"}


def test_a_pack_may_compare_otherwise(book, spent):
    settings = {"change": {"by": "unit", "percent": 0}}
    lines = [prior(spent, 100), spent(101)]
    (finding,) = book.found("D07", lines, settings=settings)
    assert (finding.place.kind, finding.place.name) == ("unit", "016001")
    of_unit = {("unit", "u1", "reason", 0): "新增编制"}
    assert book.found("D07", lines, settings=settings, fields=of_unit) == []


def test_without_last_year_it_is_said(book, spent):
    unknown = book.checks([spent()]).unknown
    assert unknown["D06"] == unknown["D07"] == "没有上年数"
    assert unknown["D08"] == "没有关联上年账本"
