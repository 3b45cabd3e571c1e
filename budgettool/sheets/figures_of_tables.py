"""Where the figures of tables are looked up: a cube, or nothing; sheets that were read have theirs.

Amounts are exact, in 分.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

from budgettool.cube.block import Block
from budgettool.cube.cube import Cube
from budgettool.model import Facts
from budgettool.packs.reference import CellReference, EachReference, Path
from budgettool.sheets.build import row_text
from budgettool.sheets.rows import printed_rows
from budgettool.sheets.words import Words


class Figures(Protocol):
    """Whatever knows the exact figures of tables."""

    def figure(self, reference: CellReference) -> Fraction | None:
        """Give one figure; None where it is not known."""

    def figures(self, reference: EachReference) -> tuple[Fraction, ...] | None:
        """Give a column in every row of an axis; None where the table is not known."""

    def rows(self, side: str, column: Path) -> Iterator[tuple[Path, str, Fraction]]:
        """Walk the rows of a side, such as `04/支出`: address, label, figure."""


class CubeFigures:
    """The figures of a cube."""

    def __init__(self, cube: Cube, facts: Facts) -> None:
        self._cube = cube
        self._facts = facts

    def figure(self, reference: CellReference) -> Fraction | None:
        """Give one figure."""
        return self._cube.figure(reference)

    def figures(self, reference: EachReference) -> tuple[Fraction, ...] | None:
        """Give a column in every row of an axis."""
        return self._cube.figures(reference) if reference.table in self._cube.blocks else None

    def rows(self, side: str, column: Path) -> Iterator[tuple[Path, str, Fraction]]:
        """Walk the rows of a side as they are printed."""
        table, _, head = side.partition("/")
        for block in self._cube.blocks.get(table, ()):
            if column not in block.columns or (head and block.side.head != head):
                continue
            words = Words(block.table, self._cube, self._facts)
            place = block.columns[column]
            for row in printed_rows(block, self._cube.dimensions):
                figure = row.figures[place] if row.definition else None
                if row.definition and figure is not None:
                    label = row_text(row.definition.label, row, self._cube, words)
                    yield row.address, label, Fraction(figure)


class LastYearFigures(CubeFigures):
    """The figures of a cube of last year's lines: what it has no lines of at all is not known.

    A book often has last year's expenditure and not its income, which was not nought for that.
    """

    def figure(self, reference: CellReference) -> Fraction | None:
        """Give one figure; None where the book has no such lines."""
        for block in self._cube.blocks.get(reference.table, ()):
            if reference.column in block.columns and not self._knows(block):
                return None
        return super().figure(reference)

    def figures(self, reference: EachReference) -> tuple[Fraction, ...] | None:
        """Give a column in every row of an axis; None where the book has no such lines."""
        known = all(map(self._knows, self._cube.blocks.get(reference.table, ())))
        return super().figures(reference) if known else None

    def rows(self, side: str, column: Path) -> Iterator[tuple[Path, str, Fraction]]:
        """Walk the rows of a side; none where the book has no such lines."""
        table = side.partition("/")[0]
        blocks = [b for b in self._cube.blocks.get(table, ()) if column in b.columns]
        return super().rows(side, column) if all(map(self._knows, blocks)) else iter(())

    def _knows(self, block: Block) -> bool:
        return any(self._cube.keys(kind) for kind in block.kinds)


class NoFigures:
    """No table at all, as of last year where the book has none of its lines."""

    def figure(self, _reference: CellReference) -> Fraction | None:
        """Know nothing."""
        return None

    def figures(self, _reference: EachReference) -> tuple[Fraction, ...] | None:
        """Know nothing."""
        return None

    def rows(self, _side: str, _column: Path) -> Iterator[tuple[Path, str, Fraction]]:
        """Walk nothing."""
        return iter(())
