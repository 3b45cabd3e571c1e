"""Which typed figure is wrong, where it breaks several equations at once.

A figure is suspected if, put right by the difference, every equation that it is in holds: those
that were broken, and those that were not. Where two figures would do alike, none is named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from budgettool.packs.reference import CellReference
from budgettool.rules.equations import SOUND, Asked, Equations, Outcome
from budgettool.rules.finding import CellPlace, Finding
from budgettool.rules.grids import SheetGrid

_MOST_TRIALS: Final = 4_000
"""Figures that are tried, at most: a file may be wrong all over."""


class Suspect(NamedTuple):
    """A figure that explains findings.

    Attributes:
        reference: Which figure.
        printed: What it is.
        likely: What it should be.
        explained: The instances that would hold then.
    """

    reference: CellReference
    printed: int
    likely: int
    explained: tuple[Asked, ...]


class _Score(NamedTuple):
    """How much a trial mends: findings that go, and 尾差 that stay (fewer is more)."""

    explained: int
    residues: int


Grids = Mapping[str, Sequence[SheetGrid]]


def find_suspects(
    equations: Equations, outcomes: Mapping[Asked, Outcome], grids: Grids
) -> list[Suspect]:
    """Find figures that explain what is broken, the one that explains most first."""
    open_ = {asked: each.finding for asked, each in outcomes.items() if each.finding}
    trials = _Trials(equations, grids)
    suspects = []
    while open_ and (suspect := trials.best(open_)) is not None:
        suspects.append(suspect)
        for asked in suspect.explained:
            open_.pop(asked, None)
    return suspects


class _Trials:
    """Tries other figures."""

    def __init__(self, equations: Equations, grids: Grids) -> None:
        self._equations = equations
        self._grids = grids
        self._left = _MOST_TRIALS

    def best(self, open_: Mapping[Asked, Finding]) -> Suspect | None:
        """Find the figure that explains most of what is open; None where it is not clear."""
        counted = Counter(cell for finding in open_.values() for cell in _cells(finding))
        most: list[tuple[_Score, Suspect]] = []
        for cell, count in counted.most_common():
            if self._left <= 0 or (most and count < most[0][0].explained):
                break
            tried = self._tried(cell, open_)
            if tried and (not most or tried[0] >= most[0][0]):
                most = [*(each for each in most if each[0] == tried[0]), tried]
        return most[0][1] if len(most) == 1 else None

    def _tried(
        self, cell: CellReference, open_: Mapping[Asked, Finding]
    ) -> tuple[_Score, Suspect] | None:
        found = self._figure(cell)
        if found is None:
            return None
        grid, row, column, figure = found
        sizes = {abs(each.difference or 0) for each in open_.values() if cell in set(_cells(each))}
        for change in (change for size in sizes - {0} for change in (size, -size)):
            self._left -= 1
            now = self._after(grid, row, column, figure, figure + change)
            if all(outcome.finding is None for outcome in now.values()):
                explained = tuple(asked for asked in now if asked in open_)
                residues = sum(outcome is not SOUND for outcome in now.values())
                score = _Score(len(explained), -residues)
                return score, Suspect(cell, figure, figure + change, explained)
        return None

    def _after(
        self, grid: SheetGrid, row: int, column: int, figure: int, tried: int
    ) -> dict[Asked, Outcome]:
        grid.put(row, column, tried)
        now = self._equations.changed(grid, row, column)
        grid.put(row, column, figure)
        self._equations.changed(grid, row, column)
        return now

    def _figure(self, cell: CellReference) -> tuple[SheetGrid, int, int, int] | None:
        for grid in self._grids.get(cell.table, ()):
            row, column = grid.find(cell.row), grid.columns.get(cell.column)
            if row is not None and column is not None:
                figure = grid.figure(row, column)
                return None if figure is None else (grid, row, column, int(figure))
        return None


def _cells(finding: Finding) -> Iterator[CellReference]:
    places: Iterable[object] = (finding.place, *finding.also)
    return (place.reference for place in places if isinstance(place, CellPlace))
