"""The line under the grid: what is wrong in the current cell, how it is mended, what may be done.

Leaves what is wrong to `cells`, and doing something about it to the page.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.elided import ElidedLabel
from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.grid import LineGrid
from budgettool.model import ExpenditureLine, Line
from budgettool.packs.rule import Level
from budgettool.rules.finding import Finding
from budgettool.rules.waivers import may_be_waived

_KEY = "Alt+Enter"
_LABEL = 200


class Remark(QWidget):
    """Speaks of one cell at a time.

    Attributes:
        label: What it says.
        mend: The button that mends the current cell as is offered.
        register: The button that registers the project of the current cell.
        waive: The button that leads to where a reason is written for what is found.
    """

    mend_wanted = Signal(object)
    """The finding that is to be mended as it offers."""

    register_wanted = Signal()

    waive_wanted = Signal(str)
    """The key of the finding that is to be answered for."""

    def __init__(self, grid: LineGrid) -> None:
        super().__init__()
        self._grid = grid
        self._model = grid.lines
        self.label = ElidedLabel()
        self.mend = _button("")
        self.register = _button(f"登记这个项目　{_KEY}")
        self.waive = _button("放行…")
        self.waive.setToolTip("写明原因（出错说明），审核报告里会列出")
        self.mend.clicked.connect(self._on_mend)
        self.register.clicked.connect(self.register_wanted)
        self.waive.clicked.connect(self._on_waive)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.label)
        for button in (self.mend, self.register, self.waive):
            row.addWidget(button)
        row.addStretch()
        self.setFixedHeight(theme.ROW_HEIGHT)

    def follow(self) -> None:
        """Speak of the current cell."""
        place = self._place()
        mark = self._model.cells.mark(*place) if place else None
        self._set_tone(TONES[mark] if mark else "quiet")
        self.label.setText(self._say(*place, mark) if place and mark else self._advice())
        self._offer()

    def mendable(self) -> Finding | None:
        """Give what is found in the current cell and offers its mend."""
        return next((each for each in self._findings() if each.fix), None)

    def unregistered(self) -> ExpenditureLine | None:
        """Give the current line, if its project cell names one that nobody has registered."""
        place = self._place()
        if place is None or not self._model.writable:
            return None
        line, column = place
        if not isinstance(line, ExpenditureLine) or column.content != "project" or not line.project:
            return None
        known = {project.name for project in self._model.session.facts.projects}
        return None if line.project in known else line

    def _place(self) -> tuple[Line, Column] | None:
        index = self._grid.currentIndex()
        line = self._model.line_at(index.row()) if index.isValid() else None
        return (line, self._model.columns[index.column()]) if line else None

    def _findings(self) -> tuple[Finding, ...]:
        place = self._place()
        return self._model.cells.findings(*place) if place else ()

    def _say(self, line: Line, column: Column, mark: Level) -> str:
        where = self._model.say_row(self._grid.currentIndex().row())
        said = f"{MARKS[mark]} {where}“{column.title}”：{self._model.cells.problem(line, column)}"
        mend = next((each.mend for each in self._findings() if not each.fix), "")
        return f"{said}。{mend}" if mend else said

    def _offer(self) -> None:
        """Offer what can be done with a key or a click."""
        writable = self._model.writable
        mendable = self.mendable() if writable else None
        waivable = next((each for each in self._findings() if may_be_waived(each)), None)
        if mendable and mendable.fix:
            metrics = self.mend.fontMetrics()
            label = metrics.elidedText(
                mendable.fix.label, Qt.TextElideMode.ElideRight, theme.scaled(_LABEL)
            )
            self.mend.setText(label if self.unregistered() else f"{label}　{_KEY}")
            self.mend.setToolTip(mendable.fix.label)
        self.mend.setVisible(mendable is not None)
        self.register.setVisible(self.unregistered() is not None)
        self.waive.setVisible(waivable is not None and writable)

    def _set_tone(self, tone: str) -> None:
        if self.label.property("tone") != tone:
            self.label.setProperty("tone", tone)
            self.label.style().polish(self.label)

    def _advice(self) -> str:
        index = self._grid.currentIndex()
        if not index.isValid():
            return ""
        if self._model.group_at(index.row()):
            return "← 折叠，→ 展开；Alt+Shift+← 全部折叠，Alt+Shift+→ 全部展开"
        line = self._model.line_at(index.row())
        if line is None:
            return "直接输入即开始新的一行；也可以从 Excel、WPS 复制后按 Ctrl+V"
        if self._model.cells.is_following(line, self._model.columns[index.column()]):
            return "自动带出；可直接改，按 Delete 恢复自动"
        return ""

    def _on_mend(self) -> None:
        if (finding := self.mendable()) is not None:
            self.mend_wanted.emit(finding)

    def _on_waive(self) -> None:
        found = next((each for each in self._findings() if may_be_waived(each)), None)
        if found is not None:
            self.waive_wanted.emit(found.key)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
    button.hide()
    return button
