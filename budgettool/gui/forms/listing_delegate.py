"""Paints the cells of a listing with their marks, and opens the field in which a cell is typed.

The field is the same as in the grid of lines. Leaves taking in to the model.
"""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from budgettool.errors import BudgetToolError
from budgettool.gui import theme
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.listing_model import (
    CARE_ROLE,
    MARK_ROLE,
    QUIET_ROLE,
    Index,
    ListingModel,
)
from budgettool.gui.forms.pasting import Row
from budgettool.gui.lines.choices import Choice
from budgettool.gui.lines.editor import CellEditor
from budgettool.gui.lines.typed_amount import read_typed_amount, say_understood

_MARK_ROOM: Final = 14


class ListingDelegate(QStyledItemDelegate):
    """Cells of a `ListingModel`."""

    moved = Signal(int, int)
    """A cell was settled; go so many rows down and columns right."""

    figure_cut = Signal(int, int)
    """A figure did not fit: its column, and the width that it needs."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, mark and text; what nobody typed is quieter."""
        c = theme.colours()
        state = option.state
        rect: QRect = option.rect
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(c.selection))
        room = rect.adjusted(theme.SPACE_2, 0, -theme.SPACE_2, 0)
        colour = c.text_2 if index.data(QUIET_ROLE) else c.text
        if index.data(MARK_ROLE):
            _draw_mark(painter, room, QColor(c.wrong))
            room = room.adjusted(theme.scaled(_MARK_ROOM), 0, 0, 0)
        if index.data(CARE_ROLE):
            colour = c.wrong
        painter.setPen(QColor(colour))
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(room, alignment, shown)
        if shown != text and alignment & Qt.AlignmentFlag.AlignRight:
            more = painter.fontMetrics().horizontalAdvance(text) + 2 - room.width()
            self.figure_cut.emit(index.column(), rect.width() + more)
        painter.setPen(QColor(c.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(c.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(0, theme.ROW_HEIGHT)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field for a cell."""
        model = index.model()
        assert isinstance(model, ListingModel)  # noqa: S101 - the only model it serves
        listing, column, row = model.listing, model.column_at(index), model.row_at(index)

        def find(text: str) -> tuple[Choice, ...]:
            return tuple(listing.offered(row, column, text))

        def hint(text: str) -> tuple[str, bool]:
            return _hint(listing, row, column, text)

        guesses = column.content not in {"project", "memo", "text"}
        editor = CellEditor(parent, find, hint, guesses=guesses)
        editor.setAccessibleName(column.title)
        if column.numeric:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        place = QPersistentModelIndex(index)
        editor.finished.connect(lambda down, right: self._finish(editor, place, down, right))
        editor.given_up.connect(lambda: self._give_up(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into the field."""
        assert isinstance(editor, CellEditor)  # noqa: S101 - made above
        editor.fill_once(index.data(Qt.ItemDataRole.EditRole) or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        assert isinstance(editor, CellEditor)  # noqa: S101 - made above
        if editor.is_written:
            model.setData(index, editor.taken, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Cover the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave all keys to the field, which knows them."""
        if event.type() == QEvent.Type.KeyPress:
            return False
        return super().eventFilter(watched, event)

    def _finish(
        self, editor: CellEditor, place: QPersistentModelIndex, down: int, right: int
    ) -> None:
        """Close the field before its text is taken in, since that may read the rows anew.

        A cell that vanished under its field takes nothing in.
        """
        model, text, written = place.model(), editor.taken, editor.is_written
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if written and place.isValid():
            model.setData(place, text, Qt.ItemDataRole.EditRole)
        self.moved.emit(down, right)

    def _give_up(self, editor: CellEditor) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)


def _draw_mark(painter: QPainter, room: QRect, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    size = theme.SPACE_2
    top = room.center().y() - size // 2 + 1
    painter.drawEllipse(room.left(), top, size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _hint(listing: Listing, row: Row | None, column: Column, text: str) -> tuple[str, bool]:
    """Say how a text is understood, and whether something is wrong with it."""
    if not text.strip():
        return "", False
    meaning = listing.meaning
    try:
        if column.content == "amount":
            amount = read_typed_amount(text, meaning.unit)
            return ("", False) if amount.plain else (say_understood(amount, meaning.unit), False)
        value = listing.read(column, text)
        if row is not None:
            listing.check(row, column, value)
    except BudgetToolError as error:
        return ("", False) if listing.offered(row, column, text) else (str(error), True)
    return "", False
