"""Sums and counts of lines that rules about the book ask for, kept current line by line.

Each tally says under which slots a line falls; it remembers the answer for all lines alike. What an
edit changed is listed, so that rules ask again of that alone. Leaves what the sums mean to `book`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Final, NamedTuple

from budgettool.cube.cube import Cube
from budgettool.cube.dimensions import Value
from budgettool.cube.facts import Fact, Key
from budgettool.cube.memo import projection
from budgettool.packs.definition import KEY
from budgettool.rules.columns import Columns

Member = Hashable
"""What is counted: a unit's code, a project's name, the id of a ceiling, a pair of units."""


class Slot(NamedTuple):
    """A sum of a member, such as last year's (`prior`) or the income."""

    label: Value
    member: Member


SlotsOf = Callable[[tuple[Value, ...]], Iterable[Slot]]
"""Gets the members of a key at the places that a tally looks at."""

_SHARED: Final = (("lines", "measure", "unit", "source", "counterparty"),)
"""Places at which lines are summed once for all tallies that look at no others."""


Alike = tuple[Key, int, int]
"""Lines that are alike: a key that stands for all, how many they are, and their sum in 分."""

_KEY: Final = itemgetter(Fact._fields.index("key"))
_AMOUNT: Final = itemgetter(Fact._fields.index("amount"))


class Tally:
    """Counts and sums of lines by slot.

    Attributes:
        places: The dimensions that it looks at, as named in `packs.definition.KEY`.
        changed: The members of which a count or sum has changed since it was last settled.
    """

    def __init__(self, places: Sequence[str], slots_of: SlotsOf) -> None:
        self.places = tuple(places)
        self.changed: set[Member] = set()
        self._pick = projection([KEY.index(place) for place in places])
        self._slots_of = slots_of
        self._known: dict[tuple[Value, ...], tuple[Slot, ...]] = {}
        self._counts: defaultdict[Slot, int] = defaultdict(int)
        self._sums: defaultdict[Slot, int] = defaultdict(int)

    def add(self, key: Key, count: int, amount: int) -> None:
        """Count lines of a key; negative numbers take back."""
        members = self._pick(key)
        slots = self._known.get(members)
        if slots is None:
            slots = self._known[members] = tuple(self._slots_of(members))
        for slot in slots:
            self._counts[slot] += count
            self._sums[slot] += amount
            self.changed.add(slot.member)

    def count(self, label: Value, member: Member) -> int:
        """Give how many lines there are."""
        return self._counts.get(Slot(label, member), 0)

    def sum(self, label: Value, member: Member) -> int:
        """Give their sum in 分."""
        return self._sums.get(Slot(label, member), 0)

    def members(self) -> Iterator[Member]:
        """Walk the members that have, or had, lines."""
        return iter(dict.fromkeys(slot.member for slot in self._counts))


class Tallies:
    """The tallies of one book, following its cube; each is summed when it is first asked for."""

    def __init__(self, cube: Cube, tallies: Mapping[str, Tally]) -> None:
        self._cube = cube
        self._known = dict(tallies)
        self._loaded: dict[str, Tally] = {}
        self._seen = cube.all_facts()
        self._columns: Columns | None = None
        self._alike: dict[tuple[str, ...], list[Alike]] = {}

    def __getitem__(self, name: str) -> Tally:
        """Give a tally by its name."""
        if name not in self._loaded:
            self._loaded[name] = self._known[name]
            self._load(self._known[name])
        return self._loaded[name]

    def put(self, name: str, tally: Tally) -> None:
        """Take another tally in the place of one."""
        self._known[name] = tally
        self._loaded.pop(name, None)

    def follow(self, lines: Iterable[str]) -> None:
        """Count lines that were added, changed or removed."""
        self._forget_columns()
        for line in lines:
            before, after = self._seen.pop(line, None), self._cube.fact(line)
            if before is not None:
                self._add(before, -1)
            if after is not None:
                self._seen[line] = after
                self._add(after, 1)

    def changed(self, name: str) -> Iterable[Member]:
        """Give the members of a tally that have changed; none where nobody has asked for it."""
        return self._loaded[name].changed if name in self._loaded else ()

    def settle(self) -> None:
        """Forget what has changed, once all of it has been asked of."""
        self._forget_columns()
        for tally in self._loaded.values():
            tally.changed.clear()

    def _add(self, fact: Fact, count: int) -> None:
        for tally in self._loaded.values():
            tally.add(fact.key, count, count * fact.amount)

    def _load(self, tally: Tally) -> None:
        places = next((p for p in _SHARED if set(tally.places) <= set(p)), tally.places)
        if places not in self._alike:
            self._alike[places] = list(self._read_alike(places))
        for key, lines, amount in self._alike[places]:
            tally.add(key, lines, amount)

    def _read_alike(self, places: tuple[str, ...]) -> Iterator[Alike]:
        """Count and sum lines that are alike at some places, which are numbered for that."""
        facts = self._seen.values()
        if self._columns is None:
            self._columns = Columns(list(map(_KEY, facts)))
        numbers: defaultdict[Key, int] = defaultdict(count().__next__)
        numbered = list(map(numbers.__getitem__, self._columns.at(places)))
        counts = Counter(numbered)
        sums = [0] * len(numbers)
        for number, amount in zip(numbered, map(_AMOUNT, facts), strict=True):
            sums[number] += amount
        for members, number in numbers.items():
            yield _key(places, members), counts[number], sums[number]

    def _forget_columns(self) -> None:
        """Forget what was read of the lines to load tallies."""
        self._columns = None
        self._alike.clear()


def _key(places: Sequence[str], members: Sequence[Value]) -> Key:
    """Write a key that says no more than these places."""
    said = dict(zip(places, members, strict=True))
    return tuple(said.get(place) for place in KEY)
