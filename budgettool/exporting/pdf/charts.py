"""Charts: level bars with names at the left and printed amounts at their ends.

The largest amount of a chart fills the width; amounts below zero go to the left of the axis.
Leaves which amounts there are to the document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budgettool.exporting.pdf.assembly import Spot
from budgettool.exporting.pdf.block import Numbers
from budgettool.exporting.pdf.drawing import draw_line
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Box, Page, Rule
from budgettool.exporting.pdf.paper import (
    BOTTOM,
    LEFT,
    PITCH,
    RIGHT,
    TEXT_WIDTH,
    TOP,
    Leaf,
    RunningHead,
    Title,
    make_title,
)
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.wrapping import wrap_evenly
from budgettool.sheets.document import Bar, Chart, Part

CONTINUED = "（续）"
NOTHING = "没有金额"
CUT = "…"
_NAME, _NAME_SIZE = Cut("hei"), 14.0
_LABEL, _LABEL_SIZE, _LABEL_LEADING = Cut("song"), 10.5, 13.0
_AMOUNT, _AMOUNT_SIZE, _AMOUNT_AWAY = Cut("song"), 10.5, 4.0
_WIDEST_LABEL = 0.34
"""The most of the width that labels may take."""
_LABEL_AWAY = 9.0
_MOST_LINES = 4
_BAR, _BAR_PAD, _BAR_GRAY = 15.0, 7.0, 0.55
_NAME_HEIGHT, _GAP = 1.4 * PITCH, 0.8 * PITCH
_AXIS = 0.8
_MIDDLE = 0.36


class _Labelled(NamedTuple):
    """A bar with its label on lines."""

    bar: Bar
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return max(_BAR, len(self.lines) * _LABEL_LEADING) + _BAR_PAD


class _Scale(NamedTuple):
    """Where bars are drawn.

    Attributes:
        left: Right edge of the labels.
        axis: Where zero is.
        unit: Points for one 分.
    """

    left: float
    axis: float
    unit: float


class _Stretch(NamedTuple):
    """Bars of one chart that stand on one page, below its name."""

    chart: Chart
    scale: _Scale
    bars: tuple[_Labelled, ...]
    top: float
    first: bool

    @property
    def bottom(self) -> float:
        return self.top + _NAME_HEIGHT + sum(bar.height for bar in self.bars)


@dataclass(frozen=True, slots=True)
class ChartsBlock:
    """A part of charts, divided into pages."""

    part: Part
    head: RunningHead
    title: Title
    pages: tuple[tuple[_Stretch, ...], ...]

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return len(self.pages)

    def spots(self) -> Iterator[tuple[str, Spot]]:
        """Give where the part and its charts begin."""
        yield self.part.id, Spot(0, TOP)
        for number, stretches in enumerate(self.pages):
            for stretch in stretches:
                if stretch.first:
                    yield f"{self.part.id}/{stretch.chart.id}", Spot(number, stretch.top)

    def draw(self, numbers: Numbers) -> Iterator[Page]:
        """Draw its pages one by one."""
        for number, stretches in enumerate(self.pages):
            leaf = Leaf(self.head.typesetter)
            self.head.put_on(leaf)
            if not number:
                leaf.typesetter.place = self.part.id
                self.title.put_on(leaf)
            for stretch in stretches:
                leaf.typesetter.place = stretch.chart.id
                _draw(leaf, stretch)
            leaf.number(numbers.before + number + 1, numbers.pages)
            yield leaf.page()


def lay_charts(part: Part, typesetter: Typesetter, head: RunningHead) -> ChartsBlock:
    """Divide charts among pages; one that is longer than a page goes on on the next."""
    title = make_title(typesetter, part.title)
    pages: list[list[_Stretch]] = [[]]
    y = TOP + title.rows * PITCH
    for chart in part.charts:
        stretches = _stretches(chart, typesetter, y)
        if pages[-1] and len(stretches) > 1:
            pages.append([])
            stretches = _stretches(chart, typesetter, TOP)
        pages[-1].append(stretches[0])
        pages += [[stretch] for stretch in stretches[1:]]
        y = stretches[-1].bottom + _GAP
    return ChartsBlock(part, head, title, tuple(map(tuple, pages)))


def _stretches(chart: Chart, typesetter: Typesetter, top: float) -> list[_Stretch]:
    """Divide a chart's bars: those that fit below a place, then whole pages."""
    scale = _scale(chart, typesetter)
    bars = [_labelled(bar, scale, typesetter) for bar in chart.bars]
    first = _fitting(bars, top)
    stretches = [_Stretch(chart, scale, tuple(bars[:first]), top, first=True)]
    while bars := bars[max(first, 1) :]:
        first = _fitting(bars, TOP)
        stretches.append(_Stretch(chart, scale, tuple(bars[:first]), TOP, first=False))
    return stretches


def _fitting(bars: Sequence[_Labelled], top: float) -> int:
    """Count the bars that fit on a page below a chart's name; at least one."""
    y, count = top + _NAME_HEIGHT, 0
    for bar in bars:
        y += bar.height
        if y > BOTTOM:
            break
        count += 1
    return max(count, 1)


def _scale(chart: Chart, typesetter: Typesetter) -> _Scale:
    """Make room for labels and printed amounts; what is left is for the bars."""
    label = max(
        (typesetter.width(clean(bar.label), _LABEL) * _LABEL_SIZE for bar in chart.bars),
        default=0.0,
    )
    left = LEFT + min(label, _WIDEST_LABEL * TEXT_WIDTH) + _LABEL_AWAY
    below = _amounts_width([bar for bar in chart.bars if bar.amount < 0], typesetter)
    above = _amounts_width([bar for bar in chart.bars if bar.amount >= 0], typesetter)
    most = max((bar.amount for bar in chart.bars if bar.amount > 0), default=0)
    least = -min((bar.amount for bar in chart.bars if bar.amount < 0), default=0)
    unit = max(RIGHT - left - below - above, 0.0) / max(most + least, 1)
    return _Scale(left, left + below + least * unit, unit)


def _amounts_width(bars: Sequence[Bar], typesetter: Typesetter) -> float:
    widths = [typesetter.width(clean(bar.text), _AMOUNT) * _AMOUNT_SIZE for bar in bars]
    return max(widths, default=0.0) + (_AMOUNT_AWAY if bars else 0.0)


def _labelled(bar: Bar, scale: _Scale, typesetter: Typesetter) -> _Labelled:
    room = (scale.left - _LABEL_AWAY - LEFT) / _LABEL_SIZE + 1e-6
    text = clean(bar.label).replace("\n", " ")
    lines = wrap_evenly(text, room, lambda part: typesetter.width(part, _LABEL))
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}{CUT}"]
    return _Labelled(bar, tuple(lines))


def _draw(leaf: Leaf, stretch: _Stretch) -> None:
    """Draw a chart's name, its bars and the axis."""
    chart, scale = stretch.chart, stretch.scale
    name = chart.title if stretch.first else f"{chart.title}{CONTINUED}"
    line = clean(name).replace("\n", " ")
    leaf.centre(stretch.top + _NAME_SIZE * 1.4, line, _NAME, _NAME_SIZE)
    y = start = stretch.top + _NAME_HEIGHT
    if not stretch.bars:
        leaf.centre(y + _LABEL_SIZE, NOTHING, _LABEL, _LABEL_SIZE)
        return
    for labelled in stretch.bars:
        _draw_bar(leaf, labelled, scale, y + labelled.height / 2)
        y += labelled.height
    leaf.rules.append(Rule(scale.axis, start, scale.axis, y, _AXIS))


def _draw_bar(leaf: Leaf, labelled: _Labelled, scale: _Scale, middle: float) -> None:
    """Draw a bar about the height of its middle, its label and its amount."""
    bar, lines = labelled
    length = abs(bar.amount) * scale.unit
    start = scale.axis if bar.amount >= 0 else scale.axis - length
    if length:
        leaf.boxes.append(Box(start, middle - _BAR / 2, length, _BAR, _BAR_GRAY))
    y = middle - (len(lines) - 1) * _LABEL_LEADING / 2 + _LABEL_SIZE * _MIDDLE
    for line in lines:
        place = LEFT, scale.left - _LABEL_AWAY, y
        draw_line(leaf.typesetter, place, line, _LABEL, _LABEL_SIZE, "right", leaf.texts)
        y += _LABEL_LEADING
    if bar.amount >= 0:
        room, align = (start + length + _AMOUNT_AWAY, RIGHT), "left"
    else:
        room, align = (scale.left, start - _AMOUNT_AWAY), "right"
    place = *room, middle + _AMOUNT_SIZE * _MIDDLE
    text = clean(bar.text).replace("\n", " ")
    draw_line(leaf.typesetter, place, text, _AMOUNT, _AMOUNT_SIZE, align, leaf.texts)
