"""Paints the cells of the grid with their marks, and opens the field in which a cell is typed.

While a cell is typed, each text that is a value counts in the session as a draft. Leaves settling
to the model.
"""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from budgettool.errors import BudgetToolError
from budgettool.gui import theme
from budgettool.gui.checks.marks import MARKS
from budgettool.gui.lines.choices import Choice
from budgettool.gui.lines.editor import CellEditor
from budgettool.gui.lines.group_heading import GroupHeading
from budgettool.gui.lines.model import LinesModel
from budgettool.gui.lines.pens import Pens
from budgettool.gui.lines.rows import Index
from budgettool.gui.lines.typed_amount import read_typed_amount, say_understood
from budgettool.model import Line

_MARK_ROOM: Final = "● "
_REMEMBERED: Final = 20_000
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellDelegate(QStyledItemDelegate):
    """Cells of a `LinesModel`."""

    moved = Signal(int, int)
    """A cell was settled; go so many rows down and columns right."""

    figure_cut = Signal(int, int)
    """A figure did not fit: its column, and the width that it needs."""

    def __init__(self, model: LinesModel, view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self._heading = GroupHeading(model, view)
        self._draft: Line | None = None
        self._known: dict[tuple[str, int], str] = {}
        self._pens = Pens.of(theme.colours())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, mark and text; what follows by itself is quieter."""
        pens = self._pens
        if self._model.group_at(index.row()):
            self._heading.paint(painter, option, index, pens)
            return
        rect: QRect = option.rect
        cell = self._model.cell(index.row(), index.column())
        if QStyle.StateFlag.State_Selected in option.state:
            painter.fillRect(rect, pens.selection)
        painter.setPen(pens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(pens.space, 0, -pens.space, 0)
        if cell.mark:
            painter.setPen(pens.of_mark(cell.mark))
            painter.drawText(room, _LEFT, MARKS[cell.mark])
            room.setLeft(room.left() + option.fontMetrics.horizontalAdvance(_MARK_ROOM))
        if cell.mark != "H":
            painter.setPen(pens.quiet if cell.quiet else pens.text)
        if cell.text:
            shown = self._elided(cell.text, room.width(), option.fontMetrics)
            painter.drawText(room, _RIGHT if cell.right else _LEFT, shown)
            if cell.right and shown != cell.text:
                more = option.fontMetrics.horizontalAdvance(cell.text) + 2 - room.width()
                self.figure_cut.emit(index.column(), rect.width() + more)
        if QStyle.StateFlag.State_HasFocus in option.state:
            painter.setPen(pens.accent)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def refresh_colours(self) -> None:
        """Take the colours of the scheme as it is now."""
        self._pens = Pens.of(theme.colours())
        self._known.clear()

    def _elided(self, text: str, width: int, metrics: QFontMetrics) -> str:
        key = (text, width)
        shown = self._known.get(key)
        if shown is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._known[key] = shown
        return shown

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field for a cell."""
        column = self._model.columns[index.column()]
        line = self._model.line_at(index.row()) or self._model.new_line()

        def find(text: str) -> tuple[Choice, ...]:
            return self._model.meaning.choices(column, text, line)

        def hint(text: str) -> tuple[str, bool]:
            return self._hint(index.column(), text)

        guesses = column.content not in {"project", "memo"}
        editor = CellEditor(parent, find, hint, guesses=guesses)
        editor.setAccessibleName(column.title)
        if column.content == "amount":
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.typed.connect(lambda text: self._count(line, index.column(), text))
        editor.finished.connect(lambda down, right: self._finish(editor, down, right))
        editor.given_up.connect(lambda: self._give_up(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into the field."""
        assert isinstance(editor, CellEditor)  # noqa: S101 - made above
        editor.fill_once(index.data(Qt.ItemDataRole.EditRole) or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Settle what was typed."""
        assert isinstance(editor, CellEditor)  # noqa: S101 - made above
        self._withdraw()
        if editor.registers:
            self._model.register(index, editor.taken)
        elif editor.is_written:
            model.setData(index, editor.taken, Qt.ItemDataRole.EditRole)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Withdraw what was typed and not settled."""
        self._withdraw()
        super().destroyEditor(editor, index)

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

    def _hint(self, at: int, text: str) -> tuple[str, bool]:
        column = self._model.columns[at]
        if not text.strip() or column.content == "memo":
            return "", False
        try:
            if column.content == "amount":
                amount = read_typed_amount(text, self._model.unit)
                said = say_understood(amount, self._model.unit)
                return ("", False) if amount.plain else (said, False)
            self._model.meaning.value(column, text)
        except BudgetToolError as error:
            choices = column.content != "amount" and self._model.meaning.choices(
                column, text, self._draft or self._model.new_line()
            )
            return ("", False) if choices else (str(error), True)
        return "", False

    def _count(self, line: Line, at: int, text: str) -> None:
        """Count a line as it is being typed, where the text is a value."""
        column = self._model.columns[at]
        try:
            values: dict[str, Any] = {column.field: self._model.meaning.value(column, text)}
        except BudgetToolError:
            self._withdraw()
            return
        self._draft = replace(line, **values)
        self._model.draft(self._draft)

    def _withdraw(self) -> None:
        if self._draft is not None:
            self._model.withdraw(self._draft.id)
            self._draft = None

    def _finish(self, editor: CellEditor, down: int, right: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.moved.emit(down, right)

    def _give_up(self, editor: CellEditor) -> None:
        self._withdraw()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
