"""The measures of one table on its page: paper, type size, column edges, lines of each cell.

Column widths follow the sheet's proportions, but a figure always fits: first its column is
widened, then the whole table gets smaller type. Leaves column widths to `columns`, page breaks to
`pagination`, and drawing to `drawing`.
"""

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from budgettool.exporting.pdf.columns import PAD_X, Needs, divide_width, measure_columns
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.wrapping import (
    wrap,
    wrap_evenly,
    wrap_without_orphan,
)
from budgettool.sheets.sheet import Sheet

SMALLEST = 6.0
"""Below this size nobody reads; what does not fit then is condensed, and reported."""

_PAPERS = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55)}
_STYLES = {"title": "biaosong", "head": "hei", "body": "song", "note": "song"}
_STEP = 0.5
_LEADING = 1.3
_PAD_Y_OF_MANY = 0.2


class Setting(NamedTuple):
    """Type size of a table and the space around its texts, in points."""

    size: float
    pad_y: float

    @property
    def pad_x(self) -> float:
        """Space at the left and right of a cell's text."""
        return self.size * PAD_X

    @property
    def leading(self) -> float:
        """Distance of two lines of one cell."""
        return self.size * _LEADING

    def height_of(self, lines: float) -> float:
        """Measure a row of so many lines; several lines need less space around them."""
        several = lines * self.leading + 2 * min(self.pad_y, self.size * _PAD_Y_OF_MANY)
        return max(self.leading + 2 * self.pad_y, several)

    def lines_in(self, height: float) -> int:
        """Count the lines that a row of a height holds."""
        return int((height - 2 * self.pad_y) / self.leading)


class Margins(NamedTuple):
    """White edges of a page, in points."""

    left: float = 42.0
    top: float = 40.0
    right: float = 42.0
    bottom: float = 44.0


@dataclass(slots=True)
class Frame:
    """A sheet with the measures at which it is drawn.

    Attributes:
        edges: Left edge of each column, and the right edge of the last.
        tight: Whether some figure is wider than its column even at the smallest size.
        needs: What the columns need, whatever the type size.
    """

    sheet: Sheet
    typesetter: Typesetter
    setting: Setting
    width: float
    height: float
    margins: Margins
    edges: tuple[float, ...]
    tight: bool
    needs: Needs
    _lines: dict[tuple[str, Cut, float, str], tuple[str, ...]] = field(default_factory=dict)
    _cuts: dict[tuple[str, bool], Cut] = field(default_factory=dict)

    def cut(self, part: str, *, bold: bool = False) -> Cut:
        """Give the lettering of a part: `title`, `head`, `body` or `note`."""
        found = self._cuts.get((part, bold))
        if found is None:
            found = self._cuts[part, bold] = Cut(style_of(self.sheet, part), bold)
        return found

    def inner_width(self, column: int, colspan: int) -> float:
        """Measure the room for text in a cell."""
        last = min(column + colspan, len(self.edges) - 1)
        return self.edges[last] - self.edges[column] - 2 * self.setting.pad_x

    def lines(self, text: str, cut: Cut, room: float, align: str) -> tuple[str, ...]:
        """Break a cell's text into lines that fit a room."""
        key = text, cut, room, align
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._break(text, cut, room, align)
        return found

    def sharing(self, before: "Frame") -> "Frame":
        """Give the frame with the lines that another has broken, where they are the same."""
        same = self.setting.size == before.setting.size
        return replace(self, _lines=before._lines) if same else self  # noqa: SLF001 - its own kind

    def _break(self, text: str, cut: Cut, room: float, align: str) -> tuple[str, ...]:
        text = clean(text)
        limit = room / self.setting.size + 1e-6
        if "\n" not in text and self.typesetter.width(text, cut) <= limit:
            return (text,)

        def measure(part: str) -> float:
            return self.typesetter.width(part, cut)

        how = wrap_evenly if align == "center" else wrap_without_orphan
        return tuple(how(text, limit, measure))


def style_of(sheet: Sheet, part: str) -> str:
    """Tell in which style of lettering a part of a sheet is set."""
    return dict(sheet.page.fonts).get(part, _STYLES[part])


def make_frame(
    sheet: Sheet, typesetter: Typesetter, setting: Setting, before: Frame | None = None
) -> Frame:
    """Find the column widths of a sheet, in smaller type where its figures ask for it.

    Args:
        sheet: What is to be drawn.
        typesetter: Measures its texts.
        setting: The type that is tried first.
        before: A frame of the same sheet in another setting; what was measured for it is used.
    """
    width, height = _PAPERS[sheet.page.paper]
    if sheet.page.orientation == "landscape":
        width, height = height, width
    margins = Margins()
    room = width - margins.left - margins.right
    cuts = Cut(style_of(sheet, "head")), Cut(style_of(sheet, "body"))
    needs = before.needs if before else measure_columns(sheet, typesetter, *cuts)
    while sum(needs.least) * setting.size > room and setting.size - _STEP >= SMALLEST:
        shrink = (setting.size - _STEP) / setting.size
        setting = Setting(setting.size - _STEP, setting.pad_y * shrink)
    widths = divide_width(sheet.columns, needs, room / setting.size)
    tight = sum(needs.least) * setting.size > room
    widths = [width * setting.size for width in widths]
    edges = tuple(accumulate(widths, initial=margins.left))
    frame = Frame(sheet, typesetter, setting, width, height, margins, edges, tight, needs)
    return frame.sharing(before) if before else frame


def wrap_paragraph(text: str, cut: Cut, room: float, size: float, frame: Frame) -> list[str]:
    """Break a paragraph outside the table into lines."""
    return wrap(clean(text), room / size + 1e-6, lambda part: frame.typesetter.width(part, cut))
