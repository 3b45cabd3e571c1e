"""The lines behind a figure as a list: what and how much, then the rest, quieter."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.reports.words import line_detail, line_head
from budgettool.gui.session import Session
from budgettool.model import Line

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW = 52
_DETAIL = int(Qt.ItemDataRole.UserRole) + 1
_AMOUNT = int(Qt.ItemDataRole.UserRole) + 2


class LineListModel(QAbstractListModel):
    """Lines, the largest first, in words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._unit = "万元"
        self._lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: -abs(line.amount or 0))
        self.endResetModel()

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self.beginResetModel()
        self._unit = unit
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Give the line of a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row says."""
        if not index.isValid():
            return None
        line, dimensions = self._lines[index.row()], self._session.cube.dimensions
        amount = shown(line.amount or 0, self._unit)
        if role == Qt.ItemDataRole.DisplayRole:
            return line_head(line, dimensions)
        if role == _DETAIL:
            return line_detail(line, dimensions)
        if role == _AMOUNT:
            return amount
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            head = line_head(line, dimensions)
            return f"{head}　{amount} {self._unit}\n{line_detail(line, dimensions)}"
        return None


class _LineDelegate(QStyledItemDelegate):
    """Two rows of text: what and how much, then the rest, quieter."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Give a row its height."""
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        scheme = theme.colours()
        rect: QRect = option.rect
        state = option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, QColor(scheme.selection))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(scheme.line))
        inner = rect.adjusted(theme.SPACE_3, theme.SPACE_2, -theme.SPACE_3, -theme.SPACE_2)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = QRect(inner.left(), upper.bottom() + 2, inner.width(), inner.height() // 2)
        amount = str(index.data(_AMOUNT))
        painter.setFont(theme.body_font())
        painter.setPen(QColor(scheme.text))
        width = painter.fontMetrics().horizontalAdvance(amount)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | vertical, amount)
        room = upper.width() - width - theme.SPACE_2
        _draw_elided(painter, upper, room, str(index.data()))
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        painter.setPen(QColor(scheme.text_2))
        _draw_elided(painter, lower, lower.width(), str(index.data(_DETAIL)))
        painter.restore()


def _draw_elided(painter: QPainter, rect: QRect, room: int, text: str) -> None:
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)


class LineList(QListView):
    """Shows lines; a click or Enter chooses one (`activated` would come twice on some desktops)."""

    chosen = Signal(QModelIndex)

    def __init__(self, model: LineListModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("明细")
        self.setStyleSheet("QListView { border: none; }")
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
