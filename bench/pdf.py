"""A table of 10,000 rows as PDF, beside platypus's own long table in the same run."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

from bench.figure import Figure, figure
from bench.places import Places
from bench.tables import made_sheet
from budgettool.exporting.pdf import FontBook, open_font_book, write_pdf
from budgettool.sheets.sheet import Sheet

BUDGET = 5.0
ROWS = 10_000
LONG_TABLE_ROWS = (500, 1_000)
CREATED = datetime(2020, 1, 15, tzinfo=UTC)
_SIZE = 8


def run(places: Places) -> Iterator[Figure]:
    """Measure milliseconds a page, and how much slower platypus is at the same rows."""
    fonts = open_font_book(())
    seconds, pages = _ours(made_sheet(ROWS), places.folder / "pdf.pdf", fonts)
    about = f"{ROWS:,} 行，{pages} 页，共 {seconds:.2f} s"
    yield figure("PDF 每页", seconds * 1000 / pages, "ms", BUDGET, about)
    for rows in LONG_TABLE_ROWS:
        sheet = made_sheet(rows)
        ours, our_pages = _ours(sheet, places.folder / "pdf.pdf", fonts)
        theirs, their_pages = _long_table(sheet, fonts)
        about = (
            f"{rows:,} 行；本软件 {ours:.2f} s、{our_pages} 页，"
            f"LongTable {theirs:.2f} s、{their_pages} 页"
        )
        ratio = (theirs / their_pages) / (ours / our_pages)
        yield figure("PDF：platypus LongTable 每页用时比本软件", ratio, "倍", None, about)


def _ours(sheet: Sheet, path: Path, fonts: FontBook) -> tuple[float, int]:
    started = time.perf_counter()
    report = write_pdf([sheet], path, title="表", fonts=fonts, created=CREATED)
    return time.perf_counter() - started, report.pages


def _long_table(sheet: Sheet, fonts: FontBook) -> tuple[float, int]:
    """Draw the same rows with the library's own table: header repeated, a grid, one face."""
    registerFont(TTFont("song", str(fonts.sources["song"].path)))
    header = [[""] * len(sheet.columns) for _ in range(sheet.header_rows)]
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), "song", _SIZE),
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
    ]
    for cell in sheet.header:
        header[cell.row][cell.column] = cell.text
        last = (cell.column + cell.colspan - 1, cell.row + cell.rowspan - 1)
        style.append(("SPAN", (cell.column, cell.row), last))
    body = [[cell.text for cell in row.cells] for row in sheet.body]
    started = time.perf_counter()
    table = LongTable(header + body, repeatRows=sheet.header_rows, style=TableStyle(style))
    document = SimpleDocTemplate(BytesIO(), pagesize=landscape(A4))
    document.build([table])
    return time.perf_counter() - started, document.page
