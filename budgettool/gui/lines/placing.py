"""Where lines come to stand that are shown anew: below the line that they were put below, if shown.

Leaves which lines are shown, and telling the view, to the model.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Final

_FEW: Final = 40
"""So many lines are sooner looked for than all lines numbered."""


def place_among(
    shown: Sequence[str],
    new: Sequence[str],
    above: Mapping[str, str | None],
    before: Mapping[str, int],
) -> tuple[list[str], list[str]]:
    """Put lines among others.

    Args:
        shown: The lines that are shown.
        new: The lines to show too, in the book's order.
        above: The line that a new one stands right below; None for the top.
        before: The rows in which lines stood before they went.

    Returns:
        All lines but those that belong nowhere among others, and these.
    """
    chains, rest = _chains(shown, new, above)
    back = [(before[line_id], line_id) for line_id in rest if line_id in before]
    merged: list[str] = []
    done = 0
    for row, chain in sorted(chains.items()):
        merged.extend((*shown[done:row], *chain))
        done = row
    merged.extend(shown[done:])
    for row, line_id in sorted(back):
        merged.insert(min(row, len(merged)), line_id)
    return merged, [line_id for line_id in rest if line_id not in before]


def _chains(
    shown: Sequence[str], new: Sequence[str], above: Mapping[str, str | None]
) -> tuple[dict[int, list[str]], list[str]]:
    """Join lines that stand below each other, by the row of the first; those without one apart."""
    fresh = frozenset(new)
    heads = {above[i] for i in new if i in above and above[i] not in fresh}
    rows = _rows_below(shown, heads)
    row_of: dict[str | None, int] = dict(rows)
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
