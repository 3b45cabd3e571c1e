"""Paints a sheet: header and naming columns stay in sight, all else scrolls beneath them.

Draws what it is told and keeps nothing; leaves scrolling, the cursor and the glow to `sheet_view`.
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QRegion

from budgettool.exporting.pdf.columns import is_bold
from budgettool.exporting.pdf.pagination import cell_lines
from budgettool.gui import theme
from budgettool.gui.reports.heading import paint_head, paint_notes, paint_top
from budgettool.gui.reports.view import Band, Inks, View, end_of, paint_text
from budgettool.packs.rule import Level
from budgettool.sheets.sheet import Cell


def paint_sheet(painter: QPainter, view: View, region: QRegion) -> None:
    """Paint what is in sight of a sheet."""
    inks = Inks(view)
    box = region.boundingRect()
    painter.fillRect(box, inks.ground)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    paint_notes(painter, view, inks)
    for band in view.bands():
        clip = QRect(band.left, view.body_top, band.right - band.left, view.height - view.body_top)
        if region.intersects(clip):
            painter.setClipRegion(region.intersected(clip))
            _paint_rows(painter, view, inks, band, box)
    painter.setClipRegion(region)
    if box.top() < view.body_top:
        paint_top(painter, view, inks)
        paint_head(painter, view, inks)
    _paint_frozen_edge(painter, view, inks)
    _paint_cursor(painter, view, inks)


def _paint_rows(painter: QPainter, view: View, inks: Inks, band: Band, box: QRect) -> None:
    geometry, shift = view.geometry, view.body_shift
    if len(geometry.tops) == 1:
        return
    top = max(box.top(), view.body_top)
    first = geometry.row_at(top - shift)
    last = geometry.row_at(min(box.bottom(), view.height) - shift) + 1
    left = max(geometry.edges[band.first] + band.shift, band.left)
    right = min(geometry.edges[band.last] + band.shift, band.right)
    if band.first == 0 and view.frozen:
        painter.fillRect(QRect(band.left, view.body_top, band.right, view.height), inks.ground)
    _paint_lines(painter, view, inks, band, (first, last, left, right))
    for number, cell in geometry.measured.rows.spans:
        if number < first < number + cell.rowspan:
            _paint_cell(painter, view, inks, band, (number, cell))
    for number in range(first, last):
        for cell in view.sheet.body[number].cells:
            if cell.column < band.last and cell.column + cell.colspan > band.first:
                x0 = geometry.edges[cell.column] + band.shift
                x1 = geometry.edges[end_of(cell, view)] + band.shift
                if x1 >= box.left() and x0 <= box.right() and x1 > band.left:
                    _paint_cell(painter, view, inks, band, (number, cell))


def _paint_lines(
    painter: QPainter, view: View, inks: Inks, band: Band, area: tuple[int, int, int, int]
) -> None:
    """Draw the lines between rows and columns; merged cells are painted over them."""
    geometry, shift = view.geometry, view.body_shift
    first, last, left, right = area
    top, bottom = shift + geometry.tops[first], shift + geometry.tops[last]
    painter.setPen(inks.hair(inks.line))
    for edge in range(band.first, band.last + 1):
        x = geometry.edges[edge] + band.shift
        painter.drawLine(x, top, x, bottom)
    for number in range(first, last + 1):
        y = shift + geometry.tops[number]
        painter.drawLine(left, y, right, y)


def _paint_cell(
    painter: QPainter, view: View, inks: Inks, band: Band, place: tuple[int, Cell]
) -> None:
    number, cell = place
    geometry, row = view.geometry, view.sheet.body[number]
    tops = geometry.tops
    last = min(number + cell.rowspan, len(tops) - 1)
    left = geometry.edges[cell.column] + band.shift
    right = geometry.edges[end_of(cell, view)] + band.shift
    top, bottom = view.body_shift + tops[number], view.body_shift + tops[last]
    inner = QRect(left + 1, top + 1, right - left - 1, bottom - top - 1)
    if row.style == "band":
        painter.fillRect(inner, inks.head_ground)
    elif cell.colspan > 1 or cell.rowspan > 1:
        painter.fillRect(inner, inks.ground)
    glow = view.glow.get((number, cell.column))
    if glow:
        painter.fillRect(inner, inks.glow(glow))
    if mark := view.marks.get((number, cell.column)):
        _paint_mark(painter, inks, inner, mark)
    figure = cell.kind != "text"
    if not cell.text or (figure and left < band.left):  # half a figure would be another figure
        return
    painter.setPen(inks.quiet if figure and not cell.exact else inks.text)
    cut = inks.frame.cut("body", bold=is_bold(row, cell))
    lines = (cell.text,) if figure else cell_lines(inks.frame, row, cell)
    room = (left + inks.pad + cell.indent * inks.size, right - inks.pad, top, bottom)
    paint_text(painter, inks, lines, cut, room, cell.align)


def _paint_mark(painter: QPainter, inks: Inks, room: QRect, mark: Level) -> None:
    """Put a mark in the upper left corner, where it covers no figure; only 错误 is filled."""
    size, corner = theme.SPACE_2, room.topLeft()
    painter.setPen(inks.marks[mark])
    painter.setBrush(inks.marks[mark] if mark == "H" else Qt.BrushStyle.NoBrush)
    painter.drawPolygon([corner, corner + QPoint(size, 0), corner + QPoint(0, size)])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_frozen_edge(painter: QPainter, view: View, inks: Inks) -> None:
    """Mark where the columns that stay end."""
    if count := view.frozen:
        x = view.left + view.geometry.edges[count]
        bottom = min(view.body_shift + view.geometry.tops[-1], view.height)
        painter.setPen(inks.hair(inks.quiet))
        painter.drawLine(x, view.head_top, x, bottom)


def _paint_cursor(painter: QPainter, view: View, inks: Inks) -> None:
    if view.cursor is None:
        return
    row, column = view.cursor
    cell = next((c for c in view.sheet.body[row].cells if c.column == column), None)
    if cell is None:
        return
    rect = view.cell_rect(row, cell)
    if rect.bottom() <= view.body_top or rect.width() <= 0:
        return
    painter.setClipRect(QRect(0, view.body_top, view.width, view.height))
    pen = QPen(inks.accent if view.focused else inks.quiet, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(rect.adjusted(1, 1, 0, 0))
