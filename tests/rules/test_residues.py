"""尾差: how far apart printed figures may be is said by the last places of what is printed."""

from dataclasses import replace

import pytest

from budgettool.model import Department, ExpenditureLine, Facts
from budgettool.packs.loader import load_pack
from budgettool.rules.sheets import check_sheets
from budgettool.sheets.packet import derive

TABLE = """
number = "表"
title = "表"
lines = "expenditure"
keys = [{ id = "名称", role = "label" }]
rows = [{ id = "合计" }, { each = "function.类" }]
columns = [{ id = "甲" }]
"""
WORDS = 'message = "不相等"\nmend = "核对"\nbasis = "表内关系"\n'
RULES = f"""
[rules."B01.1"]
title = "合计等于各类之和"
equal = ["01.合计[甲]", "sum(01[each 类, 甲])"]
{WORDS}
[rules."B01.2"]
title = "两表合计相等"
equal = ["01.合计[甲]", "02.合计[甲]"]
{WORDS}
"""
FUNCTIONS = ("2010301", "2080505", "2120899")


YUAN = 'unit = "元"\ndecimals = 2'
TENTHS = 'unit = "万元"\ndecimals = 1'


@pytest.fixture
def checked(classification):
    """Check two tables of three classes, the total of the first changed by some 分."""

    def check(units, fen, off=0):
        made = {
            "pack.toml": 'id = "p"\nname = "试样"\nversion = "1"\ntables = ["01", "02"]\n',
            "members.toml": '[[source]]\npath = "拨款"\n[[nature]]\npath = "基本支出"\n',
            "axes.toml": "",
            "rules.toml": RULES,
        }
        for number, unit in enumerate(units, start=1):
            made[f"tables/0{number}.toml"] = f"{unit}\n{TABLE}"
        pack = load_pack(made)
        lines = (ExpenditureLine(code, function=code, amount=fen) for code in FUNCTIONS)
        facts = Facts(2020, Department("016", "试样"), lines=tuple(lines))
        first, second = derive(facts, pack, classification).sheets
        result = check_sheets(pack, (total_off(first, off), second), classification)
        return [each.code for each in result.findings], [each.code for each in result.residues]

    return check


def total_off(sheet, fen):
    def cell(each):
        return each._replace(exact=each.exact + fen) if each.reference == "01.合计[甲]" else each

    body = tuple(row._replace(cells=tuple(map(cell, row.cells))) for row in sheet.body)
    return replace(sheet, body=body)


def test_figures_in_fen_are_off_by_nothing(checked):
    assert checked((YUAN, YUAN), 100) == ([], [])
    assert checked((YUAN, YUAN), 100, off=1) == (["B01.1", "B01.2"], [])


def test_a_sum_of_three_may_be_off_by_two_last_places(checked):
    assert checked((TENTHS, TENTHS), 500_000, off=200_000)[1] == ["B01.1"]
    assert checked((TENTHS, TENTHS), 500_000, off=300_000)[0] == ["B01.1", "B01.2"]


def test_a_coarser_table_may_be_off_by_half_of_its_last_place(checked):
    assert checked((TENTHS, YUAN), 510_000)[0] == []
    assert checked((TENTHS, YUAN), 510_000, off=100_000)[0] == ["B01.2"]
