"""Draws a chart as bars in vectors that widen with the page; its texts keep their size.

Lengths along the page are hundredths of its width, heights are pixels, so one drawing serves a
telephone and paper. What is drawn is also said in words.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from budgettool.exporting.web.markup import escape
from budgettool.exporting.web.widths import measure
from budgettool.sheets.document import Bar, Chart

_LINE: Final = 20
_BAR: Final = 14
_GAP: Final = 14
_BASELINE: Final = 15
_OPENING: Final = "（《“‘〔【("
_LABEL: Final = 12
"""Characters of a label on one line, so that its amount has room beside it on a telephone."""

_WHOLE: Final = 19
"""Characters of label and amount together on a telephone."""


def draw_chart(chart: Chart, chart_id: str) -> str:
    """Draw a chart; `chart_id` is what its ids begin with."""
    labels = [_lines(bar) for bar in chart.bars]
    heights = [len(lines) * _LINE + _BAR + _GAP for lines in labels]
    tops = [0, *accumulate(heights)]
    drawn = [
        part
        for bar, lines, top in zip(chart.bars, labels, tops, strict=False)
        for part in _bar(bar, lines, top, _scale(chart.bars))
    ]
    return (
        f'<svg class="chart" role="img" width="100%" height="{max(tops[-1], _LINE)}" '
        f'aria-labelledby="{chart_id}-t {chart_id}-d">'
        f'<title id="{chart_id}-t">{escape(chart.title)}</title>'
        f'<desc id="{chart_id}-d">{escape(_words(chart.bars))}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _words(bars: Sequence[Bar]) -> str:
    return "；".join(f"{bar.label} {bar.text}" for bar in bars) + "。" if bars else "没有数据。"


def _scale(bars: Sequence[Bar]) -> tuple[int, int]:
    """Give the amounts at the left and right edge; nought is always between them."""
    amounts = [bar.amount for bar in bars]
    low, high = min(0, *amounts, 0), max(0, *amounts, 0)
    return (low, high) if high > low else (0, 1)


def _bar(bar: Bar, lines: Sequence[str], top: int, scale: tuple[int, int]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f'<text x="0" y="{top + number * _LINE + _BASELINE}">{escape(line)}</text>'
    last = top + (len(lines) - 1) * _LINE + _BASELINE
    yield f'<text class="amount" x="100%" y="{last}">{escape(bar.text)}</text>'
    low, _ = scale
    left = _hundredths(min(bar.amount, 0) - low, scale)
    width = _hundredths(abs(bar.amount), scale)
    y = top + len(lines) * _LINE
    kind = "bar" if bar.amount >= 0 else "bar below"
    yield f'<rect class="track" x="0" y="{y}" width="100%" height="{_BAR}"/>'
    yield f'<rect class="{kind}" x="{left}%" y="{y}" width="{width}%" height="{_BAR}"/>'


def _hundredths(amount: int, scale: tuple[int, int]) -> str:
    """Give an amount as a part of the width, in hundredths of it with two decimals."""
    low, high = scale
    exact = amount * 10_000 // (high - low)
    return f"{exact // 100}.{exact % 100:02}"


def _lines(bar: Bar) -> list[str]:
    """Break a label, as vectors do not break texts; its amount stands at the end of the last line.

    No line ends with an opening bracket, and an amount without room has a line of its own.
    """
    lines = _broken(bar.label)
    return [*lines, ""] if measure(lines[-1]) + measure(bar.text) > _WHOLE else lines


def _broken(label: str) -> list[str]:
    lines = [""]
    for character in label:
        if measure(lines[-1] + character) > _LABEL:
            kept = lines[-1].rstrip(_OPENING) or lines[-1]
            carried = lines[-1][len(kept) :]
            lines[-1] = kept
            lines.append(carried)
        lines[-1] += character
    return lines
