"""The lines of one kind as cells for a table view, and the headings of their groups.

Formats and never computes. Which line stands in which row is for `rows` and `grouped_rows`,
changing the book for `entering`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt

from budgettool.gui.amounts import shown
from budgettool.gui.lines.cells import Cell, Cells
from budgettool.gui.lines.columns import Column, LineType
from budgettool.gui.lines.grouped_rows import GroupedRows
from budgettool.gui.lines.grouping import Group
from budgettool.gui.lines.rows import Index
from budgettool.gui.session import Session
from budgettool.model import Line

PROBLEM_ROLE: Final = int(Qt.ItemDataRole.UserRole)
QUIET_ROLE: Final = PROBLEM_ROLE + 1
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_READ_ONLY: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
PLACEHOLDER: Final = "在此输入或粘贴"


class LinesModel(GroupedRows):
    """Shows the lines of a session.

    Attributes:
        cells: What stands in the cells.
    """

    def __init__(self, session: Session, line_type: LineType, columns: Sequence[Column]) -> None:
        super().__init__(session, line_type, columns)
        self.cells = Cells(session, self.entering)
        self._shows: Mapping[int, Callable[[Line, Column], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.cells.shown,
            Qt.ItemDataRole.EditRole: self.cells.edited,
            Qt.ItemDataRole.ToolTipRole: self.cells.tool_tip,
            Qt.ItemDataRole.AccessibleTextRole: self.cells.spoken,
            PROBLEM_ROLE: self.cells.problem,
            QUIET_ROLE: self.cells.is_following,
        }

    def set_unit(self, unit: str) -> None:
        """Show amounts in 元 or 万元."""
        self.unit = unit
        self.meaning.unit = unit
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if rows := self.rowCount():
            at = self.column_of("amount")
            self.dataChanged.emit(self.index(0, at), self.index(rows - 1, at))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell of a line can be typed in, unless the book is read only."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        fixed = self.group_at(index.row()) or not self.writable
        return _READ_ONLY if fixed else _READ_ONLY | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Give the heading of a column, or the number of a row."""
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.content == "amount" else _LEFT
        return None

    def title(self, column: Column) -> str:
        """Give the heading of a column, with the unit of money."""
        return f"{column.title}（{self.unit}）" if column.content == "amount" else column.title

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Show a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.content == "amount" else _LEFT
        if group := self.group_at(index.row()):
            return self._heading(group, index.column(), role)
        line = self.line_at(index.row())
        if line is None:
            return self._new_row(index.column(), role)
        show = self._shows.get(role)
        return show(line, column) if show else None

    def cell(self, row: int, at: int) -> Cell:
        """Give all that is painted of a cell in one answer."""
        column, line = self.columns[at], self.line_at(row)
        if line is None:
            right = column.content == "amount"
            return Cell(PLACEHOLDER if at == 0 else "", mark=None, quiet=True, right=right)
        return self.cells.painted(line, column)

    def subtotal(self, group: Group) -> str:
        """Write the sum of a group."""
        return shown(group.fen, self.unit)

    def say_row(self, row: int) -> str:
        """Say which row it is: `第 12 行`, in a group counted from its heading."""
        group = self.group_of(row)
        number = f"第 {self._row_head(row, Qt.ItemDataRole.DisplayRole)} 行"
        return f"“{group.name}”{number}" if group else number

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Settle what was typed in a cell; in the last row it begins a new line."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.writable:
            return False
        column, line = self.columns[index.column()], self.line_at(index.row())
        if line is not None:
            self.entering.type_in(line, column, str(value), new=False)
        elif index.row() == self.new_row and str(value).strip():
            self.entering.type_in(self.new_line(), column, str(value), new=True)
        return index.row() == self.new_row or line is not None

    def register(self, index: Index, name: str) -> None:
        """Put a project that nobody has registered in a cell, and register it."""
        column, line = self.columns[index.column()], self.line_at(index.row())
        self.entering.register(line or self.new_line(), column, name, new=line is None)

    def new_line(self) -> Line:
        """Begin a line like the last one that is shown."""
        above = self.lines_in(range(self.new_row - 1, -1, -1))
        return self.entering.new_line(next(above, None))

    def _row_head(self, row: int, role: int) -> Any:  # noqa: ANN401 - by role
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if row == self.new_row:
            return "+"
        group = self.group_of(row)
        above = self.row_of(group) if group else None
        if group is not None and above == row:
            return ""
        return str(row + 1 if above is None else row - above)

    def _heading(self, group: Group, at: int, role: int) -> Any:  # noqa: ANN401 - by role
        amount = self.columns[at].content == "amount"
        name = f"{group.name}　{group.count:,} 条"
        if role == Qt.ItemDataRole.DisplayRole:
            return self.subtotal(group) if amount else name if at == 0 else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{name}　小计 {self.subtotal(group)} {self.unit}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "已折叠" if group.folded else "已展开"
            return f"组 {name}，小计 {self.subtotal(group)} {self.unit}，{state}"
        return None

    def _new_row(self, column: int, role: int) -> Any:  # noqa: ANN401 - by role
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return PLACEHOLDER
        if role == QUIET_ROLE:
            return True
        return "" if role == Qt.ItemDataRole.EditRole else None
