"""One field that is asked for: it settles when it is left, gives back what is kept on Esc.

Leaves what a text means to whoever makes it.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from budgettool.errors import BudgetToolError
from budgettool.gui.texts.writing import clean_words

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LINES: Final = 4
LONGEST: Final = 20_000
"""Characters of a paragraph that is kept."""

Reading = Callable[[str], str]
"""Gives what is kept of what was typed; refuses by a `BudgetToolError`."""


class Entry(QWidget):
    """A field of one line, or of paragraphs.

    Attributes:
        field: Where one types.
        note: Says what is wrong with it; whoever makes it finds it a place.
    """

    settled = Signal(str)
    """What is to be kept."""

    passed = Signal()
    """Enter: it is done with, the next one is wanted."""

    field: "LineField | ParagraphField"

    def __init__(self, label: str, reading: Reading, *, long: bool = False) -> None:
        super().__init__()
        self._reading = reading
        self._shown = self._kept = ""
        self.field = ParagraphField() if long else LineField()
        self.field.setAccessibleName(label)
        self.field.left.connect(self.settle)
        self.field.given_up.connect(self._give_up)
        self.field.passed.connect(self.passed)
        self.field.written.connect(self._on_written)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "wrong")
        self.note.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.field)
        self.setFocusProxy(self.field)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.field.words() != self._shown

    def show_kept(self, kept: str, shown: str) -> None:
        """Show what is kept, unless something else is being typed."""
        if not self.is_changed or shown == self.field.words() or kept != self._kept:
            self._kept, self._shown = kept, shown
            if self.field.words() != shown:
                self.field.write(shown)
            self._on_written()

    def take_focus(self) -> None:
        """Have it typed into, over what is there."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def begin(self, words: str) -> None:
        """Go on with what was being typed in a field like it."""
        self.field.write(words)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let it be read only."""
        self.field.setReadOnly(read_only)

    def settle(self) -> None:
        """Have what was typed kept, where it can be; else say why it cannot."""
        if not self.is_changed or self.field.isReadOnly():
            return
        try:
            kept = self._reading(clean_words(self.field.words()))
        except BudgetToolError as error:
            self._say(str(error))
            return
        self._say("")
        if kept == self._kept:
            self.field.write(self._shown)
        else:
            self.settled.emit(kept)

    def _give_up(self) -> None:
        self.field.write(self._shown)
        self._say("")

    def _on_written(self) -> None:
        if self.note.text():
            self._say("")

    def _say(self, wrong: str) -> None:
        self.note.setText(f"● {wrong}" if wrong else "")
        self.note.setVisible(bool(wrong))
        self.field.setAccessibleDescription(wrong)


class LineField(QLineEdit):
    """A field of one line; Enter goes to the next."""

    left = Signal()
    given_up = Signal()
    passed = Signal()
    written = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.textEdited.connect(self.written)

    def words(self) -> str:
        """Give what is in it."""
        return self.text()

    def write(self, words: str) -> None:
        """Put other words into it."""
        self.setText(words)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif Qt.Key(event.key()) in _ENTER:
            self.left.emit()
            self.passed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ParagraphField(QPlainTextEdit):
    """A field of a few lines."""

    left = Signal()
    given_up = Signal()
    passed = Signal()
    written = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self.textChanged.connect(self.written)

    def words(self) -> str:
        """Give what is in it."""
        return self.toPlainText()

    def write(self, words: str) -> None:
        """Put other words into it."""
        self.setPlainText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Ctrl+Enter goes on."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif control and Qt.Key(event.key()) in _ENTER:
            self.left.emit()
            self.passed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
