"""The left of the page: profile, whose packet, its parts, the kinds of files.

Leaves keeping the choice, and what it makes, to the page.
"""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from budgettool.exporting.packet import (
    FORMAT_NAMES,
    Choice,
    choice_of,
    find_profile,
    parts_of,
    profiles_of,
)
from budgettool.gui import theme
from budgettool.gui.binding.parts_list import PartsList
from budgettool.model import Facts
from budgettool.packs.definition import Pack
from budgettool.packs.text import Format

_OWN: Final = "自己选定"
_COLUMNS: Final = 2


class ChoicePanel(QScrollArea):
    """Shows a choice, and says when another is made."""

    chosen = Signal(object)
    """Another choice of parts and formats."""

    unit_chosen = Signal(str)
    """Another unit, by its code; empty for the department."""

    part_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pack: Pack | None = None
        self._choice: Choice | None = None
        self.profiles, self.subjects = QComboBox(), QComboBox()
        self.parts = PartsList()
        self.formats: dict[Format, QCheckBox] = {}
        for kind, name in FORMAT_NAMES.items():
            self.formats[kind] = QCheckBox(name)
        self._lay_out()
        self.profiles.activated.connect(self._on_profile)
        self.subjects.activated.connect(
            lambda _: self.unit_chosen.emit(self.subjects.currentData() or "")
        )
        self.parts.changed.connect(self._on_parts)
        self.parts.part_wanted.connect(self.part_wanted)
        for box in self.formats.values():
            box.clicked.connect(lambda _: self._on_formats())

    def show_choice(self, pack: Pack, choice: Choice) -> None:
        """Show what is chosen of a pack; nothing is told."""
        self._pack, self._choice = pack, choice
        parts = {part.id: part for part in parts_of(pack)}
        if (self.parts.order(), self.parts.chosen()) != (choice.order, choice.chosen):
            self.parts.fill(parts, choice.order, choice.chosen)
        for kind, box in self.formats.items():
            box.setChecked(kind in choice.formats)
        self._show_profiles(pack, choice)

    def show_units(self, facts: Facts, unit: str) -> None:
        """Offer the department and its units."""
        names = [(facts.department.short or facts.department.full, "")]
        names += [(f"{each.code} {each.name}", each.code) for each in facts.units]
        with QSignalBlocker(self.subjects):
            self.subjects.clear()
            for name, code in names:
                self.subjects.addItem(f"全部门：{name}" if not code else name, code)
                self.subjects.setItemData(
                    self.subjects.count() - 1, name, Qt.ItemDataRole.ToolTipRole
                )
            self.subjects.setCurrentIndex(max(self.subjects.findData(unit), 0))
        self.subjects.setToolTip(self.subjects.currentText())

    def _show_profiles(self, pack: Pack, choice: Choice) -> None:
        """Name the profile whose parts are chosen; else say that they are one's own."""
        profiles = profiles_of(pack)
        at = next((n for n, each in enumerate(profiles) if choice.is_of(each)), -1)
        with QSignalBlocker(self.profiles):
            self.profiles.clear()
            for profile in profiles:
                self.profiles.addItem(profile.name, profile.id)
            if at < 0:
                self.profiles.addItem(_OWN, "")
            self.profiles.setCurrentIndex(at if at >= 0 else self.profiles.count() - 1)

    def _on_profile(self, _: int) -> None:
        wanted = self.profiles.currentData()
        if wanted and self._pack is not None:
            self._tell(choice_of(self._pack, find_profile(self._pack, wanted)))

    def _on_parts(self) -> None:
        if self._choice is not None:
            order, chosen = self.parts.order(), self.parts.chosen()
            self._tell(replace(self._choice, order=order, chosen=chosen))

    def _on_formats(self) -> None:
        if self._choice is not None:
            wanted = [kind for kind, box in self.formats.items() if box.isChecked()]
            self._tell(self._choice.with_formats(wanted))

    def _tell(self, choice: Choice) -> None:
        if choice != self._choice:
            self.chosen.emit(choice)

    def _lay_out(self) -> None:
        for box, name in ((self.profiles, "方案"), (self.subjects, "谁的")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)
        rows = QVBoxLayout()
        rows.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_3)
        rows.setSpacing(theme.SPACE_1)
        for name, widget in (
            ("方案", self.profiles),
            ("部门或单位", self.subjects),
            ("各部分　起始页", self.parts),
            ("文件", self._format_boxes()),
        ):
            label = QLabel(name)
            label.setProperty("role", "quiet")
            label.setBuddy(widget)
            rows.addWidget(label)
            rows.addWidget(widget)
            rows.addSpacing(theme.SPACE_2)
        rows.addStretch()
        body = QWidget()
        body.setLayout(rows)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.parts)

    def _format_boxes(self) -> QWidget:
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE_1)
        for number, box in enumerate(self.formats.values()):
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        return boxes
