"""The bar at the foot: income, expenditure and their difference, always right and in sight.

It follows every key, since the session counts drafts. Where there is no room it first gives up
what the list by source says as well; a figure is never cut.
"""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.amounts import shown, shown_gap
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.session import Session
from budgettool.gui.sources_popup import SourcesPopup, name_of_source
from budgettool.packs.rule import Level
from budgettool.rules.finding import LEVEL_NAMES

_FIGURES: Final = ("收入", "支出", "差额", "基本", "项目")
_COUNTED: Final[tuple[Level, ...]] = ("H", "S")
_BALANCE_RULE: Final = "D01"
_LEVELS: Final = 4
"""How tightly the bar can be packed: all of it, smaller, without parts, without words."""


class TotalsBar(QWidget):
    """Totals of the book; the right end says what is selected on the page."""

    source_chosen = Signal(str)
    """The user wants to see the lines of a source (its path)."""

    checks_wanted = Signal()
    """The user wants to see what is wrong."""

    def __init__(self, session: Session, unit: str) -> None:
        super().__init__()
        self._session = session
        self._unit = unit
        self._words = self._brief = ""
        self._layout = QHBoxLayout(self)
        self.setFixedHeight(theme.TOTALS_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("totals_bar")
        self.setAccessibleName("收支合计")
        self.popup = SourcesPopup(session, self)
        self.popup.source_chosen.connect(self.source_chosen)
        self._captions = {name: _caption(name) for name in _FIGURES}
        self._figures = {name: _figure(name) for name in _FIGURES}
        self.balance_button = QPushButton()
        self.balance_button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        self.balance_button.clicked.connect(self.show_sources)
        self.checks_button = QPushButton()
        self.checks_button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        self.checks_button.clicked.connect(self.checks_wanted)
        self._selection = _caption("")
        self._selection.setAccessibleName("选中内容")
        self._lay_out()
        session.figures_changed.connect(self.refresh)
        session.rebuilt.connect(self.refresh)
        session.checks.changed.connect(self._on_checked)
        self.refresh()
        self._say_checks()

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self._unit = unit
        self.refresh()

    def say_selection(self, text: str) -> None:
        """Say what is selected on the page."""
        self._selection.setText(text)
        self._selection.setToolTip(text)
        self._fit()

    def show_sources(self) -> None:
        """Show income and expenditure of each source above the bar."""
        self.popup.show_above(self.balance_button, self._unit)

    def figure(self, name: str) -> str:
        """Give a figure as it is shown."""
        return self._figures[name].text()

    def refresh(self, *_: object) -> None:
        """Show the totals as they stand, drafts included."""
        balance = self._session.balance
        income, expenditure = balance.income(), balance.expenditure()
        figures = {
            "收入": income,
            "支出": expenditure,
            "差额": income - expenditure,
            "基本": balance.expenditure("基本支出"),
            "项目": balance.expenditure("项目支出"),
        }
        for name, fen in figures.items():
            write = shown_gap if name == "差额" else shown
            self._figures[name].setText(write(fen, self._unit))
        self._say_balance()
        self._fit()
        if self.popup.isVisible():
            self.popup.refresh(self._unit)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: what does not fit gives way."""
        return QSize(0, theme.TOTALS_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pack what is shown into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _on_checked(self, _: object) -> None:
        self._say_checks()
        self._fit()

    def _say_checks(self) -> None:
        """Say how many 错误 and 核实 are open; nothing before the book has been checked."""
        counts = self._session.checks.counts()
        open_ = [(level, counts[level]) for level in _COUNTED if counts[level]]
        marks = "　".join(f"{MARKS[level]} {count:,}" for level, count in open_)
        names = "，".join(f"{LEVEL_NAMES[level]} {count:,}" for level, count in open_)
        self.checks_button.setVisible(self._session.checks.ready)
        self.checks_button.setText(marks or "✓ 审核无误")
        said = names or "没有错误，也没有要核实的"
        self.checks_button.setToolTip(f"{said}　点击到“审核”页；F8 到下一处")
        self.checks_button.setAccessibleName(f"审核：{said}")
        _set_tone(self.checks_button, TONES[open_[0][0]] if open_ else "good")

    def _say_balance(self) -> None:
        off = {
            source: pair
            for source, pair in self._session.balance.by_source().items()
            if pair[0] != pair[1]
        }
        if not off:
            self._words, self._brief, tone = "✓ 收支平衡", "✓ 平衡", "good"
        else:
            source, (received, spent) = max(off.items(), key=lambda i: abs(i[1][0] - i[1][1]))
            more = f"，另 {len(off) - 1} 个来源" if len(off) > 1 else ""
            verb = "收入多" if received > spent else "支出多"
            name = name_of_source(self._session, source)
            self._words = f"● {name} {verb} {shown_gap(abs(received - spent), self._unit)}{more}"
            self._brief, tone = "● 不平", "wrong"
        found = [each for each in self._session.checks.others() if each.code == _BALANCE_RULE]
        mend = f"\n{found[0].mend}" if found else ""
        self.balance_button.setToolTip(f"{self._words}　点击看各来源的收支{mend}")
        self.balance_button.setAccessibleName(self._words)
        _set_tone(self.balance_button, tone)

    def _fit(self) -> None:
        """Pack as loosely as the width allows."""
        for level in range(_LEVELS):
            self._pack(level)
            if self._wanted_width() <= self.width():
                return

    def _pack(self, level: int) -> None:
        font = theme.body_font((theme.HEAD_SIZE, theme.BODY_SIZE)[min(level, 1)], bold=True)
        for name in _FIGURES:
            self._figures[name].setFont(font)
            shows = level < 2 or name not in {"基本", "项目"}  # noqa: PLR2004 - a level
            self._figures[name].setVisible(shows)
            self._captions[name].setVisible(shows)
        self._selection.setVisible(bool(self._selection.text()) and level < _LEVELS - 1)
        self.balance_button.setText(self._words if level < _LEVELS - 1 else self._brief)
        self._layout.activate()

    def _wanted_width(self) -> int:
        return self._layout.sizeHint().width()

    def _lay_out(self) -> None:
        layout = self._layout
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, 0)
        layout.setSpacing(theme.SPACE_2)
        for name in _FIGURES:
            layout.addWidget(self._captions[name])
            layout.addWidget(self._figures[name])
            if name == "差额":
                layout.addWidget(self.balance_button)
                layout.addWidget(self.checks_button)
            layout.addSpacing(theme.SPACE_2)
        layout.addStretch()
        layout.addWidget(self._selection)


def _set_tone(button: QPushButton, tone: str) -> None:
    if button.property("tone") != tone:
        button.setProperty("tone", tone)
        button.style().polish(button)


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "quiet")
    return label


def _figure(name: str) -> QLabel:
    label = QLabel()
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
