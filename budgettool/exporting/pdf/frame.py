"""The measures of one table on its page: paper, type size, column edges, lines of each cell.

Column widths follow the sheet's proportions, but a figure always fits: first its column is
widened, then the whole table gets smaller type. Leaves page breaks to `pagination`, and drawing
to `drawing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.wrapping import (
    split_units,
    wrap,
    wrap_evenly,
    wrap_without_orphan,
)
from budgettool.sheets.sheet import Cell, HeadCell, Row, Sheet

SMALLEST = 6.0
"""Below this size nobody reads; what does not fit then is condensed, and reported."""

_PAPERS = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55)}
_STYLES = {"title": "biaosong", "head": "hei", "body": "song", "note": "song"}
_STEP = 0.5
_PAD_X = 0.32
_LEADING = 1.3
_WIDEST_WORD = 0.4


class Setting(NamedTuple):
    """Type size of a table and the space around its texts, in points."""

    size: float
    pad_y: float

    @property
    def pad_x(self) -> float:
        """Space at the left and right of a cell's text."""
        return self.size * _PAD_X

    @property
    def leading(self) -> float:
        """Distance of two lines of one cell."""
        return self.size * _LEADING


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
    """

    sheet: Sheet
    typesetter: Typesetter
    setting: Setting
    width: float
    height: float
    margins: Margins
    edges: tuple[float, ...]
    tight: bool
    _lines: dict[tuple[str, Cut, float, str], tuple[str, ...]] = field(default_factory=dict)

    def cut(self, part: str, *, bold: bool = False) -> Cut:
        """Give the lettering of a part: `title`, `head`, `body` or `note`."""
        return Cut(style_of(self.sheet, part), bold)

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


def row_is_bold(row: Row, cell: Cell) -> bool:
    """Tell whether a cell is set in bold."""
    return cell.bold or row.style != "plain"


def make_frame(sheet: Sheet, typesetter: Typesetter, setting: Setting) -> Frame:
    """Find the column widths of a sheet, in smaller type where its figures ask for it."""
    width, height = _PAPERS[sheet.page.paper]
    if sheet.page.orientation == "landscape":
        width, height = height, width
    margins = Margins()
    room = width - margins.left - margins.right
    needs = _column_needs(sheet, typesetter, room / setting.size)
    while sum(needs) * setting.size > room and setting.size - _STEP >= SMALLEST:
        shrink = (setting.size - _STEP) / setting.size
        setting = Setting(setting.size - _STEP, setting.pad_y * shrink)
    least = [need * setting.size for need in needs]
    tight = sum(least) > room
    if tight:
        widths = [need * room / sum(least) for need in least]
    else:
        widths = share_width(room, [column.width for column in sheet.columns], least)
    edges = tuple(accumulate(widths, initial=margins.left))
    return Frame(sheet, typesetter, setting, width, height, margins, edges, tight)


def share_width(room: float, weights: Sequence[float], least: Sequence[float]) -> list[float]:
    """Divide a width in proportion to weights, but give each at least what it needs."""
    fixed: set[int] = set()
    while True:
        free = [item for item in range(len(weights)) if item not in fixed]
        rest = room - sum(least[item] for item in fixed)
        total = sum(weights[item] for item in free) or 1.0
        shares = {item: rest * weights[item] / total for item in free}
        short = {item for item in free if shares[item] < least[item]}
        if not short:
            break
        fixed |= short
    widths = [shares.get(item, least[item]) for item in range(len(weights))]
    spare = room - sum(widths)
    return [width + spare / len(widths) for width in widths] if spare > 0 else widths


def _column_needs(sheet: Sheet, typesetter: Typesetter, room: float) -> list[float]:
    """Measure the least width of each column, in units of the type size."""
    needs = [1.0] * len(sheet.columns)
    head = Cut(style_of(sheet, "head"))
    for item in sheet.header:
        if item.colspan == 1:
            needs[item.column] = max(needs[item.column], _head_need(item, head, typesetter))
    for column, text in enumerate(sheet.numbers[: len(needs)]):
        needs[column] = max(needs[column], typesetter.width(text, head))
    plain, bold = (Cut(style_of(sheet, "body"), bold=bold) for bold in (False, True))
    width = typesetter.width
    words: list[set[tuple[str, Cut]]] = [set() for _ in needs]
    for row in sheet.body:
        for cell in row.cells:
            if not cell.text or cell.colspan > 1:
                continue
            cut = bold if cell.bold or row.style != "plain" else plain
            column = cell.column
            if cell.kind == "text":
                words[column].add((cell.text, cut))
            elif sheet.columns[column].fits:
                needs[column] = max(needs[column], width(cell.text, cut))
    for column, texts in enumerate(words):
        widest = max((_widest_word(text, cut, typesetter) for text, cut in texts), default=0.0)
        needs[column] = max(needs[column], min(widest, room * _WIDEST_WORD))
    return [need + 2 * _PAD_X + 0.02 for need in needs]


def _head_need(item: HeadCell, cut: Cut, typesetter: Typesetter) -> float:
    """Measure what a header cell needs: a figure or Latin word whole, else one character."""
    words = [unit for unit in split_units(clean(item.text)) if unit.isascii()]
    return max((typesetter.width(word, cut) for word in words), default=1.0)


def _widest_word(text: str, cut: Cut, typesetter: Typesetter) -> float:
    units = {unit for unit in split_units(clean(text)) if unit.isascii()}
    return max((typesetter.width(unit, cut) for unit in units), default=1.0)


def wrap_paragraph(text: str, cut: Cut, room: float, size: float, frame: Frame) -> list[str]:
    """Break a paragraph outside the table into lines."""
    return wrap(
        clean(text), room / size + 1e-6, lambda part: frame.typesetter.width(part, cut)
    )
