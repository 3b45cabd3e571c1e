"""What stands beside the words: how they print, what the template says now, what last year said.

Leaves how a text looks to `printed_text`.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.texts.differences import differing
from budgettool.gui.texts.printed_text import PrintedText
from budgettool.gui.texts.writing import Known
from budgettool.sheets.text import Paragraph

PRINT, TEMPLATE, LAST = "print", "template", "last"
_NAMES: Final = {PRINT: "预览", TEMPLATE: "模板文字", LAST: "上年文字"}
_TIPS: Final = {
    PRINT: "印出来是这样",
    TEMPLATE: "模板现在的文字；与自写的不同的字有底纹",
    LAST: "上年公开的文字；与今年不同的字有底纹",
}


class Beside(QWidget):
    """Shows one of three texts.

    Attributes:
        view: Where it is shown.
        mode: Which it is.
    """

    mode_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view = PrintedText("预览")
        self.mode = PRINT
        self.buttons = {mode: QPushButton(name) for mode, name in _NAMES.items()}
        group = QButtonGroup(self)
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for mode, button in self.buttons.items():
            button.setCheckable(True)
            button.setToolTip(_TIPS[mode])
            button.clicked.connect(lambda _=False, mode=mode: self._choose(mode))
            group.addButton(button)
            row.addWidget(button)
        choice.setStyleSheet(
            "QPushButton { background: palette(base); }"
            "QPushButton:checked { background: palette(highlight); }"
        )
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        head.addWidget(choice)
        head.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self.view, 1)
        self.setMinimumWidth(theme.scaled(240))
        self.choose(PRINT)

    def choose(self, mode: str) -> None:
        """Turn to one of the texts, as far as it can be shown."""
        self.mode = mode if self.buttons[mode].isEnabled() else PRINT
        self.buttons[self.mode].setChecked(True)
        self.view.setAccessibleName(_NAMES[self.mode])

    def offer(self, *, template: bool, last: bool) -> None:
        """Say which of the others there are."""
        self.buttons[TEMPLATE].setEnabled(template)
        self.buttons[LAST].setEnabled(last)
        none = "没有上年的文字；从上年账本开始的账本里才有"
        self.buttons[LAST].setToolTip(_TIPS[LAST] if last else none)
        self.buttons[TEMPLATE].setVisible(template)
        if not self.buttons[self.mode].isEnabled():
            self.choose(PRINT)

    def show_print(self, title: str, paragraphs: Sequence[Paragraph], known: Known) -> None:
        """Show how words print."""
        self.view.show_text(title, paragraphs, known)

    def show_template(
        self, title: str, paragraphs: Sequence[Paragraph], own: str, known: Known
    ) -> None:
        """Show what the template says now, marked where it differs from the own words."""
        self.view.show_text(title, paragraphs, known)
        self.view.mark(differing(self.view.words(), own))

    def show_last(self, title: str, text: str, now: str) -> None:
        """Show what last year's text said, marked where it differs from this year's."""
        self.view.show_words(title, text)
        self.view.mark(differing(self.view.words(), now))

    def _choose(self, mode: str) -> None:
        self.choose(mode)
        self.mode_chosen.emit(self.mode)
