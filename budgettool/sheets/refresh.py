"""Keeps a built sheet current: figures that an edit touched are written anew in their places.

A row that comes or goes asks for building the sheet again, which costs much more; so do forms. The
other figures are right at once, so that building may wait until edits pause.
Figures are rounded each by itself, as `half_up` does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from budgettool.cube.block import Block
from budgettool.cube.cube import Touched
from budgettool.money import FEN_PER_UNIT, round_half_up, step
from budgettool.packs.definition import ColumnDefinition, TableDefinition
from budgettool.sheets.figures import RATE_SCALE, amount_text, rate_text
from budgettool.sheets.sheet import Cell, Position, Row, Sheet

Places = Mapping[str, tuple[int, int]]
"""Where a figure stands, by its reference: its row, and its number among the row's cells."""


def places_of(sheet: Sheet) -> Places:
    """Find where each figure of a sheet stands."""
    return {
        cell.reference: (number, place)
        for number, row in enumerate(sheet.body)
        for place, cell in enumerate(row.cells)
        if cell.reference
    }


class Refreshed(NamedTuple):
    """A sheet whose touched figures are written anew.

    Attributes:
        changed: The positions that now read otherwise.
        whole: False where rows come or go, or a form may read otherwise: it must be built again.
    """

    sheet: Sheet
    changed: frozenset[Position]
    whole: bool


def refresh_sheet(
    sheet: Sheet, table: TableDefinition, places: Places, touched: Iterable[Touched]
) -> Refreshed:
    """Write the touched figures of a sheet anew.

    Args:
        sheet: As it was built, or refreshed, from the cube before.
        table: Its definition.
        places: Where its figures stand.
        touched: Cells that may have changed, of any table.
    """
    changed: dict[int, list[Cell]] = {}
    positions = set()
    whole = table.form is None
    for block, (row, column) in touched:
        if block.table.id != table.id or block.side.columns[column].hidden:
            continue
        reference = str(block.reference((row, column)))
        found = places.get(reference)
        whole = whole and not _comes_or_goes(block, row, printed=reference in places)
        if found is None:
            continue
        number, place = found
        cells = changed.setdefault(number, list(sheet.body[number].cells))
        cell = _written(cells[place], table, block.side.columns[column], block.exact((row, column)))
        if cell != cells[place]:
            cells[place] = cell
            positions.add((number, cell.column))
    return Refreshed(_with_cells(sheet, changed), frozenset(positions), whole)


def _with_cells(sheet: Sheet, changed: Mapping[int, Iterable[Cell]]) -> Sheet:
    body: list[Row] = list(sheet.body)
    for number, cells in changed.items():
        body[number] = body[number]._replace(cells=tuple(cells))
    return replace(sheet, body=tuple(body)) if changed else sheet


def _comes_or_goes(block: Block, row: int, *, printed: bool) -> bool:
    """Tell whether a row is printed and should not be, or the other way round."""
    if block.row_index.rows[row].definition.print_always and printed:
        return False
    full = any(block.exact((row, number)) for number in range(len(block.side.columns)))
    return full != printed


def _written(
    cell: Cell, table: TableDefinition, column: ColumnDefinition, exact: Fraction | None
) -> Cell:
    if column.form == "rate":
        scaled = None if exact is None else round(exact * RATE_SCALE)
        return cell._replace(text=rate_text(exact, column.decimals or 0), exact=scaled)
    fen = int(exact or 0)
    printed = round_half_up(fen, step(FEN_PER_UNIT[table.unit], table.decimals))
    return cell._replace(text=amount_text(table, fen, printed), exact=fen)
