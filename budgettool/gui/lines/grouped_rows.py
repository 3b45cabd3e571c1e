"""Rows with a heading over each group of lines, which can be folded.

A line that an edit gives to another group stays in its row while it is current, and moves once it
is left; its amount counts in the other group at once. Leaves sums to `grouping`.
"""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Signal

from budgettool.gui.lines.columns import Column, LineType
from budgettool.gui.lines.grouping import Group, Grouping, Groups
from budgettool.gui.lines.rows import MANY, Entry, LineRows
from budgettool.gui.session import Session
from budgettool.model import Line


class GroupedRows(LineRows):
    """The rows of a session's lines, in groups where that is wanted.

    Attributes:
        groups: The groups; None while lines are not grouped.
    """

    astray = Signal()
    """Lines stand outside the group to which they belong; `regroup` moves them."""

    def __init__(self, session: Session, line_type: LineType, columns: Sequence[Column]) -> None:
        self.groups: Groups | None = None
        self._astray: dict[str, None] = {}
        super().__init__(session, line_type, columns)

    @property
    def line_ids(self) -> Sequence[str]:
        """The ids of the lines that were chosen, in order, those of folded groups among them."""
        if self.groups is None:
            return super().line_ids
        return [*self.groups.line_ids(), *self._ungrouped()]

    def group_at(self, row: int) -> Group | None:
        """Give the group whose heading stands in a row."""
        entry = self.entry_at(row)
        return entry if isinstance(entry, Group) else None

    def group_of(self, row: int) -> Group | None:
        """Give the group in which a row stands."""
        entry = self.entry_at(row)
        if isinstance(entry, str):
            return self.groups.standing(entry) if self.groups else None
        return entry

    def bring(self, line_id: str) -> int | None:
        """Find the row of a line, if it was chosen; the group that hides it is unfolded."""
        group = self.groups.standing(line_id) if self.groups else None
        if group:
            self.fold(group, folded=False)
        return self.row_of(line_id)

    def group_by(self, grouping: Grouping | None) -> None:
        """Put lines that are alike under a heading; None for no groups."""
        self.groups = Groups(grouping, self.columns) if grouping else None
        self._show(self._chosen())

    def fold(self, group: Group, *, folded: bool) -> None:
        """Show only the heading of a group, or its lines too."""
        row = self.row_of(group)
        if group.folded == folded or row is None:
            return
        group.folded = folded
        if folded:
            self._take_out(row + 1, row + len(group.line_ids))
        else:
            self._put_in(row + 1, group.line_ids)
        self._tell_of([row])

    def fold_all(self, *, folded: bool) -> None:
        """Show headings only, or all lines too."""
        self.beginResetModel()
        for group in self.groups or ():
            group.folded = folded
        self._set_entries(self._grouped())
        self.endResetModel()

    def draft(self, line: Line) -> None:
        """Count a line as it is being typed, in its group too."""
        self.session.draft(line)
        self._count([(line.id, line)])

    def withdraw(self, line_id: str) -> None:
        """Give up what was being typed in a line."""
        self.session.withdraw(line_id)
        self._count([(line_id, self.session.lines.get(line_id))])

    def regroup(self, current: str | None) -> None:
        """Move lines to the groups to which they belong, except the one that is current."""
        groups, lines = self.groups, self.session.lines
        if groups is None or not self._astray.keys() - {current}:
            return
        for line_id in [each for each in self._astray if each != current]:
            del self._astray[line_id]
            line = lines.get(line_id)
            if line and groups.is_astray(line):
                self._move(line, groups)
        for group in groups.empty():
            row = self.row_of(group)
            groups.drop(group)
            if row is not None:
                self._take_out(row, row)

    def _is_known(self, line_id: str) -> bool:
        standing = self.groups.standing(line_id) if self.groups else None
        return standing is not None or super()._is_known(line_id)

    def _fill(self, line_ids: Sequence[str]) -> None:
        self._astray.clear()
        if self.groups is None:
            super()._fill(line_ids)
            return
        lines = self.session.lines
        self.groups.fill([lines[line_id] for line_id in line_ids], self.meaning)
        self._set_entries(self._grouped())

    def _grouped(self) -> Iterator[Entry]:
        for group in self.groups or ():
            yield group
            if not group.folded:
                yield from group.line_ids
        yield from self._ungrouped()

    def _ungrouped(self) -> list[str]:
        """List the lines below all groups: new ones, until they are left."""
        groups = self.groups
        return [each for each in self._astray if groups and groups.standing(each) is None]

    def _follow(self, ours: Sequence[Line], gone: Sequence[str]) -> None:
        groups = self.groups
        if groups is None:
            super()._follow(ours, gone)
            return
        if len(ours) + len(gone) > MANY:
            self._follow_many(ours)
            return
        for line_id in gone:
            groups.take(line_id)
            self._astray.pop(line_id, None)
        self._count([*((line_id, None) for line_id in gone), *((line.id, line) for line in ours)])
        super()._follow(ours, gone)
        self._astray = {line_id: None for line_id in self._astray if line_id in self.session.lines}
        self._astray.update((line.id, None) for line in ours if groups.is_astray(line))
        self.astray.emit()

    def _follow_many(self, ours: Sequence[Line]) -> None:
        """Group anew what was shown and what has come."""
        lines = self.session.lines
        shown = dict.fromkeys(each for each in self.line_ids if each in lines)
        self.beginResetModel()
        self._fill([*shown, *(line.id for line in ours if line.id not in shown)])
        self.endResetModel()

    def _insert(self, new: Sequence[str]) -> None:
        if self.groups is None:
            super()._insert(new)
            return
        self._removed.clear()  # rows of lines in other groups, by now
        self._astray.update(dict.fromkeys(new))
        super()._insert(new)
        for line_id in new:
            above = self.entry_at((self.row_of(line_id) or 0) - 1)
            if above is not None and not (isinstance(above, Group) and above.folded):
                self.groups.put_below(line_id, above)

    def _count(self, changes: Iterable[tuple[str, Line | None]]) -> None:
        if self.groups is None:
            return
        touched = set[Group]()
        for line_id, line in changes:
            touched |= self.groups.count(line_id, line)
        rows = (self.row_of(group) for group in touched)
        self._tell_of(sorted(row for row in rows if row is not None))

    def _move(self, line: Line, groups: Groups) -> None:
        row = self.row_of(line.id)
        if row is not None:
            self._take_out(row, row)
        groups.take(line.id)
        group = groups.belonging(line)
        if self.row_of(group) is None:
            self._put_in(self._row_for(group, groups), [group])
        groups.put_below(line.id, self._above(line, group, groups))
        heading = self.row_of(group)
        if heading is not None and not group.folded:
            self._put_in(heading + 1 + group.line_ids.index(line.id), [line.id])

    def _above(self, line: Line, group: Group, groups: Groups) -> Entry:
        """Find below what a line comes to stand in a group: as in the book, or last."""
        if self.choice.sorted_by and group.line_ids:
            return group.line_ids[-1]
        ids = list(self.session.lines)
        before = reversed(ids[: ids.index(line.id)])
        return next((each for each in before if groups.standing(each) is group), group)

    def _row_for(self, group: Group, groups: Groups) -> int:
        below = groups.after(group)
        row = self.row_of(below) if below else None
        return self.new_row - len(self._ungrouped()) if row is None else row
