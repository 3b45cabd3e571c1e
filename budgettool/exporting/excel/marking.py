"""The mark of a draft on a worksheet: a stamp beside the title, the foot of each page, the tab.

Cells, names and formulas are those of the sheet without a mark, and a stamp that is deleted by hand
leaves nothing behind.
"""

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from budgettool.exporting.excel.looks import FACES

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLOUR: Final = "#C0504D"
_WIDTH: Final = 64
_HEIGHT: Final = 24
_OFFSET: Final = 2
_STAMP: Final = {
    "width": _WIDTH,
    "height": _HEIGHT,
    "x_offset": _OFFSET,
    "y_offset": _OFFSET,
    "object_position": 3,  # stays as it is, whatever is done to the cells
    "fill": {"none": True},
    "line": {"color": _COLOUR, "width": 1.25},
    "font": {"name": FACES["hei"], "size": 13, "bold": True, "color": _COLOUR},
    "align": {"vertical": "middle", "horizontal": "center"},
}


def add_mark(worksheet: "Worksheet", word: str) -> None:
    """Put a word on a table, to be seen on the screen and on each printed page."""
    worksheet.insert_textbox(0, 0, word, deepcopy(_STAMP))
    add_to_print(worksheet, word)


def add_to_print(worksheet: "Worksheet", word: str) -> None:
    """Put a word at the foot of each printed page of a worksheet, and colour its tab."""
    worksheet.set_tab_color(_COLOUR)
    plain = word.replace("&", "&&")
    left = f'&L&"{FACES["hei"]}"&12&K{_COLOUR[1:]}{plain}'
    worksheet.set_footer(left + worksheet.footer, {"margin": worksheet.margin_footer})
