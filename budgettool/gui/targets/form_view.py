"""The form on the screen: as on paper, each cell typed in its place.

Tab and Enter go to the next cell that can be typed in, F2 edits, Delete empties, Ctrl+Enter adds a
row under the same levels, Ctrl+- removes, Ctrl+C and Ctrl+V copy and paste blocks.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from budgettool.gui import theme
from budgettool.gui.lines.clipboard import TooManyRowsError, block_of, mime_of
from budgettool.gui.targets.form_delegate import Editor, FormDelegate
from budgettool.gui.targets.form_model import CELL_ROLE, PROMPT_ROLE, FormModel
from budgettool.sheets.sheet import Cell

_TALLEST: Final = 100_000
_FRAME: Final = 2
"""What the lines around a cell take of its width, in pixels."""


class FormView(QTableView):
    """Shows a `FormModel`."""

    moved = Signal()
    """Another cell is the current one, or it shows something else."""

    said = Signal(str)
    """Something was refused, or done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: tuple[tuple[str, int] | None, int, int] = (None, -1, -1)
        self._delegate = FormDelegate(self)
        self.setItemDelegate(self._delegate)
        self._delegate.moved.connect(self._on_typed)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    def show_form(self, model: FormModel) -> None:
        """Show a form from now on, at its first cell."""
        before = self.model()
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._lay_out)
        model.modelReset.connect(self._return)
        model.dataChanged.connect(self._on_changed)
        self._lay_out()
        self._select(self._next(model.index(0, 0), 1, within=True))
        if before is not None:
            before.deleteLater()

    @property
    def form(self) -> FormModel:
        """The model that is shown."""
        model = self.model()
        assert isinstance(model, FormModel)  # noqa: S101 - set by show_form
        return model

    def go_to(self, field: tuple[str, int]) -> None:
        """Make the cell of a field the current one."""
        self._select(self.form.index_of(field))

    def add_row(self) -> None:
        """Begin one more row under the levels of the current one."""
        spot = self.form.spot(self.currentIndex())
        found = self.form.filling.offer_row(spot) if spot else None
        if found is None:
            self.said.emit("先点到任务或指标的一行，再按 Ctrl+Enter 增加一行")
            return
        self.form.reset()
        self.go_to(found)
        self.edit(self.currentIndex())

    def remove_rows(self) -> None:
        """Take out the repeated rows in which something is selected."""
        if removed := self.form.filling.remove(self._chosen()):
            self.said.emit(f"删除了 {removed} 行")

    def copy(self) -> None:
        """Copy what is selected, as spreadsheets take it."""
        chosen = self.selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        cells = [
            [str(self.form.index(row, column).data() or "") for column in columns] for row in rows
        ]
        QGuiApplication.clipboard().setMimeData(mime_of(cells, numbers=frozenset()))

    def paste(self) -> None:
        """Take in the block on the clipboard."""
        spot = self.form.spot(self.currentIndex())
        try:
            block = block_of(QGuiApplication.clipboard().mimeData())
        except TooManyRowsError as error:
            self.said.emit(str(error))
            return
        if block and spot and not self.form.filling.session.read_only:
            self.said.emit(self.form.filling.paste(spot, block))

    def leave(self) -> None:
        """Settle what is being typed."""
        editor = self.indexWidget(self.currentIndex()) or self.focusWidget()
        if isinstance(editor, Editor) and not editor.isHidden():
            self.commitData(editor)
            self.closeEditor(editor, FormDelegate.EndEditHint.NoHint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their share of the room, and the rows what their texts then need."""
        super().resizeEvent(event)
        if self.model() is not None:
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the form first, then those of a table."""
        act = self._act(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Take Tab for the cells, and let it go on at their end."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if step and plain and self._step(step):
                return True
        return super().event(event)

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

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell of the new place."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        acts: tuple[tuple[bool, Callable[[], object]], ...] = (
            (event.matches(QKeySequence.StandardKey.Copy), self.copy),
            (event.matches(QKeySequence.StandardKey.Paste), self.paste),
            (control and enter, self.add_row),
            (control and key == Qt.Key.Key_Minus, self.remove_rows),
            (enter and shift, lambda: self._down(-1)),
            (enter, lambda: self._down(1)),
            (key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self._empty),
        )
        return next((act for meant, act in acts if meant), None)

    def _empty(self) -> None:
        self.form.filling.write("清空", [(cell, "") for cell in self._chosen()])

    def _chosen(self) -> list[Cell]:
        indexes = self.selectedIndexes() or [self.currentIndex()]
        return [cell for index in indexes if (cell := index.data(CELL_ROLE)) is not None]

    def _on_typed(self, down: int, right: int) -> None:
        self.setFocus()
        if down:
            self._down(down)
        else:
            self._step(right)

    def _on_changed(self) -> None:
        self._measure()
        self.moved.emit()

    def _step(self, right: int) -> bool:
        target = self._next(self.currentIndex(), right)
        self._select(target)
        return target.isValid()

    def _down(self, down: int) -> bool:
        """Go to the next cell below that can be typed in, in the same column where there is one."""
        current = self.currentIndex()
        row = current.row() + down
        while 0 <= row < self.form.rowCount():
            places = sorted(range(self.form.columnCount()), key=lambda at: at != current.column())
            for column in places:
                index = self.form.index(row, column)
                if index.flags() & Qt.ItemFlag.ItemIsEditable:
                    self._select(index)
                    return True
            row += down
        return False

    def _next(self, index: QModelIndex, step: int, *, within: bool = False) -> QModelIndex:
        """Find the next cell that can be typed in; in a book that is only read, the next one."""
        columns = self.form.columnCount()
        place = index.row() * columns + index.column() + (0 if within else step)
        while 0 <= place < columns * self.form.rowCount():
            found = self.form.index(place // columns, place % columns)
            if self._stops_at(found):
                return found
            place += step
        return QModelIndex()

    def _stops_at(self, index: QModelIndex) -> bool:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            return True
        return self.form.filling.session.read_only and index.data(CELL_ROLE) is not None

    def _select(self, index: QModelIndex) -> None:
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)

    def _remember(self) -> None:
        """Keep in mind which cell is the current one, before the form is read anew."""
        current = self.currentIndex()
        spot = self.form.spot(current)
        self._left = (spot.cell.field if spot else None, current.row(), current.column())

    def _return(self) -> None:
        """Go back to the cell that was the current one, or to its place where it is gone."""
        field, row, column = self._left
        found = self.form.index_of(field) if field else QModelIndex()
        if not found.isValid() and row >= 0:
            found = self.form.index(min(row, self.form.rowCount() - 1), column)
        self._select(found)

    def _lay_out(self) -> None:
        self.clearSpans()
        for spot in self.form.spots():
            if spot.cell.rowspan > 1 or spot.cell.colspan > 1:
                self.setSpan(spot.row, spot.cell.column, spot.cell.rowspan, spot.cell.colspan)
        self._measure()

    def _measure(self) -> None:
        """Give columns widths in proportion, and rows the height of their longest text."""
        columns = self.form.filling.sheet.columns
        room = max(self.viewport().width() - 1, 1)
        whole = sum(column.width for column in columns)
        edges = [0.0]
        for column in columns:
            edges.append(edges[-1] + column.width)
        places = [round(edge / whole * room) for edge in edges]
        for at in range(len(columns)):
            self.setColumnWidth(at, places[at + 1] - places[at])
        heights = self._heights(places)
        for row, height in enumerate(heights):
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _heights(self, places: list[int]) -> list[int]:
        heights = [theme.ROW_HEIGHT] * self.form.rowCount()
        metrics = QFontMetrics(theme.body_font())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        for spot in sorted(self.form.spots(), key=lambda spot: spot.cell.rowspan):
            cell = spot.cell
            hint = self.form.index(spot.row, cell.column).data(PROMPT_ROLE)
            text = cell.text or hint
            if not text:
                continue
            width = places[cell.column + cell.colspan] - places[cell.column] - _FRAME
            width -= 2 * theme.SPACE_2
            needed = metrics.boundingRect(0, 0, width, _TALLEST, int(flags), text).height()
            last = min(spot.row + cell.rowspan, len(heights)) - 1
            others = sum(heights[spot.row : last])
            heights[last] = max(heights[last], needed + theme.SPACE_2 * 2 - others)
        return heights
