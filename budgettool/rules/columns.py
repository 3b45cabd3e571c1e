"""Keys as columns: what many lines have at some places, read in a few passes that keep nothing."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from budgettool.cube.dimensions import Value
from budgettool.cube.facts import Key
from budgettool.packs.definition import KEY


class Columns:
    """What a number of lines have at each place of their keys, in their order."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._keys = keys
        self._known: dict[str, list[Value]] = {}

    def at(self, places: Sequence[str]) -> Iterator[Key]:
        """Walk what the lines have at some places."""
        return zip(*map(self.column, places), strict=True)

    def column(self, place: str) -> list[Value]:
        """Give what the lines have at one place; read once."""
        if place not in self._known:
            self._known[place] = self.read(place)
        return self._known[place]

    def read(self, place: str) -> list[Value]:
        """Read a column."""
        return list(map(itemgetter(KEY.index(place)), self._keys))
