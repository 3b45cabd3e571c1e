"""Where the figures of a sheet stand, and which figure stands somewhere."""

from collections.abc import Mapping

from budgettool.sheets.sheet import Cell, Position, Sheet


def positions(sheet: Sheet) -> Mapping[str, Position]:
    """Tell where each figure of a sheet stands, by its reference."""
    return {
        cell.reference: (number, cell.column)
        for number, row in enumerate(sheet.body)
        for cell in row.cells
        if cell.reference
    }


def find_reference(sheet: Sheet, reference: str) -> Position | None:
    """Find where a figure stands in a sheet."""
    return positions(sheet).get(reference)


def cell_beginning_at(sheet: Sheet | None, position: Position) -> Cell | None:
    """Give the cell that begins at a position."""
    row, column = position
    if sheet is None or row >= len(sheet.body):
        return None
    return next((cell for cell in sheet.body[row].cells if cell.column == column), None)
