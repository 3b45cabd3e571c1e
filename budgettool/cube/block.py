"""A block: the figures of one side of a table, kept current as facts come and go."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, compress, repeat

from budgettool.cube.dimensions import Dimensions
from budgettool.cube.facts import Key
from budgettool.cube.formulas import evaluate
from budgettool.cube.matching import (
    ColumnIndex,
    RowIndex,
    RowKey,
    fixed_columns,
    row_conditions,
)
from budgettool.cube.memo import Memo, Numbers
from budgettool.money import FEN_PER_UNIT, round_half_up, step
from budgettool.packs.completion import line_kinds, lines_condition
from budgettool.packs.definition import SideDefinition, TableDefinition, Where
from budgettool.packs.reference import (
    CellReference,
    EachReference,
    Expression,
    Name,
    Path,
    names,
    nearest,
)

Place = tuple[int, int]
"""A row and a column of a block, by number."""


class Block:
    """The rows that exist on a side of a table, and their amounts in 分 by column."""

    def __init__(
        self,
        table: TableDefinition,
        side: SideDefinition,
        row_index: RowIndex,
        dimensions: Dimensions,
    ) -> None:
        self.table = table
        self.side = side
        self.row_index = row_index
        self.column_index = ColumnIndex(side, dimensions)
        self.kinds = line_kinds(side)
        self.places = row_index.memo.places | self.column_index.memo.places
        self.columns = fixed_columns(side.columns)
        self._amounts: dict[int, list[int]] = {}
        self._step = step(FEN_PER_UNIT[table.unit], table.decimals)
        self._formula_columns = {
            position: {self._column_near(column.path, name) for name in names(column.formula)}
            for position, column in enumerate(side.columns)
            if column.formula is not None
        }
        self._formula_rows = {
            number: {
                source
                for name in names(row.definition.formula)
                if (source := row_index.find(name)) is not None
            }
            for number, row in enumerate(row_index.rows)
            if row.definition.formula is not None
        }

    def rows(self) -> Iterator[tuple[int, RowKey]]:
        """Walk the rows that this block has, by number."""
        for number in {**self._formula_rows, **self._amounts}:
            yield number, self.row_index.rows[number]

    def amounts(self, row: int) -> list[int]:
        """Give a row's amounts in 分 by column."""
        found = self._amounts.get(row)
        if found is None:
            found = self._amounts[row] = [0] * len(self.side.columns)
        return found

    def is_nought(self, row: int) -> bool:
        """Tell whether a row has no amounts, or none any more; formulas aside."""
        return not any(self._amounts.get(row, ()))

    def amount(self, place: Place) -> int:
        """Give what lines sum to in a cell, in 分; formulas aside."""
        found = self._amounts.get(place[0])
        return found[place[1]] if found else 0

    def add(self, key: Key, amount: int) -> None:
        """Add an amount to every cell that a fact with this key feeds."""
        self._spread(*self.fed(key), amount)

    def add_all(self, facts: Mapping[Key, int]) -> None:
        """Add many facts: those that feed the same rows and columns are summed first."""
        columns_of, rows_of = self.column_index.memo, self.row_index.memo
        fed = [columns_of[looked_at] for looked_at in map(columns_of.project, facts)]
        counted = map(rows_of.project, compress(facts, fed))  # without columns, there is no row
        pairs = zip(map(rows_of.__getitem__, counted), filter(None, fed), strict=True)
        sums: defaultdict[tuple[Numbers, Numbers], int] = defaultdict(int)
        for pair, amount in zip(pairs, compress(facts.values(), fed), strict=True):
            sums[pair] += amount
        for (rows, columns), amount in sums.items():
            self._spread(rows, columns, amount)

    def fed(self, key: Key) -> tuple[Numbers, Numbers]:
        """Give the rows and the columns that a fact with this key feeds."""
        columns = self.column_index.memo.of(key)
        return (self.row_index.memo.of(key), columns) if columns else ((), ())

    def _spread(self, rows: Numbers, columns: Numbers, amount: int) -> None:
        for row in rows:
            amounts = self.amounts(row)
            for column in columns:
                amounts[column] += amount

    def fed_places(self, key: Key) -> Iterator[Place]:
        """Give the cells that a fact feeds, those computed from them included."""
        rows, columns = self.fed(key)
        if not rows:
            return
        all_columns = _closure(set(columns), self._formula_columns)
        all_rows = _closure(set(rows), self._formula_rows)
        for row in sorted(all_rows):
            for column in sorted(all_columns):
                yield row, column

    def behind(self, place: Place, lines: Mapping[Key, Iterable[str]]) -> Iterator[str]:
        """Find, among lines by the keys of their facts, those that feed a cell."""
        rows = _sources(place[0], self._formula_rows)
        columns = _sources(place[1], self._formula_columns)
        passed = list(_feeding(self.column_index.memo, columns, lines))
        ids = compress(lines.values(), passed)
        keys = list(compress(lines, passed))
        return chain.from_iterable(compress(ids, _feeding(self.row_index.memo, rows, keys)))

    def find(self, row: Path, column: Path) -> Place | None:
        """Find a cell by its address; None where no such row exists."""
        row_number, column_number = self.row_index.find(row), self.columns.get(column)
        if row_number is None or column_number is None:
            return None
        return row_number, column_number

    def exact(self, place: Place) -> Fraction | None:
        """Give a cell's exact figure: 分, or a rate; None where a rate has no value."""
        formula = self.formula(place)
        if formula is None:
            return Fraction(self.amount(place))

        def exact(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
            return tuple(self.exact(part) or Fraction(0) for part in self._named(place, reference))

        def printed(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
            return tuple(
                Fraction(round_half_up(int(self.exact(part) or 0), self._step))
                for part in self._named(place, reference)
            )

        return evaluate(formula, exact, printed)

    def formula(self, place: Place) -> Expression | None:
        """Give the formula of a computed cell: its row's, else its column's.

        A rate is always its column's: the rate of a computed total is taken of that total.
        """
        column = self.side.columns[place[1]]
        return self._row_formula(place) or column.formula

    def _row_formula(self, place: Place) -> Expression | None:
        rate = self.side.columns[place[1]].form == "rate"
        return None if rate else self.row_index.rows[place[0]].definition.formula

    def conditions(self, place: Place) -> Where | None:
        """Give the conditions that a line meets to feed a cell; None where they are not a list."""
        if self.formula(place) is not None:
            return None
        row = row_conditions(self.row_index.rows[place[0]])
        if row is None:
            return None
        where = (*self.column_index.wheres[place[1]], *row)
        said = any(condition.axis.dimension == "lines" for condition in where)
        return where if said else (lines_condition(self.side.lines), *where)

    def reference(self, place: Place) -> CellReference:
        """Give the address of a cell."""
        row, column = place
        return CellReference(
            self.table.id, self.row_index.rows[row].address, self.side.columns[column].path
        )

    def _named(
        self, place: Place, reference: Name | CellReference | EachReference
    ) -> Iterator[Place]:
        """Find the cells that a name in a formula means: of its row, or of its column."""
        if not isinstance(reference, Name):
            return
        row, column = place
        if self._row_formula(place) is not None:
            found = self.row_index.find(reference.path)
            if found is not None:
                yield found, column
        else:
            yield row, self._column_near(self.side.columns[column].path, reference.path)

    def _column_near(self, path: Path, name: Path) -> int:
        """Find the column that a name means; the loader has seen that there is one."""
        found = nearest(path, name, self.columns)
        assert found is not None  # noqa: S101 - see above
        return self.columns[found]


def _feeding(memo: Memo, numbers: set[int], keys: Collection[Key]) -> Iterator[bool]:
    """Tell of each key whether its facts fall into any of some rows or columns."""
    accepted = {looked_at for looked_at, found in memo.items() if not numbers.isdisjoint(found)}
    if len(accepted) == len(memo):  # such as a total of everything
        return repeat(True, len(keys))  # noqa: FBT003 - what is repeated
    return map(accepted.__contains__, map(memo.project, keys))


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
