"""Forms 10 and 11 as PDF and workbook show them: every text, and levels merged over their rows."""

import re
from datetime import datetime

import openpyxl
import pdfplumber
import pytest

from budgettool.exporting.excel import write_workbook
from budgettool.exporting.pdf import open_font_book, write_pdf

NOW = datetime(2026, 1, 1)  # noqa: DTZ001
PROJECT = "11/车辆购置"


@pytest.fixture(scope="module")
def sheets(published_forms):
    return [each for each in published_forms.sheets if each.id in {"10", PROJECT}]


def plain(text):
    return re.sub(r"\s", "", str(text or ""))


def test_the_pdf_shows_every_text_of_the_forms(sheets, tmp_path):
    path = tmp_path / "a.pdf"
    report = write_pdf(sheets, path, title="示例", fonts=open_font_book(), created=NOW)
    with pdfplumber.open(path) as pdf:
        for sheet, placed in zip(sheets, report.sheets, strict=True):
            pages = pdf.pages[placed.first - 1 : placed.first - 1 + placed.pages]
            shown = "".join(
                plain(text) for page in pages for table in page.extract_tables()
                for row in table for text in row
            )  # fmt: skip
            for row in sheet.body:
                for cell in row.cells:
                    whole = plain(cell.text)
                    assert all(part in shown for part in (whole[:6], whole[-6:]))


def test_the_workbook_holds_figures_and_merged_levels(sheets, tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(sheets, path, title="示例", created=NOW)
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet, tab in zip(sheets, book.worksheets, strict=True):
        top = 3 + len(sheet.captions)
        merged = {(area.min_row, area.min_col): area for area in tab.merged_cells.ranges}
        for number, row in enumerate(sheet.body):
            for cell in row.cells:
                at = (top + number, cell.column + 1)
                value = tab.cell(*at).value
                if cell.kind == "amount":
                    assert value * sheet.fen_per_unit == pytest.approx(cell.exact)
                else:
                    assert plain(value) == plain(cell.text)
                if cell.rowspan > 1 or cell.colspan > 1:
                    size = merged[at].size
                    assert (size["rows"], size["columns"]) == (cell.rowspan, cell.colspan)
