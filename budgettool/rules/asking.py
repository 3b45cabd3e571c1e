"""What an equation is asked of, and which of that a changed figure concerns."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from budgettool.rules.grids import Grid
from budgettool.rules.reading import Cell, Computed, Instance, Keyed, Summed, Term
from budgettool.rules.rowsets import Key, KeyedRows

ONCE = Instance()


class Asking(Protocol):
    """The instances of an equation."""

    def instances(self) -> Iterator[Instance]:
        """Walk all of them, as the figures stand."""

    def asks(self, instance: Instance) -> bool:
        """Tell whether one that a figure concerned is among them now."""


class AskedOnce:
    """An equation that is asked as it stands."""

    def instances(self) -> Iterator[Instance]:
        """Ask it once."""
        yield ONCE

    def asks(self, _instance: Instance) -> bool:
        """Tell that it is asked."""
        return True


class AskedOfRows:
    """An equation that is asked of every row of a side."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid

    def instances(self) -> Iterator[Instance]:
        """Walk the rows that have figures."""
        for row in self.grid.present():
            yield Instance(row=row)

    def asks(self, instance: Instance) -> bool:
        """Tell whether the row has figures."""
        return self.grid.has(instance.row)


class AskedOfColumns:
    """An equation that is asked of every column of amounts of a side."""

    def __init__(self, grid: Grid) -> None:
        columns = enumerate(grid.side.columns)
        self._columns = tuple(place for place, column in columns if column.form == "amount")

    def instances(self) -> Iterator[Instance]:
        """Walk the columns of amounts."""
        for column in self._columns:
            yield Instance(column=column)

    def asks(self, instance: Instance) -> bool:
        """Tell whether it is a column of amounts: rates do not add up."""
        return instance.column in self._columns


class AskedOfKeys:
    """An equation that compares rows by what they are matched by."""

    def __init__(self, rows: Sequence[KeyedRows]) -> None:
        self._rows = rows

    def instances(self) -> Iterator[Instance]:
        """Walk the keys of all sets of rows."""
        keys: dict[Key, None] = {}
        for rows in self._rows:
            keys.update(dict.fromkeys(rows.keys()))
        for key in keys:
            yield Instance(key=key)

    def asks(self, _instance: Instance) -> bool:
        """Tell that each is asked."""
        return True


def concerned(asking: Asking, term: Term, grid: Grid, row: int, column: int) -> Iterator[Instance]:
    """Walk the instances in which a term reads a figure, and tell its running sums."""
    match term:
        case Cell():
            if term.reads(grid, row, column):
                yield from _instances_at(asking, row, column)
        case Summed():
            if term.rows.grid is grid and row in term.rows:
                term.rows.touch(row, column)
                yield from _instances_at(asking, row, column)
        case Keyed():
            key = term.rows.key(row) if term.rows.grid is grid and term.column == column else None
            if key is not None:
                yield Instance(key=key)
        case Computed(terms=terms):
            for part in terms:
                yield from concerned(asking, part, grid, row, column)


def _instances_at(asking: Asking, row: int, column: int) -> Iterator[Instance]:
    match asking:
        case AskedOfRows():
            yield Instance(row=row)
        case AskedOfColumns():
            yield Instance(column=column)
        case AskedOfKeys():
            yield from asking.instances()
        case _:
            yield ONCE


def leaves(term: Term) -> Iterator[Term]:
    """Walk the terms that read figures."""
    if isinstance(term, Computed):
        for part in term.terms:
            yield from leaves(part)
    else:
        yield term
