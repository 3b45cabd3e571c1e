"""A form as Qt's table wants it: cells by row and column, merged ones at their first place.

It formats and never computes. Leaves what an edit does to `filling`.
"""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from budgettool.gui.targets.filling import Filling, Spot
from budgettool.sheets.sheet import Cell

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The cell itself; None where a merged one covers the place."""

FLAW_ROLE: Final = Qt.ItemDataRole.UserRole + 2
HINT_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""What is wrong with what is filled in, and what belongs in an empty cell."""

PROMPT_ROLE: Final = Qt.ItemDataRole.UserRole + 4
"""What an empty cell itself shows of that."""

_ALIGN: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class FormModel(QAbstractTableModel):
    """The cells of one form."""

    def __init__(self, filling: Filling, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filling = filling
        self._spots: dict[tuple[int, int], Spot] = {}
        self._place()

    def refresh(self) -> None:
        """Read the form anew; where its shape is the same, only what it says is painted anew."""
        before = self._shape()
        self.filling.refresh()
        if before == self._shape():
            self._place()
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
            )
            return
        self.reset()

    def reset(self) -> None:
        """Show the form as the filling has it."""
        self.beginResetModel()
        self._place()
        self.endResetModel()

    def spot(self, index: Index) -> Spot | None:
        """Give the cell at a place; None where a merged one covers it."""
        return self._spots.get((index.row(), index.column())) if index.isValid() else None

    def spots(self) -> list[Spot]:
        """List the cells."""
        return list(self._spots.values())

    def index_of(self, field: tuple[str, int]) -> QModelIndex:
        """Find the cell of a field."""
        for (row, column), spot in self._spots.items():
            if spot.cell.field == field:
                return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.filling.sheet.body)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.filling.sheet.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells can be typed in."""
        spot = self.spot(index)
        if spot is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.filling.is_open(spot.cell) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Give what a cell shows."""
        spot = self.spot(index)
        if spot is None:
            return None
        cell = spot.cell
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.EditRole:
                return self.filling.text_to_edit(cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGN[cell.align] | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.filling.flaw(cell) or _origin(cell) or self.filling.hint(cell) or None
            case _:
                return self._of_ours(cell, role)

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - Qt's signature
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take in what was typed."""
        spot = self.spot(index)
        if spot is None or role != Qt.ItemDataRole.EditRole or not self.filling.is_open(spot.cell):
            return False
        definition = self.filling.definition(spot.cell)
        name = definition.label if definition else ""
        self.filling.write(f"填{name}", [(spot.cell, str(value or ""))])
        return True

    def _of_ours(self, cell: Cell, role: int) -> Any:  # noqa: ANN401 - by role
        if role == CELL_ROLE:
            return cell
        if role == FLAW_ROLE:
            return self.filling.flaw(cell)
        if role == PROMPT_ROLE:
            return self._prompt(cell)
        return self.filling.hint(cell) if role == HINT_ROLE and not cell.text else None

    def _prompt(self, cell: Cell) -> str:
        """Give what an empty cell shows in itself; rows that repeat would say it many times."""
        single = cell.field is not None and "." not in cell.field[0]
        return self.filling.hint(cell) if single and not cell.text else ""

    def _shape(self) -> list[object]:
        return [
            (spot.row, spot.cell.column, spot.cell.rowspan, spot.cell.colspan, spot.cell.field)
            for spot in self.filling.spots()
        ]

    def _place(self) -> None:
        self._spots = {(spot.row, spot.cell.column): spot for spot in self.filling.spots()}


def _origin(cell: Cell) -> str:
    """Say of a figure that nobody types where it comes from."""
    return f"由明细汇总：{cell.reference}" if cell.reference else ""
