"""Compiling an equation: each name in it becomes a figure, a column, or a set of rows of a grid."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from budgettool.cube.dimensions import Dimensions
from budgettool.packs.definition import Axis, RowDefinition
from budgettool.packs.naming import is_loose
from budgettool.packs.reference import (
    Call,
    CellReference,
    EachReference,
    Expression,
    Name,
    Number,
    Operation,
    Path,
    cell_references,
    nearest,
)
from budgettool.packs.rows import definitions_at
from budgettool.packs.rule import Equation, EquationRule
from budgettool.rules.asking import (
    AskedOfColumns,
    AskedOfKeys,
    AskedOfRows,
    AskedOnce,
    Asking,
    leaves,
)
from budgettool.rules.grids import Grid
from budgettool.rules.grids import Number as Figure
from budgettool.rules.reading import (
    Cell,
    Computed,
    Constant,
    Keyed,
    Summed,
    Term,
    absolute,
    add,
    change_rate,
    divide,
    greatest,
    least,
    multiply,
    subtract,
)
from budgettool.rules.rowsets import KeyedRows, RowSet, key_by, of_axis, of_definitions

Grids = Mapping[str, Sequence[Grid]]
"""The sides of the tables that there are, by the id of the table."""

_OPERATIONS: Final[Mapping[str, Callable[[Sequence[Figure]], Figure | None]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
}
_FUNCTIONS: Final[Mapping[str, Callable[[Sequence[Figure]], Figure | None]]] = {
    "sum": add,
    "rate": change_rate,
    "ratio": divide,
    "abs": absolute,
    "min": least,
    "max": greatest,
}


class Compiler:
    """Looks up what expressions name, sharing sets of rows between equations."""

    def __init__(self, grids: Grids, dimensions: Dimensions) -> None:
        self._grids = grids
        self._dimensions = dimensions
        self._sets: dict[tuple[int, str, Path], RowSet] = {}
        self._keyed: dict[tuple[int, str, Path, Axis | None], KeyedRows] = {}

    def equation(self, rule: EquationRule, equation: Equation) -> tuple[Term, Term, Asking]:
        """Compile both sides of an equation, and what it is asked of."""
        scope = _Scope(self, rule, self._own_grid(rule), keyed=_is_keyed(equation))
        left, right = scope.term(equation.left), scope.term(equation.right)
        return left, right, scope.asking((*leaves(left), *leaves(right)))

    def grid_of(self, reference: CellReference | EachReference) -> Grid:
        """Find the side that has a reference's column and, if it names one, its row."""
        sides = self._grids[reference.table]
        having = [grid for grid in sides if reference.column in grid.columns]
        if isinstance(reference, CellReference):
            for grid in having:
                if next(definitions_at(grid.side.rows, reference.row), None) is not None:
                    return grid
        return having[0]

    def rows(self, grid: Grid, axis: str, of: Path) -> RowSet:
        """Give the rows of an axis."""
        at = (id(grid), axis, of)
        if at not in self._sets:
            self._sets[at] = RowSet(grid, of_axis(axis, of))
        return self._sets[at]

    def keyed(self, grid: Grid, axis: str, of: Path, by: Axis | None) -> KeyedRows:
        """Give the rows of an axis by what they are matched by."""
        at = (id(grid), axis, of, by)
        if at not in self._keyed:
            rows = self.rows(grid, axis, of)
            self._keyed[at] = KeyedRows(rows, key_by(by, self._dimensions))
        return self._keyed[at]

    def _own_grid(self, rule: EquationRule) -> Grid | None:
        return self._grids[rule.table][rule.side] if rule.table else None


class _Scope:
    """Compiles the expressions of one equation."""

    def __init__(
        self, compiler: Compiler, rule: EquationRule, grid: Grid | None, *, keyed: bool
    ) -> None:
        self._compiler = compiler
        self._rule = rule
        self._grid = grid
        self._keyed = keyed

    def asking(self, terms: Sequence[Term]) -> Asking:
        """Say what the equation is asked of."""
        if self._rule.each == "row" and self._grid is not None:
            return AskedOfRows(self._grid)
        if self._rule.each == "column" and self._grid is not None:
            return AskedOfColumns(self._grid)
        keyed = [term.rows for term in terms if isinstance(term, Keyed)]
        return AskedOfKeys(keyed) if keyed else AskedOnce()

    def term(self, expression: Expression) -> Term:
        """Compile an expression."""
        match expression:
            case Number(value):
                return Constant(Fraction(value))
            case Name(path):
                return self._named(path)
            case CellReference(_, row, column):
                grid = self._compiler.grid_of(expression)
                return Cell(grid, row, grid.columns[column])
            case EachReference():
                return self._each(expression)
            case Operation(operator, left, right):
                return Computed([self.term(left), self.term(right)], _OPERATIONS[operator])
            case Call():
                return self._call(expression)

    def _call(self, call: Call) -> Term:
        first = call.arguments[0]
        if call.function == "parts" and isinstance(first, Name):
            return self._parts(first.path)
        return Computed([self.term(each) for each in call.arguments], _FUNCTIONS[call.function])

    def _each(self, reference: EachReference) -> Term:
        if not reference.table:
            assert self._grid is not None  # noqa: S101 - the loader has seen that there is a side
            return Summed(self._compiler.rows(self._grid, reference.axis, reference.of), None)
        grid = self._compiler.grid_of(reference)
        column = grid.columns[reference.column]
        if self._keyed:
            by = self._rule.by
            return Keyed(self._compiler.keyed(grid, reference.axis, reference.of, by), column)
        return Summed(self._compiler.rows(grid, reference.axis, reference.of), column)

    def _named(self, name: Path) -> Term:
        assert self._grid is not None  # noqa: S101 - the loader has seen that there is a side
        if self._rule.each == "row":
            return Cell(self._grid, None, self._column(name))
        return Cell(self._grid, name, None)

    def _column(self, name: Path) -> int:
        assert self._grid is not None  # noqa: S101 - see above
        found = nearest(("",), name, self._grid.columns)
        assert found is not None  # noqa: S101 - the loader has seen it
        return self._grid.columns[found]

    def _parts(self, name: Path) -> Term:
        """Sum what a table says that a column, or a row, adds up."""
        grid = self._grid
        assert grid is not None  # noqa: S101 - see above
        if self._rule.each == "row":
            column = grid.side.columns[self._column(name)]
            cells = [Cell(grid, None, grid.columns[part]) for part in column.parts]
            return Computed(cells, add)
        through = next(definitions_at(grid.definitions, name))
        definitions = tuple(part_definitions(grid.definitions, through))
        return Summed(RowSet(grid, of_definitions(definitions, name[:-1])), None)


def part_definitions(
    rows: Sequence[RowDefinition], through: Sequence[RowDefinition]
) -> Iterator[RowDefinition]:
    """Walk the definitions of the rows that a row is the sum of: those named, or those below."""
    row = through[-1]
    if not row.parts:
        yield from _with_figures(row.rows)
        return
    siblings = through[-2].rows if len(through) > 1 else rows
    for path in row.parts:
        level, part = siblings, row
        for step in path:
            part = next(each for each in level if each.id == step)
            level = part.rows
        yield from _with_figures((part,))


def _with_figures(rows: Sequence[RowDefinition]) -> Iterator[RowDefinition]:
    """Walk rows, for a group, which has no figures, the rows in it."""
    for row in rows:
        if row.group:
            yield from _with_figures(row.rows)
        else:
            yield row


def _is_keyed(equation: Equation) -> bool:
    """Tell whether rows are compared one by one: an `each` stands outside of any function."""
    return any(is_loose(side) for side in (equation.left, equation.right))


def tables_of(rule: EquationRule) -> frozenset[str]:
    """List the tables that a rule reads."""
    read = {
        reference.table
        for equation in rule.equations
        for side in (equation.left, equation.right)
        for reference in cell_references(side)
    }
    return frozenset((read | {rule.table}) - {""})
