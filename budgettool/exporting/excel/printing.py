"""How a worksheet is seen and printed: panes, repeated rows, paper, footer, printed area."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_range

from budgettool.exporting.excel.drawing import Canvas
from budgettool.exporting.excel.figures import Figure, amount_format, smallest_shown
from budgettool.exporting.excel.layout import Layout, frozen_columns
from budgettool.exporting.excel.looks import face_of
from budgettool.exporting.excel.measure import MARGIN, page_height, page_width
from budgettool.money import to_decimal
from budgettool.sheets.sheet import Page, Position, Sheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_PAPERS: Final = {"A4": 9, "A3": 8}
_WORTH_SHRINKING: Final = 1.1
_POINTS_PER_INCH: Final = 72
_PIXELS_PER_POINT: Final = 96 / 72


def set_sizes(worksheet: "Worksheet", layout: Layout) -> None:
    """Set the widths of columns and the heights of rows."""
    for column, width in enumerate(layout.widths):
        worksheet.set_column_pixels(column, column, round(width * _PIXELS_PER_POINT))
    for row, height in enumerate(layout.heights):
        worksheet.set_row(row, round(height * 4) / 4)


def set_view(worksheet: "Worksheet", sheet: Sheet, layout: Layout) -> None:
    """Keep header and key columns in view; no marks at codes that are kept as text."""
    worksheet.freeze_panes(layout.body_row, frozen_columns(sheet, layout.widths))
    worksheet.hide_gridlines(2)
    worksheet.ignore_errors(
        {"number_stored_as_text": _range(layout), "formula_differs": _range(layout)}
    )


def set_page(worksheet: "Worksheet", sheet: Sheet, layout: Layout) -> None:
    """Set paper, margins, scale, repeated rows, footer and printed area."""
    page = sheet.page
    worksheet.set_paper(_PAPERS[page.paper])
    if page.orientation == "landscape":
        worksheet.set_landscape()
    else:
        worksheet.set_portrait()
    inches = MARGIN / _POINTS_PER_INCH
    worksheet.set_margins(left=inches, right=inches, top=inches + 0.1, bottom=inches + 0.2)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, int(_is_one_page(sheet, layout)))
    first = 0 if page.repeat_captions else layout.head_row
    last = layout.body_row if page.repeat_numbers else layout.number_row
    if last > first:
        worksheet.repeat_rows(first, last - 1)
    worksheet.print_area(0, 0, layout.end - 1, len(sheet.columns) - 1)
    if page.page_number:
        worksheet.set_footer(_footer(page), {"margin": 0.3})


def _is_one_page(sheet: Sheet, layout: Layout) -> bool:
    """Tell whether a table is so little longer than a page that it is better shrunk to one."""
    scale = min(1.0, page_width(sheet) / sum(layout.widths))
    return sum(layout.heights) * scale <= page_height(sheet) * _WORTH_SHRINKING


def show_small_amounts(canvas: Canvas, figures: Mapping[Position, Figure]) -> None:
    """Keep the minus right after an edit: none where an amount rounds to zero, else one.

    A column that also holds other numbers, or literal displays, keeps the formats of its cells.
    """
    if any(figure.fixed for figure in figures.values()):
        return
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for row in canvas.sheet.body:
        for cell in row.cells:
            kinds[cell.column].add(cell.kind)
    unsigned = {column for (_, column), figure in figures.items() if figure.unsigned}
    for column in sorted(kinds):
        if "amount" in kinds[column] and not kinds[column] & {"rate", "number"}:
            _small_rule(canvas, column)
            if column in unsigned:
                _large_rule(canvas, column)


def _small_rule(canvas: Canvas, column: int) -> None:
    sheet = canvas.sheet
    edge = smallest_shown(sheet) - 1
    if edge < 1:
        return
    rule = {
        "type": "cell",
        "criteria": "between",
        "minimum": _spelt(-edge, sheet),
        "maximum": _spelt(-1, sheet),
        "format": canvas.looks.shape(_shape(sheet, unsigned=True)),
    }
    _condition(canvas, column, rule)


def _large_rule(canvas: Canvas, column: int) -> None:
    sheet = canvas.sheet
    rule = {
        "type": "cell",
        "criteria": "<=",
        "value": _spelt(-smallest_shown(sheet), sheet),
        "format": canvas.looks.shape(_shape(sheet, unsigned=False)),
    }
    _condition(canvas, column, rule)


def _condition(canvas: Canvas, column: int, rule: dict[str, object]) -> None:
    layout = canvas.layout
    canvas.worksheet.conditional_format(layout.body_row, column, layout.note_row - 1, column, rule)


def _spelt(fen: int, sheet: Sheet) -> str:
    """Spell an amount without an exponent, which Excel does not read in a rule."""
    return f"{to_decimal(fen, sheet.fen_per_unit):f}"


def _shape(sheet: Sheet, *, unsigned: bool) -> str:
    return amount_format(
        sheet.decimals, thousands=sheet.thousands, zero_blank=False, unsigned=unsigned
    )


def _footer(page: Page) -> str:
    """Spell the page number in Excel's codes, such as `&P / &N`."""
    text = page.page_number.replace("&", "&&").replace("{page}", "&P").replace("{pages}", "&N")
    gap = " " if text[:1].isdigit() else ""
    return f'&C&"{face_of(page, "body")}"&{page.size:.0f}{gap}{text}'


def _range(layout: Layout) -> str:
    return str(xl_range(layout.head_row, 0, layout.end - 1, len(layout.widths) - 1))
