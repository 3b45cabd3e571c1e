"""What is done about the current cell: mended as its finding offers, or its project registered.

Leaves saying what is wrong, and what is offered, to `remark`.
"""

from PySide6.QtCore import QObject, Signal

from budgettool.errors import BudgetToolError
from budgettool.gui.checks.acts import mend
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.remark import Remark
from budgettool.rules.finding import Finding


class CellActs(QObject):
    """Acts on the cell of which a remark speaks."""

    told = Signal(str)

    def __init__(self, grid: LineGrid, remark: Remark) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = grid.lines
        self._remark = remark
        remark.mend_wanted.connect(self.mend)
        remark.register_wanted.connect(self.register_project)

    def first(self) -> None:
        """Do what is offered first."""
        if self._remark.unregistered():
            self.register_project()
        elif finding := self._remark.mendable():
            self.mend(finding)

    def mend(self, finding: Finding) -> None:
        """Mend what was found, as one step."""
        self._grid.settle()
        try:
            label = mend(self._model.session, [finding])
        except BudgetToolError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(f"{label}　Ctrl+Z 撤销")

    def register_project(self) -> None:
        """Register the project that the cell names."""
        if line := self._remark.unregistered():
            column = self._model.columns[self._model.column_of("project")]
            self._model.entering.register(line, column, line.project or "", new=False)
            self.told.emit(f"已登记项目“{line.project}”　Ctrl+Z 撤销")
