"""The table of a listing: keys of the grid, clipboard, the place kept when rows come and go.

Tab right, Enter down, F2 edit, Delete empties, Ctrl+Enter a new row, Ctrl+- removes, Ctrl+C and
Ctrl+V copy and paste blocks. Leaves what these do to the rows to the listing.
"""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Final

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
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from budgettool.gui import theme
from budgettool.gui.forms.listing_delegate import ListingDelegate
from budgettool.gui.forms.listing_model import ListingModel
from budgettool.gui.forms.pasting import Row

_MAX_PASTED: Final = 4_000_000
_SMALLEST_SHARE: Final = 0.6


class ListingView(QTreeView):
    """Shows a `ListingModel`."""

    moved = Signal()
    """Another cell is the current one, or what it shows has changed."""

    selection_changed = Signal()
    removal_wanted = Signal()
    pasted = Signal(object)
    """A block of texts, rows of cells, is to be taken in at the current cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: tuple[str, str, int] = ("", "", 0)
        self._fitting = self._sized_by_hand = False
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
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(True)
        self.header().setMinimumSectionSize(48)

    def show_listing(self, model: ListingModel, *, tree: bool) -> None:
        """Show a listing from now on."""
        self.setModel(model)
        self.setRootIsDecorated(tree)
        self.setItemsExpandable(tree)
        if not tree:
            self.setIndentation(0)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fit()
        self.header().sectionResized.connect(self._on_section_resized)
        self.expandAll()
        self.setCurrentIndex(model.index(0, 0))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Keep the place when the model is read anew."""
        super().setModel(model)
        if isinstance(model, ListingModel):
            model.modelAboutToBeReset.connect(self._remember)
            model.modelReset.connect(self._return)
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
        cells = self._selected_block()
        buffer = io.StringIO()
        csv.writer(buffer, delimiter="\t", lineterminator="\r\n").writerows(cells)
        QGuiApplication.clipboard().setText(buffer.getvalue())

    def paste(self) -> None:
        """Hand over the block on the clipboard."""
        block = read_block(QGuiApplication.clipboard().text())
        if block and not self.listing_model.listing.session.read_only:
            self.pasted.emit(block)

    def leave(self) -> None:
        """Settle what is being typed."""
        editor = self.indexWidget(self.currentIndex()) or self.focusWidget()
        if self.state() == QAbstractItemView.State.EditingState and editor is not None:
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
        if isinstance(self.model(), ListingModel) and not self._sized_by_hand:
            self._fit()

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
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            step = steps.get(Qt.Key(event.key()))
            if step and self._step(0, step):
                return True
        return super().event(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell of the new place."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def selectionChanged(self, selected, deselected) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Tell of the new selection."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

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
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        acts: tuple[tuple[bool, Callable[[], object]], ...] = (
            (event.matches(QKeySequence.StandardKey.Copy), self.copy),
            (event.matches(QKeySequence.StandardKey.Paste), self.paste),
            (control and enter, self.begin_new),
            (control and key == Qt.Key.Key_Minus, self.removal_wanted.emit),
            (enter, lambda: self._step(1, 0)),
            (key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self._empty),
        )
        return next((act for meant, act in acts if meant), None)

    def _fit(self) -> None:
        """Give figures their room, and names what is left, in proportion."""
        columns = self.listing_model.listing.columns
        kept = [column for column in columns if column.numeric or column.content == "flag"]
        figures = sum(column.width for column in kept)
        names = sum(column.width for column in columns if column not in kept)
        share = max((self.viewport().width() - figures) / names, _SMALLEST_SHARE)
        self._fitting = True
        for place, column in enumerate(columns):
            width = column.width if column in kept else int(column.width * share)
            self.header().resizeSection(place, width)
        self._fitting = False

    def _widen(self, at: int, width: int) -> None:
        """Give a figure the room that it needs: a figure is never cut."""
        self._fitting = True
        self.header().resizeSection(at, max(width, self.header().sectionSize(at)))
        self._fitting = False

    def _on_section_resized(self, place: int) -> None:
        last = place == self.header().count() - 1  # it takes what is left by itself
        self._sized_by_hand |= not self._fitting and not last

    def _on_typed(self, down: int, right: int) -> None:
        """Go on in the table, even where its rows were read anew meanwhile."""
        self.setFocus()
        self._step(down, right)

    def _empty(self) -> None:
        index = self.currentIndex()
        if self.listing_model.row_at(index) is not None:
            self.listing_model.setData(index, "")

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
        column = index.column() + right
        while 0 <= column < self.listing_model.columnCount():
            cell = index.siblingAtColumn(column)
            if self.model().flags(cell) & Qt.ItemFlag.ItemIsEditable:
                return cell
            column += right
        other = self._below(index, right)
        if not other.isValid():
            return other
        first = 0 if right > 0 else self.listing_model.columnCount() - 1
        cell = other.siblingAtColumn(first)
        editable = self.model().flags(cell) & Qt.ItemFlag.ItemIsEditable
        return cell if editable else self._beside(cell, right)

    def _select(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _selected_block(self) -> list[list[str]]:
        model = self.listing_model
        columns = sorted({index.column() for index in self.selectedIndexes()})
        listing = model.listing
        return [
            [listing.text(row, listing.columns[column]) for column in columns]
            for row in self.chosen_rows()
        ]

    def _remember(self) -> None:
        index = self.currentIndex()
        row = self.listing_model.row_at(index)
        next_row = self.listing_model.row_at(self.indexBelow(index.siblingAtColumn(0)))
        self._place = (
            row.id if row else "", next_row.id if next_row else "", max(index.column(), 0),
        )  # fmt: skip

    def _return(self) -> None:
        listing = self.listing_model.listing
        if self.itemsExpandable():
            self.expandAll()
        row_id, next_id, column = self._place
        wanted, listing.last_added = listing.last_added or row_id, ""
        for each in (wanted, next_id, ""):
            if self.listing_model.index_of(each).isValid():
                self.go_to(each, column)
                return
        self.setCurrentIndex(self.listing_model.index(0, column))


def read_block(text: str) -> list[list[str]]:
    """Cut a spreadsheet's text into rows of cells; quoted cells may hold line ends."""
    if len(text) > _MAX_PASTED:
        return []
    try:
        rows: Sequence[list[str]] = list(csv.reader(io.StringIO(text), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    block = [[cell.strip() for cell in row] for row in rows]
    while block and not any(block[-1]):
        block.pop()
    return block
