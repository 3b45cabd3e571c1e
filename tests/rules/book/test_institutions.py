"""B0507: government 505 and 506 of 07 are the institutions of 05, where rows are of one kind."""

from dataclasses import replace

import pytest

from budgettool.cube.scope import open_cube
from budgettool.model import Department, ExpenditureLine, Facts, Unit
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context

INSTITUTION = Unit("u", "016", "临溪市机关服务中心", "财政补助事业")
OFFICE = Unit("v", "016001", "机关本级", "行政", "016")
LINE = ExpenditureLine(
    "e",
    unit="016",
    function="2010350",
    department_economic="30201",
    nature="基本支出/公用经费",
    source="一般公共预算/财政拨款",
    amount=100_000,
)


@pytest.fixture
def check(henan, classification):
    def checked(units, *lines):
        facts = Facts(2020, Department("016", "临溪市机关服务中心"), units, lines=lines)
        return Checker(Context(henan, facts, open_cube(henan, facts, classification)))

    return checked


def found(checker):
    return [each for each in checker.findings() if each.code == "B0507"]


def test_an_institution_spends_under_505(check):
    assert found(check((INSTITUTION,), LINE)) == []


def test_one_fen_under_502_is_found(check):
    other = replace(LINE, id="f", government_economic="50201", amount=1)
    (finding,) = found(check((INSTITUTION,), LINE, other))
    assert (finding.level, finding.expected, finding.found) == ("S", 100_001, 100_000)


def test_a_row_of_units_of_two_kinds_cannot_be_evaluated(check):
    checker = check((INSTITUTION, OFFICE), LINE, replace(LINE, id="f", unit="016001"))
    assert found(checker) == []
    assert checker.unknown["B0507"] == "05 表的单位行含有不同性质的单位"
