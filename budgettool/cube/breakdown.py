"""Sums of lines by the members of an axis: what charts show. Exact, in 分, drafts included."""

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter

from budgettool.cube.dimensions import Dimensions, Value
from budgettool.cube.facts import Fact
from budgettool.model import AMOUNT
from budgettool.packs.definition import KEY, Axis


def break_down(
    facts: Iterable[Fact],
    dimensions: Dimensions,
    axis: Axis,
    within: Axis | None = None,
    measure: str = AMOUNT,
) -> dict[str, dict[str, int]]:
    """Sum amounts by a member, and within it by another.

    Args:
        facts: The lines to sum.
        dimensions: What the members are like.
        axis: By what to sum, such as function.类.
        within: By what to sum inside each, such as nature.级1; one part where None.
        measure: Which figures to sum: this year's, or last year's.

    Returns:
        Amounts by member and part; a line that has none is under an empty name.
    """
    dimension = within.dimension if within else axis.dimension
    pick = itemgetter(KEY.index("measure"), KEY.index(axis.dimension), KEY.index(dimension))
    sums: defaultdict[tuple[Value, ...], int] = defaultdict(int)
    for _, key, amount in facts:
        sums[pick(key)] += amount
    found: dict[str, dict[str, int]] = {}
    for (of_measure, value, inner), amount in sums.items():
        if of_measure != measure:
            continue
        member = str(dimensions.attribute(axis, value) or "")
        part = str(dimensions.attribute(within, inner) or "") if within else ""
        parts = found.setdefault(member, {})
        parts[part] = parts.get(part, 0) + amount
    return found
