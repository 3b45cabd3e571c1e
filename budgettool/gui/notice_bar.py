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
        """Show a notice, in place of the one under the same key.

        Args:
            key: What it is about.
            text: What, where and what to do.
            answers: Buttons.
            tone: `wrong` where work may be lost, else `care`.
        """
        self.clear(key)
        notice = _Notice(text, answers, tone)
        self._notices[key] = notice
        self._layout.addWidget(notice)
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
    def __init__(self, text: str, answers: Sequence[Answer], tone: str) -> None:
        super().__init__()
        self.text = text
        self.setObjectName("notice")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_4, theme.SPACE_1)
        layout.setSpacing(theme.SPACE_2)
        mark = QLabel("●")
        mark.setProperty("tone", tone)
        words = QLabel(text)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(mark)
        layout.addWidget(words, 1)
        for answer, act in answers:
            button = QPushButton(answer)
            button.clicked.connect(act)
            layout.addWidget(button)
