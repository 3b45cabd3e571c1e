"""The head of the page 审核: how many of each, and by what the list is limited.

Leaves limiting it to the page.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.checks.items import WAIVED, Choice

_ROOMY: Final = 820
"""From this width on the counts stand beside the title."""
_AFTER_TITLE: Final = 2
UNKNOWN: Final = "unknown"
PUBLIC: Final = "public"
_SHOWN: Final = (
    ("", "全部"),
    ("H", "● 错误"),
    ("S", "○ 核实"),
    ("I", "◇ 提示"),
    (WAIVED, "已说明"),
    (UNKNOWN, "不能核对"),
    (PUBLIC, "公开"),
)
Named = Sequence[tuple[str, str]]
"""What can be chosen: what it is known by, and its name."""


class ChecksHead(QWidget):
    """Counts that choose what is shown, filters, and the page's buttons."""

    changed = Signal()
    """Something else is wanted."""

    def __init__(self, title: str, exports: Sequence[QAction]) -> None:
        super().__init__()
        self._title = QLabel(title)
        self._title.setProperty("role", "head")
        self._group = QButtonGroup(self)
        self.shown = {name: self._shown_button(name, text) for name, text in _SHOWN}
        self.shown[""].setChecked(True)
        self.words = QLineEdit()
        self.words.setPlaceholderText("筛选：在哪里、问题、怎么改…")
        self.words.setAccessibleName("筛选")
        self.words.setClearButtonEnabled(True)
        self.codes = _box("规则")
        self.places = _box("页面和表")
        self.units = _box("单位")
        self.no_filter = QPushButton("显示全部")
        self.filters = QWidget()
        self._counts = QWidget()
        self.report_button = QPushButton("审核报告")
        self.seal_button = QPushButton("定稿…")
        menu = QMenu(self.report_button)
        menu.addActions(list(exports))
        self.report_button.setMenu(menu)
        self._connect()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the counts a row of their own where they have no room beside the title."""
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(_ROOMY)
        if beside != (self._top.indexOf(self._counts) >= 0):
            if beside:
                self._top.insertWidget(_AFTER_TITLE, self._counts)
            else:
                self._rows.insertWidget(1, self._counts)

    def choice(self) -> Choice:
        """Give what is wanted."""
        return Choice(
            self.show_name,
            self.codes.currentData() or "",
            self.places.currentData() or "",
            self.units.currentData() or "",
            self.words.text().strip(),
        )

    @property
    def show_name(self) -> str:
        """Which of the counts is chosen."""
        return next(name for name, button in self.shown.items() if button.isChecked())

    def show_only(self, name: str) -> None:
        """Choose a count, and limit by nothing else."""
        self.shown[name].setChecked(True)
        self.clear()

    def clear(self) -> None:
        """Limit by nothing but the count."""
        with QSignalBlocker(self.words):
            self.words.clear()
        for box in (self.codes, self.places, self.units):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.changed.emit()

    def say_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many there are of each that has been counted."""
        for name, text in _SHOWN:
            count = counts.get(name)
            self.shown[name].setText(text if count is None else f"{text} {count:,}")
            tone = {"H": "wrong", "S": "care"}.get(name, "") if count else ""
            if self.shown[name].property("tone") != tone:
                self.shown[name].setProperty("tone", tone)
                self.shown[name].style().polish(self.shown[name])

    def offer(self, codes: Named, places: Named, units: Named) -> None:
        """Offer what occurs; what is chosen stays so where it still does."""
        for box, named in ((self.codes, codes), (self.places, places), (self.units, units)):
            _fill(box, named)

    def _shown_button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setProperty("count", True)  # noqa: FBT003 - Qt's signature
        button.setAccessibleName(text)
        button.setObjectName(f"shown_{name}")
        self._group.addButton(button)
        return button

    def _connect(self) -> None:
        self._group.buttonClicked.connect(lambda _: self.changed.emit())
        self.words.textChanged.connect(lambda _: self.changed.emit())
        for box in (self.codes, self.places, self.units):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.no_filter.clicked.connect(self.clear)

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        for row in (top, below):
            row.setSpacing(theme.SPACE_2)
        top.addWidget(self._title)
        top.addSpacing(theme.SPACE_2)
        counts = QHBoxLayout(self._counts)
        counts.setContentsMargins(0, 0, 0, 0)
        counts.setSpacing(theme.SPACE_1)
        for button in self.shown.values():
            counts.addWidget(button)
        top.addWidget(self._counts)
        top.addStretch()
        top.addWidget(self.report_button)
        top.addWidget(self.seal_button)
        self.filters.setLayout(below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.words, 2)
        for box in (self.codes, self.places, self.units):
            below.addWidget(box, 1)
        below.addWidget(self.no_filter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_2)
        rows.addLayout(top)
        rows.addWidget(self.filters)
        self._top, self._rows = top, rows
        self.setStyleSheet(
            f"QPushButton[count=true] {{ padding: {theme.SPACE_1}px {theme.SPACE_2}px; }}"
            "QPushButton[count=true]:checked { background: palette(highlight); font-weight: bold; }"
        )


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.addItem(f"{name}：全部", "")
    return box


def _fill(box: QComboBox, named: Named) -> None:
    kept = box.currentData()
    with QSignalBlocker(box):
        while box.count() > 1:
            box.removeItem(box.count() - 1)
        for name, text in named:
            box.addItem(text, name)
        box.setCurrentIndex(max(box.findData(kept), 0))
