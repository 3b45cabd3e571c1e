"""Draws cells: the lines around them and the texts in them.

Header, number row and body are one grid, so that one function draws all. Leaves where the grid
stands and what is on the page besides to `layout`.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.frame import Frame
from budgettool.exporting.pdf.page import Box, Rule, Text
from budgettool.exporting.pdf.text import Typesetter
from budgettool.exporting.pdf.wrapping import squeeze

INNER_RULE = 0.4
OUTER_RULE = 0.9
_BASELINE = 0.365
_BAND_GRAY = 0.93
_MOST_CONDENSED = 0.3


class GridCell(NamedTuple):
    """A cell where it stands on a page; rows are counted from the first of the grid."""

    row: int
    column: int
    rowspan: int
    colspan: int
    lines: tuple[str, ...]
    cut: Cut
    align: str
    indent: int = 0
    filled: bool = False


class Shapes(NamedTuple):
    """What has been drawn so far."""

    texts: list[Text]
    rules: list[Rule]
    boxes: list[Box]


def draw_grid(
    frame: Frame, cells: Sequence[GridCell], tops: Sequence[float], shapes: Shapes
) -> None:
    """Draw cells, their inner lines and the frame around them all.

    Args:
        frame: The table's measures.
        cells: What to draw, in reading order.
        tops: Upper edge of each row, and the lower edge of the last.
        shapes: Where the shapes go.
    """
    for cell in cells:
        if cell.filled:
            shapes.boxes.append(_background(frame, cell, tops))
        if cell.lines and cell.lines != ("",):
            draw_cell(frame, cell, tops, shapes.texts)
    _draw_lines(frame, cells, tops, shapes.rules)


def _background(frame: Frame, cell: GridCell, tops: Sequence[float]) -> Box:
    left, right = frame.edges[cell.column], frame.edges[_last_column(frame, cell)]
    top, bottom = tops[cell.row], tops[min(cell.row + cell.rowspan, len(tops) - 1)]
    return Box(left, top, right - left, bottom - top, _BAND_GRAY)


def _last_column(frame: Frame, cell: GridCell) -> int:
    return min(cell.column + cell.colspan, len(frame.edges) - 1)


def draw_cell(frame: Frame, cell: GridCell, tops: Sequence[float], texts: list[Text]) -> None:
    """Place a cell's lines, centred between its upper and lower edge."""
    setting = frame.setting
    top, bottom = tops[cell.row], tops[min(cell.row + cell.rowspan, len(tops) - 1)]
    size, leading = setting.size, setting.leading
    count = len(cell.lines)
    if count * leading > bottom - top:
        shrink = (bottom - top) / (count * leading)
        size, leading = size * shrink, leading * shrink
    left = frame.edges[cell.column] + setting.pad_x + cell.indent * size
    right = frame.edges[_last_column(frame, cell)] - setting.pad_x
    y = (top + bottom - (count - 1) * leading) / 2 + size * _BASELINE
    for line in cell.lines:
        draw_line(frame.typesetter, (left, right, y), line, cell.cut, size, cell.align, texts)
        y += leading


def draw_line(  # noqa: PLR0913, PLR0917 - one call for each line, of which there are many
    typesetter: Typesetter,
    place: tuple[float, float, float],
    line: str,
    cut: Cut,
    size: float,
    align: str,
    texts: list[Text],
) -> None:
    """Place one line between two edges on a baseline, condensed where it is too wide."""
    left, right, y = place
    runs = typesetter.runs(line, cut)
    width = sum(run.width for run in runs) * size if len(runs) > 1 else runs[0].width * size
    head, tail = (blank * size for blank in squeeze(line)) if align == "center" else (0.0, 0.0)
    ink = width - head - tail
    stretch = 1.0
    if ink > right - left + 0.05:
        stretch = max((right - left) / ink, _MOST_CONDENSED)
    if align == "right":
        left = right - width * stretch
    elif align == "center":
        left = (left + right - ink * stretch) / 2 - head * stretch
    for typeface, part, advance in runs:
        texts.append(Text(left, y, part, typeface.id, size, typeface.thicken, stretch))
        left += advance * size * stretch


def _draw_lines(
    frame: Frame, cells: Iterable[GridCell], tops: Sequence[float], rules: list[Rule]
) -> None:
    count, columns = len(tops) - 1, len(frame.edges) - 1
    upright: list[set[int]] = [set() for _ in range(count)]
    hidden: list[set[int]] = [set() for _ in range(count)]
    for cell in cells:
        last = min(cell.row + cell.rowspan, count)
        ends = cell.column, min(cell.column + cell.colspan, columns)
        for row in range(cell.row, last):
            upright[row].update(ends)
        for row in range(cell.row, last - 1):
            hidden[row].update(range(*ends))
    edges = frame.edges
    _draw_upright(edges, tops, upright, rules)
    for row in range(count - 1):
        y = tops[row + 1]
        rules += [
            Rule(edges[first], y, edges[last], y, INNER_RULE)
            for first, last in _visible(hidden[row], columns)
        ]
    left, right, top, bottom = edges[0], edges[-1], tops[0], tops[-1]
    rules += [
        Rule(left, top, right, top, OUTER_RULE),
        Rule(left, bottom, right, bottom, OUTER_RULE),
        Rule(left, top, left, bottom, OUTER_RULE),
        Rule(right, top, right, bottom, OUTER_RULE),
    ]


def _draw_upright(
    edges: Sequence[float], tops: Sequence[float], upright: list[set[int]], rules: list[Rule]
) -> None:
    begun: dict[int, int] = {}
    before: set[int] = set()
    for row, present in enumerate([*upright, set[int]()]):
        if present == before:
            continue
        for column in sorted(before - present):
            if 0 < column < len(edges) - 1:
                x = edges[column]
                rules.append(Rule(x, tops[begun[column]], x, tops[row], INNER_RULE))
        begun |= dict.fromkeys(present - before, row)
        before = present


def _visible(hidden: set[int], columns: int) -> list[tuple[int, int]]:
    """Give the stretches of a level line that no merged cell covers."""
    if not hidden:
        return [(0, columns)]
    stretches: list[tuple[int, int]] = []
    for column in range(columns):
        if column in hidden:
            continue
        if stretches and stretches[-1][1] == column:
            stretches[-1] = stretches[-1][0], column + 1
        else:
            stretches.append((column, column + 1))
    return stretches
