"""A waiver answers for a finding as its figures are, and for no other."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from budgettool.book.decisions import Decision
from budgettool.cube.scope import open_cube
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.waivers import judge

GROWTH = Finding(
    "D06", "S", SubjectPlace("book"), "“三公”经费比上年增加", "说明原因", expected=100, found=120
)


def waiver(finding):
    at = datetime(2020, 1, 2, tzinfo=UTC)
    said = (finding.message, "新增编制", "张三")
    return {finding.key: Decision("waive", finding.code, finding.key, finding.digest, *said, at)}


def test_a_waived_finding_is_not_open():
    judged = judge([GROWTH], waiver(GROWTH))
    assert (judged.open, [each.finding for each in judged.waived]) == ((), [GROWTH])
    assert judged.against_sealing() == ""


@pytest.mark.parametrize(
    "changed",
    [replace(GROWTH, found=121), replace(GROWTH, expected=101), replace(GROWTH, about=("x",))],
)
def test_a_waiver_dies_when_the_figures_change_by_one_fen(changed):
    judged = judge([changed], waiver(GROWTH))
    assert judged.open == (changed,)
    assert [each.waiver.reason for each in judged.dead] == ["新增编制"]
    assert judged.against_sealing() == "还有 1 个核实没有处理"


def test_a_waiver_lives_on_when_only_the_words_change():
    assert judge([replace(GROWTH, message="比上年增加了")], waiver(GROWTH)).open == ()


def test_an_error_cannot_be_waived():
    error = replace(GROWTH, level="H")
    assert judge([error], waiver(error)).open == (error,)


def test_a_hint_does_not_stand_against_sealing():
    assert judge([replace(GROWTH, level="I")], {}).against_sealing() == ""


@pytest.fixture
def checker(sample_facts, henan, classification):
    cube = open_cube(henan, sample_facts, classification)
    return Checker(Context(henan, sample_facts, cube))


def put(checker, line):
    checker.follow([line.id], checker._context.cube.put(line))  # noqa: SLF001


def test_a_waiver_of_a_line_outlives_all_but_its_own_figures(checker, sample_facts):
    first, second = sample_facts.lines[:2]
    put(checker, replace(first, amount=-100))
    (negative,) = (each for each in checker.of_lines()[first.id] if each.level == "S")
    waivers = waiver(negative)
    put(checker, replace(second, amount=second.amount + 1))
    put(checker, replace(first, amount=-100, memo="冲销"))
    assert negative not in judge(checker.findings(), waivers).open
    put(checker, replace(first, amount=-101))
    assert [each.finding.key for each in judge(checker.findings(), waivers).dead] == [negative.key]
    put(checker, replace(first, amount=-100))
    assert negative not in judge(checker.findings(), waivers).open


def test_a_waiver_of_one_equation_does_not_answer_another_at_the_same_cell():
    first, second = (replace(GROWTH, part=part) for part in ("1", "2"))
    assert judge([first, second], waiver(first)).open == (second,)
