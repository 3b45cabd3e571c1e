"""A listing as Qt's views want it: a tree of rows, each known by its id, an empty one at the end.

It formats and never computes. Leaves rows, values and edits to `listing`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from budgettool.gui.forms.column import Column
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.pasting import Row

Index = QModelIndex | QPersistentModelIndex
MARK_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""What is wrong in a cell, in words; empty where it is sound."""

QUIET_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""Whether a cell is shown quieter: what nobody typed."""

CARE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""Whether a derived figure is a warning."""

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NEW: Final = ""


@dataclass(eq=False, slots=True)
class _Node:
    """A place in the tree: a row, or the empty one at the end (no row)."""

    row: Row | None
    parent: "_Node | None" = None
    children: "list[_Node]" = field(default_factory=list)
    place: int = 0


def _to_read(listing: Listing, row: Row, column: Column) -> str | None:
    """Give what a cell says where it is pointed at: what is wrong, or all of a long text."""
    return listing.mark(row, column) or listing.text(row, column) or None


_SHOWN: Final[Mapping[int, Callable[[Listing, Row, Column], Any]]] = {
    Qt.ItemDataRole.DisplayRole: lambda listing, row, column: (
        listing.text(row, column) or column.blank
    ),
    Qt.ItemDataRole.EditRole: lambda listing, row, column: (
        listing.text_to_edit(row, column) if column.editable else None
    ),
    Qt.ItemDataRole.ToolTipRole: _to_read,
    Qt.ItemDataRole.AccessibleDescriptionRole: _to_read,
    MARK_ROLE: lambda listing, row, column: listing.mark(row, column),
    QUIET_ROLE: lambda listing, row, column: (
        column.content == "derived" or not listing.text(row, column)
    ),
    CARE_ROLE: lambda listing, row, column: (
        column.content == "derived" and listing.derived(row, column)[1]
    ),
}


class ListingModel(QAbstractItemModel):
    """The rows of one listing."""

    def __init__(self, listing: Listing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing = listing
        self._root = self._before = _Node(None)
        self._cube = listing.session.cube
        self._drafts = listing.session.drafts
        self._follows_lines = any(each.content == "derived" for each in listing.columns)
        self._nodes: dict[str, _Node] = {}
        self._build()

    def refresh(self) -> None:
        """Read the listing anew; of what stays in its place only what changed is painted anew."""
        cube, drafts = self.listing.session.cube, self._drafts
        self.listing.refresh()
        self._drafts = self.listing.session.drafts
        if self._shape != self._shape_now():
            self.beginResetModel()
            self._build()
            self.endResetModel()
            return
        drafted = {row_id for (row_id, _), _ in drafts.items() ^ self._drafts.items()}
        touched = [
            row for row in self.listing.rows if row.id in drafted or row != self._nodes[row.id].row
        ]
        for row in self.listing.rows:
            self._nodes[row.id].row = row
        if cube is self._cube and not self._follows_lines:
            for row in touched:
                last = len(self.listing.columns) - 1
                self.dataChanged.emit(self.index_of(row.id), self.index_of(row.id, last))
        else:
            self.say_changed()
        self._cube = cube

    def say_changed(self) -> None:
        """Have all that is in sight painted anew: names, units and derived figures may differ."""
        self.listing.forget()
        self._say_changed_below(self._root)

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self.listing.meaning.unit = unit
        self.say_changed()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def row_at(self, index: Index) -> Row | None:
        """Give the row of an index; None for the empty one."""
        node = index.internalPointer() if index.isValid() else None
        return node.row if isinstance(node, _Node) else None

    def column_at(self, index: Index) -> Column:
        """Give the column of an index."""
        return self.listing.columns[index.column()]

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """Find a row; an empty id is the empty row."""
        node = self._nodes.get(row_id)
        return QModelIndex() if node is None else self.createIndex(node.place, column, node)

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Give the index of a cell."""
        above = self._node(parent)
        inside = 0 <= row < len(above.children) and 0 <= column < len(self.listing.columns)
        if not inside or (parent is not None and parent.column() > 0):
            return QModelIndex()
        return self.createIndex(row, column, above.children[row])

    def parent(self, index: Index | None = None) -> Any:  # noqa: ANN401
        """Give the row above in the tree."""
        if index is None:
            return super().parent()
        node = self._node(index).parent
        if node is None or node is self._root:
            return QModelIndex()
        return self.createIndex(node.place, 0, node)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows under a row."""
        if parent is not None and parent.column() > 0:
            return 0
        return len(self._node(parent).children)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Count the columns, the same everywhere."""
        return len(self.listing.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Name a column; money says its unit."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.listing.columns):
            return None
        column = self.listing.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            money = column.content == "amount" or column.field in {"used", "left"}
            return f"{column.title}（{self.listing.meaning.unit}）" if money else column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells can be typed in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.column_at(index)
        begins = self.listing.starts_anywhere or index.column() == 0
        if column.editable and (self.row_at(index) is not None or begins):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags if not self.listing.session.read_only else flags & ~Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Give what a cell shows."""
        if not index.isValid():
            return None
        row, column = self.row_at(index), self.column_at(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.numeric and row is not None else _LEFT
        if row is None:
            return self._of_new(index, role)
        show = _SHOWN.get(role)
        return show(self.listing, row, column) if show else None

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - Qt's signature
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take in what was typed."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        row, column, text = self.row_at(index), self.column_at(index), str(value or "")
        if row is not None:
            self.listing.write(row, column, text)
        elif text.strip():
            self.listing.add(column, text)
        return True

    def _of_new(self, index: Index, role: int) -> Any:  # noqa: ANN401 - by role
        if role == Qt.ItemDataRole.DisplayRole:
            return self.listing.begin if index.column() == 0 else ""
        if role == Qt.ItemDataRole.EditRole:
            return ""
        return True if role == QUIET_ROLE else None

    def _shape_now(self) -> tuple[object, ...]:
        rows = [(row.id, self.listing.parent_of(row)) for row in self.listing.rows]
        return self.listing.session.read_only, rows

    def _build(self) -> None:
        self._shape = self._shape_now()
        self._before = self._root  # Qt may still hold indexes into it while the model is reset
        self._root = _Node(None)
        self._nodes = {row.id: _Node(row) for row in self.listing.rows}
        for row in self.listing.rows:
            self._hang(self._nodes[row.id], self._nodes.get(self.listing.parent_of(row) or ""))
        if not self.listing.session.read_only:
            self._nodes[_NEW] = _Node(None)
            self._hang(self._nodes[_NEW], None)

    def _hang(self, node: _Node, above: _Node | None) -> None:
        node.parent = above or self._root
        node.place = len(node.parent.children)
        node.parent.children.append(node)

    def _node(self, index: Index | None) -> _Node:
        node = index.internalPointer() if index is not None and index.isValid() else None
        return node if isinstance(node, _Node) else self._root

    def _say_changed_below(self, node: _Node) -> None:
        if not node.children:
            return
        first, last = node.children[0], node.children[-1]
        end = len(self.listing.columns) - 1
        self.dataChanged.emit(
            self.createIndex(0, 0, first), self.createIndex(last.place, end, last)
        )
        for child in node.children:
            self._say_changed_below(child)
