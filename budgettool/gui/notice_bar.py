"""The bar under the top bar: what stays true until it is dealt with, with what can be done.

The book cannot be written, the book can only be read, typing Chinese will not work. One line a
notice, each under its own key; none takes the focus.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme

Answer = tuple[str, Callable[[], object]]
"""A button: its text, and what it does."""


class NoticeBar(QWidget):
    """Shows notices one below the other; takes no room where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._notices: dict[str, _Notice] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.hide()

    def tell(self, key: str, text: str, answers: Sequence[Answer] = (), tone: str = "care") -> None:
        """Show a notice, or say something else in the one under the same key.

        Args:
            key: What it is about.
            text: What, where and what to do.
            answers: Buttons.
            tone: `wrong` where work may be lost, else `care`.
        """
        if key not in self._notices:
            self._notices[key] = _Notice()
            self._layout.addWidget(self._notices[key])
        self._notices[key].say(text, answers, tone)
        self.show()

    def clear(self, key: str) -> None:
        """Take a notice away."""
        notice = self._notices.pop(key, None)
        if notice is not None:
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))

    def text(self, key: str) -> str:
        """Give what a notice says; empty where there is none."""
        notice = self._notices.get(key)
        return notice.text if notice else ""


class _Notice(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.setObjectName("notice")
        self._mark = QLabel("●")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[_AnswerButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_4, theme.SPACE_1)
        self._layout.setSpacing(theme.SPACE_2)
        self._layout.addWidget(self._mark)
        self._layout.addWidget(self._words, 1)

    def say(self, text: str, answers: Sequence[Answer], tone: str) -> None:
        """Say a text; buttons that are there already stay, with the focus in them."""
        self.text = text
        self.setAccessibleName(text)
        self._words.setText(text)
        for widget in (self, self._mark):
            widget.setProperty("tone", tone)
            widget.style().polish(widget)
        for button in self._buttons[len(answers) :]:
            button.hide()
            button.deleteLater()
        del self._buttons[len(answers) :]
        while len(self._buttons) < len(answers):
            self._buttons.append(_AnswerButton())
            self._layout.addWidget(self._buttons[-1])
        for button, answer in zip(self._buttons, answers, strict=True):
            button.offer(answer)


class _AnswerButton(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self._act: Callable[[], object] | None = None
        self.clicked.connect(self._on_clicked)

    def offer(self, answer: Answer) -> None:
        """Offer an answer in place of the one before."""
        text, self._act = answer
        self.setText(text)

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()
