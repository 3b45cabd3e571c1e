"""At which type size and widths a table is set: as in print, so that both break alike.

Leaves finding them to the PDF's layout, and measures with the faces that come with the program,
so that a file does not depend on the machine that writes it.
"""

from itertools import pairwise
from typing import NamedTuple

from budgettool.exporting.pdf.frame import Frame
from budgettool.exporting.pdf.layout import lay_out
from budgettool.exporting.pdf.text import Typesetter
from budgettool.exporting.word.markup import twips
from budgettool.exporting.word.pages import Paper
from budgettool.sheets.sheet import HeadCell, Sheet

_HEAD_DROP = 16.0
_HEAD_LEAST = 10.0
_FOOT = 18.0
_ROW_SLACK = 0.35
"""What Word adds to a row for its rules, in points."""


class Measures(NamedTuple):
    """How a sheet is set; lengths in twips.

    Attributes:
        size: Type size in points.
        leading: Distance of two lines of a cell.
        row: Height of a row of one line.
        pad: Space at the left and right of a cell's text.
        widths: Of the grid columns.
        pages: How many pages it takes in print.
        tight: Whether some figure is wider than its column.
        heads: The texts of header cells, broken as in print.
    """

    size: float
    leading: int
    pad_y: float
    pad: int
    widths: tuple[int, ...]
    paper: Paper
    pages: int
    tight: bool
    heads: tuple[str, ...]

    def height(self, lines: float) -> int:
        """Measure a row of so many lines."""
        return round(lines * self.leading + 2 * self.pad_y)


def measure(sheet: Sheet, typesetter: Typesetter) -> Measures:
    """Find the measures of a sheet."""
    layout = lay_out(sheet, typesetter)
    frame = layout.frame
    setting, margins = frame.setting, frame.margins
    places = [twips(edge) for edge in frame.edges]
    paper = Paper(
        twips(frame.width),
        twips(frame.height),
        twips(margins.top),
        twips(margins.right),
        twips(margins.bottom - _HEAD_LEAST),
        twips(margins.left),
        twips(max(margins.top - _HEAD_DROP * 1.5, _HEAD_LEAST)),
        twips(_FOOT),
    )
    return Measures(
        setting.size,
        twips(setting.leading),
        20 * max(setting.pad_y - _ROW_SLACK, 0.0),
        twips(setting.pad_x),
        tuple(right - left for left, right in pairwise(places)),
        paper,
        layout.page_count,
        frame.tight,
        tuple(_broken(frame, cell) for cell in sheet.header),
    )


def _broken(frame: Frame, cell: HeadCell) -> str:
    """Break a header cell's text as in print; its words stay as they are."""
    room = frame.inner_width(cell.column, cell.colspan)
    lines = frame.lines(cell.text, frame.cut("head"), room, "center")
    return "\n".join(lines) if "".join(lines) == cell.text else cell.text
