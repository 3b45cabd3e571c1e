"""A chart as shapes: where each bar stands, in pixels. Leaves painting to `chart_view`."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect

from budgettool.gui import theme
from budgettool.gui.overview.charts import Chart

_THICK = 12
_LEAST = 2


class Piece(NamedTuple):
    """A rectangle of a bar: which part it is, and whether it stands for less than nothing."""

    rect: QRect
    part: int
    negative: bool


class BarShape(NamedTuple):
    """A bar with its row, its name and its figure."""

    row: QRect
    label: QRect
    figure: QRect
    pieces: tuple[Piece, ...]


def chart_shapes(
    chart: Chart, width: int, label_width: int, figure_width: int
) -> tuple[BarShape, ...]:
    """Place the bars of a chart in a width; their lengths are in proportion to the amounts."""
    left = label_width + theme.SPACE_3
    room = max(width - left - figure_width - theme.SPACE_3, 1)
    least = min((_lower(bar.parts) for bar in chart.bars), default=0)
    most = max((_upper(bar.parts) for bar in chart.bars), default=0)
    span = max(most - least, 1)
    zero = left + room * -least // span
    shapes = []
    for number, bar in enumerate(chart.bars):
        top = number * theme.ROW_HEIGHT
        pieces = _pieces(bar.parts, (zero, top + (theme.ROW_HEIGHT - _THICK) // 2), room, span)
        shapes.append(
            BarShape(
                QRect(0, top, width, theme.ROW_HEIGHT),
                QRect(0, top, label_width, theme.ROW_HEIGHT),
                QRect(width - figure_width, top, figure_width, theme.ROW_HEIGHT),
                pieces,
            )
        )
    return tuple(shapes)


def _lower(parts: Sequence[int]) -> int:
    return sum(part for part in parts if part < 0)


def _upper(parts: Sequence[int]) -> int:
    return sum(part for part in parts if part > 0)


def _pieces(parts: Sequence[int], at: tuple[int, int], room: int, span: int) -> tuple[Piece, ...]:
    zero, top = at
    forward = backward = 0
    pieces = []
    for number, part in enumerate(parts):
        if not part:
            continue
        start = forward if part > 0 else backward + part
        x0, x1 = zero + start * room // span, zero + (start + abs(part)) * room // span
        pieces.append(Piece(QRect(x0, top, max(x1 - x0, _LEAST), _THICK), number, part < 0))
        if part > 0:
            forward += part
        else:
            backward += part
    return tuple(pieces)
