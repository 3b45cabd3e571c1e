"""Lines of one kind as columns, so that thousands are asked in a few passes of plain Python.

Beside the places of a key there is the kind of the unit: many rules hang on that and not on which
unit it is, and there are few kinds.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final

from budgettool.cube.dimensions import Dimensions, Value
from budgettool.cube.facts import Fact, Key
from budgettool.model import AMOUNT
from budgettool.packs.definition import KEY, LineKind

UNIT_KIND: Final = "unit.kind"
PLACES: Final = (*KEY, UNIT_KIND)
"""What rules about lines can look at."""

_MEASURE: Final = KEY.index("measure")
_UNIT: Final = KEY.index("unit")


class UnitKinds:
    """The kinds of units by code; a change of one asks for new checks."""

    def __init__(self, dimensions: Dimensions) -> None:
        self._kinds: dict[Value, str] = {unit.code: unit.kind for unit in dimensions.units.values()}

    def of(self, units: Sequence[Value]) -> list[Value]:
        """Give the kind of each unit; None for one that there is not."""
        return list(map(self._kinds.get, units))

    def put_to(self, key: Key) -> Key:
        """Put the kind of a key's unit behind it, as in `PLACES`."""
        return (*key, self._kinds.get(key[_UNIT]))


def is_asked(fact: Fact, kind: LineKind) -> bool:
    """Tell whether a line is of a kind and of the year's own amounts: rules ask about no others."""
    return fact.lines == kind and fact.key[_MEASURE] == AMOUNT


class Columns:
    """The lines of one kind that are asked.

    Attributes:
        ids: Of the lines.
        amounts: In 分.
    """

    def __init__(self, facts: Mapping[str, Fact], kind: LineKind, kinds: UnitKinds) -> None:
        self._kinds = kinds
        asked = {line: fact for line, fact in facts.items() if is_asked(fact, kind)}
        self.ids = list(asked)
        self._keys = [fact.key for fact in asked.values()]
        self.amounts = [fact.amount for fact in asked.values()]
        self._known: dict[str, list[Value]] = {}

    def at(self, places: Sequence[str]) -> Iterator[Key]:
        """Walk what the lines have at some places."""
        return zip(*map(self._column, places), strict=True)

    def _column(self, place: str) -> list[Value]:
        if place not in self._known:
            self._known[place] = self._read(place)
        return self._known[place]

    def _read(self, place: str) -> list[Value]:
        if place == UNIT_KIND:
            return self._kinds.of(self._column("unit"))
        return list(map(itemgetter(KEY.index(place)), self._keys))
