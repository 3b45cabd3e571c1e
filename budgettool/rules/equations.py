"""The equations of a pack over the figures of tables: all of them, or those that an edit touched.

Each equation is asked of its instances: once, of each row or column, or of each key that rows are
matched by. Exact figures are compared in 分; typed and imported ones as printed, where a sum of n
parts may be off by (n + 1) halves of the last place: 尾差.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from budgettool.cube.cube import Touched
from budgettool.cube.dimensions import Dimensions
from budgettool.packs.definition import Pack
from budgettool.packs.reference import CellReference, Path
from budgettool.packs.rule import EquationRule
from budgettool.rules.asking import Asking, concerned, leaves
from budgettool.rules.compiling import Compiler, Grids, tables_of
from budgettool.rules.finding import CellPlace, Finding, SubjectPlace
from budgettool.rules.grids import BlockGrid, Grid, SheetGrid
from budgettool.rules.grids import Number as Figure
from budgettool.rules.reading import Cell, Instance, Keyed, Reading, Summed, Term

_MOST_CELLS: Final = 40
"""Figures that one finding names, at most."""


class Residue(NamedTuple):
    """A 尾差: printed figures that do not add up though nothing is wrong."""

    code: str
    place: CellReference
    difference: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an instance: a finding, a 尾差, that it could not be evaluated, or nothing."""

    finding: Finding | None = None
    residue: Residue | None = None
    unknown: bool = False


SOUND: Final = Outcome()


class Equations:
    """All equations of a pack over one set of grids.

    Attributes:
        impossible: Rules that cannot be asked at all, with the tables that they lack.
    """

    def __init__(self, pack: Pack, grids: Grids, dimensions: Dimensions) -> None:
        compiler = Compiler(grids, dimensions)
        self.impossible: dict[str, tuple[str, ...]] = {}
        self._compiled: list[_Compiled] = []
        for rule in pack.rules.equations:
            if lacking := tuple(sorted(tables_of(rule) - grids.keys())):
                self.impossible[rule.code] = lacking
                continue
            for number, equation in enumerate(rule.equations, start=1):
                part = str(number) if len(rule.equations) > 1 else ""
                self._compiled.append(_Compiled(rule, part, *compiler.equation(rule, equation)))
        self._triggers = _triggers(self._compiled)

    def codes(self) -> tuple[str, ...]:
        """List the codes of the rules that are asked."""
        return tuple(dict.fromkeys(each.rule.code for each in self._compiled))

    def all(self) -> Iterator[tuple["Asked", Outcome]]:
        """Evaluate every instance; gives those that are not sound."""
        for number, compiled in enumerate(self._compiled):
            for instance in compiled.instances():
                outcome = compiled.outcome(instance)
                if outcome is not SOUND:
                    yield Asked(number, compiled.rule.code, instance), outcome

    def touched(self, cells: Iterable[Touched]) -> Iterator[tuple["Asked", Outcome]]:
        """Evaluate the instances that some figures are in; gives all of these."""
        asked: dict[Asked, None] = {}
        for cell in cells:
            row, column = cell.place
            address = cell.block.row_index.rows[row].address
            asked |= dict.fromkeys(self._concerned(cell.block, row, column, address))
        for each in asked:
            yield each, self._compiled[each.equation].again(each.instance)

    def changed(self, grid: SheetGrid, row: int, column: int) -> dict["Asked", Outcome]:
        """Evaluate the instances that a figure of a sheet is in."""
        return {
            each: self._compiled[each.equation].again(each.instance)
            for each in self._concerned(grid, row, column, grid.row_keys()[row].address)
        }

    def _concerned(self, source: object, row: int, column: int, address: Path) -> Iterator["Asked"]:
        for which in (None, address):
            for number, grid, term in self._triggers.get((id(source), column, which), ()):
                equation = self._compiled[number]
                for instance in concerned(equation.asking, term, grid, row, column):
                    yield Asked(number, equation.rule.code, instance)

    def residues(self) -> tuple[Residue, ...]:
        """List what the printed figures do not add up to, of all instances that are sound."""
        found = (
            compiled.printed_residue(instance)
            for compiled in self._compiled
            for instance in compiled.instances()
        )
        return tuple(residue for residue in found if residue is not None)


class Asked(NamedTuple):
    """An equation, by number, and what it is asked of."""

    equation: int
    code: str
    instance: Instance


class _Compiled:
    """One equation with its names looked up; `part` tells which of its rule's it is."""

    def __init__(
        self, rule: EquationRule, part: str, left: Term, right: Term, asking: Asking
    ) -> None:
        self.rule = rule
        self.part = part
        self.left = left
        self.right = right
        self.asking = asking
        self.terms = tuple(read_terms((left, right)))
        self.grids = tuple(grid for grid, _, _ in self.terms)
        self.exact = all(grid.exact for grid in self.grids)
        self.step = max(grid.step for grid in self.grids)
        self.mixed = any(grid.step != self.step for grid in self.grids)

    def instances(self) -> Iterator[Instance]:
        return self.asking.instances()

    def outcome(self, instance: Instance) -> Outcome:
        if self.exact:
            left, right = self.left.exact(instance), self.right.exact(instance)
            if left is None or right is None:
                return self._without_figure(instance, left, right)
            difference = left - right
            wrong = difference > 0 if self.rule.comparison == "at_most" else difference != 0
            return self._finding(instance, left, right) if wrong else SOUND
        return self._of_printed(instance)

    def again(self, instance: Instance) -> Outcome:
        """Evaluate an instance that a figure concerned, if it is among those that are asked."""
        return self.outcome(instance) if self.asking.asks(instance) else SOUND

    def printed_residue(self, instance: Instance) -> Residue | None:
        """Find the 尾差 of exact figures: what is printed does not add up, what is exact does."""
        if not self.exact or self.rule.comparison != "equal":
            return None
        left, right = self.left.read(instance), self.right.read(instance)
        if left.exact != right.exact or left.printed == right.printed:
            return None
        if left.printed is None or right.printed is None:
            return None
        return Residue(self.rule.code, self._place(instance), int(left.printed - right.printed))

    def _of_printed(self, instance: Instance) -> Outcome:
        left, right = self.left.read(instance), self.right.read(instance)
        if left.printed is None or right.printed is None:
            return self._without_figure(instance, left.printed, right.printed)
        difference = left.printed - right.printed
        allowed = self.rule.tolerance * self.step
        either_way = self.rule.comparison == "equal" and difference < 0
        over = -difference if either_way else difference
        if over <= allowed:
            return SOUND
        if over <= _residue_of(left, right, self.step, mixed=self.mixed):
            residue = Residue(self.rule.code, self._place(instance), int(difference))
            return Outcome(residue=residue)
        return self._finding(instance, left.printed, right.printed)

    def _without_figure(
        self, instance: Instance, left: Figure | None, right: Figure | None
    ) -> Outcome:
        """Judge what has no figure: two rates from nought agree, all else cannot be evaluated.

        Exact figures are always known; of those, only rates have none.
        """
        known = self.exact or all(term.exact(instance) is not None for _, _, term in self.terms)
        return SOUND if known and left is None and right is None else Outcome(unknown=True)

    def _finding(self, instance: Instance, left: Figure, right: Figure) -> Outcome:
        cells = list(dict.fromkeys((*self.left.cells(instance), *self.right.cells(instance))))
        table = self.grids[0].table
        finding = Finding(
            code=self.rule.code,
            level=(self.exact and self.rule.book_level) or self.rule.level,
            place=CellPlace(cells[0]) if cells else SubjectPlace("table", table.id),
            message=self.rule.message,
            mend=self.rule.mend,
            expected=int(right),
            found=int(left),
            unit=table.unit,
            decimals=table.decimals,
            also=tuple(CellPlace(cell) for cell in cells[1:_MOST_CELLS]),
            about=tuple(str(cell) for cell in cells[:_MOST_CELLS]),
            part=self.part,
        )
        return Outcome(finding=finding)

    def _place(self, instance: Instance) -> CellReference:
        return next(iter((*self.left.cells(instance), *self.right.cells(instance))))


def _residue_of(left: Reading, right: Reading, place: int, *, mixed: bool) -> int:
    """Say how far printed figures may be apart: a sum of n parts by (n + 1) halves of a place.

    A figure printed to more places than another may be half a place of the other away. Nothing is
    finer than one 分, so figures printed in 分 have no 尾差.
    """
    if place == 1:
        return 0
    if max(left.figures, right.figures) < 2:  # noqa: PLR2004 - one figure against one is no sum
        return place // 2 if mixed else 0
    parts = max(left.figures + right.figures - 1, 1)
    return (parts + 1) * place // 2


_Triggers = dict[tuple[int, int, Path | None], list[tuple[int, Grid, Term]]]
"""The equations, by number, that read a column of a block or sheet, and the terms that do: by the
address of the one row that they read; None for those that read several."""


def _triggers(compiled: Sequence[_Compiled]) -> _Triggers:
    found: _Triggers = defaultdict(list)
    for number, equation in enumerate(compiled):
        for grid, column, term in equation.terms:
            source = grid.block if isinstance(grid, BlockGrid) else grid
            columns = range(len(grid.side.columns)) if column is None else (column,)
            address = term.address if isinstance(term, Cell) else None
            for each in columns:
                found[id(source), each, address].append((number, grid, term))
    return found


def read_terms(terms: Iterable[Term]) -> Iterator[tuple[Grid, int | None, Term]]:
    """Walk the terms that read figures, with the grid and column that they read."""
    for term in terms:
        for leaf in leaves(term):
            match leaf:
                case Cell():
                    yield leaf.grid, leaf.column, leaf
                case Summed() | Keyed():
                    yield leaf.rows.grid, leaf.column, leaf
