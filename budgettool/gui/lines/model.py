"""The lines of one kind as rows for a table view, by id; the row below the last is for a new line.

Formats and never computes. Sorting and filtering are `choosing`, changing the book is `entering`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from budgettool.gui.lines.cells import Cell, Cells
from budgettool.gui.lines.choosing import Choice, choose
from budgettool.gui.lines.columns import Column, LineType
from budgettool.gui.lines.entering import Entering
from budgettool.gui.lines.grouping import Group, Grouping, groups_of
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.lines.placing import place_among
from budgettool.gui.session import Session
from budgettool.model import AMOUNT, Line

Index = QModelIndex | QPersistentModelIndex
PROBLEM_ROLE: Final = int(Qt.ItemDataRole.UserRole)
QUIET_ROLE: Final = PROBLEM_ROLE + 1
_NO_INDEX: Final = QModelIndex()
_MANY_RUNS: Final = 40
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
PLACEHOLDER: Final = "在此输入或粘贴"


class LinesModel(QAbstractTableModel):
    """Shows the lines of a session.

    Attributes:
        columns: The columns, in the model's order.
        cells: What stands in the cells.
        choice: What is shown of the lines, and in which order.
        entering: What changes the book.
        session: Where the lines are.
    """

    chosen = Signal()
    """Which lines are shown has changed, or their number."""

    def __init__(self, session: Session, line_type: LineType, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.choice = Choice()
        self.unit = "万元"
        self.entering = Entering(session, line_type, columns)
        self.session = session
        self.cells = Cells(session, self.entering)
        self._type = line_type
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        self._flags = flags | Qt.ItemFlag.ItemIsEditable if self.writable else flags
        self._rows: list[str] = []
        self._places: dict[str, int] = {}
        self._removed: dict[str, int] = {}
        self._shows: Mapping[int, Callable[[Line, Column], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.cells.shown,
            Qt.ItemDataRole.EditRole: self.cells.edited,
            Qt.ItemDataRole.ToolTipRole: self.cells.tool_tip,
            Qt.ItemDataRole.AccessibleTextRole: self.cells.spoken,
            PROBLEM_ROLE: self.cells.problem,
            QUIET_ROLE: self.cells.is_following,
        }
        self._read_anew()
        session.lines_changed.connect(self._on_lines_changed)
        session.rebuilt.connect(self._on_rebuilt)

    @property
    def meaning(self) -> Meaning:
        """What reads and shows cells, as the session stands."""
        return self.entering.meaning

    @property
    def line_ids(self) -> Sequence[str]:
        """The ids of the lines that are shown, in order."""
        return self._rows

    @property
    def writable(self) -> bool:
        """Whether lines can be changed."""
        return not self.session.read_only

    def line_at(self, row: int) -> Line | None:
        """Give the line in a row; None in the row for a new one, and for one just deleted."""
        return self.session.lines.get(self._rows[row]) if 0 <= row < len(self._rows) else None

    def row_of(self, line_id: str) -> int | None:
        """Find the row of a line, if it is shown."""
        return self._places.get(line_id)

    def column_of(self, field: str) -> int:
        """Find the column of a field."""
        return next(at for at, each in enumerate(self.columns) if each.field == field)

    def lines(self) -> list[Line]:
        """List all lines of this kind, in the book's order, whether shown or not."""
        return [line for line in self.session.lines.values() if self._is_ours(line)]

    def choose(self, choice: Choice) -> None:
        """Show other lines, or in another order."""
        self.choice = choice
        self.beginResetModel()
        self._set_rows(
            choose(self.lines(), self.columns, self.meaning, self.session.drafts, choice)
        )
        self.endResetModel()
        self.chosen.emit()

    def groups(self, grouping: Grouping) -> list[Group]:
        """Sum what would be shown, were all groups shown."""
        choice = replace(self.choice, group=None, sorted_by="")
        lines = self.lines()
        if choice.filters:
            drafts = self.session.drafts
            ids = choose(lines, self.columns, self.meaning, drafts, choice)
            lines = [self.session.lines[line_id] for line_id in ids]
        return groups_of(lines, grouping, self.columns, self.meaning)

    def set_unit(self, unit: str) -> None:
        """Show amounts in 元 or 万元."""
        self.unit = unit
        self.meaning.unit = unit
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        at = self.column_of("amount")
        self.dataChanged.emit(self.index(0, at), self.index(len(self._rows), at))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the lines that are shown, and the row for a new one."""
        return 0 if parent.isValid() else len(self._rows) + int(self.writable)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed in, unless the book is read only."""
        return self._flags if index.isValid() else Qt.ItemFlag.NoItemFlags

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
            return f"{column.title}（{self.unit}）" if column.content == "amount" else column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.content == "amount" else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Show a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.content == "amount" else _LEFT
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
            return Cell(PLACEHOLDER if at == 0 else "", problem=False, quiet=True, right=right)
        return self.cells.painted(line, column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Settle what was typed in a cell; in the last row it begins a new line."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.writable:
            return False
        column, line = self.columns[index.column()], self.line_at(index.row())
        if line is not None:
            self.entering.type_in(line, column, str(value), new=False)
        elif str(value).strip():
            self.entering.type_in(self.new_line(), column, str(value), new=True)
        return True

    def new_line(self) -> Line:
        """Begin a line like the last one that is shown."""
        return self.entering.new_line(self.line_at(len(self._rows) - 1))

    def _row_head(self, row: int, role: int) -> Any:  # noqa: ANN401 - by role
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row + 1) if row < len(self._rows) else "+"
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _new_row(self, column: int, role: int) -> Any:  # noqa: ANN401 - by role
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return PLACEHOLDER
        if role == QUIET_ROLE:
            return True
        return "" if role == Qt.ItemDataRole.EditRole else None

    def _is_ours(self, line: Line) -> bool:
        return type(line) is self._type and line.measure == AMOUNT

    def _read_anew(self) -> None:
        self.entering.meaning = Meaning(self.session, self.unit)
        self._set_rows(
            choose(self.lines(), self.columns, self.meaning, self.session.drafts, self.choice)
        )

    def _set_rows(self, line_ids: list[str]) -> None:
        self._rows = line_ids
        self._places = {line_id: row for row, line_id in enumerate(line_ids)}

    def _on_rebuilt(self) -> None:
        self.beginResetModel()
        self._read_anew()
        self.endResetModel()
        self.chosen.emit()

    def _on_lines_changed(self, ids: frozenset[str]) -> None:
        lines = self.session.lines
        gone = [self._places[i] for i in ids if i not in lines and i in self._places]
        new = [
            line_id
            for line_id in self._in_order(ids)
            if line_id not in self._places and self._is_ours(lines[line_id])
        ]
        stayed = [line_id for line_id in ids if line_id in lines and line_id in self._places]
        if gone:
            self._remove(sorted(gone))
        if new:
            self._insert(new)
        self._tell_of(sorted(self._places[line_id] for line_id in stayed))
        self.chosen.emit()

    def _in_order(self, ids: frozenset[str]) -> Iterable[str]:
        """Give lines in the book's order; those few of one edit need no walk through all."""
        if len(ids) == 1:
            return [line_id for line_id in ids if line_id in self.session.lines]
        return [line_id for line_id in self.session.lines if line_id in ids]

    def _tell_of(self, rows: Sequence[int]) -> None:
        last = len(self.columns) - 1
        for first, end in runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    def _remove(self, rows: Sequence[int]) -> None:
        parts = runs(rows)
        self._removed.update({self._rows[row]: row for row in rows})
        doomed = set(rows)
        left = [line_id for row, line_id in enumerate(self._rows) if row not in doomed]
        if len(parts) > _MANY_RUNS:
            self.beginResetModel()
            self._set_rows(left)
            self.endResetModel()
            return
        for first, end in reversed(parts):
            self.beginRemoveRows(_NO_INDEX, first, end)
            del self._rows[first : end + 1]
            self.endRemoveRows()
        self._set_rows(left)

    def _insert(self, new: Sequence[str]) -> None:
        """Show new lines where they were put or were before, all others at the end."""
        above = self.session.placed
        if self.choice.sorted_by:  # what comes back stands where it was sorted to
            above = {i: line for i, line in above.items() if i not in self._removed}
        merged, fresh = place_among(self._rows, new, above, self._removed)
        placed = set(new) - set(fresh)
        for line_id in placed:
            self._removed.pop(line_id, None)
        if placed:
            self._put_in(merged, [row for row, line_id in enumerate(merged) if line_id in placed])
        if fresh:
            self._append(fresh)

    def _put_in(self, merged: list[str], rows: Sequence[int]) -> None:
        """Show lines in some rows of what is then shown."""
        parts = runs(rows)
        if len(parts) > _MANY_RUNS:
            self.beginResetModel()
            self._set_rows(merged)
            self.endResetModel()
            return
        for first, end in parts:
            self.beginInsertRows(_NO_INDEX, first, end)
            self._rows[first:first] = merged[first : end + 1]
            self.endInsertRows()
        self._set_rows(merged)

    def _append(self, fresh: Sequence[str]) -> None:
        """The row for a new line becomes the first of them, and another opens at the end."""
        first = len(self._rows)
        self.beginInsertRows(
            _NO_INDEX, first + int(self.writable), first + len(fresh) - int(not self.writable)
        )
        self._rows.extend(fresh)
        self._places.update({line_id: first + at for at, line_id in enumerate(fresh)})
        self.endInsertRows()
        self._tell_of(range(first, first + len(fresh)))


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join neighbouring rows: 1, 2, 3, 7 make 1–3 and 7–7."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
