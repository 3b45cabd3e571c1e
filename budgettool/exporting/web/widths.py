"""How wide the columns of a table want to be, in characters, before any browser has seen them.

A page has no script, so whether a table must scroll, and in what type it fits on paper, is worked
out here.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from budgettool.sheets.sheet import Column, Sheet

NARROW: Final = 22
"""A table of so many characters fits on a telephone without scrolling."""

_PADDING: Final = 1.2
_NARROW_CHARACTER: Final = 0.6
_LONGEST_NAME: Final = 15.0
_LONGEST_TEXT: Final = 24.0
_SHORTEST: Final = 2.0
_HEAD: Final = 4.0
_GROUP: Final = 4.0
"""What names several rows has their height to stand in."""

_PRINTED_NAME: Final = 9.0
_PRINTED_PADDING: Final = 0.7
_POINT: Final = 0.352778  # in mm
_MARGINS: Final = 24
_PAPERS: Final = {"A4": (210, 297), "A3": (297, 420)}
_SMALLEST_TYPE: Final = 5


@dataclass(frozen=True, slots=True)
class Widths:
    """What is known of a table's widths.

    Attributes:
        columns: Of each column, in characters.
        type_size: In what size it fits on its paper, in whole points.
    """

    columns: tuple[int, ...]
    type_size: int

    @property
    def total(self) -> int:
        """Of the whole table, in characters."""
        return sum(self.columns)

    @property
    def scrolls(self) -> bool:
        """Whether it is wider than a telephone."""
        return self.total > NARROW


def measure(text: str) -> float:
    """Give the width of a text that is not broken, in characters."""
    if text.isascii():
        return len(text) * _NARROW_CHARACTER
    return sum(
        1.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW_CHARACTER
        for character in text
    )


def find_widths(sheet: Sheet) -> Widths:
    """Work out the widths of a table's columns from its texts."""
    wanted = [_least(sheet, number) for number in range(len(sheet.columns))]
    for row in sheet.body:
        for cell in row.cells:
            if cell.text and cell.colspan == 1:
                width = measure(cell.text)
                wanted[cell.column] = max(
                    wanted[cell.column], min(width, _GROUP) if cell.rowspan > 1 else width
                )
    columns = tuple(
        math.ceil(_bound(column, width) + _PADDING)
        for column, width in zip(sheet.columns, wanted, strict=True)
    )
    return Widths(columns, _type_size(sheet, wanted))


def is_form(sheet: Sheet) -> bool:
    """Tell whether a sheet is a form of labels and fields, whose columns are shares of the page."""
    return not sheet.header_rows


def shares(sheet: Sheet) -> tuple[int, ...]:
    """Divide the page between the columns, in whole hundredths, as the sheet says."""
    total = sum(column.width for column in sheet.columns) or 1
    return tuple(round(column.width * 100 / total) for column in sheet.columns)


def _least(sheet: Sheet, column: int) -> float:
    heads = [
        measure(head.text) for head in sheet.header if head.column == column and head.colspan == 1
    ]
    return min(max(heads, default=_SHORTEST), _HEAD)


def _bound(column: Column, width: float) -> float:
    if column.kind != "text":
        return width
    return min(max(width, _SHORTEST), _LONGEST_NAME if column.key else _LONGEST_TEXT)


def _type_size(sheet: Sheet, wanted: Sequence[float]) -> int:
    """Give the size in which a table fits on its paper, where names may take more lines."""
    short, long = _PAPERS.get(sheet.page.paper, _PAPERS["A4"])
    millimetres = (long if sheet.page.orientation == "landscape" else short) - _MARGINS
    characters = sum(
        (min(width, _PRINTED_NAME) if column.kind == "text" else width) + _PRINTED_PADDING
        for column, width in zip(sheet.columns, wanted, strict=True)
    )
    fitting = math.floor(millimetres / _POINT / max(characters, 1))
    return max(min(fitting, round(sheet.page.size)), _SMALLEST_TYPE)
