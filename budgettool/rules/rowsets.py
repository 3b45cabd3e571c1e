"""Sets of rows that equations sum or compare: by axis, by beginning of code, by what adds up.

They follow a grid whose rows are added to, and keep running sums, so that one changed figure costs
one addition and not a walk over the rows.
"""

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction

from budgettool.cube.dimensions import Dimensions
from budgettool.cube.matching import RowKey
from budgettool.money import round_half_up
from budgettool.packs.definition import Axis, RowDefinition
from budgettool.packs.reference import Path
from budgettool.packs.rows import fixed_members, is_of
from budgettool.rules.grids import Grid, Number

Key = tuple[Hashable, ...]
"""What rows of different tables are matched by."""

Belongs = Callable[[RowKey], bool]


class RowSet:
    """The rows of a grid that belong to a set, with running sums by column."""

    def __init__(self, grid: Grid, belongs: Belongs) -> None:
        self.grid = grid
        self._belongs = belongs
        self._looked_at = 0
        self._rows: list[int] = []
        self._in: set[int] = set()
        self._sums: dict[int, Number | None] = {}
        self._seen: dict[int, list[Number | None]] = {}

    def rows(self) -> list[int]:
        """List the rows, those added since included."""
        keys = self.grid.row_keys()
        for number in range(self._looked_at, len(keys)):
            if self._belongs(keys[number]):
                self._rows.append(number)
                self._in.add(number)
        self._looked_at = len(keys)
        return self._rows

    def __contains__(self, row: int) -> bool:
        """Tell whether a row belongs to the set."""
        if row >= self._looked_at:
            self.rows()
        return row in self._in

    def sum(self, column: int) -> Number | None:
        """Give the exact sum of a column; None where a figure is not known."""
        if column not in self._sums:
            rows = self.rows()
            seen = self._seen[column] = [0] * self._looked_at
            total: Number | None = 0
            for row in rows:
                figure = seen[row] = self.grid.figure(row, column)
                total = None if figure is None or total is None else total + figure
            self._sums[column] = total
        return self._sums[column]

    def printed(self, column: int) -> tuple[Number, int]:
        """Give the sum of the printed figures of a column, and how many are not nought."""
        total, count = 0, 0
        for row in self.rows():
            if figure := self.grid.figure(row, column):
                total += round_half_up(int(figure), self.grid.step)
                count += 1
        return total, count

    def touch(self, row: int, column: int) -> None:
        """Count a figure that has changed."""
        known = self._sums.get(column)
        if known is None:
            self._sums.pop(column, None)
            return
        seen = self._seen[column]
        seen.extend([0] * (row + 1 - len(seen)))
        figure, before = self.grid.figure(row, column), seen[row]
        seen[row] = figure
        self._sums[column] = None if figure is None or before is None else known + figure - before


class KeyedRows:
    """The rows of a grid by what they are matched by."""

    def __init__(self, rows: RowSet, key_of: Callable[[RowKey], Key | None]) -> None:
        self.grid = rows.grid
        self._rows = rows
        self._key_of = key_of
        self._placed = 0
        self._by_key: dict[Key, list[int]] = {}
        self._keys: dict[int, Key] = {}

    def keys(self) -> Iterator[Key]:
        """Walk the keys that there are."""
        self._place()
        return iter(self._by_key)

    def key(self, row: int) -> Key | None:
        """Give the key of a row; None for one outside."""
        if row not in self._keys:
            self._place()
        return self._keys.get(row)

    def rows(self, key: Key) -> list[int]:
        """List the rows of a key."""
        self._place()
        return self._by_key.get(key, [])

    def _place(self) -> None:
        rows = self._rows.rows()
        listed = self.grid.row_keys()
        for row in rows[self._placed :]:
            key = self._key_of(listed[row])
            if key is not None:
                self._by_key.setdefault(key, []).append(row)
                self._keys[row] = key
        self._placed = len(rows)


def of_axis(axis: str, of: Path) -> Belongs:
    """Make the test for rows of an axis, and of codes that begin so."""

    def belongs(row: RowKey) -> bool:
        if not is_of(row.definition, axis):
            return False
        own = row.chain[-len(row.definition.each) :] if row.definition.each else ()
        members = [member for _, member in own] or [m for _, m in fixed_members(row.definition)]
        return not of or any(member.startswith(of) for member in members)

    return belongs


def of_definitions(definitions: tuple[RowDefinition, ...], above: Path) -> Belongs:
    """Make the test for rows of some definitions under one address."""
    wanted = {id(definition) for definition in definitions}

    def belongs(row: RowKey) -> bool:
        return id(row.definition) in wanted and row.address[: len(above)] == above

    return belongs


def key_by(axis: Axis | None, dimensions: Dimensions) -> Callable[[RowKey], Key | None]:
    """Make what rows are matched by: an attribute of one member, or all members."""

    def key_of(row: RowKey) -> Key | None:
        members = (*row.chain, *fixed_members(row.definition))
        if axis is None:
            return tuple(member for _, member in members)
        for own, member in reversed(members):
            if own.dimension == axis.dimension:
                found = dimensions.attribute(axis, member)
                return None if found is None else (found,)
        return None

    return key_of


def exactly(number: Number) -> Number:
    """Give a whole number as such."""
    if isinstance(number, Fraction) and number.denominator == 1:
        return number.numerator
    return number
