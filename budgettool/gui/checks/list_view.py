"""The list of findings: folded by cause, walked by the keyboard, wide columns kept in sight.

Leaves what it shows to `list_model`, and what is done with a finding to the page.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.checks.items import Item
from budgettool.gui.checks.list_model import (
    DIFFERENCE,
    EXPECTED,
    FOUND,
    HEADINGS,
    MESSAGE,
    FindingListModel,
    Index,
)

_AMOUNTS: Final = (EXPECTED, FOUND, DIFFERENCE)
_ROOM_FOR_ALL: Final = 1_000


class Rows(QStyledItemDelegate):
    """Gives every row the height of a grid."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a row its height."""
        return QSize(super().sizeHint(option, index).width(), theme.ROW_HEIGHT)


class FindingList(QTreeView):
    """Shows findings; Enter or a double click goes to one."""

    wanted = Signal()
    """The current finding is to be shown where it is."""

    chosen = Signal()
    """Another finding is the current one."""

    def __init__(self, model: FindingListModel) -> None:
        super().__init__()
        self.findings = model
        self._any_amounts = True
        self.setModel(model)
        self.setItemDelegate(Rows(self))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setIndentation(theme.SPACE_4)
        self.setAccessibleName("问题")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._dress_header()
        self.doubleClicked.connect(lambda _: self.wanted.emit())

    def show_current(self, key: str, row: int, *, whole: bool) -> None:
        """Make a finding current by its key, or else what stands now where it stood."""
        found = self.findings.find(key, whole=whole) if key else QModelIndex()
        if not found.isValid() and self.findings.rowCount():
            found = self.findings.index(min(max(row, 0), self.findings.rowCount() - 1), 0)
        if found.isValid():
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def unfolded(self) -> set[str]:
        """Give the causes whose findings are shown."""
        return {
            group.key
            for row, group in enumerate(self.findings.groups)
            if len(group.items) > 1 and self.isExpanded(self.findings.index(row, 0))
        }

    def unfold(self, keys: set[str]) -> None:
        """Show the findings of causes."""
        for row, group in enumerate(self.findings.groups):
            if group.key in keys:
                self.expand(self.findings.index(row, 0))

    def show_amounts(self, items: Iterable[Item]) -> None:
        """Show the columns of amounts where there are any, as wide as the longest."""
        amounts = [
            amount
            for item in items
            if item.finding.difference is not None
            for amount in (item.finding.expected, item.finding.found)
        ]
        self._any_amounts = bool(amounts)
        most = max((abs(amount or 0) for amount in amounts), default=0)
        widest = shown(-most, self.findings.unit)
        room = self.fontMetrics().horizontalAdvance(widest) + theme.SPACE_4
        for column in _AMOUNTS:
            least = theme.scaled(HEADINGS[column].width)
            self.header().resizeSection(column, max(room, least))
        self._give_room()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell that another finding is the current one."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there with Enter."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what room there is to what is said."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Show all columns of amounts where there is room, else how much they differ."""
        header = self.header()
        narrow = self.viewport().width() < theme.scaled(_ROOM_FOR_ALL)
        for column in _AMOUNTS:
            hidden = not self._any_amounts or (narrow and column != DIFFERENCE)
            if self.isColumnHidden(column) != hidden:
                self.setColumnHidden(column, hidden)
        taken = sum(header.sectionSize(c) for c in range(len(HEADINGS)) if c != MESSAGE)
        room = self.viewport().width() - taken
        header.resizeSection(MESSAGE, max(room, theme.scaled(HEADINGS[MESSAGE].width)))

    def _dress_header(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setFixedHeight(theme.HEAD_HEIGHT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, heading in enumerate(HEADINGS):
            header.resizeSection(column, theme.scaled(heading.width))
