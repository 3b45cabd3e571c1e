"""The line under the editor: what the figure at the cursor is, and what can be done with it.

Leaves doing it to the page.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.elided import ElidedLabel
from budgettool.packs.rule import Level

_ADVICE = "直接输入即改写这一节；按 { 或 Ctrl+空格 插入数字"


class Remark(QWidget):
    """Speaks of one figure at a time; grows by lines only for what is wrong."""

    source_wanted = Signal()
    taken = Signal()
    all_taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = ElidedLabel()
        self.label.setProperty("tone", "quiet")
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setContentsMargins(0, theme.SPACE_1, 0, 0)
        self.wrong.hide()
        self.source = _button("来源　F9", "这个数从哪里来，去看")
        self.take = _button("换成数字字段　Ctrl+.", "换成随账本变动的数字")
        self.take_all = _button("", "把这一节里无误的都换成随账本变动的数字")
        self.source.clicked.connect(self.source_wanted)
        self.take.clicked.connect(self.taken)
        self.take_all.clicked.connect(self.all_taken)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.label)
        for button in (self.source, self.take, self.take_all):
            row.addWidget(button)
        row.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_2, 0)
        rows.setSpacing(0)
        rows.addWidget(self.wrong)
        rows.addLayout(row)
        self.setMinimumHeight(theme.HEAD_HEIGHT)

    @property
    def text(self) -> str:
        """What it says."""
        return self.wrong.text() if self.wrong.isVisibleTo(self) else self.label.text()

    def say_figure(self, text: str) -> None:
        """Speak of a figure that is a field."""
        self._say(text)
        self.source.show()
        self.take.hide()

    def say_mark(self, text: str, level: Level | None, *, may_take: bool) -> None:
        """Speak of what is marked: a bare figure, or what is wrong."""
        if level is None:
            self._say(text)
        else:
            self.label.hide()
            self.wrong.setText(f"{MARKS[level]} {text}")
            self.wrong.setProperty("tone", TONES[level])
            self.wrong.style().polish(self.wrong)
            self.wrong.show()
        self.source.hide()
        self.take.setVisible(may_take)

    def say_nothing(self, text: str = "") -> None:
        """Speak of no figure, but of something else, or of what can be done."""
        self._say(text or _ADVICE)
        self.source.hide()
        self.take.hide()

    def count_offers(self, count: int) -> None:
        """Say how many bare figures could be fields."""
        self.take_all.setText(f"全部换成（{count}）")
        self.take_all.setVisible(bool(count))

    def _say(self, text: str) -> None:
        self.wrong.hide()
        self.label.show()
        self.label.setText(text)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
    button.setToolTip(tip)
    button.hide()
    return button
