"""The line under the grid: what is wrong in the current cell, or what may be done there.

Leaves what is wrong to `cells`; a project that is not registered can be registered here.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.elided import ElidedLabel
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.model import PROBLEM_ROLE
from budgettool.model import ExpenditureLine


class Remark(QWidget):
    """Speaks of one cell at a time.

    Attributes:
        label: What it says.
        register: The button that registers the project of the current cell.
    """

    register_wanted = Signal()

    def __init__(self, grid: LineGrid) -> None:
        super().__init__()
        self._grid = grid
        self._model = grid.lines
        self.label = ElidedLabel()
        self.register = QPushButton("登记这个项目　Alt+Enter")
        self.register.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        self.register.clicked.connect(self.register_wanted)
        self.register.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.label)
        row.addWidget(self.register)
        row.addStretch()
        self.setFixedHeight(theme.ROW_HEIGHT)

    def follow(self) -> None:
        """Speak of the current cell."""
        index = self._grid.currentIndex()
        problem = index.data(PROBLEM_ROLE) if index.isValid() else ""
        if problem:
            title = self._model.columns[index.column()].title
            text = f"● {self._model.say_row(index.row())}“{title}”：{problem}"
        else:
            text = self._advice(index.row(), index.column()) if index.isValid() else ""
        tone = "wrong" if problem else "quiet"
        if self.label.property("tone") != tone:
            self.label.setProperty("tone", tone)
            self.label.style().polish(self.label)
        self.label.setText(text)
        self.register.setVisible(self.unregistered() is not None)

    def unregistered(self) -> ExpenditureLine | None:
        """Give the current line, if its project cell names one that nobody has registered."""
        index = self._grid.currentIndex()
        line = self._model.line_at(index.row())
        if not self._model.writable or not isinstance(line, ExpenditureLine) or not line.project:
            return None
        column = self._model.columns[index.column()]
        wrong = column.content == "project" and self._model.cells.problem(line, column)
        return line if wrong else None

    def _advice(self, row: int, column: int) -> str:
        if self._model.group_at(row):
            return "← 折叠，→ 展开；Alt+Shift+← 全部折叠，Alt+Shift+→ 全部展开"
        line = self._model.line_at(row)
        if line is None:
            return "直接输入即开始新的一行；也可以从 Excel、WPS 复制后按 Ctrl+V"
        if self._model.cells.is_following(line, self._model.columns[column]):
            return "自动带出；可直接改，按 Delete 恢复自动"
        return ""
