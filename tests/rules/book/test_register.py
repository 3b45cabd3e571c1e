"""Registered units and projects have lines, and units stand in a sound tree."""

from dataclasses import replace

import pytest

from budgettool.model import Unit

OFFICE = Unit("u2", "016002", "驻江州办事处", "财政补助事业", "016")
TOTAL = ("project", "p1", "total", 0)
PROJECT = {"nature": "项目支出/专项资金", "project": "平台建设"}


def test_a_unit_without_lines_is_found(book, spent):
    found = book.found("D02", [spent()], units=(*book.facts.units, OFFICE))
    assert [finding.place.name for finding in found] == ["016002"]
    assert not book.found("D02", [spent(), spent(id="e2", unit="016002")], units=book.facts.units)


def test_a_unit_that_carries_no_lines_needs_none(book, spent):
    merged = Unit("u2", "016002", "后勤组", "行政", "016001", merged=True)
    assert book.found("D02", [spent()], units=(*book.facts.units, merged)) == []


def test_an_empty_book_is_not_blamed(book):
    checks = book.checks()
    assert checks.unknown["D02"] == "还没有支出明细"
    assert "D02" not in {finding.code for finding in checks.findings()}


def test_a_project_has_lines(book, spent):
    assert [f.message for f in book.found("D03", [spent()])] == ["没有明细"]
    assert book.found("D03", [spent(**PROJECT)]) == []
    assert book.found("D03", [spent(**PROJECT, measure="prior")]) == []


@pytest.mark.parametrize(("amount", "count"), [(1_000_000, 0), (1_000_001, 1)])
def test_a_project_stays_within_its_total(book, spent, amount, count):
    found = book.found("D03", [spent(amount, **PROJECT)], fields={TOTAL: "1000000"})
    assert len(found) == count


def test_a_total_of_a_pack_without_fields_is_in_the_unit_that_it_says(book, spent):
    book.pack = replace(book.pack, text=None)
    assert not book.found("D03", [spent(1_000_000, **PROJECT)], fields={TOTAL: "1"})
    assert book.found("D03", [spent(1_000_001, **PROJECT)], fields={TOTAL: "1"})


def test_a_total_that_is_no_amount_is_found(book, spent):
    (finding,) = book.found("D03", [spent(**PROJECT)], fields={TOTAL: "约一百万"})
    assert "约一百万" in finding.message


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (Unit("u2", "016002", "办事处", "行政", "016"), ""),
        (Unit("u2", "016002", "办事处", "行政", "017"), "“017”没有登记"),
        (Unit("u2", "016002", "办事处", "行政", "016002"), "循环"),
        (Unit("u2", "016001", "办事处", "行政", "016"), "重复"),
        (Unit("u2", "016002", "办事处", "行政", "016001", merged=True), ""),
        (Unit("u2", "016002", "办事处", "行政", "016", merged=True), "是汇总单位"),
        (Unit("u2", "016002", "办事处", "行政", merged=True), "没有填上级单位"),
    ],
)
def test_the_tree_of_units_is_sound(book, unit, said):
    found = book.found("D09", units=(*book.facts.units, unit))
    assert [said in finding.message for finding in found] == [True] * bool(said)


def test_units_below_a_circle_are_not_blamed_for_it(book):
    circle = (Unit("u0", "1", "甲", "行政", "2"), Unit("u1", "2", "乙", "行政", "1"))
    found = book.found("D09", units=(*circle, Unit("u2", "3", "丙", "行政", "1")))
    assert [finding.place.name for finding in found] == ["1", "2"]
