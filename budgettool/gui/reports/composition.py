"""What a figure is made of, in the words of its own sheet: a sum of others, or a formula.

Leaves showing it, and the lines behind a figure, to `lines_panel`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from budgettool.cube.block import Block
from budgettool.gui.reports.figures import cell_beginning_at, find_reference
from budgettool.gui.reports.words import HEADINGS, column_name, row_name
from budgettool.packs.reference import (
    Call,
    CellReference,
    Expression,
    Name,
    Number,
    Operation,
    Path,
    nearest,
    parse_reference,
)
from budgettool.sheets.sheet import Cell, Position, Sheet

_SHOWN: Final = 6
_SIGNS: Final = {"+": " ＋ ", "-": " － ", "*": " × ", "/": " ÷ "}
_FUNCTIONS: Final = {"sum": "合计", "abs": "绝对值", "min": "最小", "max": "最大"}
_VAGUE: Final = ("小计", "合计", "金额")


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that another is made of: its name, what it reads, where it stands."""

    name: str
    text: str
    position: Position


Piece = str | Part
"""A word or sign, or a figure."""


def compose(sheet: Sheet, at: Position, cell: Cell, blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """Tell what a figure of a sheet is made of; nothing where only lines feed it.

    Args:
        sheet: The sheet.
        at: Where the figure stands.
        cell: The figure.
        blocks: The sides of its table.
    """
    reference = parse_reference(cell.reference)
    for block in blocks:
        place = block.find(reference.row, reference.column)
        formula = block.formula(place) if place else None
        if place and formula is not None:
            column = block.side.columns[place[1]]
            writer = _Writer(sheet, block, reference, across=formula is column.formula)
            return tuple(writer.write(formula))
    return tuple(_sum(sheet, at, cell))


def _sum(sheet: Sheet, at: Position, cell: Cell) -> Iterator[Piece]:
    """Write the parts of a sum, the largest first; those that are nothing are only counted."""
    found = [
        (spot, part) for spot in cell.parts if (part := cell_beginning_at(sheet, spot)) is not None
    ]
    full = sorted((f for f in found if f[1].exact), key=lambda f: -abs(f[1].exact or 0))
    across = all(row == at[0] for row, _ in cell.parts)
    for number, (spot, part) in enumerate(full[:_SHOWN]):
        if number:
            yield _SIGNS["+"]
        yield _part(sheet, spot, part, across=across)
    if len(full) > _SHOWN:
        yield f" ＋ 另 {len(full) - _SHOWN} 项"


class _Writer:
    """Writes the formula of one cell with the figures that it names."""

    def __init__(
        self, sheet: Sheet, block: Block, reference: CellReference, *, across: bool
    ) -> None:
        self._sheet = sheet
        self._block = block
        self._reference = reference
        self._across = across

    def write(self, formula: Expression) -> Iterator[Piece]:
        """Write a formula piece by piece."""
        match formula:
            case Operation(operator, left, right):
                yield from self._operand(left, operator)
                yield _SIGNS[operator]
                yield from self._operand(right, operator)
            case Call("rate", (now, before)):
                yield "（"
                yield from self.write(now)
                yield _SIGNS["-"]
                yield from self.write(before)
                yield "）÷ "
                yield from self.write(before)
            case Call("ratio", (part, whole)):
                yield from self.write(Operation("/", part, whole))
            case Call(function, arguments):
                yield f"{_FUNCTIONS.get(function, function)}（"
                for number, argument in enumerate(arguments):
                    if number:
                        yield "，"
                    yield from self.write(argument)
                yield "）"
            case Name(path):
                yield self._named(path)
            case Number(value):
                yield str(value)
            case _:
                yield str(formula)

    def _operand(self, formula: Expression, operator: str) -> Iterator[Piece]:
        """Put a sum that is multiplied, divided or taken away in brackets."""
        nested = isinstance(formula, Operation) and formula.operator in "+-" and operator != "+"
        if nested:
            yield "（"
        yield from self.write(formula)
        if nested:
            yield "）"

    def _named(self, path: Path) -> Piece:
        table, row, column = self._reference.table, self._reference.row, self._reference.column
        if self._across:
            wanted = CellReference(table, row, nearest(column, path, self._block.columns) or path)
        else:
            wanted = CellReference(table, path, column)
        spot = find_reference(self._sheet, str(wanted))
        cell = cell_beginning_at(self._sheet, spot) if spot else None
        if spot is None or cell is None:
            return HEADINGS.join(path)
        return _part(self._sheet, spot, cell, across=self._across)


def _part(sheet: Sheet, spot: Position, cell: Cell, *, across: bool) -> Part:
    row = row_name(sheet, spot[0], cell).rsplit(" ", 1)[-1]  # its label, without codes
    return Part(_short(column_name(sheet, cell)) if across else row, cell.text or "0", spot)


def _short(name: str) -> str:
    """Leave of a column's headings the last, with the one above where that alone says nothing."""
    *above, last = name.split(HEADINGS)
    return HEADINGS.join((*above[-1:], last)) if last in _VAGUE else last
