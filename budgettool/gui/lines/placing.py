"""Where lines come to stand that are shown anew: below the line that they were put below, if shown.

Leaves which lines are shown, and telling the view, to the model.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence


def place_among(
    shown: Sequence[str],
    new: Iterable[str],
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
    known: set[str | None] = {None, *shown}
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    back, rest = [], []
    for line_id in new:
        if line_id in above and above[line_id] in known:
            below[above[line_id]].append(line_id)
            known.add(line_id)
        elif line_id in before:
            back.append((before[line_id], line_id))
        else:
            rest.append(line_id)
    merged = list(_chained((None, *shown), below)) if below else list(shown)
    for row, line_id in sorted(back):
        merged.insert(min(row, len(merged)), line_id)
    return merged, rest


def _chained(shown: Iterable[str | None], below: Mapping[str | None, list[str]]) -> Iterator[str]:
    """Give each line, then those that were put below it, each followed by its own."""
    for line_id in shown:
        waiting = [line_id]
        while waiting:
            current = waiting.pop()
            if current is not None:
                yield current
            if current in below:
                waiting.extend(reversed(below[current]))
