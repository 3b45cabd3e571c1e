"""Lines of one kind as columns, so that thousands are asked in a few passes.

Beside the places of a key there is the kind of the unit: many rules hang on that and not on which
unit it is, and there are few kinds.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final

from budgettool.cube.dimensions import Dimensions, Value
from budgettool.cube.facts import Fact, Key
from budgettool.model import AMOUNT
from budgettool.packs.definition import KEY, LineKind
from budgettool.rules.columns import Columns

UNIT_KIND: Final = "unit.kind"
PLACES: Final = (*KEY, UNIT_KIND)
"""What rules about lines can look at."""

_MEASURE: Final = KEY.index("measure")
_UNIT: Final = KEY.index("unit")
_KEY: Final = itemgetter(Fact._fields.index("key"))
_AMOUNT: Final = itemgetter(Fact._fields.index("amount"))


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


class LineColumns(Columns):
    """The lines of one kind that are asked.

    Attributes:
        amounts: In 分.
    """

    def __init__(self, facts: Mapping[str, Fact], kind: LineKind, kinds: UnitKinds) -> None:
        asked = [fact for fact in facts.values() if is_asked(fact, kind)]
        super().__init__(list(map(_KEY, asked)))
        self.amounts = list(map(_AMOUNT, asked))
        self._kinds = kinds

    def read(self, place: str) -> list[Value]:
        """Read a column, that of the kinds of units by way of the units."""
        return self._kinds.of(self.column("unit")) if place == UNIT_KIND else super().read(place)
