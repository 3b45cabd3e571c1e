"""The pack author's guide: its example loads and prints what it says, and no key is missing."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from budgettool.model import BalanceLine, Department, ExpenditureLine, Facts, IncomeLine, Unit
from budgettool.packs.loader import load_pack
from budgettool.packs.reference import FUNCTIONS
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.rule import as_packed
from budgettool.rules.sheets import check_sheets
from budgettool.sheets.packet import derive

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml *(\S*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
EXAMPLE = {name: text for name, text in BLOCKS if name}
READ_KEYS = re.compile(
    r"\.(?:text|texts|flag|whole|number|choice|entry|entries|value|has)\(\s*\"(\w+)\""
    r"|(?:_label|read_where|_sides|_expanded)\(\w+, \"(\w+)\""
)


def line(line_id, function, nature, amount, measure="amount"):
    return ExpenditureLine(
        line_id,
        "016001",
        function,
        "30201",
        nature=nature,
        source="一般公共预算/财政拨款",
        amount=amount,
        measure=measure,
    )


@pytest.fixture(scope="module")
def facts():
    lines = (
        line("1", "2010301", "基本支出/公用经费", 1_000_000),
        line("2", "2010301", "项目支出", 2_500_000),
        line("3", "2080501", "基本支出/人员经费", 4_000_000),
        line("4", "2010301", "基本支出/公用经费", 3_000_000, "prior"),
        IncomeLine("5", "016001", "一般公共预算/财政拨款", None, 7_500_000),
        IncomeLine("6", "016001", "事业收入", None, 500_000),
        BalanceLine("7", "016001", "事业收入", None, 500_000, "closing"),
    )
    department = Department("016", "临溪市人民政府办公室")
    fields = {
        ("department", "", "goal", 0): "保障运转",
        ("department", "", "indicator.level1", 0): "产出",
        ("department", "", "indicator.level2", 0): "质量",
        ("department", "", "indicator.name", 0): "办结率 100%",
    }
    units = (Unit("u", "016001", "机关本级", "行政"),)
    return Facts(2020, department, units, (), lines, fields)


@pytest.fixture(scope="module")
def sheets(facts, classification):
    return {sheet.id: sheet for sheet in derive(facts, load_pack(EXAMPLE), classification).sheets}


def found_in(sheets, classification):
    result = check_sheets(load_pack(EXAMPLE), list(sheets.values()), classification)
    return {finding.code for finding in result.findings}


def with_figure(sheet, reference, fen):
    body = tuple(
        row._replace(
            cells=tuple(
                cell._replace(exact=fen) if cell.reference == reference else cell
                for cell in row.cells
            )
        )
        for row in sheet.body
    )
    return replace(sheet, body=body)


def texts(sheet):
    return [[cell.text for cell in row.cells] for row in sheet.body]


def test_the_example_prints_the_table_that_the_guide_shows(sheets):
    shown = re.findall(r"^\|(.*)\|$", GUIDE.split("02 表印出：")[1].split("##")[0], re.MULTILINE)
    rows = [[cell.strip() for cell in row.split("|")] for row in shown]
    assert texts(sheets["02"]) == rows[2:]
    assert sheets["02"].notes == ("注：上年预算数为 3.00 万元。",)


def test_both_sides_of_the_example_close_on_the_same_line(sheets):
    assert texts(sheets["01"]) == [
        ["一、一般公共预算", "7.50", "一、一般公共服务支出", "3.50"],
        ["二、政府性基金", "", "八、社会保障和就业支出", "4.00"],
        ["三、其他收入", "0.50", "本年支出", "7.50"],
        ["", "", "结转下年", "0.50"],
        ["收入总计", "8.00", "支出总计", "8.00"],
    ]


def test_the_form_of_the_example_shows_fields_and_figures(sheets):
    assert texts(sheets["03"]) == [
        ["部门名称", "临溪市人民政府办公室"],
        ["年度目标", "保障运转"],
        ["预算总额（万元）", "8.00"],
        ["产出", "数量", ""],
        ["质量", "办结率 100%"],
        ["效益", "满意度", ""],
    ]


def test_the_rules_of_the_example_find_nothing_in_its_tables(sheets, classification):
    assert found_in(sheets, classification) == set()


@pytest.mark.parametrize(
    ("reference", "fen", "codes"),
    [
        ("01.收入总计[收入数]", 8_010_000, {"X01.1"}),
        ("02.201[本年/小计]", 3_530_000, {"X02.1", "X02.2", "X02.3"}),
        ("01.本年支出[支出数]", 7_480_000, {"X0102"}),
        ("01.本年支出[支出数]", 7_490_000, set()),
    ],
)
def test_the_rules_of_the_example_find_what_the_guide_says(
    sheets, classification, reference, fen, codes
):
    table = reference[:2]
    wrong = sheets | {table: with_figure(sheets[table], reference, fen)}
    assert found_in(wrong, classification) == codes


def test_the_example_changes_rules_of_the_program():
    rules = as_packed(PROGRAM_RULES, load_pack(EXAMPLE))
    assert rules["L12"].level == "S"
    assert rules["L14"].off


def test_every_block_of_the_guide_is_toml():
    assert len(BLOCKS) > len(EXAMPLE) > 4
    for _, text in BLOCKS:
        tomllib.loads(text)


def test_the_guide_names_every_key_that_the_loader_reads():
    sources = (ROOT / "budgettool" / "packs").glob("*.py")
    found = {
        key
        for source in sources
        for keys in READ_KEYS.findall(source.read_text(encoding="utf-8"))
        for key in keys
        if key
    }
    assert len(found) > 50
    assert not {key for key in found if f"`{key}`" not in GUIDE and f"{key}, " not in GUIDE}


def test_the_guide_names_every_function_of_a_formula():
    assert all(function in GUIDE for function in FUNCTIONS)
