"""Writes the published workbook: a worksheet a table, and nothing that was not published.

The file appears whole or not at all, and two runs with the same input give the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgettool.exporting.excel import drawing, printing
from budgettool.exporting.excel.errors import WorkbookCancelledError, WorkbookNotWrittenError
from budgettool.exporting.excel.figures import figures_of, with_formulas
from budgettool.exporting.excel.layout import lay_out
from budgettool.exporting.excel.looks import FACES, Looks, face_of
from budgettool.exporting.excel.marking import add_mark
from budgettool.exporting.excel.names import CellNames, sheet_names, tab_name
from budgettool.exporting.excel.naming import name_figures
from budgettool.files import cause, write_whole
from budgettool.sheets.sheet import Position, Sheet

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def write_workbook(  # noqa: PLR0913 - what a document needs, all by name
    sheets: Sequence[Sheet],
    path: Path,
    *,
    title: str,
    created: datetime,
    mark: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write the tables to be published.

    Args:
        sheets: The tables, in order; each becomes a worksheet named by its number.
        path: The workbook; replaced where it exists.
        title: The document's title.
        created: The time that the document says it was made.
        mark: A word that each table bears on the screen and in print, such as that it is a draft.
        progress: Told how many tables of how many are done.
        cancelled: Asked before each table whether to stop.

    Raises:
        WorkbookCancelledError: `cancelled` said so.
        WorkbookNotWrittenError: The file cannot be written.
        SheetTooLargeError, TextTooLongError: A table does not fit into a worksheet.
    """
    with open_workbook(path, title, created) as book:
        looks, names = Looks(book), CellNames()
        for index, (sheet, tab) in enumerate(
            zip(sheets, sheet_names(map(tab_name, sheets)), strict=True)
        ):
            if cancelled and cancelled():
                raise WorkbookCancelledError(path)
            worksheet = add_table(book, sheet, tab, looks, names)
            if mark:
                add_mark(worksheet, mark)
            if progress:
                progress(index + 1, len(sheets))


@contextmanager
def open_workbook(path: Path, title: str, created: datetime) -> Iterator[Workbook]:
    """Give a workbook that becomes the file at the end, or nothing if anything fails."""
    content = BytesIO()  # a zip that the disk refuses half-way complains once more when collected
    book = Workbook(content, _options())
    try:
        book.set_properties({"title": title, "created": _naive(created)})
        yield book
        book.close()
        write_whole(path, content.getvalue())
    except (OSError, FileCreateError) as error:
        raise WorkbookNotWrittenError(path, _cause(error)) from error
    finally:
        book.fileclosed = True  # or it would close itself once more, when collected


def _options() -> dict[str, object]:
    """Give a new workbook's options, a fresh dictionary because XlsxWriter writes into it.

    The default font measures the columns, so it is one that Excel and WPS both have: with Calibri
    a system without it makes all columns wider, and shrinks the page as it prints.
    """
    return {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {
            "font_name": FACES["song"],
            "font_size": 11,
            "font_scheme": "none",
            "font_charset": 134,
        },
        "default_row_height": 18,
        "default_column_width": 72,
    }


class PlainWorksheet(Worksheet):  # type: ignore[misc] # XlsxWriter ships no types
    """A worksheet whose formulas are written as they are.

    All of ours are spelt as the file format wants them; looking for functions that came later to
    Excel takes longer than all other work on a formula.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        return formula.removeprefix("=")


def add_table(
    book: Workbook,
    sheet: Sheet,
    tab: str,
    looks: Looks,
    names: CellNames,
    formulas: Mapping[Position, str] = MappingProxyType({}),
) -> PlainWorksheet:
    """Draw a sheet on a new worksheet, and give that.

    Args:
        book: The workbook.
        sheet: The table.
        tab: The worksheet's name.
        looks: The workbook's formats.
        names: The workbook's defined names.
        formulas: Of cells of the body that are sums of lines.
    """
    layout = lay_out(sheet)
    drawing.check_size(sheet, layout)
    worksheet: PlainWorksheet = book.add_worksheet(tab, PlainWorksheet)
    canvas = drawing.Canvas(sheet, layout, worksheet, looks, face_of(sheet.page, "body"), formulas)
    figures = with_formulas(figures_of(sheet), formulas)
    printing.set_sizes(worksheet, layout)
    drawing.draw_above(canvas)
    drawing.draw_header(canvas)
    drawing.draw_numbers(canvas)
    drawing.draw_body(canvas, figures)
    drawing.draw_notes(canvas)
    printing.show_small_amounts(canvas, figures)
    printing.set_view(worksheet, sheet, layout)
    printing.set_page(worksheet, sheet, layout)
    for name, (top, left, bottom, right) in name_figures(sheet, layout, names):
        first = xl_rowcol_to_cell(top, left, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(bottom, right, row_abs=True, col_abs=True)
        area = first if first == last else f"{first}:{last}"
        book.define_name(name, f"={quote_sheetname(tab)}!{area}")
    return worksheet


def _naive(moment: datetime) -> datetime:
    """Give the time in UTC, as document properties have it."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _cause(error: BaseException) -> str:
    found = error.args[0] if isinstance(error, FileCreateError) and error.args else error
    return cause(found) if isinstance(found, OSError) else str(found)
