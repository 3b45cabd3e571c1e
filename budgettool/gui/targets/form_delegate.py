"""Draws the cells of a form as paper shows them, and opens the fields in which they are typed."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from budgettool.codes.code import plain
from budgettool.gui import theme
from budgettool.gui.lines.choices import Choice
from budgettool.gui.lines.editor import CellEditor, Find
from budgettool.gui.targets.form_editor import FormEditor
from budgettool.gui.targets.form_model import CELL_ROLE, FLAW_ROLE, PROMPT_ROLE, FormModel

Index = QModelIndex | QPersistentModelIndex
Editor = CellEditor | FormEditor
_MARK_ROOM: Final = 12
_LEAST_LINES: Final = 3


class FormDelegate(QStyledItemDelegate):
    """The cells of a form."""

    moved = Signal(int, int)
    """What was typed is taken in; go so many cells down and right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell = index.data(CELL_ROLE)
        if cell is None:
            return
        c, rect = theme.colours(), option.rect
        painter.save()
        own_words = not index.flags() & Qt.ItemFlag.ItemIsEditable
        painter.fillRect(rect, QColor(c.ground_2 if own_words else c.ground))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(c.selection))
        room = rect.adjusted(theme.SPACE_2, theme.SPACE_1, -theme.SPACE_2, -theme.SPACE_1)
        if index.data(FLAW_ROLE):
            _draw_mark(painter, room, QColor(c.wrong))
            room = room.adjusted(theme.scaled(_MARK_ROOM), 0, 0, 0)
        hint = index.data(PROMPT_ROLE)
        quiet = bool(cell.label or hint)
        painter.setFont(theme.body_font(bold=cell.bold))
        painter.setPen(QColor(c.text_2 if quiet else c.text))
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(room, alignment | Qt.TextFlag.TextWordWrap, hint or cell.text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(c.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field for a cell."""
        model = index.model()
        assert isinstance(model, FormModel)  # noqa: S101 - the only model it serves
        cell = index.data(CELL_ROLE)
        definition = model.filling.definition(cell)
        assert definition is not None  # noqa: S101 - other cells cannot be typed in
        editor: Editor
        if definition.choices or definition.kind not in {"line", "paragraph"}:
            editor = CellEditor(parent, _finder(definition.choices), _no_hint, guesses=False)
        else:
            editor = FormEditor(parent, lines=definition.kind == "paragraph")
        editor.setAccessibleName(definition.label)
        place = QPersistentModelIndex(index)
        editor.finished.connect(lambda down, right: self._finish(editor, place, down, right))
        editor.given_up.connect(lambda: self._give_up(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into the field."""
        assert isinstance(editor, Editor)  # noqa: S101 - made above
        editor.fill_once(index.data(Qt.ItemDataRole.EditRole) or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        assert isinstance(editor, Editor)  # noqa: S101 - made above
        if index.isValid():
            model.setData(index, editor.taken, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Cover the cell; a long text gets some lines at least."""
        rect = QRect(option.rect)
        if isinstance(editor, FormEditor):
            least = editor.fontMetrics().lineSpacing() * _LEAST_LINES + theme.SPACE_3
            rect.setHeight(max(rect.height(), least))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave all keys to the field, which knows them."""
        if event.type() == QEvent.Type.KeyPress:
            return False
        return super().eventFilter(watched, event)

    def _finish(self, editor: Editor, place: QPersistentModelIndex, down: int, right: int) -> None:
        """Close the field before its text is taken in, since that may read the form anew."""
        model, text = place.model(), editor.taken
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if place.isValid():
            model.setData(place, text, Qt.ItemDataRole.EditRole)
        self.moved.emit(down, right)

    def _give_up(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)


def _finder(choices: tuple[str, ...]) -> Find:
    def find(text: str) -> list[Choice]:
        wanted = plain(text)
        return [Choice(each, each) for each in choices if wanted in plain(each)]

    return find


def _no_hint(_text: str) -> tuple[str, bool]:
    return "", False


def _draw_mark(painter: QPainter, room: QRect, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    size = theme.SPACE_2
    painter.drawEllipse(room.left(), room.center().y() - size // 2 + 1, size, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
