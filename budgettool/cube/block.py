"""A block: the figures of one side of a table, kept current as facts come and go."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from budgettool.cube.dimensions import Dimensions
from budgettool.cube.facts import Key
from budgettool.cube.formulas import evaluate
from budgettool.cube.matching import Matcher, RowKey, fixed_columns, row_conditions
from budgettool.money import FEN_PER_UNIT, round_half_up, step
from budgettool.packs.definition import RowDefinition, SideDefinition, TableDefinition, Where
from budgettool.packs.reference import CellReference, EachReference, Expression, Name, Path, names

Place = tuple[int, int]
"""A row and a column of a block, by number."""


class Block:
    """The rows that exist on a side of a table, and their amounts in 分 by column."""

    def __init__(
        self, table: TableDefinition, side: SideDefinition, dimensions: Dimensions
    ) -> None:
        self.table = table
        self.side = side
        self.columns = fixed_columns(side.columns)
        self.rows: list[RowKey] = []
        self.amounts: list[list[int]] = []
        self.matcher = Matcher(side, dimensions)
        self._step = step(FEN_PER_UNIT[table.unit], table.decimals)
        self._numbers: dict[Path, int] = {}
        self._row_memo: dict[Key, tuple[int, ...]] = {}
        self._column_memo: dict[Key, tuple[int, ...]] = {}
        for definition in _computed(side.rows):
            self._number(RowKey(definition, (), (definition.id,)))
        self._formula_columns = {
            position: {self._column_near(column.path, name) for name in names(column.formula)}
            for position, column in enumerate(side.columns)
            if column.formula is not None
        }

    def add(self, key: Key, amount: int) -> None:
        """Add an amount to every cell that a fact with this key feeds."""
        rows, columns = self.fed(key)
        for row in rows:
            amounts = self.amounts[row]
            for column in columns:
                amounts[column] += amount

    def add_all(self, facts: Mapping[Key, int]) -> None:
        """Add many facts: summed by what this block looks at first, then spread once."""
        sums: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
        for key, amount in facts.items():
            places = self.fed(key)
            if places[0] and places[1]:
                sums[places] = sums.get(places, 0) + amount
        for (rows, columns), amount in sums.items():
            for row in rows:
                amounts = self.amounts[row]
                for column in columns:
                    amounts[column] += amount

    def fed(self, key: Key) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give the rows and the columns that a fact with this key feeds."""
        projected = self.matcher.project_columns(key)
        columns = self._column_memo.get(projected)
        if columns is None:
            columns = self._column_memo[projected] = self.matcher.columns(key)
        if not columns:
            return (), ()
        projected = self.matcher.project_row(key)
        rows = self._row_memo.get(projected)
        if rows is None:
            rows = tuple(self._number(row) for row in self.matcher.rows(key))
            self._row_memo[projected] = rows
        return rows, columns

    def fed_places(self, key: Key) -> Iterator[Place]:
        """Give the cells that a fact feeds, those computed from them included."""
        rows, columns = self.fed(key)
        if not rows:
            return
        all_columns = _closure(set(columns), self._formula_columns)
        all_rows = _closure(set(rows), self._formula_rows())
        for row in sorted(all_rows):
            for column in sorted(all_columns):
                yield row, column

    def feeding(self, place: Place) -> Iterator[tuple[set[Key], set[Key]]]:
        """Give what facts must be like to feed a cell: projected row and column keys."""
        for row in _sources(place[0], self._formula_rows()):
            for column in _sources(place[1], self._formula_columns):
                yield (
                    {key for key, rows in self._row_memo.items() if row in rows},
                    {key for key, columns in self._column_memo.items() if column in columns},
                )

    def find(self, row: Path, column: Path) -> Place | None:
        """Find a cell by its address; None where no such row exists."""
        row_number, column_number = self._numbers.get(row), self.columns.get(column)
        if row_number is None or column_number is None:
            return None
        return row_number, column_number

    def exact(self, place: Place) -> Fraction | None:
        """Give a cell's exact figure: 分, or a rate; None where a rate has no value."""
        row, column = place
        formula = self.formula(place)
        if formula is None:
            return Fraction(self.amounts[row][column])

        def exact(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
            return tuple(self.exact(part) or Fraction(0) for part in self._named(place, reference))

        def printed(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
            return tuple(
                Fraction(round_half_up(int(self.exact(part) or 0), self._step))
                for part in self._named(place, reference)
            )

        return evaluate(formula, exact, printed)

    def formula(self, place: Place) -> Expression | None:
        """Give the formula of a computed cell: its row's, else its column's."""
        return self.rows[place[0]].definition.formula or self.side.columns[place[1]].formula

    def conditions(self, place: Place) -> Where | None:
        """Give the conditions that a line meets to feed a cell; None where they are not a list."""
        if self.formula(place) is not None:
            return None
        row = row_conditions(self.rows[place[0]])
        return None if row is None else (*self.matcher.column_wheres[place[1]], *row)

    def reference(self, place: Place) -> CellReference:
        """Give the address of a cell."""
        row, column = place
        return CellReference(self.table.id, self.rows[row].address, self.side.columns[column].path)

    def _named(
        self, place: Place, reference: Name | CellReference | EachReference
    ) -> Iterator[Place]:
        """Find the cells that a name in a formula means: of its row, or of its column."""
        if not isinstance(reference, Name):
            return
        row, column = place
        if self.rows[row].definition.formula is not None:
            found = self._numbers.get(reference.path)
            if found is not None:
                yield found, column
        else:
            yield row, self._column_near(self.side.columns[column].path, reference.path)

    def _column_near(self, path: Path, name: Path) -> int:
        """Find the column that a name means: the nearest, from beside the column outwards."""
        return next(
            self.columns[(*path[:depth], *name)]
            for depth in range(len(path) - 1, -1, -1)
            if (*path[:depth], *name) in self.columns
        )

    def _formula_rows(self) -> dict[int, set[int]]:
        """Give, for each computed row, the rows that it is computed from."""
        return {
            number: {
                self._numbers[name]
                for name in names(row.definition.formula)
                if name in self._numbers
            }
            for number, row in enumerate(self.rows[: len(list(_computed(self.side.rows)))])
            if row.definition.formula is not None
        }

    def _number(self, row: RowKey) -> int:
        number = self._numbers.get(row.address)
        if number is None:
            number = self._numbers[row.address] = len(self.rows)
            self.rows.append(row)
            self.amounts.append([0] * len(self.side.columns))
        return number


def _computed(rows: Iterable[RowDefinition]) -> Iterator[RowDefinition]:
    return (row for row in rows if row.formula is not None)


def _closure(start: set[int], computed: Mapping[int, set[int]]) -> set[int]:
    """Add to some rows or columns all that are computed from them, directly or not."""
    reached = set(start)
    grown = True
    while grown:
        more = {target for target, sources in computed.items() if sources & reached} - reached
        reached |= more
        grown = bool(more)
    return reached


def _sources(target: int, computed: Mapping[int, set[int]]) -> set[int]:
    """Give the plain rows or columns behind one that may be computed."""
    pending, plain, seen = [target], set(), set()
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        if current in computed:
            pending += computed[current]
        else:
            plain.add(current)
    return plain
