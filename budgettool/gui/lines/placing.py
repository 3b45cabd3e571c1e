"""Where lines come to stand that are shown anew: below the line that they were put below, if shown.

Leaves which lines are shown, and telling the view, to the model.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Final, NamedTuple

_FEW: Final = 40
"""So many lines are sooner looked for than all lines numbered."""


class Piece(NamedTuple):
    """Lines to put in at a row, once the pieces before are in their places."""

    row: int
    line_ids: list[str]


def place_among(
    shown: Sequence[str],
    new: Sequence[str],
    above: Mapping[str, str | None],
    before: Mapping[str, int],
) -> tuple[list[Piece], list[str]]:
    """Find places for lines among others.

    Args:
        shown: The lines that are shown.
        new: The lines to show too, in the book's order.
        above: The line that a new one stands right below; None for the top.
        before: The rows in which lines stood before they went.

    Returns:
        What to put in, and those lines that belong nowhere among the others.
    """
    chains, rest = _chains(shown, new, above)
    pieces, total = [], len(shown)
    for row, chain in sorted(chains.items()):
        pieces.append(Piece(row + total - len(shown), chain))
        total += len(chain)
    for row, line_id in sorted((before[each], each) for each in rest if each in before):
        pieces.append(Piece(min(row, total), [line_id]))
        total += 1
    return pieces, [line_id for line_id in rest if line_id not in before]


def _chains(
    shown: Sequence[str], new: Sequence[str], above: Mapping[str, str | None]
) -> tuple[dict[int, list[str]], list[str]]:
    """Join lines that stand below each other, by the row of the first; those without one apart."""
    fresh = frozenset(new)
    heads = {above[i] for i in new if i in above and above[i] not in fresh}
    row_of = _rows_below(shown, heads)
    chains: dict[int, list[str]] = {}
    rest = []
    for line_id in new:
        row = row_of.get(above[line_id]) if line_id in above else None
        if row is None:
            rest.append(line_id)
        else:
            row_of[line_id] = row
            chains.setdefault(row, []).append(line_id)
    return chains, rest


def _rows_below(shown: Sequence[str], heads: Collection[str | None]) -> dict[str | None, int]:
    """Find the rows right below some lines that are shown; None stands above all."""
    if len(heads) > _FEW:
        known: dict[str | None, int] = {None: 0}
        known.update(zip(shown, count(1), strict=False))
        return {line_id: known[line_id] for line_id in heads if line_id in known}
    found: dict[str | None, int] = {}
    for line_id in heads:
        with suppress(ValueError):
            found[line_id] = 0 if line_id is None else shown.index(line_id) + 1
    return found
