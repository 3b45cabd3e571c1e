"""A small form in its place, not over the window: why, and who says so.

Leaves what the reason is for to whoever asks.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from budgettool.book.decisions import ReasonError, check_reason
from budgettool.errors import BudgetToolError
from budgettool.gui import theme

_LINES_OF_TEXT: Final = 3

Answered = Callable[[str, str], object]
"""What is done with a reason, and with who gave it; refuses by a `BudgetToolError`."""


class ReasonForm(QFrame):
    """Asks for a reason; refuses one that says nothing while it is being written."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done: Answered | None = None
        self._hint = ""
        self._title, self.note = QLabel(), QLabel()
        self._title.setWordWrap(True)
        self.note.setWordWrap(True)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("理由")
        self.reason.setTabChangesFocus(True)
        height = self.reason.fontMetrics().lineSpacing() * _LINES_OF_TEXT
        self.reason.setFixedHeight(height + theme.SPACE_4)
        self._by = QLabel("说明人")
        self.who = QLineEdit()
        self.who.setAccessibleName("说明人")
        self.who.setMaximumWidth(theme.PANEL_WIDTH // 2)
        self.accept_button, self.cancel_button = QPushButton(), QPushButton("取消")
        self.accept_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.close_form)
        self.reason.textChanged.connect(self._follow)
        for field in (self.reason, self.who):
            field.installEventFilter(self)
        self.setFocusProxy(self.reason)
        self._lay_out()
        self.hide()

    def ask(self, title: str, hint: str, act: str, done: Answered) -> None:
        """Ask for a reason; what is to be done with it may refuse, and says why."""
        self._done, self._hint = done, hint
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.accept_button.setText(act)
        self.accept_button.setToolTip(f"{act}　Ctrl+Enter")
        self._follow()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, reason: str, who: str | None) -> None:
        """Put in what is known already; where nobody is to be named, None."""
        self.reason.setPlainText(reason)
        self.who.setText(who or "")
        for widget in (self.who, self._by):
            widget.setVisible(who is not None)

    def close_form(self) -> None:
        """Ask no more."""
        self.hide()
        self.reason.clear()
        self._done = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter accepts, Esc closes; in the field of the name Enter accepts."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
            return True
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and (control or watched is self.who):
            self._accept()
            return True
        return super().eventFilter(watched, event)

    def _problem(self) -> str:
        try:
            check_reason(self.reason.toPlainText())
        except ReasonError as error:
            return str(error)
        return ""

    def _follow(self) -> None:
        problem = self._problem()
        written = bool(self.reason.toPlainText())
        self.accept_button.setEnabled(not problem)
        self._say(problem if written else self._hint, wrong=bool(problem and written))

    def _say(self, text: str, *, wrong: bool) -> None:
        self.note.setText(f"● {text}" if wrong else text)
        self.note.setProperty("tone", "wrong" if wrong else "quiet")
        self.note.style().polish(self.note)

    def _accept(self) -> None:
        if self._problem() or self._done is None:
            self._say(self._problem(), wrong=True)
            return
        try:
            self._done(self.reason.toPlainText(), self.who.text())
        except BudgetToolError as error:
            self._say(str(error), wrong=True)
            return
        self.close_form()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self._by)
        foot.addWidget(self.who)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.accept_button)
        foot.addWidget(self.cancel_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(self._title)
        rows.addWidget(self.reason)
        rows.addLayout(foot)
