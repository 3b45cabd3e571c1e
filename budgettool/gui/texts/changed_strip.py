"""The strip over the words where the template has changed since they were written by hand.

Or where the template cannot be printed at all. Leaves deciding to the user.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from budgettool.gui import theme
from budgettool.gui.texts.live import Written

_CHANGED = "! 改写以后，模板的文字有了变化。右边是模板现在的文字，不同的字有底纹"


class ChangedStrip(QFrame):
    """Asks which words are to be printed."""

    own_kept = Signal()
    template_taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.keep_button, self.take_button = QPushButton("保留我的"), QPushButton("用新的")
        self.keep_button.setToolTip("仍印自写的文字，不再提示这次变化")
        self.take_button.setToolTip("改印模板的文字，可以撤销")
        self.keep_button.clicked.connect(self.own_kept)
        self.take_button.clicked.connect(self.template_taken)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_4, theme.SPACE_1)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.words, 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.take_button)
        self.hide()

    def show_section(self, written: Written | None, *, read_only: bool) -> None:
        """Ask about a section, where there is something to ask."""
        refused = written.refused if written else ""
        outdated = bool(written and written.section.outdated)
        self.words.setText(f"● {refused}" if refused else _CHANGED)
        tone = "wrong" if refused else "care"
        for widget in (self, self.words):
            widget.setProperty("tone", tone)
            widget.style().polish(widget)
        for button in (self.keep_button, self.take_button):
            button.setVisible(outdated and not read_only)
        self.setVisible(outdated or bool(refused))
