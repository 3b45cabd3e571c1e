"""One side of a table as the equations see it: rows by number, figures by row and column.

A grid has one of two origins: a block of the cube, whose figures are exact and change as lines do,
or a sheet that was typed or imported, whose figures are as printed. Rows are only ever added.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from budgettool.cube.block import Block
from budgettool.cube.dimensions import UNCLASSIFIED
from budgettool.cube.matching import Chain, RowKey
from budgettool.money import FEN_PER_UNIT, step
from budgettool.packs.definition import Axis, RowDefinition, SideDefinition, TableDefinition
from budgettool.packs.reference import CellReference, Path, parse_reference
from budgettool.packs.rows import definitions_at
from budgettool.sheets.sheet import Sheet

Number = int | Fraction


class Grid(Protocol):
    """What equations ask of a side of a table."""

    @property
    def table(self) -> TableDefinition:
        """Its table."""

    @property
    def side(self) -> SideDefinition:
        """Its definition."""

    @property
    def exact(self) -> bool:
        """Whether figures are exact 分, not as printed."""

    @property
    def step(self) -> int:
        """分 in one last printed place."""

    @property
    def columns(self) -> Mapping[Path, int]:
        """Positions of the columns by path."""

    @property
    def definitions(self) -> tuple[RowDefinition, ...]:
        """The tree that its rows are of."""

    def row_keys(self) -> Sequence[RowKey]:
        """Give all rows by number, also such as have no figures now."""

    def present(self) -> Iterator[int]:
        """Walk the numbers of the rows that have figures."""

    def has(self, row: int) -> bool:
        """Tell whether a row has figures now."""

    def find(self, address: Path) -> int | None:
        """Find a row's number by its address."""

    def figure(self, row: int, column: int) -> Number | None:
        """Give a figure in 分; 0 where there is no such row now, None where it is not known."""

    def absent(self, address: Path) -> Number | None:
        """Give what a row that is not there counts: 0, or None where it should be there."""


class BlockGrid:
    """A side of a table as the lines of a book make it."""

    exact = True

    def __init__(self, block: Block) -> None:
        self.block = block
        self.table = block.table
        self.side = block.side
        self.columns = block.columns
        self.definitions = block.row_index.definitions
        self.step = step(FEN_PER_UNIT[block.table.unit], block.table.decimals)
        self._computed = any(column.formula is not None for column in block.side.columns)

    def row_keys(self) -> Sequence[RowKey]:
        """Give all rows by number; blocks with the same rows share them."""
        return self.block.row_index.rows

    def present(self) -> Iterator[int]:
        """Walk the rows that lines feed, and those that are computed."""
        return (number for number, _ in self.block.rows() if self.has(number))

    def has(self, row: int) -> bool:
        """Tell whether lines feed a row now, or it is computed."""
        computed = self.row_keys()[row].definition.formula is not None
        return computed or not self.block.is_nought(row)

    def find(self, address: Path) -> int | None:
        """Find a row's number by its address."""
        return self.block.row_index.find(address)

    def figure(self, row: int, column: int) -> Number | None:
        """Give an exact figure."""
        if self._computed or self.row_keys()[row].definition.formula is not None:
            return self.block.exact((row, column))
        return self.block.amount((row, column))

    def absent(self, _address: Path) -> Number | None:
        """Count nothing: no line has fed the row."""
        return 0


class SheetGrid:
    """A side of a sheet whose figures somebody typed, or that was read from a file."""

    exact = False

    def __init__(self, sheet: Sheet, table: TableDefinition, side: SideDefinition) -> None:
        self.table = table
        self.side = side
        self.columns = {column.path: place for place, column in enumerate(side.columns)}
        self.definitions = side.rows
        self.step = step(sheet.fen_per_unit, sheet.decimals)
        self._rows: list[RowKey] = []
        self._numbers: dict[Path, int] = {}
        self._figures: list[list[int | None]] = []
        self._blank: list[int | None] = [
            None if column.hidden and _is_told(sheet, column.path) else 0 for column in side.columns
        ]
        for reference, exact in _figures(sheet):
            self._take(reference, exact)

    def row_keys(self) -> Sequence[RowKey]:
        """Give the rows of the sheet."""
        return self._rows

    def present(self) -> Iterator[int]:
        """Walk the rows of the sheet."""
        return iter(range(len(self._rows)))

    def has(self, _row: int) -> bool:
        """Tell that it has figures: it is printed."""
        return True

    def find(self, address: Path) -> int | None:
        """Find a row's number by its address."""
        return self._numbers.get(address)

    def figure(self, row: int, column: int) -> Number | None:
        """Give a figure as printed."""
        return self._figures[row][column]

    def absent(self, address: Path) -> Number | None:
        """Count nothing where a row is only printed if it has figures; else it is not known."""
        through = next(definitions_at(self.side.rows, address), None)
        if through is None or not self._rows:
            return 0
        return None if through[-1].print_always and not through[-1].each else 0

    def put(self, row: int, column: int, figure: int | None) -> None:
        """Try another figure; whoever tries puts the old one back."""
        self._figures[row][column] = figure

    def _take(self, reference: CellReference, exact: int | None) -> None:
        column = self.columns.get(reference.column)
        through = next(definitions_at(self.side.rows, reference.row), None)
        if column is None or through is None:
            return
        number = self._numbers.setdefault(reference.row, len(self._rows))
        if number == len(self._rows):
            self._rows.append(RowKey(through[-1], _chain(through, reference.row), reference.row))
            self._figures.append(list(self._blank))
        self._figures[number][column] = exact


def _figures(sheet: Sheet) -> Iterator[tuple[CellReference, int | None]]:
    for row in sheet.body:
        for cell in row.cells:
            if cell.reference and cell.kind == "amount":
                yield parse_reference(cell.reference), cell.exact


def _chain(through: tuple[RowDefinition, ...], address: Path) -> Chain:
    chain: list[tuple[Axis, str]] = []
    place = 0
    for definition in through:
        taken = len(definition.each) or 1
        steps = ("" if name == UNCLASSIFIED else name for name in address[place : place + taken])
        chain += zip(definition.each, steps, strict=False)
        place += taken
    return tuple(chain)


def _is_told(sheet: Sheet, path: Path) -> bool:
    """Tell whether a note speaks of a column that is not printed: then it is not nought."""
    return any(path[-1] in note for note in sheet.notes)
