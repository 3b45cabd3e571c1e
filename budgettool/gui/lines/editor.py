"""The field in which a cell is typed, with what may be typed there listed below it.

The list never takes the focus; the keys are the grid's: Enter down, Tab right, Esc withdraws.
Leaves where the field stands to `delegate`, and what a text means to `meaning`.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.lines.choices import Choice

_MAX_ROWS: Final = 8

Find = Callable[[str], Sequence[Choice]]
Hint = Callable[[str], tuple[str, bool]]
"""Says how a text is understood, and whether something is wrong with it."""


class CellEditor(QLineEdit):
    """A cell being typed.

    Attributes:
        is_typed: Whether something was typed; what is only being composed is not.
    """

    finished = Signal(int, int)
    """Take what was typed, and go so many rows down and columns right."""

    given_up = Signal()
    """Withdraw what was typed."""

    typed = Signal(str)
    """The text was changed by hand; not while an input method is still composing."""

    def __init__(self, parent: QWidget, find: Find, hint: Hint, *, guesses: bool) -> None:
        """Make a field.

        Args:
            parent: The grid's viewport.
            find: Lists what may be typed.
            hint: Says how the text is understood.
            guesses: Whether the first of the list is meant by words that are no value yet.
        """
        super().__init__(parent)
        self._find = find
        self._hint = hint
        self._guesses = guesses
        self._choices: Sequence[Choice] = ()
        self._before: str | None = None
        self._composing = False
        self.is_typed = False
        self._popup = Popup(parent.window())
        self.destroyed.connect(self._popup.deleteLater)
        self._popup.list.itemClicked.connect(lambda _: self._take_chosen())
        self.setFrame(False)
        self.setStyleSheet(
            f"QLineEdit {{ border: 2px solid {theme.colours().accent}; border-radius: 0;"
            f" padding: 0 {theme.SPACE_1 + 1}px; }}"
        )
        self.textEdited.connect(self._on_edited)

    @property
    def taken(self) -> str:
        """What the cell is to get: what is marked in the list, or the text."""
        choice = self._marked
        return choice.value if choice else self.text()

    @property
    def is_written(self) -> bool:
        """Whether the cell is to get something: what was typed, or what was chosen."""
        return self.is_typed or self.taken != self.text()

    @property
    def registers(self) -> bool:
        """Whether what the cell is to get is new, and to be registered."""
        choice = self._marked
        return choice is not None and choice.new

    @property
    def _marked(self) -> Choice | None:
        row = self._popup.list.currentRow()
        shown = self._popup.isVisible() and 0 <= row < len(self._choices)
        return self._choices[row] if shown else None

    def fill_once(self, text: str) -> None:
        """Put the cell's text in and select it; only once, so that what is typed stays."""
        if self._before is None:
            self._before = text
            self.setText(text)
            self.selectAll()

    def offer(self, text: str) -> None:
        """List what may be typed; mark the first where it is what the text must mean."""
        self._choices = self._find(text)
        hint, wrong = self._hint(text)
        self._popup.show_below(self, [choice.text for choice in self._choices], hint, wrong=wrong)
        if self._choices and self._means_first(text):
            self._popup.list.setCurrentRow(0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin to compose over the cell's text, which is there again if nothing comes of it."""
        composed, committed = self._composing, bool(event.commitString())
        self._composing = not committed
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())
        if composed and not committed and not self._composing:
            self._take_up_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the grid first, then those of a text field."""
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and modifiers == Qt.KeyboardModifier.NoModifier:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif modifiers & Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Down:
            self.offer("")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            up = modifiers & Qt.KeyboardModifier.ShiftModifier
            self.finished.emit(-1 if up else 1, 0)
        elif key == Qt.Key.Key_Tab:
            self.finished.emit(0, 1)
        elif key == Qt.Key.Key_Backtab:
            self.finished.emit(0, -1)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab for the grid."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the list with the field."""
        self._popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the list with the field."""
        self._popup.hide()
        super().hideEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the list at the field."""
        super().moveEvent(event)
        self._popup.place(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the list at the field."""
        super().resizeEvent(event)
        self._popup.place(self)

    def _take_up_again(self) -> None:
        """Go on as nothing came of a composition; what was selected before it is gone."""
        if self.is_typed:
            self._on_edited(self.text())
        else:
            self.setText(self._before or "")
            self.selectAll()

    def _on_edited(self, text: str) -> None:
        if self._composing:
            return
        self.is_typed = True
        self.offer(text)
        self.typed.emit(text)

    def _means_first(self, text: str) -> bool:
        """Digits may be half a code, so only their single answer is taken."""
        if self._choices[0].new or not text.strip() or not (self._guesses or text.isascii()):
            return False
        digits = text.strip().isdigit()
        return not digits or len(self._choices) == 1

    def _step(self, by: int) -> None:
        if not self._popup.isVisible() or not self._choices:
            self.finished.emit(by, 0)
            return
        row = self._popup.list.currentRow() + by
        self._popup.list.setCurrentRow(max(-1, min(row, len(self._choices) - 1)))

    def _take_chosen(self) -> None:
        self.finished.emit(0, 1)


class Popup(QWidget):
    """The list under a field, with a line that says how its text is understood."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("cell_popup")
        c = theme.colours()
        self.setStyleSheet(
            f"#cell_popup {{ background: {c.ground}; border: 1px solid {c.line};"
            f" border-radius: {theme.RADIUS}px; }}"
            "QListWidget { border: none; background: transparent; }"
            f"QListWidget::item {{ padding: 0 {theme.SPACE_2}px; height: {theme.scaled(26)}px; }}"
            f"QListWidget::item:selected {{ background: {c.selection}; color: {c.text}; }}"
        )
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("可选内容")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self._hint = QLabel()
        self._hint.setContentsMargins(theme.SPACE_2, theme.SPACE_1, theme.SPACE_2, theme.SPACE_1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, theme.SPACE_1, 1, theme.SPACE_1)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addWidget(self._hint)
        self.hide()

    def show_below(self, field: QWidget, texts: Sequence[str], hint: str, *, wrong: bool) -> None:
        """Show texts and a hint under a field; hide where there is neither."""
        self.list.clear()
        self.list.addItems(list(texts))
        self.list.setCurrentRow(-1)
        self.list.setVisible(bool(texts))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        c = theme.colours()
        self._hint.setStyleSheet(f"color: {c.wrong if wrong else c.text_2};")
        self.setVisible(bool(texts) or bool(hint))
        self.place(field)

    def place(self, field: QWidget) -> None:
        """Stand under a field, or over it where there is more room."""
        if self.isHidden():
            return
        rows = min(self.list.count(), _MAX_ROWS)
        row_height = max(theme.scaled(26), self.list.sizeHintForRow(0))
        self.list.setFixedHeight(rows * row_height)
        list_width = theme.PANEL_WIDTH if rows else 0
        width = max(list_width, field.width(), self._hint.sizeHint().width() + theme.SPACE_2)
        hint = self._hint.sizeHint().height() if self._hint.text() else 0
        height = rows * row_height + hint + 2 * theme.SPACE_1
        window = field.window()
        at = field.mapTo(window, QPoint(0, field.height() + 2))
        if at.y() + height > window.height():
            at.setY(at.y() - field.height() - height - 4)
        at.setX(max(0, min(at.x(), window.width() - width)))
        self.setGeometry(at.x(), at.y(), width, height)
        self.raise_()
