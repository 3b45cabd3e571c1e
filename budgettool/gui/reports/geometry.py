"""Where everything of a sheet stands on the screen, at one zoom, in pixels.

Widths, line breaks and heights are those of the PDF, so that the screen shows what will be printed.
Leaves painting to `painting`, and scrolling to `sheet_view`.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from budgettool.exporting.pdf.frame import Frame, Setting, make_frame, wrap_paragraph
from budgettool.exporting.pdf.pagination import Rows, measure_rows
from budgettool.exporting.pdf.text import Typesetter
from budgettool.exporting.pdf.wrapping import wrap_evenly
from budgettool.sheets.sheet import Cell, Position, Sheet

PIXELS_PER_POINT = 96 / 72
_ROOMY = 0.36
LINE = 1.35
"""Distance of the lines above and below the table, by their type size."""

GAP = 6.0
"""Room between the table and what stands above and below it, in points."""

_TALLEST = 100_000.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A sheet measured in points; it serves every zoom.

    Attributes:
        edges: Left edge of each column, and the right edge of the last, from 0.
        head_heights: Rows of the header, then the number row where there is one.
    """

    sheet: Sheet
    frame: Frame
    rows: Rows
    edges: tuple[float, ...]
    head_heights: tuple[float, ...]
    title: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Geometry:
    """A measured sheet at one zoom.

    Attributes:
        scale: Pixels to a point.
        tops: Upper edge of each row of the body, and the lower edge of the last, from 0.
        head_tops: The same of the header.
        top: Height of what stands above the header: number, title, captions.
        foot: Height of the notes.
        frozen: How many columns stay while scrolling sideways.
    """

    measured: Measured
    scale: float
    edges: tuple[int, ...]
    tops: tuple[int, ...]
    head_tops: tuple[int, ...]
    top: int
    foot: int
    frozen: int

    @property
    def width(self) -> int:
        """Width of the table."""
        return self.edges[-1]

    @property
    def height(self) -> int:
        """Height of all."""
        return self.top + self.head_tops[-1] + self.tops[-1] + self.foot

    def row_at(self, y: int) -> int:
        """Find the row at a height below the header."""
        return min(max(bisect_right(self.tops, y) - 1, 0), max(len(self.tops) - 2, 0))

    def column_at(self, x: int) -> int:
        """Find the column at a distance from the left edge of the table."""
        return min(max(bisect_right(self.edges, x) - 1, 0), len(self.edges) - 2)


def measure(sheet: Sheet, typesetter: Typesetter) -> Measured:
    """Measure a sheet as the PDF does, without dividing it into pages."""
    frame = make_frame(sheet, typesetter, Setting(sheet.page.size, sheet.page.size * _ROOMY))
    room = frame.edges[-1] - frame.edges[0]
    title = wrap_evenly(
        sheet.title,
        room / sheet.page.title_size,
        lambda part: typesetter.width(part, frame.cut("title")),
    )
    size = frame.setting.size
    notes = [
        line
        for note in sheet.notes
        for line in wrap_paragraph(note, frame.cut("note"), room, size, frame)
    ]
    return Measured(
        sheet=sheet,
        frame=frame,
        rows=measure_rows(frame, _TALLEST),
        edges=tuple(edge - frame.edges[0] for edge in frame.edges),
        head_heights=tuple(_head_heights(frame)),
        title=tuple(title),
        notes=tuple(notes),
    )


def place(measured: Measured, zoom: float) -> Geometry:
    """Place a measured sheet at a zoom; 1 is as large as on paper."""
    scale = zoom * PIXELS_PER_POINT
    sheet, size = measured.sheet, measured.frame.setting.size
    leading = size * LINE
    lines = bool(sheet.number) + len(sheet.captions)
    above = lines * leading + len(measured.title) * sheet.page.title_size * LINE + 2 * GAP
    foot = len(measured.notes) * leading + GAP
    return Geometry(
        measured=measured,
        scale=scale,
        edges=_scaled(measured.edges, scale),
        tops=_scaled(accumulate(measured.rows.heights, initial=0.0), scale),
        head_tops=_scaled(accumulate(measured.head_heights, initial=0.0), scale),
        top=round(above * scale),
        foot=round(foot * scale),
        frozen=_frozen(sheet),
    )


def cell_at(sheet: Sheet, rows: Rows, position: Position) -> tuple[int, Cell] | None:
    """Find the cell that covers a position, and the row that it begins in."""
    row, column = position
    if not 0 <= row < len(sheet.body):
        return None
    for cell in sheet.body[row].cells:
        if cell.column <= column < cell.column + cell.colspan:
            return row, cell
    for first, cell in rows.spans:
        if first <= row < first + cell.rowspan and (
            cell.column <= column < cell.column + cell.colspan
        ):
            return first, cell
    return None


def _scaled(values: "accumulate[float] | tuple[float, ...]", scale: float) -> tuple[int, ...]:
    return tuple(round(value * scale) for value in values)


def _head_heights(frame: Frame) -> list[float]:
    """Measure the rows of the header; a merged cell stretches the last row that it covers."""
    sheet, setting = frame.sheet, frame.setting
    heights = [setting.height_of(1)] * sheet.header_rows
    for item in sorted(sheet.header, key=lambda item: item.rowspan):
        room = frame.inner_width(item.column, item.colspan)
        lines = frame.lines(item.text, frame.cut("head"), room, "center")
        last = min(item.row + item.rowspan, sheet.header_rows) - 1
        needed = setting.height_of(len(lines)) - sum(heights[item.row : last])
        heights[last] = max(heights[last], needed)
    return heights + [setting.height_of(1)] * bool(sheet.numbers)


def _frozen(sheet: Sheet) -> int:
    """Count the columns that name the row, from the left; none where a second side has its own."""
    keys = [column.key for column in sheet.columns]
    count = keys.index(False) if False in keys else 0
    return 0 if any(keys[count:]) else count
