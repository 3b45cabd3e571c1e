"""The head of the page: the section's name, how it stands, and what can be done with it.

Shows the page's actions; leaves doing anything to them.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.elided import ElidedLabel
from budgettool.gui.texts.contents import explain
from budgettool.gui.texts.live import Written
from budgettool.model import Facts, Unit

_SUBJECT_LETTERS: Final = 12
_CHECKED: Final = "QPushButton:checked { background: palette(highlight); }"


class TextsHead(QWidget):
    """A row under the window's top bar.

    Attributes:
        subjects: Whose text it is; hidden where only the department has one.
    """

    subject_chosen = Signal(str)
    """The text of another unit, by its code; empty for the department's."""

    def __init__(self, title: str, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        name = QLabel(title)
        name.setProperty("role", "head")
        self.section, self.state = ElidedLabel(), ElidedLabel()
        self.state.setProperty("role", "quiet")
        self.section.setTextFormat(Qt.TextFormat.PlainText)
        self.subjects = QComboBox()
        self.subjects.setAccessibleName("谁的说明文字")
        shrink = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.subjects.setSizeAdjustPolicy(shrink)
        self.subjects.setMinimumContentsLength(_SUBJECT_LETTERS)
        self.subjects.activated.connect(
            lambda _: self.subject_chosen.emit(self.subjects.currentData() or "")
        )
        self.buttons = {key: _button(actions[key]) for key in ("insert", "restore", "beside")}
        self.buttons["beside"].setCheckable(True)
        self.buttons["beside"].setStyleSheet(_CHECKED)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(name)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self.subjects)
        row.addWidget(self.section)
        row.addWidget(self.state)
        row.addStretch()
        for button in self.buttons.values():
            row.addWidget(button)

    def offer_subjects(self, facts: Facts) -> None:
        """Offer the department and the units whose packets are their own."""
        named = [("全部门", "")]
        named += [(f"{unit.code} {unit.name}", unit.code) for unit in own_texts(facts)]
        box = self.subjects
        if named != [(box.itemText(at), box.itemData(at)) for at in range(box.count())]:
            with QSignalBlocker(box):
                box.clear()
                for name, code in named:
                    box.addItem(name, code)
                    box.setItemData(box.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
        box.setVisible(len(named) > 1)

    def show_subject(self, unit: str) -> None:
        """Say whose text is shown."""
        with QSignalBlocker(self.subjects):
            self.subjects.setCurrentIndex(max(self.subjects.findData(unit), 0))
        self.subjects.setToolTip(f"{self.subjects.currentText()}的说明文字")

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


def own_texts(facts: Facts) -> list[Unit]:
    """Give the units that have a text of their own: none where there is one, whose the whole is.

    The unit that bears the department's code has the department's text.
    """
    units = [unit for unit in facts.units if unit.code != facts.department.code]
    return units if len(units) > 1 else []


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.toolTip()}　{keys}".strip())
    button.setAccessibleName(action.text())
    button.clicked.connect(action.trigger)
    return button
