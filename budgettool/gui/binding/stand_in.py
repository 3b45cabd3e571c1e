"""What stands in the place of the pages: nothing to bind yet, or why they could not be made."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme


class StandIn(QWidget):
    """Says what to do first, with a button where that is done."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._page = ""
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton()
        self.button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.button.clicked.connect(lambda _: self.wanted.emit(self._page, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_6, theme.SPACE_6, theme.SPACE_6, theme.SPACE_6)
        column.setSpacing(theme.SPACE_3)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self.button)

    def say(self, words: str, button: str = "", page: str = "", *, tone: str = "quiet") -> None:
        """Show some words, and a button that leads to a page where there is one."""
        self._page = page
        self.words.setText(words)
        self.words.setProperty("tone", tone)
        self.words.style().polish(self.words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
