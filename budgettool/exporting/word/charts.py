"""A chart as a table of two columns: label, and a shaded cell as long as the amount is large.

A bar is a cell, so that it can be edited and read aloud, and every reader of Word files shows it.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from budgettool.exporting.word.anchors import Anchors
from budgettool.exporting.word.markup import one_line, paragraph, run
from budgettool.exporting.word.pages import LETTER
from budgettool.exporting.word.prose import BREAK, part_title
from budgettool.exporting.word.styles import size_of
from budgettool.sheets.document import Bar, Chart, Part

_ROOM: Final = LETTER.room
_LABEL: Final = 2600
_TEXT: Final = 2000
_LONGEST: Final = _ROOM - _LABEL - _TEXT
_SHORTEST: Final = 20
_HEIGHT: Final = 340
_GAP: Final = 120
_FULL: Final = "8C8C8C"
_BELOW_ZERO: Final = "404040"
_SIZE: Final = 10.5
_LINE: Final = '<w:spacing w:line="280" w:lineRule="exact"/>'
_AXIS: Final = (
    '<w:tcBorders><w:left w:val="single" w:sz="6" w:space="0" w:color="808080"/></w:tcBorders>'
)


def charts(part: Part, anchors: Anchors, *, breaks: bool) -> Iterator[str]:
    """Set the charts of a part one below the other."""
    opening = BREAK if breaks else ""
    if part.title:
        yield part_title(part, anchors, opening)
        opening = ""
    for chart in part.charts:
        title = anchors.mark(f"{part.id}/{chart.id}", run(chart.title))
        yield paragraph("ChartTitle", title, opening)
        opening = ""
        if chart.bars:
            yield _table(chart)


def _table(chart: Chart) -> str:
    longest = max(abs(bar.amount) for bar in chart.bars) or 1
    ends = [max(round(abs(bar.amount) * _LONGEST / longest), _SHORTEST) for bar in chart.bars]
    edges = [0, *sorted(set(ends)), _LONGEST + _TEXT]
    widths = [right - left for left, right in pairwise(edges)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (_LABEL, *widths))
    rows = "".join(
        _row(bar, end, edges.index(end), len(widths))
        for bar, end in zip(chart.bars, ends, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ChartTable"/><w:tblW w:w="{_ROOM}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0600"/>'
        f'<w:tblCaption w:val="{one_line(chart.title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(bar: Bar, end: int, span: int, columns: int) -> str:
    """Set a bar, and a low row below it that keeps it from the next."""
    fill = _BELOW_ZERO if bar.amount < 0 else _FULL
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if bar.amount else ""
    bare = _text("TableText", "")
    rest = _LONGEST + _TEXT
    cells = (
        _cell(_LABEL, 1, "", _text("TableFigure", bar.label))
        + _cell(end, span, _AXIS + shade, bare)
        + _cell(rest - end, columns - span, "", _text("TableText", bar.text))
    )
    low = paragraph("Spacer")
    gap = _cell(_LABEL, 1, "", low) + _cell(rest, columns, _AXIS, low)
    return _framed(cells, _HEIGHT, "atLeast") + _framed(gap, _GAP, "exact")


def _framed(cells: str, height: int, rule: str) -> str:
    size = f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{size}</w:trPr>{cells}</w:tr>"


def _cell(width: int, span: int, look: str, content: str) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{look}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _text(style: str, words: str) -> str:
    return paragraph(style, run(words, size_of(_SIZE)), _LINE)
