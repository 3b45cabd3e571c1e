"""The list of the packet's parts: which are in it, in which order, on which pages.

By mouse: a tick, and dragging. By keyboard: Space, and Alt with the arrows; Enter shows a part.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from budgettool.gui import theme
from budgettool.packs.text import PartDefinition

_ID = int(Qt.ItemDataRole.UserRole)
_NAME = _ID + 1
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsUserCheckable
    | Qt.ItemFlag.ItemIsDragEnabled
)


class PartsList(QListWidget):
    """Parts that can be ticked and moved."""

    changed = Signal()
    """Another choice was made."""

    part_wanted = Signal(str)
    """A part is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("各部分")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(lambda _: self.changed.emit())
        self.itemClicked.connect(self._on_clicked)
        self.itemActivated.connect(self._tell_wanted)
        self.model().rowsMoved.connect(lambda *_: self.changed.emit())

    def fill(
        self, parts: Mapping[str, PartDefinition], order: Sequence[str], chosen: frozenset[str]
    ) -> None:
        """List parts in an order; nothing is told, and the current one stays so."""
        current = self.current_part()
        with QSignalBlocker(self):
            self.clear()
            for identity in order:
                item = QListWidgetItem(parts[identity].name)
                item.setData(_ID, identity)
                item.setData(_NAME, parts[identity].name)
                item.setFlags(_FLAGS)
                ticked = identity in chosen
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                self.addItem(item)
            self.setCurrentRow(order.index(current) if current in order else 0)
        self.updateGeometry()

    def show_pages(self, first_pages: Mapping[str, int]) -> None:
        """Say behind each part on which page it begins."""
        with QSignalBlocker(self):
            for item in self._items():
                page = first_pages.get(item.data(_ID))
                name: str = item.data(_NAME)
                item.setText(f"{name}　{page}" if page else name)
                said = f"{name}，从第 {page} 页起" if page else name
                item.setToolTip(f"{said}\n空格：要或不要；Alt+↑ ↓：移动；回车：看这一部分")

    def order(self) -> tuple[str, ...]:
        """Give all parts in their order."""
        return tuple(item.data(_ID) for item in self._items())

    def chosen(self) -> frozenset[str]:
        """Give those that are ticked."""
        checked = Qt.CheckState.Checked
        return frozenset(item.data(_ID) for item in self._items() if item.checkState() == checked)

    def current_part(self) -> str:
        """Give the part that is current."""
        item = self.currentItem()
        return item.data(_ID) if item else ""

    def move_current(self, by: int) -> None:
        """Move the current part up (-1) or down (1)."""
        row = self.currentRow()
        if not 0 <= row + by < self.count():
            return
        root = QModelIndex()
        self.model().moveRow(root, row, root, row + by + (by > 0))
        self.setCurrentRow(row + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with the arrows moves the current part; Enter shows it."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_current(moves[Qt.Key(event.key())])
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell_wanted(self.currentItem())
            event.accept()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for room for all parts."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Be as high as the parts are."""
        return QSize(theme.scaled(120), self.sizeHint().height())

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _tell_wanted(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.part_wanted.emit(item.data(_ID))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        if item.checkState() == Qt.CheckState.Checked:
            self._tell_wanted(item)
