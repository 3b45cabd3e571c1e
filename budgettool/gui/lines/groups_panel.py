"""The list at the left of the grid: groups of lines with number and subtotal; one shows its lines.

Leaves sums to `grouping`, and which lines the grid shows to the page.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.lines.grouping import Group, Grouping

_KEY = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupsPanel(QWidget):
    """Groups, and all of them together in the first row.

    Attributes:
        grouping: By what lines are grouped; None while they are not.
    """

    chosen = Signal()
    """Another group is current."""

    entered = Signal()
    """The user wants to go to the lines."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grouping: Grouping | None = None
        self.setMinimumWidth(theme.PANEL_WIDTH - 60)
        self._head = QLabel()
        self._head.setProperty("role", "head")
        close = QPushButton("不分组")
        close.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(close)
        self.table = _Table(0, 3)
        self.table.currentCellChanged.connect(self._on_current)
        self.table.entered_lines.connect(self.entered)
        self.table.given_up.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.SPACE_3, 0)
        layout.setSpacing(theme.SPACE_2)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.hide()

    @property
    def key(self) -> str | None:
        """The group that is current; None for all."""
        item = self.table.item(self.table.currentRow(), 0)
        return item.data(_KEY) if item else None

    def open_panel(self, grouping: Grouping) -> None:
        """Group by something, with all lines shown first."""
        self.grouping = grouping
        self._head.setText(f"按{grouping.title}")
        self.table.setAccessibleName(f"按{grouping.title}分组的小计")
        self.table.setRowCount(0)
        self.show()
        self.table.setFocus()

    def close_panel(self) -> None:
        """Group no more."""
        self.grouping = None
        self.hide()

    def fill(self, groups: Sequence[Group], unit: str) -> None:
        """Show groups; the one that was current stays so, if it is still there."""
        key = self.key
        self.table.blockSignals(True)  # noqa: FBT003 - Qt's signature
        titles = [self.grouping.title if self.grouping else "", "条数", f"小计（{unit}）"]
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setRowCount(len(groups) + 1)
        total = sum(group.fen for group in groups)
        self._put(0, None, ("全部", sum(group.lines for group in groups), total), unit)
        for row, group in enumerate(groups, 1):
            self._put(row, group.key, (group.name, group.lines, group.fen), unit)
        keys = [None, *(group.key for group in groups)]
        self.table.setCurrentCell(keys.index(key) if key in keys else 0, 0)
        self.table.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if self.key != key:
            self.chosen.emit()

    def _put(self, row: int, key: str | None, cells: tuple[str, int, int], unit: str) -> None:
        name, lines, fen = cells
        for at, text in enumerate((name, f"{lines:,}", shown(fen, unit))):
            item = QTableWidgetItem(text)
            item.setData(_KEY, key)
            item.setToolTip(text)
            if at:
                item.setTextAlignment(_RIGHT)
            self.table.setItem(row, at, item)

    def _on_current(self, row: int, _column: int, before: int, _: int) -> None:
        if row != before:
            self.chosen.emit()


class _Table(QTableWidget):
    """Rows of which one is current; → and Enter go to the lines, Esc gives up."""

    entered_lines = Signal()
    given_up = Signal()

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setFixedHeight(theme.HEAD_HEIGHT)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ and Enter unfold the group in the grid."""
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_lines.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
