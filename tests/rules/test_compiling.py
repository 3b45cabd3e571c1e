"""What equations read of a table: rows in groups, and rates from nought."""

import pytest

from budgettool.cube.scope import open_cube
from budgettool.model import Department, ExpenditureLine, Facts
from budgettool.packs.loader import load_pack
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context

TABLE = """
number = "表1"
title = "表"
lines = "expenditure"
keys = [{ id = "名称", role = "label" }]
rows = [
  { id = "合计", parts = ["本级", "其他"] },
  { id = "本级", group = true, rows = [{ id = "教育", where = { "function.类" = "205" } }] },
  { id = "其他", where = { "function.类" = "208" } },
]
columns = [
  { id = "甲", where = { measure = "amount" } },
  { id = "乙", where = { measure = "prior" } },
]
"""
RULE = """
[rules."B01.1"]
title = "相等"
table = "01"
each = "column"
equal = ["合计", "parts(合计)"]
message = "不相等"
mend = "核对"
basis = "表内关系"
"""
RATES = RULE.replace('table = "01"\neach = "column"', "").replace(
    '["合计", "parts(合计)"]',
    '["rate(01.合计[甲], 01.合计[乙])", "rate(01.其他[甲], 01.其他[乙])"]',
)
PARTS = ("2050201", "2080505")


@pytest.fixture
def check(classification):
    """Check a table of two rows, one of them in a group; lines are code, 分 and measure."""

    def checked(rules, *lines):
        made = {
            "pack.toml": 'id = "p"\nname = "试样"\nversion = "1"\ntables = ["01"]\n',
            "members.toml": '[[source]]\npath = "拨款"\n[[nature]]\npath = "基本支出"\n',
            "axes.toml": "",
            "tables/01.toml": TABLE,
            "rules.toml": rules,
        }
        pack = load_pack(made)
        spent = (
            ExpenditureLine(f"e{number}", function=code, amount=fen, measure=measure)
            for number, (code, fen, measure) in enumerate(lines)
        )
        facts = Facts(2020, Department("016", "试样"), lines=tuple(spent))
        checker = Checker(Context(pack, facts, open_cube(pack, facts, classification)))
        codes = [each.code for each in checker.others() if each.code == "B01.1"]
        return codes, "B01.1" in checker.unknown

    return checked


def test_a_part_that_is_a_group_counts_as_its_rows(check):
    lines = [(code, 100, "amount") for code in PARTS]
    assert check(RULE, *lines) == ([], False)
    assert check(RULE, *lines, ("2100101", 1, "amount")) == (["B01.1"], False)


def test_rates_from_nought_on_both_sides_agree(check):
    assert check(RATES) == ([], False)
    assert check(RATES, *((code, 100, "amount") for code in PARTS)) == ([], False)


def test_a_rate_from_nought_against_a_rate_cannot_be_evaluated(check):
    assert check(RATES, (PARTS[0], 100, "prior"), (PARTS[1], 100, "amount")) == ([], True)


def test_rates_are_compared_exactly(check):
    before = [(code, 10_000, "prior") for code in PARTS]
    now = [(code, 11_000, "amount") for code in PARTS]
    assert check(RATES, *before, *now) == ([], False)
    assert check(RATES, *before, *now, (PARTS[0], 1, "amount")) == (["B01.1"], False)
