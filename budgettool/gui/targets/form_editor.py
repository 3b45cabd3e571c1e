"""The field in which a long text of a form is typed: as tall as its cell, Enter goes on.

Shift+Enter begins a new line where the field may have several.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from budgettool.gui import theme


class FormEditor(QPlainTextEdit):
    """A cell of a form being typed."""

    finished = Signal(int, int)
    """Take what was typed, and go so many cells down and right."""

    given_up = Signal()

    def __init__(self, parent: QWidget, *, lines: bool) -> None:
        super().__init__(parent)
        self._lines = lines
        self._filled = False
        self._kept = self._shown = ""
        self.setTabChangesFocus(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(theme.SPACE_1)
        self.setStyleSheet(
            f"QPlainTextEdit {{ border: 2px solid {theme.colours().accent}; border-radius: 0; }}"
        )

    def fill_once(self, text: str) -> None:
        """Put the cell's text in and select it; only once, so that what is typed stays."""
        if not self._filled:
            self._filled = True
            self.setPlainText(text)
            self._kept, self._shown = text, self.toPlainText()
            self.selectAll()

    @property
    def taken(self) -> str:
        """What the field holds; the text itself where it was only looked at.

        Qt shows hard blanks and foreign line breaks as plain ones.
        """
        text = self.toPlainText()
        return self._kept if text == self._shown else text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the form first, then those of a text field."""
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (shift and self._lines):
            self.finished.emit(-1 if shift else 1, 0)
        elif key == Qt.Key.Key_Tab:
            self.finished.emit(0, 1)
        elif key == Qt.Key.Key_Backtab:
            self.finished.emit(0, -1)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
