"""Which line stands in which row, as lines come, change and go.

Leaves what stands in the cells to `model`, headings of groups to `grouped_rows`, sorting and
filtering to `choosing`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import Final, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Signal

from budgettool.gui.checks.live import Concerned
from budgettool.gui.lines.choosing import Choice, choose
from budgettool.gui.lines.columns import Column, LineType
from budgettool.gui.lines.entering import Entering
from budgettool.gui.lines.grouping import Group
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.lines.placing import Piece, place_among
from budgettool.gui.lines.wrong import WrongLines
from budgettool.gui.session import Session
from budgettool.model import AMOUNT, Line

Index = QModelIndex | QPersistentModelIndex
NO_INDEX: Final = QModelIndex()
MANY: Final = 40
"""So many changes are told as one: everything is shown anew."""

Entry = str | Group
"""What stands in a row: a line, by its id, or the heading of a group."""


class LineRows(QAbstractTableModel):
    """The rows of a session's lines; the one below the last is for a new line.

    Attributes:
        columns: The columns, in the model's order.
        choice: What is shown of the lines, and in which order.
        entering: What changes the book.
        session: Where the lines are.
        wrong: The lines with something wrong.
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
        self._type = line_type
        self.wrong = WrongLines(session, self._is_ours)
        self._entries: list[Entry] = []
        self._places: dict[Entry, int] = {}
        self._removed: dict[str, int] = {}
        self._read_anew()
        session.checks.changed.connect(self._on_checked)
        session.lines_changed.connect(self._on_lines_changed)
        session.rebuilt.connect(self._on_rebuilt)

    @property
    def meaning(self) -> Meaning:
        """What reads and shows cells, as the session stands."""
        return self.entering.meaning

    @property
    def writable(self) -> bool:
        """Whether lines can be changed."""
        return not self.session.read_only

    @property
    def line_ids(self) -> Sequence[str]:
        """The ids of the lines that are shown, in order."""
        return cast("list[str]", self._entries)

    @property
    def new_row(self) -> int:
        """The row below the last, where a new line is begun."""
        return len(self._entries)

    def lines(self) -> list[Line]:
        """List all lines of this kind, in the book's order, whether shown or not."""
        return [line for line in self.session.lines.values() if self._is_ours(line)]

    def entry_at(self, row: int) -> Entry | None:
        """Give what stands in a row; None in the row for a new line."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def line_at(self, row: int) -> Line | None:
        """Give the line in a row; None where there is none, and for one just deleted."""
        entry = self.entry_at(row)
        return self.session.lines.get(entry) if isinstance(entry, str) else None

    def lines_in(self, rows: Iterable[int]) -> Iterator[Line]:
        """Give the lines that stand in some rows."""
        for row in rows:
            if line := self.line_at(row):
                yield line

    def row_of(self, entry: Entry) -> int | None:
        """Find the row of a line, by its id, or of a heading, if it is shown."""
        return self._places.get(entry)

    def column_of(self, field: str) -> int:
        """Find the column of a field."""
        return next(at for at, each in enumerate(self.columns) if each.field == field)

    def choose(self, choice: Choice) -> None:
        """Show other lines, or in another order."""
        self.choice = choice
        self._removed.clear()  # rows of what was shown
        self._show(self._chosen())

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Count the rows, with the one for a new line."""
        return 0 if parent.isValid() else len(self._entries) + int(self.writable)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def _is_ours(self, line: Line) -> bool:
        return type(line) is self._type and line.measure == AMOUNT

    def _is_known(self, line_id: str) -> bool:
        """Tell whether a line has a place already."""
        return line_id in self._places

    def _read_anew(self) -> None:
        self.entering.meaning = Meaning(self.session, self.unit)
        self._fill(self._chosen())

    def _chosen(self) -> list[str]:
        lines = self.lines()
        if self.choice.marked:
            lines = self.wrong.among(lines)
        return choose(lines, self.columns, self.meaning, self.session.drafts, self.choice)

    def _show(self, line_ids: Sequence[str]) -> None:
        self.beginResetModel()
        self._fill(line_ids)
        self.endResetModel()
        self.chosen.emit()

    def _fill(self, line_ids: Sequence[str]) -> None:
        self._set_entries(line_ids)

    def _set_entries(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._places = {entry: row for row, entry in enumerate(self._entries)}

    def _number(self, first: int) -> None:
        """Note the rows of what stands in a row and below."""
        self._places.update(zip(islice(self._entries, first, None), count(first)))

    def _on_rebuilt(self) -> None:
        self.beginResetModel()
        self._read_anew()
        self.endResetModel()
        self.chosen.emit()

    def _on_checked(self, concerned: Concerned) -> None:
        """Paint marks anew."""
        ids = self._places if concerned.lines is None else concerned.lines
        if len(ids) > MANY:
            self._tell_of(range(len(self._entries)))
        else:
            self._tell_of(sorted(self._places[each] for each in ids if each in self._places))

    def _on_lines_changed(self, ids: frozenset[str]) -> None:
        lines = self.session.lines
        ours = [line for line_id in ids if (line := lines.get(line_id)) and self._is_ours(line)]
        gone = [line_id for line_id in ids if line_id not in lines]
        self._follow(ours, gone)
        self.chosen.emit()

    def _follow(self, ours: Sequence[Line], gone: Sequence[str]) -> None:
        """Show what has become of lines."""
        if doomed := sorted(self._places[each] for each in gone if each in self._places):
            self._remove(doomed)
        new = {line.id for line in ours if not self._is_known(line.id)}
        if new:
            self._insert(self._in_order(new))
        stayed = [line.id for line in ours if line.id not in new]
        self._tell_of(sorted(self._places[each] for each in stayed if each in self._places))

    def _in_order(self, ids: set[str]) -> list[str]:
        """Give lines in the book's order; one alone needs no walk through all."""
        return list(ids) if len(ids) == 1 else [each for each in self.session.lines if each in ids]

    def _tell_of(self, rows: Sequence[int]) -> None:
        last = len(self.columns) - 1
        for first, end in runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    def _remove(self, rows: Sequence[int]) -> None:
        parts = runs(rows)
        self._removed.update({str(self._entries[row]): row for row in rows})
        if len(parts) <= MANY:
            for first, end in reversed(parts):
                self._take_out(first, end)
            return
        doomed = set(rows)
        self.beginResetModel()
        self._set_entries(each for row, each in enumerate(self._entries) if row not in doomed)
        self.endResetModel()

    def _insert(self, new: Sequence[str]) -> None:
        """Show new lines where they were put or were before, all others at the end."""
        above = self.session.placed
        if self.choice.sorted_by:  # what comes back stands where it was sorted to
            above = {each: line for each, line in above.items() if each not in self._removed}
        shown = cast("list[str]", self._entries)
        pieces, last = place_among(shown, new, above, self._removed)
        for line_id in set(new).difference(last):
            self._removed.pop(line_id, None)
        self._put_pieces(pieces)
        self._append(last)

    def _put_pieces(self, pieces: Sequence[Piece]) -> None:
        """Put lines in sight here and there."""
        if len(pieces) <= MANY:
            for row, line_ids in pieces:
                self._put_in(row, line_ids)
            return
        self.beginResetModel()
        for row, line_ids in pieces:
            self._entries[row:row] = line_ids
        self._set_entries(self._entries)
        self.endResetModel()

    def _take_out(self, first: int, last: int) -> None:
        """Take rows out of sight."""
        if last < first:
            return
        self.beginRemoveRows(NO_INDEX, first, last)
        for entry in self._entries[first : last + 1]:
            del self._places[entry]
        del self._entries[first : last + 1]
        self._number(first)
        self.endRemoveRows()

    def _put_in(self, row: int, entries: Sequence[Entry]) -> None:
        """Put rows in sight."""
        if not entries:
            return
        self.beginInsertRows(NO_INDEX, row, row + len(entries) - 1)
        self._entries[row:row] = entries
        self._number(row)
        self.endInsertRows()

    def _append(self, line_ids: Sequence[str]) -> None:
        """The row for a new line becomes the first of them, and another opens at the end."""
        if not line_ids:
            return
        row = len(self._entries)
        first = row + int(self.writable)
        self.beginInsertRows(NO_INDEX, first, first + len(line_ids) - 1)
        self._entries.extend(line_ids)
        self._number(row)
        self.endInsertRows()
        self._tell_of(range(row, row + len(line_ids)))


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join neighbouring rows: 1, 2, 3, 7 make 1–3 and 7–7."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
