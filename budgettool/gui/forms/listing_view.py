"""The table of a listing: keys of the grid, clipboard, the place kept when rows come and go.

Tab right, Enter down, F2 edit, Delete empties, Ctrl+D fills down, F8 the next wrong cell,
Ctrl+Enter a new row, Ctrl+- removes, Ctrl+C and Ctrl+V copy and paste blocks. Leaves what these do
to the rows to the listing.
"""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from budgettool.gui import theme
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.listing_columns import ListingColumns
from budgettool.gui.forms.listing_delegate import ListingDelegate
from budgettool.gui.forms.listing_model import ListingModel
from budgettool.gui.forms.marked import is_marked_below, next_marked
from budgettool.gui.forms.pasting import Row
from budgettool.gui.forms.place import Place
from budgettool.gui.lines.clipboard import TooManyRowsError, block_of, mime_of
from budgettool.gui.lines.editor import CellEditor


class ListingView(QTreeView):
    """Shows a `ListingModel`."""

    moved = Signal()
    """Another cell is the current one, or what it shows has changed."""

    removal_wanted = Signal()
    pasted = Signal(object)
    paste_refused = Signal(str)
    """A block of texts, rows of cells, is to be taken in at the current cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ListingDelegate(self)
        self.setItemDelegate(self._delegate)
        self._delegate.moved.connect(self._on_typed)
        self._delegate.figure_cut.connect(self._widen, Qt.ConnectionType.QueuedConnection)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(theme.SPACE_4)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_listing(self, model: ListingModel, *, tree: bool) -> None:
        """Show a listing from now on."""
        self.setModel(model)
        self.setRootIsDecorated(tree)
        self.setItemsExpandable(tree)
        if not tree:
            self.setIndentation(0)
        self.columns = ListingColumns(self, model.listing)
        self.columns.fit()
        self.expandAll()
        self.setCurrentIndex(model.index(0, 0))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Keep the place when the model is read anew."""
        super().setModel(model)
        if isinstance(model, ListingModel):
            self._place = Place(self, model)
            model.dataChanged.connect(lambda *_: self.moved.emit())

    @property
    def listing_model(self) -> ListingModel:
        """The model that is shown."""
        model = self.model()
        assert isinstance(model, ListingModel)  # noqa: S101 - set by show_listing
        return model

    def chosen_rows(self) -> list[Row]:
        """Give the rows in which something is selected, in order."""
        rows = {}
        for index in self.selectedIndexes() or [self.currentIndex()]:
            row = self.listing_model.row_at(index)
            if row is not None:
                rows[row.id] = row
        return [row for row in self.listing_model.listing.rows if row.id in rows]

    def columns_from(self, index: QModelIndex) -> list[Column]:
        """Give the columns from a cell on, as they are seen."""
        seen = self.columns.seen()
        first = seen.index(max(index.column(), 0))
        return [self.listing_model.listing.columns[at] for at in seen[first:]]

    def go_to(self, row_id: str, column: int = 0) -> None:
        """Make a cell the current one; an empty id is the empty row."""
        index = self.listing_model.index_of(row_id, column)
        if index.isValid():
            self._select(index)

    def begin_new(self) -> None:
        """Go to the empty row and open it."""
        self.go_to("")
        self.setFocus()
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def copy(self) -> None:
        """Copy what is selected, as spreadsheets take it."""
        listing = self.listing_model.listing
        chosen = {index.column() for index in self.selectedIndexes()}
        columns = [listing.columns[at] for at in self.columns.seen() if at in chosen]
        cells = [
            [listing.text_to_copy(row, each) for each in columns] for row in self.chosen_rows()
        ]
        numbers = frozenset(at for at, column in enumerate(columns) if column.numeric)
        QGuiApplication.clipboard().setMimeData(mime_of(cells, numbers=numbers))

    def paste(self) -> None:
        """Hand over the block on the clipboard."""
        try:
            block = block_of(QGuiApplication.clipboard().mimeData())
        except TooManyRowsError as error:
            self.paste_refused.emit(str(error))
            return
        if block and not self.listing_model.listing.session.read_only:
            self.pasted.emit(block)

    def leave(self) -> None:
        """Settle what is being typed."""
        editor = self.indexWidget(self.currentIndex()) or self.focusWidget()
        if not isinstance(editor, CellEditor) or editor.isHidden():
            return
        if self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, ListingDelegate.EndEditHint.NoHint)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin the cell with what an input method gives at once, which Qt would lose."""
        idle = self.state() != QAbstractItemView.State.EditingState
        if idle and event.commitString() and not event.preeditString():
            self.edit(self.currentIndex())
            editor = self.indexWidget(self.currentIndex())
            if editor is not None:
                QGuiApplication.sendEvent(editor, event)
                return
        super().inputMethodEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns, until the user has made them to his liking."""
        super().resizeEvent(event)
        if isinstance(self.model(), ListingModel):
            self.columns.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the grid first, then those of a tree."""
        act = self._act(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Take Tab for the cells, and let it go on at their end."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            f8 = event.key() == Qt.Key.Key_F8 and not event.modifiers()
            listing, seen = self.listing_model.listing, self.columns.seen()
            if f8 and is_marked_below(listing, seen, self._cell()):
                event.accept()  # first what is marked here, then the window's way on
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            step = steps.get(Qt.Key(event.key()))
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if step and plain and self._step(0, step):
                return True
        return super().event(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell of the new place."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what to do first where there is nothing."""
        super().paintEvent(event)
        model = self.model()
        if isinstance(model, ListingModel) and not model.listing.rows:
            with QPainter(self.viewport()) as painter:
                painter.setPen(QColor(theme.colours().text_2))
                room = self.viewport().rect().adjusted(theme.SPACE_6, 0, -theme.SPACE_6, 0)
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(room, flags, model.listing.say_empty())

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        acts: tuple[tuple[bool, Callable[[], object]], ...] = (
            (event.matches(QKeySequence.StandardKey.Copy), self.copy),
            (event.matches(QKeySequence.StandardKey.Paste), self.paste),
            (control and enter, self.begin_new),
            (control and key == Qt.Key.Key_Minus, self.removal_wanted.emit),
            (control and key == Qt.Key.Key_D, self._fill_down),
            (key == Qt.Key.Key_F8, self._go_to_marked),
            (enter and shift, lambda: self._step(-1, 0)),
            (enter, lambda: self._step(1, 0)),
            (key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self._empty),
        )
        return next((act for meant, act in acts if meant), None)

    def _widen(self, at: int, width: int) -> None:
        self.columns.widen(at, width)

    def _on_typed(self, down: int, right: int) -> None:
        """Go on in the table, even where its rows were read anew meanwhile."""
        self.setFocus()
        self._step(down, right)

    def _chosen_cells(self) -> list[tuple[Row, Column]]:
        """Give the selected cells that can be typed in, in order."""
        model = self.listing_model
        chosen = {index.column() for index in self.selectedIndexes() or [self.currentIndex()]}
        columns = [model.listing.columns[at] for at in self.columns.seen() if at in chosen]
        return [(row, each) for row in self.chosen_rows() for each in columns if each.editable]

    def _empty(self) -> None:
        if not self.listing_model.listing.session.read_only:
            texts = [(row, column, "") for row, column in self._chosen_cells()]
            self.listing_model.listing.write_all("清空", texts)

    def _fill_down(self) -> None:
        """Give the cells under the uppermost ones what stands there."""
        listing, cells = self.listing_model.listing, self._chosen_cells()
        if cells and not listing.session.read_only:
            first = cells[0][0]
            texts = [(row, each, listing.text_to_edit(first, each)) for row, each in cells]
            listing.write_all("向下填充", texts)

    def _go_to_marked(self) -> None:
        found = next_marked(self.listing_model.listing, self.columns.seen(), self._cell())
        if found:
            self.go_to(found[0].id, found[1])

    def _cell(self) -> tuple[Row, int] | None:
        index = self.currentIndex()
        row = self.listing_model.row_at(index)
        return (row, index.column()) if row else None

    def _step(self, down: int, right: int) -> bool:
        """Go to another cell; from the last that can be typed in, to the next row."""
        index = self.currentIndex()
        target = self._beside(index, right) if right else self._below(index, down)
        if target.isValid():
            self._select(target)
        return target.isValid()

    def _below(self, index: QModelIndex, down: int) -> QModelIndex:
        at = index.siblingAtColumn(0)
        other = self.indexBelow(at) if down > 0 else self.indexAbove(at)
        return other.siblingAtColumn(index.column()) if other.isValid() else other

    def _beside(self, index: QModelIndex, right: int) -> QModelIndex:
        """Find the next cell that can be typed in; in a book that can only be read, the next."""
        seen = self.columns.seen()
        place = self.header().visualIndex(index.column()) + right
        while index.isValid():
            while 0 <= place < len(seen):
                cell = index.siblingAtColumn(seen[place])
                if self._stops_at(cell):
                    return cell
                place += right
            index = self._below(index, right)
            place = 0 if right > 0 else len(seen) - 1
        return index

    def _stops_at(self, cell: QModelIndex) -> bool:
        typed = bool(self.model().flags(cell) & Qt.ItemFlag.ItemIsEditable)
        return typed or self.listing_model.listing.session.read_only

    def _select(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)
