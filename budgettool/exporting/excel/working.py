"""Writes the working workbook (工作底稿): the lines, and the tables as SUMIFS over them.

It holds every line and is not for publication; `workbook` writes what is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from budgettool.exporting.excel.drawing import MAX_ROWS, clean
from budgettool.exporting.excel.errors import SheetTooLargeError, WorkbookCancelledError
from budgettool.exporting.excel.figures import amount_format
from budgettool.exporting.excel.lines import (
    AMOUNT,
    FEN_PER_YUAN,
    Criteria,
    LineColumn,
    Lines,
    Value,
)
from budgettool.exporting.excel.looks import FACES, Look, Looks
from budgettool.exporting.excel.marking import add_mark, add_to_print
from budgettool.exporting.excel.measure import text_width
from budgettool.exporting.excel.names import CellNames, sheet_names, tab_name
from budgettool.exporting.excel.workbook import (
    Cancelled,
    PlainWorksheet,
    Progress,
    add_table,
    open_workbook,
)
from budgettool.sheets.sheet import Position, Sheet

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LINES_TAB = "明细"
_SIZE = 10.0
_SAMPLED = 200
_WIDEST = 220.0
_PIXELS_PER_POINT = 96 / 72
_SIGNS = ("=", "+", "-", "@")


def write_working_workbook(  # noqa: PLR0913 - as write_workbook, and the lines
    sheets: Sequence[Sheet],
    path: Path,
    *,
    title: str,
    created: datetime,
    mark: str = "",
    lines_columns: Sequence[LineColumn],
    lines_rows: Sequence[Sequence[Value]],
    criteria: Mapping[tuple[str, Position], Criteria],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write the lines and the tables with formulas over them.

    A formula is written only where it gives the cell's exact amount; elsewhere stands the amount.

    Args:
        sheets: The tables, in order.
        path: The workbook; replaced where it exists.
        title: The document's title.
        created: The time that the document says it was made.
        mark: A word that each table bears on the screen and in print, such as that it is a draft.
        lines_columns: The columns of the lines; the one with id `amount` holds 分.
        lines_rows: The lines, each with a value for each column.
        criteria: By sheet id and position, what the lines behind a cell have in common.
        progress: Told how many tables of how many are done.
        cancelled: Asked before each table whether to stop.

    Raises:
        WorkbookCancelledError: `cancelled` said so.
        WorkbookNotWrittenError: The file cannot be written.
        SheetTooLargeError, TextTooLongError: Lines or a table do not fit into a worksheet.
    """
    if len(lines_rows) >= MAX_ROWS:
        raise SheetTooLargeError(LINES_TAB, len(lines_rows) + 1, len(lines_columns))
    tab, *tabs = sheet_names([LINES_TAB, *map(tab_name, sheets)])
    lines = Lines(tab, lines_columns, lines_rows)
    with open_workbook(path, title, created) as book:
        looks, names = Looks(book), CellNames()
        listed = _add_lines(book, tab, lines, looks)
        if mark:
            add_to_print(listed, mark)
        for index, (sheet, name) in enumerate(zip(sheets, tabs, strict=True)):
            if cancelled and cancelled():
                raise WorkbookCancelledError(path)
            formulas = _formulas(sheet, lines, criteria)
            worksheet = add_table(book, sheet, name, looks, names, formulas)
            if mark:
                add_mark(worksheet, mark)
            if progress:
                progress(index + 1, len(sheets))


def _formulas(
    sheet: Sheet, lines: Lines, criteria: Mapping[tuple[str, Position], Criteria]
) -> dict[Position, str]:
    """Spell the formulas of a sheet's leaf cells; totals stay sums of cells."""
    formulas = {}
    for index, row in enumerate(sheet.body):
        for cell in row.cells:
            asked = criteria.get((sheet.id, (index, cell.column)))
            if asked is None or cell.parts or cell.kind != "amount":
                continue
            formula = lines.formula(asked, sheet.fen_per_unit)
            if formula and cell.exact is not None and lines.total(asked) == cell.exact:
                formulas[index, cell.column] = formula
    return formulas


def _add_lines(book: "Workbook", tab: str, lines: Lines, looks: Looks) -> PlainWorksheet:
    worksheet: PlainWorksheet = book.add_worksheet(tab, PlainWorksheet)
    body = Look(FACES["song"], _SIZE, wrap=False)
    head = looks.format(body._replace(face=FACES["hei"], align="center"))
    for place, column in enumerate(lines.columns):
        worksheet.write_string(0, place, clean(column.head), head)
        worksheet.set_column_pixels(place, place, _pixels(lines, place))
    amount = body._replace(
        align="right", number_format=amount_format(2, thousands=True, zero_blank=False)
    )
    for number, row in enumerate(lines.rows, 1):
        for place, (column, value) in enumerate(zip(lines.columns, row, strict=True)):
            _write(
                worksheet, (number, place), value, looks, amount if column.id == AMOUNT else body
            )
    last = len(lines.columns) - 1
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(1, len(lines.rows)), last)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(lines.rows) + 1}"})
    worksheet.repeat_rows(0)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&C&P / &N")
    return worksheet


def _write(worksheet: "Worksheet", place: Position, value: Value, looks: Looks, look: Look) -> None:
    if isinstance(value, int):
        worksheet.write_number(*place, value / FEN_PER_YUAN, looks.format(look))
        return
    text = clean(value or "")
    shape = looks.format(look._replace(quoted=True) if text.startswith(_SIGNS) else look)
    if text:
        worksheet.write_string(*place, text, shape)
    else:
        worksheet.write_blank(*place, None, shape)


def _pixels(lines: Lines, place: int) -> int:
    """Give a column the width of its longest text among the first lines."""
    texts = [lines.columns[place].head + "　　"]
    texts += [str(row[place] or "") for row in lines.rows[:_SAMPLED]]
    widest = max(text_width(text, _SIZE) for text in texts)
    return round(min(widest, _WIDEST) * _PIXELS_PER_POINT)
