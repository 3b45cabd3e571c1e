"""The published workbook, read back with openpyxl."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from budgettool.exporting.excel import (
    TextTooLongError,
    WorkbookCancelledError,
    WorkbookNotWrittenError,
    write_workbook,
)
from budgettool.sheets.sheet import Caption, Cell, Column, HeadCell, Page, Row, Sheet

NOW = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001
TOTAL = Row(
    (
        Cell(0, "合计", colspan=2, align="center"),
        Cell(2, "0.4", "amount", 350_000, "05.合计[总计]", ((1, 2), (2, 2)), align="right"),
        Cell(3, "", "amount", 0, "05.合计[项目支出]", ((1, 3), (2, 3)), align="right"),
        Cell(4, "12.50%", "rate", 12_500_000),
    ),
    "bold",
    "合计",
)
ROWS = (
    Row(
        (
            Cell(0, "016", rowspan=2),
            Cell(1, "=1+1"),
            Cell(2, "0.1", "amount", 100_000, "05.016/2010301[总计]"),
            Cell(3, "5.0", "amount", 5_000_000),
            Cell(4, "增\x00长\ud800"),
        ),
        address="016/2010301",
    ),
    Row(
        (
            Cell(1, "http://example.org"),
            Cell(2, "0.3", "amount", 250_000),
            Cell(3, "-5.0", "amount", -5_000_000),
            Cell(4, "7", "number"),
        ),
        address="016/2010302",
    ),
)
SHEET = Sheet(
    id="05",
    number="预算05表",
    title="2020年一般公共预算支出情况表",
    unit="万元",
    fen_per_unit=1_000_000,
    decimals=1,
    thousands=True,
    captions=(Caption(left="单位：示例局", right="单位：万元"),),
    columns=(
        Column("单位代码", 2, "text", key=True),
        Column("名称", 4, "text", key=True),
        Column("总计", 3, "amount"),
        Column("项目支出", 3, "amount"),
        Column("增减率", 3, "rate"),
    ),
    header=(
        HeadCell(0, 0, "科目", 1, 2),
        HeadCell(1, 0, "单位代码"),
        HeadCell(1, 1, "名称"),
        HeadCell(0, 2, "总计", 2),
        HeadCell(0, 3, "项目支出", 2),
        HeadCell(0, 4, "增减率", 2),
    ),
    header_rows=2,
    numbers=("**", "", "1", "2", "3"),
    body=(TOTAL, *ROWS),
    notes=("注：示例。",),
)


@pytest.fixture
def write(tmp_path):
    def written(*sheets, **options):
        path = tmp_path / "公开.xlsx"
        write_workbook(sheets, path, title="公开表", created=NOW, **options)
        return path

    return written


@pytest.fixture
def tab(write):
    return openpyxl.load_workbook(write(SHEET))["预算05表"]


def test_title_number_captions_header_numbers_body_and_notes_stand_in_order(tab):
    assert tab["A1"].value == SHEET.title
    assert (tab["A2"].value, tab["A2"].alignment.horizontal) == ("预算05表", "right")
    assert (tab["A3"].value, tab["E3"].value) == ("单位：示例局", "单位：万元")
    assert [cell.value for cell in tab[4]] == ["科目", None, "总计", "项目支出", "增减率"]
    assert [cell.value for cell in tab[6]] == ["**", None, 1, 2, 3]
    assert tab["A7"].value == "合计"
    assert tab["A10"].value == "注：示例。"


def test_long_names_above_a_table_are_not_cut_off(write):
    name = "城乡一体化示范区农村人居环境整治工作联席会议办公室" * 3
    captions = (Caption(left=f"单位：{name}", right="单位：万元"),)
    long = replace(SHEET, title=f"{name}2020年一般公共预算支出情况表", captions=captions)
    tab = openpyxl.load_workbook(write(long))["预算05表"]
    short = openpyxl.load_workbook(write(SHEET))["预算05表"]
    assert tab.row_dimensions[1].height > short.row_dimensions[1].height * 1.5
    assert "A3:E3" in {str(area) for area in tab.merged_cells.ranges}
    assert tab["A3"].value == f"单位：{name}　单位：万元"


def test_merged_cells_have_whole_borders(tab):
    merged = {str(area) for area in tab.merged_cells.ranges}
    assert {"A4:B4", "C4:C5", "D4:D5", "E4:E5", "A6:B6", "A7:B7", "A8:A9"} <= merged
    for row in tab["A4:E9"]:
        for cell in row:
            assert cell.border.top.style or cell.border.left.style, cell.coordinate


def test_totals_are_formulas_with_cached_values(write):
    path = write(SHEET)
    formulas = openpyxl.load_workbook(path)["预算05表"]
    values = openpyxl.load_workbook(path, data_only=True)["预算05表"]
    assert formulas["C7"].value == "=ROUND(SUM(C8:C9),6)"
    assert [values["C7"].value, values["D7"].value] == [0.35, 0]
    assert [values["C8"].value, values["D9"].value] == [0.1, -5]


def test_formats_are_those_of_the_printed_text(tab):
    assert tab["C7"].number_format == "#,##0.0;-#,##0.0;"
    assert (tab["E7"].value, tab["E7"].number_format) == (0.125, "0.00%;-0.00%;0.00%")
    assert (tab["E9"].value, tab["E9"].number_format) == (7, "0")


def test_text_stays_text(tab):
    assert (tab["B8"].value, tab["B8"].data_type, tab["B8"].quotePrefix) == ("=1+1", "s", True)
    assert (tab["A8"].value, tab["A8"].data_type) == ("016", "s")
    assert tab["B9"].hyperlink is None
    assert tab["E8"].value == "增长"


def test_panes_and_print_set_up(tab):
    assert tab.freeze_panes == "C7"
    assert tab.print_title_rows == "$1:$5"
    assert tab.print_area == "'预算05表'!$A$1:$E$10"
    assert (tab.page_setup.orientation, tab.page_setup.paperSize) == ("landscape", 9)
    assert tab.sheet_properties.pageSetUpPr.fitToPage
    assert tab.print_options.horizontalCentered
    assert tab.oddFooter.center.text == "&P / &N"


def test_page_set_up_follows_the_pack(write):
    page = Page(
        "A3",
        "portrait",
        repeat_captions=False,
        repeat_numbers=True,
        page_number="第 {page} 页，共 {pages} 页",
    )
    tab = openpyxl.load_workbook(write(replace(SHEET, page=page))).active
    assert (tab.page_setup.orientation, tab.page_setup.paperSize) == ("portrait", 8)
    assert tab.print_title_rows == "$4:$6"
    assert tab.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_fixed_rows_and_bodies_have_names_and_coded_rows_have_none(write):
    names = openpyxl.load_workbook(write(SHEET)).defined_names
    assert {name: found.attr_text for name, found in names.items()} == {
        "预算05_表体": "预算05表!$A$7:$E$9",
        "预算05_合计_总计": "预算05表!$C$7",
        "预算05_合计_项目支出": "预算05表!$D$7",
    }


def test_worksheets_are_the_tables_alone_and_their_names_are_safe_and_unique(write):
    path = write(SHEET, SHEET, replace(SHEET, number="表[1]/2" + "长" * 40))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["预算05表", "预算05表_2", ("表_1__2" + "长" * 40)[:31]]
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}


def test_two_runs_give_the_same_bytes(write):
    assert write(SHEET).read_bytes() == write(SHEET).read_bytes()


def test_a_sum_that_is_not_exact_stays_a_number(write):
    wrong = TOTAL.cells[1]._replace(parts=((1, 2),))
    sheet = replace(SHEET, body=(TOTAL._replace(cells=(wrong,)), *ROWS))
    assert openpyxl.load_workbook(write(sheet)).active["C7"].value == 0.35


def test_an_amount_that_is_not_printed_is_not_in_the_file(write):
    hidden = Row((Cell(2, "", "amount", 123_456_789),))
    tab = openpyxl.load_workbook(write(replace(SHEET, body=(hidden,)))).active
    assert tab["C7"].value is None


def test_a_text_of_another_rounding_is_displayed_literally(write):
    adjusted = Row((Cell(2, "0.3", "amount", 350_000),))
    cell = openpyxl.load_workbook(write(replace(SHEET, body=(adjusted,)))).active["C7"]
    assert (cell.value, cell.number_format) == (0.35, r"\0\.\3;\0\.\3;\0\.\3")


def test_cancelling_leaves_the_file_that_was_there(write, tmp_path):
    before = write(SHEET).read_bytes()
    with pytest.raises(WorkbookCancelledError, match="没有改动"):
        write(SHEET, SHEET, cancelled=lambda: True)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [before]


def test_progress_counts_tables(write):
    seen = []
    write(SHEET, SHEET, progress=lambda *step: seen.append(step))
    assert seen == [(1, 2), (2, 2)]


def test_a_folder_that_is_missing_is_named():
    with pytest.raises(WorkbookNotWrittenError, match="换一个位置"):
        write_workbook((SHEET,), Path("/没有/公开.xlsx"), title="", created=NOW)


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_is_left(write, tmp_path):
    long = Row((Cell(0, "长" * 40_000),))
    with pytest.raises(TextTooLongError, match="第 7 行"):
        write(replace(SHEET, body=(long,)))
    assert list(tmp_path.iterdir()) == []


def test_the_sample_has_the_printed_figures(write, sample):
    book = openpyxl.load_workbook(write(*sample.sheets), data_only=True)
    assert book.sheetnames[:10] == [sheet.number for sheet in sample.sheets[:10]]
    assert book.sheetnames[12] == "预算 11 表 车辆购置"
    for sheet, tab in zip(sample.sheets, book.worksheets, strict=True):
        top = tab.max_row - len(sheet.notes) - len(sheet.body) + 1
        for index, row in enumerate(sheet.body):
            for cell in row.cells:
                value = tab.cell(top + index, cell.column + 1).value
                if cell.kind == "amount":
                    assert round((value or 0) * sheet.fen_per_unit) == cell.exact
                else:
                    assert (value or "") == cell.text
