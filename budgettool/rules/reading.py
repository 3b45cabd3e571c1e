"""Computing one side of an equation: exactly, as printed, and from how many figures.

An expression is compiled once, its names looked up; what is left to do for an instance of a rule
(a row, a column, a key) is adding. Leaves comparing the two sides to `equations`.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from budgettool.money import round_half_up
from budgettool.packs.reference import CellReference, Path
from budgettool.rules.grids import Grid, Number
from budgettool.rules.rowsets import Key, KeyedRows, RowSet


class Instance(NamedTuple):
    """What an equation is asked of: a row's number, a column's, a key; or nothing of these."""

    row: int = -1
    column: int = -1
    key: Key = ()


class Reading(NamedTuple):
    """What an expression comes to.

    Attributes:
        exact: In 分; None where a figure is not known, or nothing can be divided by.
        printed: The same of the printed figures.
        figures: How many figures in it are not nought.
    """

    exact: Number | None
    printed: Number | None
    figures: int


Place = tuple[Grid, int, int]
"""A grid, a row, a column."""

NOTHING = Reading(None, None, 0)


class Term:
    """A part of an expression: gives its reading, and the figures that it reads."""

    def read(self, instance: Instance) -> Reading:
        """Compute it."""
        raise NotImplementedError

    def exact(self, instance: Instance) -> Number | None:
        """Compute it exactly alone, which is what is done at every key."""
        return self.read(instance).exact

    def cells(self, instance: Instance) -> Iterator[CellReference]:
        """Walk the figures that it reads, as far as they are of interest."""
        raise NotImplementedError


class Constant(Term):
    """A number as written: of money, in 分."""

    def __init__(self, value: Number) -> None:
        self._value = value

    def read(self, _instance: Instance) -> Reading:
        """Give the number."""
        return Reading(self._value, self._value, 0)

    def cells(self, _instance: Instance) -> Iterator[CellReference]:
        """Read nothing."""
        return iter(())


class Cell(Term):
    """One figure, whose row or column the instance may say."""

    def __init__(self, grid: Grid, address: Path | None, column: int | None) -> None:
        self.grid = grid
        self.column = column
        self.address = address

    def read(self, instance: Instance) -> Reading:
        """Look the figure up."""
        exact = self.exact(instance)
        return NOTHING if exact is None else _one(exact, self.grid.step)

    def exact(self, instance: Instance) -> Number | None:
        """Look the figure up."""
        column = instance.column if self.column is None else self.column
        if self.address is None:
            return self.grid.figure(instance.row, column)
        row = self.grid.find(self.address)
        return self.grid.absent(self.address) if row is None else self.grid.figure(row, column)

    def reads(self, grid: Grid, row: int, column: int) -> bool:
        """Tell whether a figure is this one, in some instance."""
        if grid is not self.grid or self.column not in {None, column}:
            return False
        return self.address is None or grid.row_keys()[row].address == self.address

    def cells(self, instance: Instance) -> Iterator[CellReference]:
        """Name the figure."""
        column = instance.column if self.column is None else self.column
        address = self.address
        if address is None:
            address = self.grid.row_keys()[instance.row].address
        yield CellReference(self.grid.table.id, address, self.grid.side.columns[column].path)


class Summed(Term):
    """The sum of a set of rows in one column."""

    def __init__(self, rows: RowSet, column: int | None) -> None:
        self.rows = rows
        self.column = column

    def read(self, instance: Instance) -> Reading:
        """Sum the column."""
        column = instance.column if self.column is None else self.column
        exact = self.rows.sum(column)
        return NOTHING if exact is None else Reading(exact, *self.rows.printed(column))

    def exact(self, instance: Instance) -> Number | None:
        """Give the running sum."""
        return self.rows.sum(instance.column if self.column is None else self.column)

    def cells(self, instance: Instance) -> Iterator[CellReference]:
        """Name the figures that are not nought."""
        column = instance.column if self.column is None else self.column
        yield from _named(self.rows.grid, self.rows.rows(), column)


class Keyed(Term):
    """The figures of the rows that have the instance's key, in one column."""

    def __init__(self, rows: KeyedRows, column: int) -> None:
        self.rows = rows
        self.column = column

    def read(self, instance: Instance) -> Reading:
        """Sum the rows of the key."""
        grid, total = self.rows.grid, Reading(0, 0, 0)
        for row in self.rows.rows(instance.key):
            figure = grid.figure(row, self.column)
            total = NOTHING if figure is None else _added(total, _one(figure, grid.step))
        return total

    def exact(self, instance: Instance) -> Number | None:
        """Sum the rows of the key."""
        grid, total = self.rows.grid, 0
        for row in self.rows.rows(instance.key):
            figure = grid.figure(row, self.column)
            if figure is None:
                return None
            total += figure  # type: ignore[assignment]
        return total

    def cells(self, instance: Instance) -> Iterator[CellReference]:
        """Name the figures of the key."""
        yield from _named(self.rows.grid, self.rows.rows(instance.key), self.column)


class Computed(Term):
    """Terms joined by an operator or a function."""

    def __init__(
        self, terms: Sequence[Term], compute: Callable[[Sequence[Number]], Number | None]
    ) -> None:
        self.terms = tuple(terms)
        self._compute = compute

    def read(self, instance: Instance) -> Reading:
        """Compute the terms and join them."""
        readings = [term.read(instance) for term in self.terms]
        exact = self._joined([reading.exact for reading in readings])
        printed = self._joined([reading.printed for reading in readings])
        return Reading(exact, printed, sum(reading.figures for reading in readings))

    def exact(self, instance: Instance) -> Number | None:
        """Compute the terms exactly and join them."""
        return self._joined([term.exact(instance) for term in self.terms])

    def cells(self, instance: Instance) -> Iterator[CellReference]:
        """Name the figures of all terms."""
        for term in self.terms:
            yield from term.cells(instance)

    def _joined(self, values: Sequence[Number | None]) -> Number | None:
        known = [value for value in values if value is not None]
        return self._compute(known) if len(known) == len(values) else None


def add(values: Sequence[Number]) -> Number:
    """Add."""
    return sum(values, 0)


def subtract(values: Sequence[Number]) -> Number:
    """Subtract the second from the first."""
    return values[0] - values[1]


def multiply(values: Sequence[Number]) -> Number:
    """Multiply."""
    return values[0] * values[1]


def divide(values: Sequence[Number]) -> Number | None:
    """Divide the first by the second; None by nought."""
    return Fraction(values[0]) / values[1] if values[1] else None


def change_rate(values: Sequence[Number]) -> Number | None:
    """Give the change from the second to the first, over the second; None from nought."""
    return Fraction(values[0] - values[1]) / values[1] if values[1] else None


def absolute(values: Sequence[Number]) -> Number:
    """Take the size without the sign."""
    return values[0] if values[0] >= 0 else -values[0]


def least(values: Sequence[Number]) -> Number:
    """Take the least."""
    return min(values)


def greatest(values: Sequence[Number]) -> Number:
    """Take the greatest."""
    return max(values)


def _one(figure: Number, place: int) -> Reading:
    printed = round_half_up(figure, place) if isinstance(figure, int) else figure
    return Reading(figure, printed, 1 if figure else 0)


def _added(one: Reading, other: Reading) -> Reading:
    if one.exact is None or other.exact is None or one.printed is None or other.printed is None:
        return NOTHING
    figures = one.figures + other.figures
    return Reading(one.exact + other.exact, one.printed + other.printed, figures)


def _named(grid: Grid, rows: Sequence[int], column: int) -> Iterator[CellReference]:
    """Name the figures that are not nought, by address: how rows came about is no matter."""
    keys, path = grid.row_keys(), grid.side.columns[column].path
    for address in sorted(keys[row].address for row in rows if grid.figure(row, column)):
        yield CellReference(grid.table.id, address, path)
