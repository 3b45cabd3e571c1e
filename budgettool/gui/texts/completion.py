"""The list that opens at the cursor: type a few letters, choose a figure with its value.

Leaves what can be chosen to `choices`.
"""

from collections.abc import Sequence
from typing import Final

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
from budgettool.gui.texts.choices import Choice, fitting

_WIDTH: Final = 420
_SHOWN: Final = 10
_MOVES: Final = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LONGEST: Final = 24
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class ChoiceModel(QAbstractListModel):
    """The figures that fit what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def show(self, choices: list[Choice]) -> None:
        """Show others."""
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Count them."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a figure's name, or the choice itself to the delegate."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{choice.text} {choice.figure.text}"
            case Qt.ItemDataRole.UserRole:
                return choice
        return None


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws name and form, and at the right what it reads."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one figure."""
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        scheme = theme.colours()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, scheme.selection if chosen else scheme.ground)
        room = option.rect.adjusted(theme.SPACE_3, 0, -theme.SPACE_3, 0)
        said = choice.figure.text.replace("\n", " ")
        said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        painter.setFont(theme.body_font())
        painter.setPen(scheme.text)
        painter.drawText(room, int(_RIGHT), said)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(said) - theme.SPACE_3)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(choice.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(_LEFT), name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + theme.SPACE_3)
        painter.setPen(scheme.text_2)
        if room.width() > metrics.horizontalAdvance(choice.figure.form):
            painter.drawText(room, int(_LEFT), choice.figure.form)


class FigureChooser(QFrame):
    """Floats at the cursor while a figure is chosen."""

    chosen = Signal(object)
    """The figure."""

    brace_wanted = Signal()
    """A brace was typed twice: it is meant as a brace."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._choices: Sequence[Choice] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText("名称或拼音首字母，可加上：增减额、占比…")
        self.field.setAccessibleName("插入数字")
        self.field.textChanged.connect(self._on_text)
        self.model = ChoiceModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_ChoiceDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("可以插入的数字")
        self.view.clicked.connect(self._take)
        self._nothing = QLabel("没有这样的数字")
        self._nothing.setProperty("role", "quiet")
        self._nothing.setContentsMargins(*[theme.SPACE_4] * 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.view)
        layout.addWidget(self._nothing)
        self.setFocusProxy(self.field)

    def open_at(self, place: QPoint, choices: Sequence[Choice]) -> None:
        """Open below a place, or above where there is no room below."""
        self._choices = choices
        self.resize(theme.scaled(_WIDTH), self.height())
        self.field.clear()
        self._on_text("")
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        top = place.y() + theme.SPACE_1
        if top + self.height() > screen.bottom():
            top = max(screen.top(), place.y() - self.height() - theme.ROW_HEIGHT)
        self.move(max(left, screen.left()), top)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take what is marked, or close."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            row = self.view.currentIndex().row() + _MOVES[key]
            last = self.model.rowCount() - 1
            self.view.setCurrentIndex(self.model.index(min(max(row, 0), last)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._take(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        if text in {"{", "｛"}:
            self.hide()
            self.brace_wanted.emit()
            return
        found = fitting(self._choices, text)
        self.model.show(found)
        self.view.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.view.setCurrentIndex(self.model.index(0))
        rows = min(len(found), _SHOWN) * self.view.sizeHintForRow(0) if found else 0
        below = rows + 2 if found else self._nothing.sizeHint().height()
        self.resize(self.width(), self.field.sizeHint().height() + below + 2)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            choice = self.model.choices[index.row()]
            self.hide()
            self.chosen.emit(choice.figure)
