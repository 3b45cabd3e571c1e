"""Paints the heading of a group over all columns: fold mark, name and number, and the subtotal.

The name stays in sight when the grid is scrolled to the right. Leaves cells of lines to `delegate`.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from budgettool.gui import theme
from budgettool.gui.lines.grouping import Group
from budgettool.gui.lines.model import LinesModel
from budgettool.gui.lines.pens import Pens
from budgettool.gui.lines.rows import Index

_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class GroupHeading:
    """Paints headings cell by cell, as a table view asks for them."""

    def __init__(self, model: LinesModel, view: QTableView) -> None:
        self._model = model
        self._view = view
        self._amount = model.column_of("amount")

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, pens: Pens
    ) -> None:
        """Draw what a cell shows of the heading."""
        group = self._model.group_at(index.row())
        if group is None:
            return
        rect: QRect = option.rect
        selected = QStyle.StateFlag.State_Selected in option.state or self._is_current(index.row())
        painter.fillRect(rect, pens.selection if selected else pens.heading)
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.save()
        painter.setClipRect(rect)
        if index.column() == self._amount:
            painter.setFont(bold)
            painter.setPen(pens.text)
            room = rect.adjusted(theme.SPACE_2, 0, -theme.SPACE_2, 0)
            painter.drawText(room, _RIGHT, self._model.subtotal(group))
        else:
            self._paint_name(painter, rect, group, bold, pens)
        self._frame(painter, rect, index.row(), pens)
        painter.restore()

    def _paint_name(
        self, painter: QPainter, rect: QRect, group: Group, bold: QFont, pens: Pens
    ) -> None:
        """Draw the name from the left edge of what is seen; the cell shows its part of it."""
        right = self._view.columnViewportPosition(self._amount)
        if right <= 0 or self._view.isColumnHidden(self._amount):
            right = self._view.viewport().width()
        size = theme.scaled(8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.quiet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolygon(_mark(theme.SPACE_2, rect.center().y(), size, folded=group.folded))
        count = f"　{group.count:,} 条"
        left = 2 * theme.SPACE_2 + size
        room = QRect(left, rect.top(), right - left - theme.SPACE_2, rect.height())
        counted = QFontMetrics(painter.font()).horizontalAdvance(count)
        metrics = QFontMetrics(bold)
        name = metrics.elidedText(
            group.name, Qt.TextElideMode.ElideRight, max(0, room.width() - counted)
        )
        painter.setPen(pens.quiet)
        painter.drawText(room.adjusted(metrics.horizontalAdvance(name), 0, 0, 0), _LEFT, count)
        painter.setFont(bold)
        painter.setPen(pens.text)
        painter.drawText(room, _LEFT, name)

    def _frame(self, painter: QPainter, rect: QRect, row: int, pens: Pens) -> None:
        """Draw the line below, and the frame of the current row."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(pens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self._is_current(row):
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, pens.accent)
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, pens.accent)

    def _is_current(self, row: int) -> bool:
        return self._view.hasFocus() and self._view.currentIndex().row() == row


def _mark(left: int, middle: int, size: int, *, folded: bool) -> QPolygonF:
    """Give a triangle that points right where the group is folded, else down."""
    half = size / 2
    top, bottom, right = middle - half + 1, middle + half - 1, left + size
    if folded:
        points = [QPointF(left + 1, top - 1), QPointF(left + 1, bottom + 1), QPointF(right, middle)]
    else:
        points = [QPointF(left, top), QPointF(right, top), QPointF(left + half, bottom)]
    return QPolygonF(points)
