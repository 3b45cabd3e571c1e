"""Draws one sheet on one worksheet: texts, figures, formulas, merges and borders.

Leaves places to `layout`, number formats to `figures`, page set-up to `printing`.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from budgettool.exporting.excel.errors import SheetTooLargeError, TextTooLongError
from budgettool.exporting.excel.figures import GENERAL, Figure
from budgettool.exporting.excel.layout import Layout, caption_spans
from budgettool.exporting.excel.looks import Look, Looks, face_of
from budgettool.exporting.excel.sums import total_formula
from budgettool.sheets.sheet import Cell, Position, Row, Sheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
_MAX_TEXT = 32_767
_SIGNS = ("=", "+", "-", "@")
_KEPT = "\n\t"
_NO_FIGURE = Figure(None, GENERAL)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the worksheet, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Canvas:
    """What drawing a sheet needs at hand."""

    sheet: Sheet
    layout: Layout
    worksheet: "Worksheet"
    looks: Looks
    face: str
    """The font of the body."""
    formulas: Mapping[Position, str] = field(default_factory=dict)
    """Formulas of cells that are sums of lines, not of cells."""


def check_size(sheet: Sheet, layout: Layout) -> None:
    """Refuse a sheet that no worksheet can hold."""
    if layout.end > MAX_ROWS or len(sheet.columns) > MAX_COLUMNS:
        raise SheetTooLargeError(sheet.number or sheet.id, layout.end, len(sheet.columns))


def clean(text: str) -> str:
    """Remove what a workbook cannot hold: control characters, halves of characters."""
    if text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c
        for c in unified
        if c in _KEPT or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in "\ufffe\uffff")
    )


def draw_text(canvas: Canvas, area: Area, text: str, look: Look) -> None:
    """Write a text over an area, as text whatever it begins with."""
    plain = clean(text)
    if len(plain) > _MAX_TEXT // 2 and len(plain.encode("utf-16-le")) > 2 * _MAX_TEXT:
        raise TextTooLongError(canvas.sheet.number or canvas.sheet.id, area.top + 1, plain)
    if plain.startswith(_SIGNS):
        look = look._replace(quoted=True)
    shape = canvas.looks.format(look)
    _merge(canvas.worksheet, area, shape)
    if plain:
        canvas.worksheet.write_string(area.top, area.left, plain, shape)
    else:
        canvas.worksheet.write_blank(area.top, area.left, None, shape)


def draw_above(canvas: Canvas) -> None:
    """Draw title, number, captions."""
    sheet, layout = canvas.sheet, canvas.layout
    last = len(sheet.columns) - 1
    page = sheet.page
    title = Look(face_of(page, "title"), page.title_size, "center", border=False)
    draw_text(canvas, Area(0, 0, 0, last), sheet.title, title)
    plain = Look(face_of(page, "body"), page.size, border=False, wrap=False)
    if sheet.number:
        draw_text(canvas, Area(1, 0, 1, last), sheet.number, plain._replace(align="right"))
    for row, caption in enumerate(sheet.captions, layout.caption_row):
        for left, right, text, align in caption_spans(caption, layout.widths, page.size):
            draw_text(canvas, Area(row, left, row, right), text, plain._replace(align=align))


def draw_header(canvas: Canvas) -> None:
    """Draw the header cells, merged, with the blank grid where none is."""
    sheet, top = canvas.sheet, canvas.layout.head_row
    look = Look(face_of(sheet.page, "head"), sheet.page.size, "center")
    covered: set[Position] = set()
    for cell in sheet.header:
        area = Area(
            top + cell.row,
            cell.column,
            top + cell.row + cell.rowspan - 1,
            cell.column + cell.colspan - 1,
        )
        covered.update(_positions(area))
        draw_text(canvas, area, cell.text, look)
    blank = canvas.looks.format(look)
    for row, column in _positions(Area(top, 0, canvas.layout.number_row - 1, _last(sheet))):
        if (row, column) not in covered:
            canvas.worksheet.write_blank(row, column, None, blank)


def draw_numbers(canvas: Canvas) -> None:
    """Draw the row of column numbers; an empty text continues the cell to its left."""
    sheet, row = canvas.sheet, canvas.layout.number_row
    look = Look(face_of(sheet.page, "body"), sheet.page.size, "center")
    starts = [index for index, text in enumerate(sheet.numbers) if text or not index]
    for start, following in pairwise([*starts, len(sheet.numbers)]):
        area = Area(row, start, row, following - 1)
        text = sheet.numbers[start]
        draw_text(canvas, area, text, look)
        if text.isascii() and text.isdigit() and text == str(int(text)):
            shape = canvas.looks.format(look)
            canvas.worksheet.write_number(row, start, int(text), shape)


def draw_notes(canvas: Canvas) -> None:
    """Draw the paragraphs under the table, wrapped over its whole width."""
    sheet = canvas.sheet
    look = Look(face_of(sheet.page, "note"), sheet.page.size, border=False)
    for row, note in enumerate(sheet.notes, canvas.layout.note_row):
        draw_text(canvas, Area(row, 0, row, _last(sheet)), note, look)


def draw_body(canvas: Canvas, figures: Mapping[Position, Figure]) -> None:
    """Draw the rows: figures as numbers, totals as formulas over them, all else as text."""
    covered: set[Position] = set()
    for index, row in enumerate(canvas.sheet.body):
        for cell in row.cells:
            _draw_cell(canvas, index, row, cell, figures)
            if cell.colspan > 1 or cell.rowspan > 1:
                covered.update(_positions(_area(canvas.layout, index, cell)))
        if len(row.cells) < len(canvas.sheet.columns):
            _fill(canvas, index, row, covered)


def _draw_cell(
    canvas: Canvas, index: int, row: Row, cell: Cell, figures: Mapping[Position, Figure]
) -> None:
    figure = figures.get((index, cell.column), _NO_FIGURE)
    text = cell.text if figure.number is None else ""
    look = _look(canvas, row, cell, figure, text)
    if text or cell.colspan > 1 or cell.rowspan > 1:
        draw_text(canvas, _area(canvas.layout, index, cell), text, look)
    if text:
        return
    shape = canvas.looks.format(look)
    top = canvas.layout.body_row + index
    if figure.number is None:
        canvas.worksheet.write_blank(top, cell.column, None, shape)
        return
    formula = canvas.formulas.get((index, cell.column))
    if formula is None and cell.parts:
        formula = _formula(canvas, cell, figure, figures)
    if formula is None:
        canvas.worksheet.write_number(top, cell.column, figure.number, shape)
    else:
        canvas.worksheet.write_formula(top, cell.column, formula, shape, figure.number)


def _formula(
    canvas: Canvas, cell: Cell, figure: Figure, figures: Mapping[Position, Figure]
) -> str | None:
    """Spell a total's formula, unless recalculating it would change the figure."""
    worths = [figures[part].worth for part in set(cell.parts) if part in figures]
    if sum(worths) != figure.worth:
        return None
    top = canvas.layout.body_row
    places = len(str(canvas.sheet.fen_per_unit)) - 1
    return total_formula(((top + row, column) for row, column in cell.parts), places)


def _look(canvas: Canvas, row: Row, cell: Cell, figure: Figure, text: str) -> Look:
    return Look(
        canvas.face,
        canvas.sheet.page.size,
        cell.align,
        cell.bold or row.style != "plain",
        cell.indent,
        row.style == "band",
        wrap=bool(text),
        number_format=figure.number_format,
    )


def _fill(canvas: Canvas, index: int, row: Row, covered: set[Position]) -> None:
    """Border the positions that no cell covers."""
    top = canvas.layout.body_row + index
    present = {cell.column for cell in row.cells}
    blank = canvas.looks.format(_look(canvas, row, Cell(0, ""), _NO_FIGURE, ""))
    for column in range(len(canvas.sheet.columns)):
        if column not in present and (top, column) not in covered:
            canvas.worksheet.write_blank(top, column, None, blank)


def _merge(worksheet: "Worksheet", area: Area, shape: "Format") -> None:
    """Merge an area with a border on each of its cells."""
    if (area.top, area.left) != (area.bottom, area.right):
        worksheet.merge_range(area.top, area.left, area.bottom, area.right, "", shape)


def _area(layout: Layout, index: int, cell: Cell) -> Area:
    top = layout.body_row + index
    return Area(top, cell.column, top + cell.rowspan - 1, cell.column + cell.colspan - 1)


def _positions(area: Area) -> Iterable[Position]:
    return (
        (row, column)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    )


def _last(sheet: Sheet) -> int:
    return len(sheet.columns) - 1
