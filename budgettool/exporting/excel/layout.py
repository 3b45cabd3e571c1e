"""Which worksheet row and column each part of a sheet falls on, and how large they are.

Above the header: title, number, captions. Under the body: notes. All of it is reckoned here, so
that drawing, naming and page set-up agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from budgettool.exporting.excel.measure import (
    Block,
    column_widths,
    line_count,
    page_height,
    page_width,
    row_heights,
    text_width,
)
from budgettool.sheets.sheet import Align, Caption, Sheet

_TITLE_LINE = 1.3
"""Height of each further line of a title, in its size."""
_WIDER = (1.1, 1.2, 1.3, 1.4)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are; rows and columns from 0, an `…_end` is the row after.

    Attributes:
        widths: Of columns, in points.
        heights: Of all rows, in points.
        caption_row: The first row of captions; the title and the number are above.
        head_row: The first row of the header.
        number_row: The row of column numbers; equals `body_row` where there is none.
        body_row: The first row of the body.
        note_row: The first row under the body.
        end: The row after the last.
    """

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    caption_row: int
    head_row: int
    number_row: int
    body_row: int
    note_row: int
    end: int


def lay_out(sheet: Sheet) -> Layout:
    """Reckon where each part of a sheet falls.

    A table that would spill over its page is laid out wider, to be shrunk onto one as it is
    printed, unless the letters would become too small; then it takes the pages that it needs.
    """
    plain = _lay_out(sheet, 1.0)
    page = page_height(sheet)
    if sum(plain.heights) <= page or len(sheet.body) * sheet.page.size > page * _WIDER[-1]:
        return plain
    wider = (_lay_out(sheet, factor) for factor in _WIDER)
    fitting = (
        layout
        for layout in wider
        if sum(layout.heights) * page_width(sheet) <= page * sum(layout.widths)
    )
    return next(fitting, plain)


def _lay_out(sheet: Sheet, factor: float) -> Layout:
    widths = column_widths(sheet, factor)
    title_size = sheet.page.title_size
    lines = line_count(sheet.title, sum(widths), title_size)
    above = [title_size * (1.9 + (lines - 1) * _TITLE_LINE)]
    if sheet.number:
        above.append(sheet.page.size * 1.8)
    caption_row = len(above)
    above += [sheet.page.size * 1.9] * len(sheet.captions)
    head = _head_heights(sheet, widths)
    numbers = [sheet.page.size * 1.7] if sheet.numbers else []
    body = _body_heights(sheet, widths)
    notes = _note_heights(sheet, widths)
    head_row = len(above)
    number_row = head_row + len(head)
    body_row = number_row + len(numbers)
    heights = (*above, *head, *numbers, *body, *notes)
    return Layout(
        widths=tuple(widths),
        heights=heights,
        caption_row=caption_row,
        head_row=head_row,
        number_row=number_row,
        body_row=body_row,
        note_row=body_row + len(body),
        end=len(heights),
    )


def _head_heights(sheet: Sheet, widths: Sequence[float]) -> list[float]:
    blocks = [
        Block(cell.row, cell.rowspan, cell.column, cell.colspan, cell.text) for cell in sheet.header
    ]
    least = [1.0] * sheet.header_rows
    return row_heights(sheet.header_rows, blocks, widths, sheet.page.size, least)


def _body_heights(sheet: Sheet, widths: Sequence[float]) -> list[float]:
    blocks = [
        Block(index, cell.rowspan, cell.column, cell.colspan, cell.text, cell.indent)
        for index, row in enumerate(sheet.body)
        for cell in row.cells
        if cell.kind == "text" and cell.text
    ]
    least = [row.height for row in sheet.body]
    return row_heights(len(sheet.body), blocks, widths, sheet.page.size, least)


def _note_heights(sheet: Sheet, widths: Sequence[float]) -> list[float]:
    blocks = [Block(row, 1, 0, len(widths), note) for row, note in enumerate(sheet.notes)]
    return row_heights(len(sheet.notes), blocks, widths, sheet.page.size, [1.0] * len(sheet.notes))


def caption_spans(
    caption: Caption, widths: Sequence[float], size: float
) -> Iterator[tuple[int, int, str, Align]]:
    """Divide a caption's row among its texts.

    Yields:
        First column, last column, text, alignment. A text at an edge takes the columns that it
        needs; the one in the centre, or else the one at the left, takes the rest.
    """
    last = len(widths) - 1
    right = _needed(list(reversed(widths)), caption.right, size)
    left = _needed(list(widths), caption.left, size)
    if not caption.center:
        rest = max(last + 1 - right, 0)
        left = max(left, rest) if caption.left else 0
    elif left or right:
        left = right = max(left, right)
    if left + right > last + bool(not caption.center):
        yield (0, last, "　".join(filter(None, caption)), "left")
        return
    if not caption.left and not caption.center:
        right = last + 1
    if left:
        yield (0, left - 1, caption.left, "left")
    if caption.center:
        yield (left, last - right, caption.center, "center")
    if right:
        yield (last - right + 1, last, caption.right, "right")


def _needed(widths: Sequence[float], text: str, size: float) -> int:
    """Count the columns from the edge that a text needs."""
    if not text:
        return 0
    wanted = text_width(text, size)
    reached = accumulate(widths)
    return next((index for index, width in enumerate(reached, 1) if width >= wanted), len(widths))


def frozen_columns(sheet: Sheet, widths: Sequence[float]) -> int:
    """Count the key columns at the left that stay in view; none where they would fill it."""
    count = next(
        (index for index, column in enumerate(sheet.columns) if not column.key),
        len(sheet.columns),
    )
    return count if sum(widths[:count]) <= sum(widths) / 2 else 0
