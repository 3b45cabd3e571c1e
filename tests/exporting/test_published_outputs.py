"""The sample's PDF and workbook, cell by cell: the sheets, and what was really published."""

import json
import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from budgettool.exporting.excel import write_workbook
from budgettool.exporting.pdf import open_font_book, write_pdf

PUBLISHED = json.loads(
    (Path(__file__).parents[1] / "data" / "published_2020.json").read_text(encoding="utf-8")
)
TABLES = ["01", "02", "03", "04", "05", "06", "07", "08", "09"]
NOW = datetime(2026, 1, 1)  # noqa: DTZ001


@pytest.fixture(scope="module")
def sheets(sample):
    return {sheet.id: sheet for sheet in sample.sheets}


@pytest.fixture(scope="module")
def pdf_rows(sample, tmp_path_factory):
    """The body of each table as the PDF's pages show it, by table."""
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    report = write_pdf(sample.sheets, path, title="示例", fonts=open_font_book(), created=NOW)
    rows = {}
    with pdfplumber.open(path) as pdf:
        for sheet, placed in zip(sample.sheets, report.sheets, strict=True):
            pages = pdf.pages[placed.first - 1 : placed.first - 1 + placed.pages]
            rows[sheet.id] = [row for page in pages for row in body_of(page, sheet)]
    return rows


def body_of(page, sheet):
    (table,) = page.extract_tables()
    rows = [[plain(text) for text in row] for row in table[sheet.header_rows :]]
    return rows[1:] if rows and rows[0] == list(sheet.numbers) else rows


@pytest.fixture(scope="module")
def tables(sample):
    """The tables of figures; forms are compared elsewhere."""
    return tuple(sheet for sheet in sample.sheets if sheet.id in TABLES)


@pytest.fixture(scope="module")
def excel_rows(tables, tmp_path_factory):
    """The body of each table as the workbook's values show under their formats, by table."""
    path = tmp_path_factory.mktemp("excel") / "a.xlsx"
    write_workbook(tables, path, title="示例", created=NOW)
    tabs = openpyxl.load_workbook(path, data_only=True)
    rows = {}
    for sheet in tables:
        first = 3 + len(sheet.captions) + sheet.header_rows + bool(sheet.numbers)
        body = tabs[sheet.number].iter_rows(
            min_row=first, max_row=first + len(sheet.body) - 1, max_col=len(sheet.columns)
        )
        rows[sheet.id] = [[displayed(cell) for cell in row] for row in body] if sheet.body else []
    return rows


def displayed(cell):
    """Show a value as a spreadsheet program does under a format `positive;negative;zero`."""
    if not isinstance(cell.value, int | float):
        return plain(cell.value)
    positive, negative, zero = cell.number_format.split(";")
    shape = positive if cell.value > 0 else negative if cell.value else zero
    size = abs(Decimal(str(cell.value))).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return {"#,##0.0": f"{size:,}", "-#,##0.0": f"-{size:,}", "0.0": f"{size}", "": ""}[shape]


def plain(text):
    return re.sub(r"\s", "", text or "")


def sheet_rows(sheet):
    rows = [[""] * len(sheet.columns) for _ in sheet.body]
    for number, row in enumerate(sheet.body):
        for cell in row.cells:
            rows[number][cell.column] = plain(cell.text)
    return rows


@pytest.fixture(params=["pdf_rows", "excel_rows"])
def written(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_shows_the_text_of_the_sheet(written, sheets, table):
    assert written[table] == sheet_rows(sheets[table])


@pytest.mark.parametrize("table", ["02", "05"])
def test_tables_by_function_are_as_published(written, table):
    keys = ("类", "款", "项", "单位代码", "label")
    assert written[table] == [
        [plain(text) for text in (*(row[key] for key in keys), *row["cells"])]
        for row in PUBLISHED[table]["rows"]
    ]


@pytest.mark.parametrize("table", ["06", "07"])
def test_tables_by_economic_class_are_as_published(written, table):
    expected = [
        [*(full_width(text) for text in both_names(row)), *map(plain, row["cells"])]
        for row in PUBLISHED[table]["rows"]
    ]
    assert sorted(written[table]) == sorted(expected)  # the order of published rows is not strict


def both_names(row):
    sides = (row["部门预算经济分类"], row["政府预算经济分类"])
    return [plain(side[key]) for side in sides for key in ("类", "款", "科目名称")]


def full_width(name):
    return name.replace("(", "（").replace(")", "）")


@pytest.mark.parametrize("table", ["01", "04"])
def test_two_sided_tables_are_as_published(written, table):
    income = [[row[0] if row[0] and not row[1] else row[1], row[2]] for row in written[table]]
    spending = [row[3:] for row in written[table]]
    for side, rows in (("收入", income), ("支出", spending)):
        assert [row for row in rows if any(row)] == [
            [plain(row["label"]), *map(plain, row["cells"])]
            for row in PUBLISHED[table]["sides"][side]["rows"]
        ]


def test_three_public_expenses_are_as_published(written):
    assert written["08"] == [
        [plain(row["label"]), *map(plain, row["cells"])] for row in PUBLISHED["08"]["rows"]
    ]
