"""The head of the page: the section's name, how it stands, and what can be done with it.

Shows the page's actions; leaves doing anything to them.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.elided import ElidedLabel
from budgettool.gui.texts.contents import explain
from budgettool.gui.texts.live import Written

_CHECKED: Final = "QPushButton:checked { background: palette(highlight); }"


class TextsHead(QWidget):
    """A row under the window's top bar."""

    def __init__(self, title: str, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        name = QLabel(title)
        name.setProperty("role", "head")
        self.section, self.state = ElidedLabel(), ElidedLabel()
        self.state.setProperty("role", "quiet")
        self.section.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = {key: _button(actions[key]) for key in ("insert", "restore", "beside")}
        self.buttons["beside"].setCheckable(True)
        self.buttons["beside"].setStyleSheet(_CHECKED)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(name)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self.section)
        row.addWidget(self.state)
        row.addStretch()
        for button in self.buttons.values():
            row.addWidget(button)

    def show_section(self, written: Written | None, *, read_only: bool) -> None:
        """Say which section is shown and how it stands."""
        self.section.setText(written.name if written else "")
        self.state.setText(explain(written) if written else "")
        writable = written is not None and not read_only and not written.refused
        self.buttons["insert"].setVisible(writable)
        self.buttons["restore"].setVisible(writable and bool(written and written.own))

    def show_beside(self, *, shown: bool) -> None:
        """Say whether there is a text beside the words."""
        self.buttons["beside"].setChecked(shown)


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.toolTip()}　{keys}".strip())
    button.setAccessibleName(action.text())
    button.clicked.connect(action.trigger)
    return button
