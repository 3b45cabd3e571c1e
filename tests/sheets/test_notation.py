"""Corners of the notation, each on a table of its own."""

import pytest

from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Unit
from budgettool.packs.loader import load_pack
from budgettool.packs.reference import parse_reference
from budgettool.sheets.packet import derive

HEAD = 'id = "p"\nname = "试样"\nversion = "1"\ntables = ["01", "02"]\n'
MEMBERS = '[[source]]\npath = "甲"\n[[source]]\npath = "乙"\n[[nature]]\npath = "基本支出"\n'
TOP = 'number = ""\ntitle = ""\nlines = "expenditure"\nkeys = [{ id = "名称", role = "label" }]\n'
PLAIN = TOP + 'rows = [{ each = "function.项" }]\ncolumns = [{ id = "数" }]\n'


def line(line_id, function, amount, measure="amount", economic="30101"):
    return ExpenditureLine(
        line_id,
        "016001",
        function,
        economic,
        nature="基本支出",
        source="甲",
        amount=amount,
        measure=measure,
    )


@pytest.fixture
def print_table(classification):
    def build(table, *lines, other=PLAIN):
        files = {
            "pack.toml": HEAD,
            "members.toml": MEMBERS,
            "tables/01.toml": table if "[form]" in table else TOP + table,
            "tables/02.toml": other,
        }
        units = (Unit("u", "016001", "机关本级", "行政"),)
        facts = Facts(2020, Department("016", "某办公室"), units, (), lines)
        return derive(facts, load_pack(files), classification)

    return build


def texts(packet):
    return [[cell.text for cell in row.cells] for row in packet.sheets[0].body]


RATES = """
rows = [
  { id = "甲", where = { function = "201" } },
  { id = "乙", where = { function = "208" } },
  { id = "两项", formula = "甲 + 乙", parts = ["甲", "乙"] },
]
columns = [
  { id = "上年", where = { measure = "prior" } },
  { id = "本年" },
  { id = "增减率", formula = "rate(本年, 上年)", form = "rate", decimals = 1 },
]
"""


def test_the_rate_of_a_computed_row_is_of_its_totals_and_not_a_sum_of_rates(print_table):
    packet = print_table(
        RATES,
        line("1", "2010301", 20_000_000),
        line("2", "2010301", 10_000_000, "prior"),
        line("3", "2080501", 30_000_000),
        line("4", "2080501", 20_000_000, "prior"),
    )
    assert texts(packet) == [
        ["甲", "10.0", "20.0", "100.0%"],
        ["乙", "20.0", "30.0", "50.0%"],
        ["两项", "30.0", "50.0", "66.7%"],
    ]


def test_a_fixed_row_without_lines_has_no_rate(print_table):
    assert texts(print_table(RATES))[0] == ["甲", "", "", ""]


def test_an_edit_touches_the_rows_that_are_computed_from_it(print_table):
    cube = print_table(RATES).cube
    touched = {str(cell.reference) for cell in cube.put(line("1", "2010301", 100))}
    assert {"01.甲[本年]", "01.两项[本年]", "01.两项[增减率]"} <= touched
    assert not any("乙" in reference for reference in touched)
    assert cube.lines_behind(parse_reference("01.两项[本年]")) == ("1",)


NESTED = """
rows = [{ each = "department_economic.类", codes = ["303", "301"], rows = [
  { each = "department_economic.款", print_always = true, label = "{department_economic.款}" },
], label = "{department_economic.类}" }]
columns = [{ id = "数" }]
"""


def test_a_nested_list_of_the_classification_stays_under_its_own_class(print_table):
    codes = [row[0] for row in texts(print_table(NESTED, line("1", "2010301", 100)))]
    assert codes[0] == "303"
    border = codes.index("301")
    assert all(code.startswith("303") for code in codes[:border])
    assert all(code.startswith("301") for code in codes[border:])
    assert len(codes) > 20


def test_listed_codes_keep_their_order_where_only_those_with_amounts_are_printed(print_table):
    table = """
[[rows]]
each = "function.类"
codes = ["221", "208", "201"]
print_always = false
label = "{function.类}"
[[columns]]
id = "数"
"""
    packet = print_table(table, line("1", "2010301", 100), line("2", "2210201", 100))
    assert [row[0] for row in texts(packet)] == ["221", "201"]


def test_a_rest_row_takes_what_no_other_row_takes_beside_rows_of_other_lines(print_table):
    table = """
rows = [
  { id = "总额" },
  { id = "一类", where = { function = "201" } },
  { id = "收入", lines = "income" },
  { id = "其余", rest = true },
]
columns = [{ id = "数" }]
"""
    packet = print_table(
        table,
        line("1", "2010301", 10_000_000),
        line("2", "2080501", 20_000_000),
        line("3", None, 5_000_000),
        IncomeLine("4", "016001", "乙", None, 70_000_000),
    )
    assert texts(packet) == [
        ["总额", "35.0"],
        ["一类", "10.0"],
        ["收入", "70.0"],
        ["其余", "25.0"],
    ]


def test_unclassified_lines_are_shown_last_and_counted(print_table):
    table = """
rows = [
  { id = "合计", parts = ["each function.类"] },
  { each = "function.类", label = "{function.name}" },
]
columns = [{ id = "数" }]
"""
    packet = print_table(table, line("1", None, 10_000_000), line("2", "2080501", 20_000_000))
    assert texts(packet) == [
        ["合计", "30.0"],
        ["社会保障和就业支出", "20.0"],
        ["未分类", "10.0"],
    ]
    assert len(packet.sheets[0].body[0].cells[1].parts) == 2


def test_a_form_may_sum_a_column_over_each_row_of_an_axis(print_table):
    form = (
        'number = ""\ntitle = ""\n[form]\nwidths = [1]\n[[form.rows]]\n'
        'cells = [{ figure = "sum(02[each 项, 数]) - max(02[each 项, 数])" }]'
    )
    lines = (line("1", "2010301", 10_000_000), line("2", "2010302", 20_000_000))
    assert texts(print_table(form, *lines)) == [["10.0"]]


CANCELLING = """
rows = [
  { id = "合计", print_always = false, parts = ["each function.类"] },
  { each = "function.类", rows = [{ each = "function.项" }] },
]
columns = [{ id = "数" }]
"""


def test_totals_that_cancel_to_nothing_stand_over_the_rows_that_do_not(print_table):
    lines = (line("a", "2010301", 5_000_000), line("b", "2010302", -5_000_000))
    packet = print_table(CANCELLING, *lines)
    assert [row.address for row in packet.sheets[0].body] == [
        "合计", "201", "201/2010301", "201/2010302",
    ]  # fmt: skip
    assert print_table(CANCELLING).sheets[0].body == ()
