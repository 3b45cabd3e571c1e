"""Ctrl+K: type a few letters, choose with the arrows, and be there.

Leaves what is found to `finding`.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.finding import Hit, find_hits
from budgettool.gui.icons import icon
from budgettool.gui.page import PageKind
from budgettool.gui.session import Session

_WIDTH = 560
_SHOWN_ROWS = 12
_ICON = 16
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class HitModel(QAbstractListModel):
    """The hits of the newest query."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Count the hits."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a hit's text, or the hit itself to the delegate."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{hit.kind} {hit.text}"
            case Qt.ItemDataRole.UserRole:
                return hit
        return None


class _HitDelegate(QStyledItemDelegate):
    """Draws icon, text and, quieter at the right, what kind of thing it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one hit."""
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        scheme = theme.colours()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, scheme.selection if chosen else scheme.ground)
        room = option.rect.adjusted(theme.SPACE_4, 0, -theme.SPACE_4, 0)
        top = room.top() + (room.height() - _ICON) // 2
        icon(hit.icon).paint(painter, room.left(), top, _ICON, _ICON)
        painter.setPen(scheme.text_2)
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        painter.drawText(room, int(_RIGHT), hit.kind)
        kind_width = painter.fontMetrics().horizontalAdvance(hit.kind)
        room.adjust(_ICON + theme.SPACE_2, 0, -kind_width - theme.SPACE_4, 0)
        painter.setFont(theme.body_font())
        painter.setPen(scheme.text)
        text = painter.fontMetrics().elidedText(hit.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), text)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CommandPalette(QFrame):
    """Floats over the window while the user looks for something."""

    chosen = Signal(str, object)
    """A page's id, and what it is to reveal."""

    def __init__(self, session: Session, pages: Sequence[PageKind], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._session = session
        self._pages = [(kind.page_id, kind.title) for kind in pages]
        self.field = QLineEdit()
        self.field.setPlaceholderText("页面、表、科目（代码、名称、拼音首字母）、单位、项目、备注")
        self.field.setAccessibleName("查找")
        self.field.textChanged.connect(self._on_text)
        self.model = HitModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_HitDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("查找结果")
        self.view.clicked.connect(self._take)
        self._nothing = QLabel("没有找到。可以输入科目代码、名称或拼音首字母，如 jbgz")
        self._nothing.setProperty("role", "quiet")
        self._nothing.setContentsMargins(*[theme.SPACE_4] * 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.view)
        layout.addWidget(self._nothing)
        self.setFocusProxy(self.field)

    def open_over(self, window: QWidget) -> None:
        """Open in the upper part of a window, with nothing typed."""
        width = min(_WIDTH, window.width() - 2 * theme.SPACE_6)
        self.resize(width, self.height())
        self.field.clear()
        self._on_text("")
        left = (window.width() - width) // 2
        self.move(window.mapToGlobal(QPoint(left, theme.TOP_HEIGHT + theme.SPACE_2)))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take what is marked, or close."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            row = self.view.currentIndex().row() + _MOVES[key]
            last = self.model.rowCount() - 1
            self.view.setCurrentIndex(self.model.index(min(max(row, 0), last)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        hits = find_hits(self._session, self._pages, text)
        self.model.show(hits)
        self.view.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self.view.setCurrentIndex(self.model.index(0))
        rows = min(len(hits), _SHOWN_ROWS) * self.view.sizeHintForRow(0) if hits else 0
        below = rows + 2 if hits else self._nothing.sizeHint().height()
        self.resize(self.width(), self.field.sizeHint().height() + below + 2)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            hit = self.model.hits[index.row()]
            self.hide()
            self.chosen.emit(hit.page_id, hit.target)
