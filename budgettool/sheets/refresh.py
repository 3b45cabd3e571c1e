"""Keeps a built sheet current: figures that an edit touched are written anew in their places.

A row that comes or goes asks for building the sheet again, which costs much more; so do forms.
Figures are rounded each by itself, as `half_up` does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

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


def refresh_sheet(
    sheet: Sheet, table: TableDefinition, places: Places, touched: Iterable[Touched]
) -> tuple[Sheet, frozenset[Position]] | None:
    """Write the touched figures of a sheet anew.

    Args:
        sheet: As it was built, or refreshed, from the cube before.
        table: Its definition.
        places: Where its figures stand.
        touched: Cells that may have changed, of any table.

    Returns:
        The sheet and the positions that now read otherwise; None where it must be built again.
    """
    if table.form is not None:
        return None
    changed: dict[int, list[Cell]] = {}
    positions = set()
    for block, (row, column) in touched:
        if block.table.id != table.id or block.side.columns[column].hidden:
            continue
        if _comes_or_goes(block, row, column, places):
            return None
        found = places.get(str(block.reference((row, column))))
        if found is None:
            continue
        number, place = found
        cells = changed.setdefault(number, list(sheet.body[number].cells))
        cell = _written(cells[place], table, block.side.columns[column], block.exact((row, column)))
        if cell != cells[place]:
            cells[place] = cell
            positions.add((number, cell.column))
    if not positions:
        return sheet, frozenset()
    body: list[Row] = list(sheet.body)
    for number, cells in changed.items():
        body[number] = body[number]._replace(cells=tuple(cells))
    return replace(sheet, body=tuple(body)), frozenset(positions)


def _comes_or_goes(block: Block, row: int, column: int, places: Places) -> bool:
    """Tell whether a row is printed and should not be, or the other way round."""
    printed = str(block.reference((row, column))) in places
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
