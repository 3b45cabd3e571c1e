"""Sums of lines by the members of an axis: what charts show. Exact, in 分, drafts included."""

from collections import defaultdict
from collections.abc import Mapping

from budgettool.cube.dimensions import Dimensions
from budgettool.cube.facts import Key
from budgettool.model import AMOUNT
from budgettool.packs.definition import KEY, Axis

_MEASURE = KEY.index("measure")


def break_down(
    sums: Mapping[Key, int],
    dimensions: Dimensions,
    axis: Axis,
    within: Axis | None = None,
    measure: str = AMOUNT,
) -> dict[str, dict[str, int]]:
    """Sum amounts by a member, and within it by another.

    Args:
        sums: Amounts by key, as the cube gives them.
        dimensions: What the members are like.
        axis: By what to sum, such as function.类.
        within: By what to sum inside each, such as nature.级1; one part where None.
        measure: Which figures to sum: this year's, or last year's.

    Returns:
        Amounts by member and part; a line that has none is under an empty name.
    """
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    place = KEY.index(axis.dimension)
    part_place = KEY.index(within.dimension) if within else 0
    for key, amount in sums.items():
        if key[_MEASURE] != measure or not amount:
            continue
        member = dimensions.attribute(axis, key[place])
        part = dimensions.attribute(within, key[part_place]) if within else ""
        found[str(member or "")][str(part or "")] += amount
    return {member: dict(parts) for member, parts in found.items()}
