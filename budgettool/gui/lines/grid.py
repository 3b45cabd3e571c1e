"""The table of lines: moving by keys, the frozen first column, columns that are remembered.

Leaves acts on lines to `acts`, cells to `delegate`, and everything around it to `page`.
"""

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
)

from budgettool.gui import theme
from budgettool.gui.lines.delegate import CellDelegate
from budgettool.gui.lines.editor import CellEditor
from budgettool.gui.lines.model import LinesModel
from budgettool.gui.session import Session

_ROW_HEAD_WIDTH: Final = 52


class LineGrid(QTableView):
    """Shows a `LinesModel`."""

    cell_entered = Signal()
    """Another cell is current, or its content changed."""

    selection_changed = Signal()

    def __init__(self, model: LinesModel, session: Session) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        delegate = CellDelegate(model, session, self)
        delegate.moved.connect(self.go)
        delegate.figure_cut.connect(self._widen, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(delegate)
        _dress(self)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._dress_headers()
        _spare_headers(self)
        for at, column in enumerate(model.columns):
            self.setColumnWidth(at, theme.scaled(column.width))
        self._frozen = _FrozenColumn(self)
        self.horizontalScrollBar().valueChanged.connect(self._frozen.follow)
        self.selectionModel().currentChanged.connect(lambda *_: self.cell_entered.emit())
        model.dataChanged.connect(lambda *_: self.cell_entered.emit())

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
        """Make a cell current, alone, and scroll to it."""
        index = self.lines.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def settle(self) -> None:
        """Take what is being typed."""
        for editor in self.viewport().findChildren(CellEditor):
            if editor.isVisible():
                editor.finished.emit(0, 0)

    def selected_rows(self) -> list[int]:
        """List the rows in which something is selected, in order; the empty last row is none."""
        rows: set[int] = set()
        for part in self.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        last = len(self.lines.line_ids)
        return sorted(row for row in rows if row < last)

    def selected_columns(self) -> list[int]:
        """List the columns in which something is selected, as they are seen."""
        columns: set[int] = set()
        for part in self.selectionModel().selection().toList():
            columns.update(range(part.left(), part.right() + 1))
        return [at for at in self.seen_columns() if at in columns]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin the cell with what an input method gives, composed or at once."""
        idle = self.state() != QAbstractItemView.State.EditingState
        if idle and event.commitString() and not event.preeditString():
            self.edit(self.currentIndex())
            editor = QApplication.focusWidget()
            if isinstance(editor, CellEditor):
                QApplication.sendEvent(editor, event)
                return
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down and Tab right; all else is Qt's."""
        key, control = event.key(), Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & control:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key == Qt.Key.Key_Tab:
            self.go(0, 1)
        elif key == Qt.Key.Key_Backtab:
            self.go(0, -1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab for the cells; Ctrl+Tab leaves the grid."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a cell to type in from the first key."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.show_cell(0, self.seen_columns()[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint the current cell alone: Qt would paint all, at the first key of each cell."""
        event.accept()
        self.update(self.currentIndex())

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
        self._frozen.follow()

    def columns_state(self) -> QByteArray:
        """Give order, widths and choice of the columns, to be remembered."""
        return self.horizontalHeader().saveState()

    def restore_columns(self, state: QByteArray) -> None:
        """Put the columns as they were remembered."""
        header = self.horizontalHeader()
        if header.restoreState(state) and header.count() == len(self.lines.columns):
            header.setSortIndicatorShown(False)
            self._dress_headers()

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


class _FrozenColumn(QTableView):
    """The first column over the grid, in sight when the grid is scrolled to the right."""

    def __init__(self, grid: LineGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setModel(grid.model())
        self._idle = self.selectionModel()
        self.setItemDelegate(CellDelegate(grid.lines, grid.lines.session, self))
        _dress(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(theme.HEAD_HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableView { border: none; }")
        self.setObjectName("frozen_column")
        mine, theirs = self.verticalScrollBar(), grid.verticalScrollBar()
        theirs.valueChanged.connect(mine.setValue)
        mine.valueChanged.connect(theirs.setValue)
        self.hide()

    def follow(self, *_: int) -> None:
        """Stand over the grid's first column, if that is out of sight."""
        grid, seen = self._grid, self._grid.seen_columns()
        if not grid.horizontalScrollBar().value() or not seen:
            self._rest()
            return
        if self.isHidden():
            self.setSelectionModel(grid.selectionModel())
            _spare_headers(self)
        for at in range(len(grid.lines.columns)):
            self.setColumnHidden(at, at != seen[0])
        width = grid.columnWidth(seen[0])
        self.setColumnWidth(seen[0], width)
        frame = grid.frameWidth()
        left = grid.verticalHeader().width() + frame
        self.setGeometry(left, frame, width, grid.viewport().height() + theme.HEAD_HEIGHT)
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())
        self.show()
        self.raise_()

    def _rest(self) -> None:
        """Hide, and have no part in the selection: Qt fails in a view that was never laid out."""
        if self.isVisible():
            self.hide()
            self.setSelectionModel(self._idle)


def _spare_headers(view: QTableView) -> None:
    """Give the headers a selection of their own: Qt asks every cell whether all are selected."""
    for header in (view.horizontalHeader(), view.verticalHeader()):
        header.setSelectionModel(QItemSelectionModel(view.model(), view))


def _dress(view: QTableView) -> None:
    view.setWordWrap(False)
    view.setShowGrid(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    view.setCornerButtonEnabled(False)
