"""One mistake that shows in several rules is one cause; different mistakes are not."""

from dataclasses import replace

import pytest

from budgettool.cube.scope import open_cube
from budgettool.model import ExpenditureLine, IncomeLine
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context
from budgettool.rules.grouping import grouped


@pytest.fixture
def checker(sample_facts, henan, classification):
    return Checker(Context(henan, sample_facts, open_cube(henan, sample_facts, classification)))


def put(checker, line):
    checker.follow([line.id], checker._context.cube.put(line))  # noqa: SLF001


def errors(checker):
    return [finding for finding in checker.findings() if finding.level == "H"]


def test_a_missing_fen_of_income_is_one_cause(checker, sample_facts):
    line = sample_facts.lines[0]
    put(checker, replace(line, amount=line.amount + 1))
    found = errors(checker)
    assert {"D01", "B01.1", "B0102"} <= {finding.code for finding in found}
    assert len(grouped(found)) == 1


def test_the_same_unknown_code_is_one_cause(checker, sample_facts):
    for line in sample_facts.lines[:3]:
        put(checker, replace(line, function="2010398"))
    unknown = [finding for finding in checker.findings() if finding.code == "L01"]
    assert [len(cause.findings) for cause in grouped(unknown)] == [3]


def test_errors_stand_before_what_may_be_waived_and_apart_from_it(checker, sample_facts):
    line = sample_facts.lines[0]
    put(checker, replace(line, amount=-line.amount))
    causes = grouped(checker.findings())
    levels = [cause.first.level for cause in causes]
    assert levels == sorted(levels, key="HSI".index)
    assert all(len({f.level for f in cause.findings}) == 1 for cause in causes)


def test_tables_of_lines_without_a_nature_come_after_the_lines_as_one(checker, sample_facts):
    line = next(each for each in sample_facts.lines if isinstance(each, ExpenditureLine))
    put(checker, replace(line, nature=None))
    first, tables = grouped(errors(checker))
    assert first.first.place.line == line.id
    assert {finding.code for finding in tables.findings} >= {"B01.3", "B05.1"}
    assert tables.first.mend.startswith("先改正明细")


def test_income_of_the_wrong_amount_stands_apart_from_lines_without_a_nature(checker, sample_facts):
    line = next(each for each in sample_facts.lines if isinstance(each, ExpenditureLine))
    income = next(each for each in sample_facts.lines if isinstance(each, IncomeLine))
    put(checker, replace(line, nature=None))
    put(checker, replace(income, amount=income.amount + 1))
    assert "D01" in {cause.first.code for cause in grouped(errors(checker))}
