"""Findings in words: where, and by how much, as an accountant says it."""

from dataclasses import replace

import pytest

from budgettool.cube.scope import open_cube
from budgettool.model import ExpenditureLine, IncomeLine
from budgettool.packs.reference import parse_reference
from budgettool.rules.finding import CellPlace, Finding, LinePlace, SubjectPlace
from budgettool.rules.words import FindingWords

TOTAL = Finding(
    "B01.1", "H", CellPlace(parse_reference("01.收入合计[金额]")), "不相等", "核对",
    expected=1_000_000, found=1_000_001, unit="万元", decimals=1,
)  # fmt: skip


@pytest.fixture
def words(sample_facts, henan, classification):
    cube = open_cube(henan, sample_facts, classification)
    return FindingWords(henan, cube.dimensions, sample_facts.lines)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("01.收入合计[金额]", "预算01表 收入合计［金额］"),
        ("08.公务接待费[预算数]", "预算08表 2、公务接待费［预算数］"),
        ("07.301[一般公共预算/合计]", "预算07表 301 工资福利支出［一般公共预算·合计］"),
        (
            "01.政府性基金收入/上年结余（结转）[金额]",
            "预算01表 政府性基金收入·上年结余（结转）［金额］",
        ),
        ("99.没有[这个]", "99.没有[这个]"),
    ],
)
def test_a_figure_is_named_by_table_row_and_column(words, reference, said):
    assert words.place(CellPlace(parse_reference(reference))) == said


@pytest.mark.parametrize(("kind", "name"), [(ExpenditureLine, "支出"), (IncomeLine, "收入")])
def test_lines_are_numbered_as_in_their_grid(words, sample_facts, kind, name):
    second = [line.id for line in sample_facts.lines if isinstance(line, kind)][1]
    assert words.place(LinePlace(second, "amount")) == f"{name}第 2 行 金额"


def test_a_subject_is_named_with_its_kind(words):
    assert words.place(SubjectPlace("source", "事业收入")) == "资金来源 事业收入"
    assert words.place(SubjectPlace("unit", "016001")).startswith("单位 016001 ")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (1_000_001, "应为 1.0，现为 1.000001，差 0.000001 万元（0.01 元）"),
        (1_100_000, "应为 1.0，现为 1.1，差 0.1 万元（1,000 元）"),
        (None, ""),
    ],
)
def test_amounts_are_printed_as_in_the_table_unless_that_hides_something(words, found, said):
    assert words.amounts(replace(TOTAL, found=found)) == said


def test_an_amount_of_no_table_is_in_yuan(words):
    finding = replace(TOTAL, unit="", expected=100, found=90)
    assert words.amounts(finding) == "应为 1，现为 0.9，差 -0.1 元"


def test_a_limit_is_no_equality(words):
    assert words.amounts(replace(TOTAL, code="B02.2")).startswith("不应大于 1.0，")
