"""The way through the cells of a listing in which something is wrong."""

from collections.abc import Sequence

from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.pasting import Row

Cell = tuple[Row, int]
"""A row, and the number of a column."""


def next_marked(listing: Listing, seen: Sequence[int], current: Cell | None) -> Cell | None:
    """Find the next wrong cell, from the top after the last.

    Args:
        listing: The rows.
        seen: The columns as they are seen.
        current: The cell to go on from.
    """
    cells, here = _cells(listing, seen, current)
    return _first(listing, (*cells[here:], *cells[:here]))


def is_marked_below(listing: Listing, seen: Sequence[int], current: Cell | None) -> bool:
    """Tell whether a wrong cell follows before the end."""
    cells, here = _cells(listing, seen, current)
    return _first(listing, cells[here:]) is not None


def _cells(listing: Listing, seen: Sequence[int], current: Cell | None) -> tuple[list[Cell], int]:
    """List the cells by rows, and where the one after the current is among them."""
    cells = [(row, at) for row in listing.rows for at in seen]
    return cells, cells.index(current) + 1 if current in cells else 0


def _first(listing: Listing, cells: Sequence[Cell]) -> Cell | None:
    return next((cell for cell in cells if listing.mark(cell[0], listing.columns[cell[1]])), None)
