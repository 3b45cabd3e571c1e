"""Answers about facts, remembered for all that are alike.

Conditions and axes look only at some places of a key, and there only at some attributes. A fact is
placed by one look-up of the former; what is not known yet is worked out once for the latter.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter

from budgettool.cube.dimensions import Dimensions, Value
from budgettool.cube.facts import Key
from budgettool.packs.definition import KEY, Axis

Numbers = tuple[int, ...]
"""Rows or columns, by number."""

Values = Mapping[Axis, Value]
"""What a fact has on each axis that is looked at."""


class Memo(dict[Key, Numbers]):
    """The rows or columns that facts fall into, by what is looked at of their keys.

    Attributes:
        axes: What is looked at.
        places: The places of a key that are looked at.
        project: Takes these from a key.
    """

    def __init__(
        self, axes: Iterable[Axis], dimensions: Dimensions, work_out: Callable[[Values], Numbers]
    ) -> None:
        super().__init__()
        self.axes = tuple(dict.fromkeys(axes))
        at = [KEY.index(axis.dimension) for axis in self.axes]
        self.places = frozenset(at)
        ordered = sorted(self.places)
        self.project = projection(ordered)
        attributes = (cache(partial(dimensions.attribute, axis)) for axis in self.axes)
        self._attributes = tuple(zip(map(ordered.index, at), attributes, strict=True))
        self._work_out = work_out
        self._by_values: dict[tuple[Value, ...], Numbers] = {}

    def of(self, key: Key) -> Numbers:
        """Give the rows or columns that a fact falls into."""
        return self[self.project(key)]

    def __missing__(self, looked_at: Key) -> Numbers:
        values = tuple(attribute(looked_at[place]) for place, attribute in self._attributes)
        found = self._by_values.get(values)
        if found is None:
            found = self._work_out(dict(zip(self.axes, values, strict=True)))
            self._by_values[values] = found
        self[looked_at] = found
        return found


def projection(places: Sequence[int]) -> Callable[[Key], Key]:
    """Give a function that takes some places of a key."""
    if len(places) > 1:
        return itemgetter(*places)
    start = places[0] if places else 0
    return itemgetter(slice(start, start + len(places)))
