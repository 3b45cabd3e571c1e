"""The table of lines: moving by keys, folding groups, columns that are remembered.

Leaves acts on lines to `acts`, cells to `delegate`, and everything around it to `page`.
"""

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
)

from budgettool.gui import theme
from budgettool.gui.lines.delegate import CellDelegate
from budgettool.gui.lines.dress import dress, spare_headers
from budgettool.gui.lines.editor import CellEditor
from budgettool.gui.lines.folding import KEYS, Folding
from budgettool.gui.lines.frozen import FrozenColumns
from budgettool.gui.lines.grouping import Group
from budgettool.gui.lines.model import LinesModel
from budgettool.gui.lines.rows import Entry, Index

_ROW_HEAD_WIDTH: Final = 52


class LineGrid(QTableView):
    """Shows a `LinesModel`."""

    cell_entered = Signal()
    """Another cell is current, or its content changed."""

    selection_changed = Signal()

    def __init__(self, model: LinesModel) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        delegate = CellDelegate(model, self)
        delegate.moved.connect(self.go)
        delegate.figure_cut.connect(self._widen, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(delegate)
        dress(self)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._dress_headers()
        spare_headers(self)
        for at, column in enumerate(model.columns):
            self.setColumnWidth(at, theme.scaled(column.width))
        self.frozen = FrozenColumns(self)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionModel().currentChanged.connect(lambda *_: self.cell_entered.emit())
        model.dataChanged.connect(lambda *_: self.cell_entered.emit())
        self.folding = Folding(self)
        self._kept: tuple[Entry | None, int] = (None, -1)
        model.modelAboutToBeReset.connect(self._keep_current)
        model.modelReset.connect(self._restore_current)

    def seen_columns(self) -> list[int]:
        """List the model's columns as they are seen, from the left."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [at for at in order if not self.isColumnHidden(at)]

    def go(self, down: int, right: int) -> None:
        """Go to another cell; right of the last column is the next row's first."""
        index, seen = self.currentIndex(), self.seen_columns()
        if not index.isValid() or not seen:
            return
        place = (seen.index(index.column()) if index.column() in seen else 0) + right
        row = index.row() + down
        if place >= len(seen):
            place, row = 0, row + 1
        elif place < 0:
            place, row = len(seen) - 1, row - 1
        row = max(0, min(row, self.lines.rowCount() - 1))
        self.show_cell(row, seen[place])

    def show_cell(self, row: int, column: int) -> None:
        """Make a cell current, alone whatever keys are held, and scroll to it."""
        index = self.lines.index(row, column)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)

    def show_line(self, line_id: str, column: int) -> None:
        """Make a cell of a line current; the group that hides it is unfolded."""
        row = self.lines.bring(line_id)
        if row is not None:
            self.show_cell(row, column)

    def settle(self) -> None:
        """Take what is being typed, and what is being composed."""
        QGuiApplication.inputMethod().commit()
        for editor in self.viewport().findChildren(CellEditor):
            if editor.isVisible():
                editor.finished.emit(0, 0)

    def selected_rows(self) -> list[int]:
        """List the rows of lines in which something is selected, in order."""
        line_at = self.lines.line_at
        return [row for row in self._selected() if line_at(row)]

    def selected_groups(self) -> list[Group]:
        """List the groups whose headings are selected, in order."""
        return [group for row in self._selected() if (group := self.lines.group_at(row))]

    def selected_columns(self) -> list[int]:
        """List the columns in which something is selected, as they are seen."""
        columns: set[int] = set()
        for part in self.selectionModel().selection().toList():
            columns.update(range(part.left(), part.right() + 1))
        return [at for at in self.seen_columns() if at in columns]

    def selected_cells(self) -> dict[int, list[int]]:
        """Give the columns in which each row of a line is selected, as they are seen."""
        cells: dict[int, set[int]] = {}
        for part in self.selectionModel().selection().toList():
            columns = range(part.left(), part.right() + 1)
            for row in range(part.top(), part.bottom() + 1):
                cells.setdefault(row, set()).update(columns)
        seen, line_at = self.seen_columns(), self.lines.line_at
        return {
            row: [at for at in seen if at in cells[row]] for row in sorted(cells) if line_at(row)
        }

    def _selected(self) -> list[int]:
        rows: set[int] = set()
        for part in self.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin the cell with what an input method gives, composed or at once."""
        idle = self.state() != QAbstractItemView.State.EditingState
        if not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            event.ignore()
            return
        if idle and event.commitString() and not event.preeditString():
            self.edit(self.currentIndex())
            editor = QApplication.focusWidget()
            if isinstance(editor, CellEditor):
                QApplication.sendEvent(editor, event)
                return
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down and Tab right; in a heading ← folds and → unfolds; all else is Qt's."""
        key, control = event.key(), Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & control:
            super().keyPressEvent(event)
        elif key in KEYS and self.lines.group_at(self.currentIndex().row()):
            self.folding.fold(folded=KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key == Qt.Key.Key_Tab:
            self.go(0, 1)
        elif key == Qt.Key.Key_Backtab:
            self.go(0, -1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Keep Qt from going through all rows for what is typed where nothing can be typed."""

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab for the cells; Ctrl+Tab leaves the grid."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a cell to type in from the first key."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.show_cell(0, self.seen_columns()[0])

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Frame the whole heading of a group."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            if self.lines.group_at(index.row()):
                self._paint_row(index.row())

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell in sight, and out from under the columns that stay."""
        super().scrollTo(index, hint)
        kept = self.frozen.columns()
        hidden = self.frozen.covered() - self.columnViewportPosition(index.column())
        if hidden > 0 and index.column() not in kept:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint the current cell alone: Qt would paint all, at the first key of each cell."""
        event.accept()
        self._paint_row(self.currentIndex().row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say that something else is selected."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            for view in (self, *self.findChildren(QTableView)):
                delegate = view.itemDelegate()
                if isinstance(delegate, CellDelegate):
                    delegate.refresh_colours()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frozen column in its place."""
        super().resizeEvent(event)
        self.frozen.follow()

    def columns_state(self) -> QByteArray:
        """Give order, widths and choice of the columns, to be remembered."""
        return self.horizontalHeader().saveState()

    def restore_columns(self, state: QByteArray) -> None:
        """Put the columns as they were remembered."""
        header = self.horizontalHeader()
        if header.restoreState(state) and header.count() == len(self.lines.columns):
            header.setSortIndicatorShown(False)
            self._dress_headers()

    def _keep_current(self) -> None:
        index = self.currentIndex()
        entry = self.lines.entry_at(index.row())
        self._kept = (entry, index.column())

    def _restore_current(self) -> None:
        entry, column = self._kept
        if column < 0:
            return
        found = self.lines.new_row if entry is None else self.lines.row_of(entry)
        if found is None and isinstance(entry, str) and self.lines.groups:
            group = self.lines.groups.standing(entry)
            found = self.lines.row_of(group) if group else None
        last = self.lines.rowCount() - 1
        self.show_cell(min(found or 0, last), column)

    def _on_scrolled(self) -> None:
        self.frozen.follow()
        if self.lines.groups is not None:
            self.viewport().update()  # names of groups stand still

    def _paint_row(self, row: int) -> None:
        """Paint a cell, or where it is the heading of a group, all of the row."""
        if not self.lines.group_at(row):
            self.update(self.currentIndex())
            return
        for view in (self, self.frozen):
            port = view.viewport()
            port.update(0, self.rowViewportPosition(row), port.width(), self.rowHeight(row))

    def _widen(self, at: int, width: int) -> None:
        """Give a figure the room that it needs: a figure is never cut."""
        self.setColumnWidth(at, max(width, self.columnWidth(at)))

    def _dress_headers(self) -> None:
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(theme.HEAD_HEIGHT)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW_HEIGHT)
        rows.setFixedWidth(theme.scaled(_ROW_HEAD_WIDTH))
        rows.setHighlightSections(False)
