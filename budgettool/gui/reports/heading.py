"""Paints what stands around the rows: title, captions and header above, notes below."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.text import clean
from budgettool.gui.reports.geometry import GAP, LINE
from budgettool.gui.reports.view import Inks, View, paint_text, start_of
from budgettool.sheets.sheet import Sheet

_LEAST_LETTERS = 5


class _Head(NamedTuple):
    """A cell of the header, or of the row of column numbers under it."""

    row: int
    rowspan: int
    column: int
    colspan: int
    text: str
    part: str


def paint_head(painter: QPainter, view: View, inks: Inks) -> None:
    """Paint the header; the text of a merged cell stays in the middle of what is in sight."""
    geometry = view.geometry
    tops = [view.head_top + top for top in geometry.head_tops]
    if len(tops) == 1:
        return
    left, right = view.shown_edge(0), view.shown_edge(len(geometry.edges) - 1)
    painter.fillRect(QRect(left, tops[0], right - left, tops[-1] - tops[0]), inks.head_ground)
    for head in _heads(view.sheet, len(tops) - 2):
        end = min(head.column + head.colspan, len(geometry.edges) - 1)
        x0, x1 = view.shown_edge(head.column), view.shown_edge(end)
        y0, y1 = tops[head.row], tops[min(head.row + head.rowspan, len(tops) - 1)]
        if x1 > x0:
            painter.setPen(inks.hair(inks.line))
            painter.drawLine(x1, y0, x1, y1)
            painter.drawLine(x0, y1, x1, y1)
            _paint_heading(painter, view, inks, head, QRect(x0, y0, x1 - x0, y1 - y0))
    painter.setPen(inks.hair(inks.line))
    painter.drawLine(left, tops[0], right, tops[0])
    painter.drawLine(left, tops[0], left, tops[-1])
    painter.setPen(inks.hair(inks.quiet))
    painter.drawLine(left, tops[-1], right, tops[-1])


def _heads(sheet: Sheet, last: int) -> Iterator[_Head]:
    for item in sheet.header:
        text = clean(item.text)
        yield _Head(item.row, item.rowspan, item.column, item.colspan, text, "head")
    for column, span, text in _numbers(sheet):
        yield _Head(last, 1, column, span, text, "body")


def _paint_heading(painter: QPainter, view: View, inks: Inks, head: _Head, shown: QRect) -> None:
    """Set a heading; a narrow one that is half out of sight is cut off, not squeezed."""
    edges, cut = view.geometry.edges, inks.frame.cut(head.part)
    inner = inks.frame.inner_width(head.column, head.colspan)
    lines = inks.frame.lines(head.text, cut, inner, "center")
    left, right = shown.left(), shown.left() + shown.width()
    if head.colspan == 1:
        whole = edges[head.column + 1] - edges[head.column]
        start, end = right - whole + inks.pad, right - inks.pad
    else:
        start, end = float(left), float(min(right, view.width))
        if end - start < inks.size * _LEAST_LETTERS:
            return
    painter.setPen(inks.text)
    painter.setClipRect(shown)
    room = (start, end, shown.top(), shown.top() + shown.height())
    paint_text(painter, inks, lines, cut, room, "center")
    painter.setClipping(False)


def _numbers(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """Walk the number row; an empty text continues the cell at its left."""
    begun: tuple[int, str] | None = None
    for column, text in enumerate(sheet.numbers[: len(sheet.columns)]):
        if text or begun is None:
            if begun:
                yield begun[0], column - begun[0], begun[1]
            begun = column, text
    if begun:
        yield begun[0], len(sheet.columns) - begun[0], begun[1]


def paint_top(painter: QPainter, view: View, inks: Inks) -> None:
    """Paint number, title and captions above the header."""
    geometry, sheet = view.geometry, view.sheet
    bottom = geometry.top - view.y
    if bottom <= 0:
        return
    painter.fillRect(QRect(0, 0, view.width, bottom), inks.ground)
    left, right = view.left - view.x, view.left - view.x + geometry.width
    body = inks.frame.cut("body")
    title_size = sheet.page.title_size * inks.scale
    y = GAP * inks.scale / 2 - view.y

    def line(text: str, cut: Cut, size: float, align: str) -> None:
        painter.setFont(inks.font(cut, size))
        width = inks.frame.typesetter.width(text, cut) * size
        painter.drawText(QPointF(start_of(left, right, width, align), y + size), text)

    painter.setPen(inks.text)
    if sheet.number:
        line(clean(sheet.number), body, inks.size, "right")
        y += inks.size * LINE
    for text in geometry.measured.title:
        line(text, inks.frame.cut("title"), title_size, "center")
        y += title_size * LINE
    y += GAP * inks.scale / 2
    for caption in sheet.captions:
        for text, align in zip(caption, ("left", "center", "right"), strict=True):
            line(clean(text), body, inks.size, align)
        y += inks.size * LINE


def paint_notes(painter: QPainter, view: View, inks: Inks) -> None:
    """Paint the notes below the rows."""
    geometry = view.geometry
    y = view.body_shift + geometry.tops[-1] + GAP * inks.scale / 2
    cut = inks.frame.cut("note")
    painter.setFont(inks.font(cut, inks.size))
    painter.setPen(inks.text)
    for text in geometry.measured.notes:
        painter.drawText(QPointF(view.left - view.x, y + inks.size), text)
        y += inks.size * LINE
