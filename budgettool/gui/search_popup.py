"""A field with a list below it that floats over the window: type, choose with the arrows, Enter.

Leaves what is found, how it is drawn and what choosing does to its subclasses.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from budgettool.gui import theme

Index = QModelIndex | QPersistentModelIndex
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX: Final = QModelIndex()
_MOVES: Final = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip


class FoundModel(QAbstractListModel):
    """What fits the text that was typed; each item says itself by `text` and `spoken`."""

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Any] = ()

    def show(self, items: Sequence[Any]) -> None:
        """Show other items."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the items."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give an item's text, or the item itself to the delegate."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return item.spoken
            case Qt.ItemDataRole.UserRole:
                return item
        return None


class SearchPopup(QFrame):
    """Floats while something is looked for.

    Attributes:
        most: How many rows are seen at once.
        taking: The keys that take what is marked.
    """

    most = 10
    taking = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

    def __init__(self, parent: QWidget, name: str, prompt: str, nothing: str) -> None:
        """Make it.

        Args:
            parent: The window.
            name: What it is for, as screen readers say it.
            prompt: What may be typed.
            nothing: What is said where nothing fits.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.field = QLineEdit()
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self._on_text)
        self.model = FoundModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(f"{name}：找到的")
        self.view.clicked.connect(self._take)
        self._nothing = QLabel(nothing)
        self._nothing.setProperty("role", "quiet")
        self._nothing.setContentsMargins(*[theme.SPACE_4] * 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for widget in (self.field, self.view, self._nothing):
            layout.addWidget(widget)
        self.setFocusProxy(self.field)

    def look_up(self, text: str) -> Sequence[Any]:
        """List what fits a text, best first."""
        raise NotImplementedError

    def choose(self, item: Any) -> None:  # noqa: ANN401 - as it was found
        """Do what choosing an item means."""
        raise NotImplementedError

    def begin(self, width: int) -> None:
        """Take a width, with nothing typed."""
        self.resize(width, self.height())
        self.field.clear()
        self._on_text("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take what is marked, or close."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            row = self.view.currentIndex().row() + _MOVES[key]
            last = self.model.rowCount() - 1
            self.view.setCurrentIndex(self.model.index(min(max(row, 0), last)))
        elif key in self.taking:
            self._take(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        found = self.look_up(text)
        self.model.show(found)
        self.view.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.view.setCurrentIndex(self.model.index(0))
        rows = min(len(found), self.most) * self.view.sizeHintForRow(0) if found else 0
        below = rows + 2 if found else self._nothing.sizeHint().height()
        self.resize(self.width(), self.field.sizeHint().height() + below + 2)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            item = self.model.items[index.row()]
            self.hide()
            self.choose(item)
