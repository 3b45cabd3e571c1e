"""The wizard's table of units: typed from the left, or pasted; Tab and Enter lead out of it too.

Leaves what the rows mean, and what is wrong with them, to `unit_rows`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.lines.clipboard import TooManyRowsError, block_of
from budgettool.gui.unit_rows import HEADINGS, Row, rows_of_block

_EMPTY_ROWS = 8
_NAME_WIDTH = 280


class UnitTable(QTableWidget):
    """One row a unit; there is always an empty one below the last."""

    paste_refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_EMPTY_ROWS, len(HEADINGS), parent)
        self._proposed = False
        self.setHorizontalHeaderLabels(list(HEADINGS))
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.setColumnWidth(1, theme.scaled(_NAME_WIDTH))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setCurrentCell(0, 0)
        self.itemChanged.connect(self._on_changed)

    def rows(self) -> list[Row]:
        """Give what the rows say."""
        return [
            (self._text(at, 0), self._text(at, 1), self._text(at, 2), self._text(at, 3))
            for at in range(self.rowCount())
        ]

    def propose(self, rows: Sequence[Row]) -> None:
        """Write rows that what is pasted replaces, as long as none was changed."""
        self._put(rows, 0)
        self.setCurrentCell(0, 0)
        self._proposed = True

    def paste(self) -> None:
        """Take rows of the clipboard in at the current row."""
        try:
            rows = rows_of_block(block_of(QGuiApplication.clipboard().mimeData()))
        except TooManyRowsError as error:
            self.paste_refused.emit(str(error))
            return
        if rows and self._proposed:
            self.clearContents()
        top = max(self.currentRow(), 0)
        self._put(rows, top)
        self.setCurrentCell(min(top + len(rows), self.rowCount() - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, empty cells, and go down with Enter."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for item in self.selectedItems():
                item.setText("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._go_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on from a cell that was typed in: Enter down, Tab right, or out of the table."""
        hints = QAbstractItemDelegate.EndEditHint
        step = {hints.EditNextItem: 1, hints.EditPreviousItem: -1}.get(hint, 0)
        if step and self._leads_out(step):
            super().closeEditor(editor, hints.NoHint)
            self.focusNextPrevChild(step > 0)
            return
        super().closeEditor(editor, hint)
        if hint == hints.SubmitModelCache:
            self._go_down()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Go from cell to cell, or out of the table."""
        tabs, leaves = self.tabKeyNavigation(), self._leads_out(1 if forward else -1)
        self.setTabKeyNavigation(not leaves)
        moved = super().focusNextPrevChild(forward)
        self.setTabKeyNavigation(tabs)
        return moved

    def _leads_out(self, step: int) -> bool:
        at, column = self.currentRow(), self.currentColumn()
        if step < 0:
            return at <= 0 and column <= 0
        return column <= 0 and not self._filled(at)

    def _put(self, rows: Sequence[Row], top: int) -> None:
        self.setRowCount(max(self.rowCount(), top + len(rows)))
        for at, row in enumerate(rows, start=top):
            for column, text in enumerate(row):
                self.setItem(at, column, QTableWidgetItem(text))

    def _on_changed(self, item: QTableWidgetItem) -> None:
        self._proposed = False
        self.setRowCount(max(self.rowCount(), item.row() + 2))

    def _go_down(self) -> None:
        at = self.currentRow()
        if not self._filled(at):
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature
            return
        self.setCurrentCell(at + 1, max(self.currentColumn(), 0))

    def _filled(self, at: int) -> bool:
        return any(self._text(at, column) for column in range(self.columnCount()))

    def _text(self, at: int, column: int) -> str:
        item = self.item(at, column)
        return item.text().strip() if item else ""
