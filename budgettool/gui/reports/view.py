"""What part of a sheet is in sight, and with which fonts and colours it is painted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from budgettool.exporting.pdf.fonts import Cut
from budgettool.gui import theme
from budgettool.gui.reports.face import screen_font
from budgettool.gui.reports.geometry import Geometry
from budgettool.packs.rule import Level
from budgettool.sheets.sheet import Cell, HeadCell, Position, Sheet

_BASELINE = 0.365
_CONDENSED = 1.01


class Band(NamedTuple):
    """Columns that are painted together: from, up to, how far to the right, and where they show."""

    first: int
    last: int
    shift: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class View:
    """What part of a sheet is in sight.

    Attributes:
        x, y: How far it is scrolled.
        left: Where the table begins, unscrolled.
        glow: How strongly a cell glows, 0 to 1.
        marks: The cells of which something is found, with the level of the worst.
        cursor: The current cell.
    """

    sheet: Sheet
    geometry: Geometry
    width: int
    height: int
    x: int
    y: int
    left: int
    glow: Mapping[Position, float]
    marks: Mapping[Position, Level]
    cursor: Position | None = None
    focused: bool = False

    @property
    def head_top(self) -> int:
        """Where the header stands: under the title, or at the upper edge once that is gone."""
        return max(self.geometry.top - self.y, 0)

    @property
    def body_top(self) -> int:
        """Where the rows begin to show."""
        return self.head_top + self.geometry.head_tops[-1]

    @property
    def body_shift(self) -> int:
        """Where the first row stands, in sight or not."""
        return self.geometry.top + self.geometry.head_tops[-1] - self.y

    @property
    def frozen(self) -> int:
        """How many columns stay: of those that name the row, as many as fill half the window."""
        if not self.x:
            return 0
        edges, count = self.geometry.edges, self.geometry.frozen
        while count and self.left + edges[count] > self.width // 2:
            count -= 1
        return count

    def bands(self) -> Iterator[Band]:
        """Give the columns that scroll, then those that stay."""
        edges, count = self.geometry.edges, self.frozen
        kept = self.left + edges[count] if count else 0
        yield Band(count, len(edges) - 1, self.left - self.x, kept, self.width)
        if count:
            yield Band(0, count, self.left, 0, kept)

    def shown_edge(self, edge: int) -> int:
        """Tell where an edge of a column is; one scrolled under those that stay is at their end."""
        edges, count = self.geometry.edges, self.frozen
        if edge <= count:
            return self.left - (0 if count else self.x) + edges[edge]
        kept = self.left + edges[count] if count else -self.x + self.left
        return max(kept, self.left - self.x + edges[edge])

    def cell_rect(self, row: int, cell: Cell) -> QRect:
        """Give the rectangle in which a cell of the body shows."""
        tops = self.geometry.tops
        last = min(row + cell.rowspan, len(tops) - 1)
        left, right = self.shown_edge(cell.column), self.shown_edge(end_of(cell, self))
        top, bottom = self.body_shift + tops[row], self.body_shift + tops[last]
        return QRect(left, top, right - left, bottom - top)

    def position_at(self, point: QPoint) -> Position | None:
        """Find the row and column of the body at a point."""
        if point.y() < self.body_top:
            return None
        geometry = self.geometry
        x, y = point.x() - self.left, point.y() - self.body_shift
        if not self.frozen or x >= geometry.edges[self.frozen]:
            x += self.x
        if not (0 <= x < geometry.width and 0 <= y < geometry.tops[-1]):
            return None
        return geometry.row_at(y), geometry.column_at(x)

    def scrolled_to(self, row: int, cell: Cell) -> tuple[int, int]:
        """Tell how far to scroll, as little as possible, so that a cell of the body shows."""
        return self._across_to(cell), self._down_to(row, cell)

    def _across_to(self, cell: Cell) -> int:
        edges, kept = self.geometry.edges, self.geometry.edges[self.geometry.frozen]
        if cell.column < self.geometry.frozen:
            return 0
        if edges[cell.column] - kept < self.x:
            return edges[cell.column] - kept
        beyond = self.left + edges[end_of(cell, self)] - self.width
        return beyond + theme.SPACE_4 if beyond + 2 > self.x else self.x

    def _down_to(self, row: int, cell: Cell) -> int:
        geometry, tops = self.geometry, self.geometry.tops
        last = min(row + cell.rowspan, len(tops) - 1)
        bottom = geometry.top + geometry.head_tops[-1] + tops[last] - self.height + 2
        if row == 0:
            return -theme.SPACE_2
        if geometry.top + tops[row] < self.y:
            return geometry.top + tops[row]
        return max(bottom, self.y)


class Inks:
    """Fonts and colours of one painting."""

    def __init__(self, view: View) -> None:
        measured, scale = view.geometry.measured, view.geometry.scale
        self.frame = measured.frame
        self.scale = scale
        self.size = self.frame.setting.size * scale
        self.leading = self.frame.setting.leading * scale
        self.pad = self.frame.setting.pad_x * scale
        scheme = theme.colours()
        self.ground = QColor(scheme.ground)
        self.head_ground = QColor(scheme.ground_2)
        self.text = QColor(scheme.text)
        self.quiet = QColor(scheme.text_2)
        self.line = QColor(scheme.line)
        self.accent = QColor(scheme.accent)
        self.marks = {"H": QColor(scheme.wrong), "S": QColor(scheme.care), "I": self.quiet}
        self._fonts: dict[tuple[Cut, float], QFont] = {}

    def font(self, cut: Cut, size: float) -> QFont:
        """Give a face; each is made once."""
        found = self._fonts.get((cut, size))
        if found is None:
            found = self._fonts[cut, size] = screen_font(cut, size)
        return found

    @staticmethod
    def hair(colour: QColor) -> QPen:
        """Give a pen of one pixel of the screen, at every scaling."""
        pen = QPen(colour)
        pen.setCosmetic(True)
        pen.setWidth(0)
        return pen

    def glow(self, strength: float) -> QColor:
        """Give the ground of a figure that changed a moment ago."""
        colour = QColor(self.accent)
        colour.setAlphaF(0.45 * strength)
        return colour


def end_of(cell: Cell | HeadCell, view: View) -> int:
    """Give the edge at which a cell ends."""
    return min(cell.column + cell.colspan, len(view.geometry.edges) - 1)


def paint_text(
    painter: QPainter,
    inks: Inks,
    lines: tuple[str, ...],
    cut: Cut,
    room: tuple[float, float, float, float],
    align: str,
) -> None:
    """Set lines between four edges, centred in the height."""
    left, right, top, bottom = room
    painter.setFont(inks.font(cut, inks.size))
    y = (top + bottom - (len(lines) - 1) * inks.leading) / 2 + inks.size * _BASELINE
    for line in lines:
        width = inks.frame.typesetter.width(line, cut) * inks.size
        if width > (right - left) * _CONDENSED:
            _paint_condensed(painter, line, (left, right, y), width)
        else:
            painter.drawText(QPointF(start_of(left, right, width, align), y), line)
        y += inks.leading


def start_of(left: float, right: float, width: float, align: str) -> float:
    """Tell where a line begins between two edges."""
    if align == "right":
        return right - width
    return (left + right - width) / 2 if align == "center" else left


def _paint_condensed(
    painter: QPainter, line: str, place: tuple[float, float, float], width: float
) -> None:
    """Squeeze a line that is wider than its cell, as the PDF does."""
    left, right, y = place
    painter.save()
    painter.translate(left, y)
    painter.scale(max((right - left) / width, 0.3), 1.0)
    painter.drawText(QPointF(0, 0), line)
    painter.restore()
