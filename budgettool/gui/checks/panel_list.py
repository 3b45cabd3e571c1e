"""The list in the panel: two lines a finding, where and what, all rows alike in height."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from budgettool.gui import theme
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.checks.panel_model import ENTRY_ROLE, Heading, Index, PanelModel
from budgettool.rules.grouping import Cause

_TALL = 48
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PanelList(QListView):
    """Walked by arrows; Enter goes to what is found, Esc back to the page."""

    chosen = Signal()
    """Another finding is current."""

    entered = Signal()
    """Enter was pressed on a finding, or it was clicked twice."""

    given_up = Signal()

    def __init__(self, model: PanelModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("问题")
        self.setStyleSheet("QListView { border: none; } QListView::item { padding: 0; }")
        self.doubleClicked.connect(lambda _: self.entered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell of another finding."""
        super().currentChanged(current, previous)
        self.chosen.emit()


class _Delegate(QStyledItemDelegate):
    """Paints headings and findings."""

    def __init__(self, model: PanelModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give each row the same height."""
        return QSize(theme.PANEL_WIDTH // 2, theme.scaled(_TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        entry = index.data(ENTRY_ROLE)
        room: QRect = option.rect.adjusted(theme.SPACE_3, theme.SPACE_1, -theme.SPACE_2, 0)
        if isinstance(entry, Heading):
            painter.setPen(QColor(theme.colours().text_2))
            painter.setFont(theme.body_font(theme.LABEL_SIZE))
            painter.drawText(room.adjusted(0, room.height() // 3, 0, 0), _LEFT, entry.text)
            return
        scheme = theme.colours()
        if QStyle.StateFlag.State_Selected in option.state:
            painter.fillRect(option.rect, QColor(scheme.selection))
        if QStyle.StateFlag.State_HasFocus in option.state:
            painter.setPen(QColor(scheme.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        self._paint_cause(painter, room, entry)

    def _paint_cause(self, painter: QPainter, room: QRect, cause: Cause) -> None:
        scheme, level = theme.colours(), cause.first.level
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = upper.translated(0, upper.height() - theme.SPACE_1 // 2)
        painter.setFont(theme.body_font())
        painter.setPen(QColor(getattr(scheme, TONES[level], scheme.text_2)))
        painter.drawText(upper, _LEFT, MARKS[level])
        indent = painter.fontMetrics().horizontalAdvance("● ")
        self._write(painter, upper.adjusted(indent, 0, 0, 0), cause.first.message, scheme.text)
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        below = lower.adjusted(indent, 0, 0, 0)
        self._write(painter, below, self._model.where(cause), scheme.text_2)

    @staticmethod
    def _write(painter: QPainter, room: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)
