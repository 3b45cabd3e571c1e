"""The working workbook: its formulas over the lines give the published figures."""

from datetime import datetime

import openpyxl
import pytest

from budgettool.exporting.excel import LineColumn, write_working_workbook
from budgettool.exporting.excel.lines import Lines
from budgettool.money import format_fen
from budgettool.sheets.sheet import Cell, Column, Row, Sheet

WAN = 1_000_000
COLUMNS = (
    LineColumn("function", "功能科目"),
    LineColumn("source", "资金来源"),
    LineColumn("nature", "支出性质"),
    LineColumn("amount", "金额（元）"),
)
ROWS = [
    ("2010301", "一般公共预算/财政拨款", "工资", 333_333),
    ("2010301", "一般公共预算/债务收入", "公用", 666_667),
    ("2010302", "政府性基金/*", "工资", 50_000_000),
    ("2080501", "=1+1", None, -49_999),
    ("2080501", '他"说', "工资", 7),
]
ASKED = {
    0: (("function", ("2010301",)),),
    1: (("source", ("一般公共预算/财政拨款", "一般公共预算/债务收入")), ("nature", ("工资",))),
    2: (("function", ("2010301", "2010302")), ("nature", ("工资", "公用"))),
    3: (("source", ("政府性基金/*",)),),
    4: (("nature", ("",)),),
    5: (("source", ("=1+1", '他"说')),),
    6: (),
    7: (("function", ("9999999",)),),
    8: (
        ("function", ("2010301", "2010302")),
        ("nature", ("工资", "公用")),
        ("source", ("一般公共预算/财政拨款", "政府性基金/*")),
    ),
}
EXACT = [1_000_000, 333_333, 51_000_000, 50_000_000, -49_999, -49_992, 50_950_008, 0, 50_333_333]


def made_sheet(exact):
    cells = [
        Cell(place, format_fen(fen, WAN, 1) if fen else "", "amount", fen)
        for place, fen in enumerate(exact)
    ]
    total = sum(exact)
    cells.append(
        Cell(len(cells), format_fen(total, WAN, 1), "amount", total,
             parts=tuple((0, place) for place in range(len(cells))))
    )  # fmt: skip
    columns = tuple(Column(str(place), 1, "amount") for place in range(len(cells)))
    return Sheet(
        id="05",
        number="预算05表",
        title="",
        unit="万元",
        fen_per_unit=WAN,
        decimals=1,
        thousands=True,
        captions=(),
        columns=columns,
        header=(),
        header_rows=0,
        numbers=(),
        body=(Row(tuple(cells)),),
    )


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "a.xlsx"
    write_working_workbook(
        (made_sheet(EXACT),),
        path,
        title="底稿",
        created=datetime(2026, 1, 1),  # noqa: DTZ001
        lines_columns=COLUMNS,
        lines_rows=ROWS,
        criteria={("05", (0, place)): asked for place, asked in ASKED.items()},
    )
    return path


def test_leaves_are_sums_over_the_lines_and_totals_sums_of_cells(written):
    cells = [cell.value for cell in openpyxl.load_workbook(written)["预算05表"][3]]
    assert cells[0] == '=ROUND(SUMIFS(明细!$D$2:$D$6,明细!$A$2:$A$6,"=2010301")/10000,6)'
    assert all("SUMIFS" in cell for cell in cells[:6])
    assert cells[-1] == "=ROUND(SUM(A3:I3),6)"
    kept = [cell.value for cell in openpyxl.load_workbook(written, data_only=True)["预算05表"][3]]
    assert kept == [fen / WAN for fen in [*EXACT, sum(EXACT)]]


def test_recalculation_gives_the_published_figures(written, tmp_path, soffice, shown_by):
    shown = shown_by(soffice, written, tmp_path)
    assert shown["预算05表"][2] == [cell.text for cell in made_sheet(EXACT).body[0].cells]
    assert shown["明细"][4] == ["2080501", "=1+1", "", "-499.99"]


def test_lines_are_found_as_a_spreadsheet_finds_them():
    lines = Lines(
        "明细", (LineColumn("unit", "单位"), LineColumn("amount", "")), [("016", 1), ("16", 2)]
    )
    assert lines.total((("unit", ("016",)),)) == 3


def test_a_formula_that_would_change_the_figure_is_not_written(tmp_path):
    path = tmp_path / "a.xlsx"
    write_working_workbook(
        (made_sheet([1]),),
        path,
        title="",
        created=datetime(2026, 1, 1),  # noqa: DTZ001
        lines_columns=COLUMNS,
        lines_rows=ROWS,
        criteria={("05", (0, 0)): ASKED[0]},
    )
    assert openpyxl.load_workbook(path)["预算05表"]["A3"].value == 1e-6
