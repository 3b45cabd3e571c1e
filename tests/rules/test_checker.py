"""The findings of a book follow its lines."""

from collections import Counter
from dataclasses import replace

import pytest

from budgettool.cube.scope import open_cube
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context


@pytest.fixture
def checker(sample_facts, henan, classification):
    cube = open_cube(henan, sample_facts, classification)
    return Checker(Context(henan, sample_facts, cube))


def put(checker, line):
    return checker.follow([line.id], checker._context.cube.put(line))  # noqa: SLF001


def test_nothing_of_lines_is_found_in_the_real_case(checker):
    assert not checker.of_lines()


def test_a_wrong_code_is_found_and_gone_again(checker, sample_facts):
    line = sample_facts.lines[0]
    before = checker.counts()
    assert put(checker, replace(line, function="2010398")) == {line.id}
    assert [finding.code for finding in checker.of_lines()[line.id]] == ["L01"]
    assert put(checker, line) == {line.id}
    assert checker.counts() == before


def test_findings_are_counted_by_level(checker, sample_facts):
    put(checker, replace(sample_facts.lines[0], amount=-1, unit="没有登记"))
    assert checker.counts() == Counter(finding.level for finding in checker.findings())


def test_a_negative_adjustment_of_a_project_may_be_answered_for(checker, sample_facts):
    line = next(each for each in sample_facts.lines if getattr(each, "project", None))
    put(checker, replace(line, department_economic="30203", government_economic=None, amount=-1))
    levels = {finding.code: finding.level for finding in checker.findings()}
    assert levels["B0706"] == levels["L08"] == "S"
