"""How texts call the quantities of a pack: which name means which, the longest first.

Leaves how sentences go to `scanning`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from budgettool.packs.text import Quantity
from budgettool.rules.text.wording import plain_name
from budgettool.sheets.quantities import Quantities

_NUMBER: Final = re.compile(r"\d+")
_SHORTEST: Final = 2
UNKNOWN_MEMBER: Final = "?"
"""In place of a row: a member that is named and has no amount in the tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The names of the quantities of one pack over one set of tables.

    Attributes:
        sources: Ids of quantities by name, as `wording` writes it; several where one name serves
            for several, such as a class of two funds.
        wholes: What each quantity is a share of, by its id.
        units: What each quantity is counted in, by its id; 万元 for money.
        year: Of the texts: figures of the year before are last year's.
        many: Id of the quantity whose members are named with （类）; empty for none.
        names: A pattern that finds the longest name at a place.
        thresholds: Names that hold a number, with what they may be mistaken for.
    """

    sources: Mapping[str, tuple[str, ...]]
    wholes: Mapping[str, str]
    units: Mapping[str, str]
    year: int
    many: str
    names: str
    thresholds: tuple[tuple[re.Pattern[str], str], ...]

    def only(self, text: str) -> str:
        """Give the one quantity that a text names; empty for none or several."""
        names = re.findall(self.names, plain_name(text))
        found = {source for name in names for source in self.sources[name]}
        return found.pop() if len(found) == 1 else ""

    def source(self, name: str, context: str) -> str:
        """Say what a name means after something else was spoken of; empty for no name."""
        found = self.sources.get(name, ())
        near = {context, self.wholes.get(context, "")} - {""}
        first = found[0] if found else ""
        return next((each for each in found if self.wholes.get(each) in near), first)


def lexicon_of(quantities: Quantities) -> Lexicon:
    """Give the lexicon of quantities; one that was made before where the names are the same."""
    definitions = quantities.text.quantities
    members = tuple(
        (measured.id, measured.label)
        for definition in definitions
        if definition.rows
        for measured in quantities.members(definition.id)
    )
    better = tuple(_better_known(quantities))
    return _lexicon(definitions, members, quantities.facts.year, better)


def _better_known(quantities: Quantities) -> Iterator[str]:
    """Walk the quantities that stand for others with the same name: as large, and known last year.

    一般公共预算收支预算 is all of 财政拨款 where there is no other fund.
    """
    for sources in _shared(quantities.text.quantities):
        found = [each for each in map(quantities.get, sources) if each is not None]
        same = len({each.exact for each in found}) == 1
        yield from (each.id for each in found if same and each.prior is not None)


@lru_cache(maxsize=8)
def _shared(definitions: tuple[Quantity, ...]) -> tuple[tuple[str, ...], ...]:
    """List the quantities that share a name."""
    found: dict[str, tuple[str, ...]] = {}
    for name, source in _names(definitions, ()):
        found[plain_name(name)] = (*found.get(plain_name(name), ()), source)
    return tuple(dict.fromkeys(each for each in found.values() if len(set(each)) > 1))


@lru_cache(maxsize=8)
def _lexicon(
    definitions: tuple[Quantity, ...],
    members: tuple[tuple[str, str], ...],
    year: int,
    better: tuple[str, ...],
) -> Lexicon:
    sources: dict[str, tuple[str, ...]] = {}
    for name, source in _names(definitions, members):
        plain = plain_name(name)
        if len(plain) >= _SHORTEST and source not in sources.get(plain, ()):
            before = sources.get(plain, ())
            sources[plain] = (source, *before) if source in better else (*before, source)
    ordered = sorted(sources, key=len, reverse=True)
    units = {each.id: each.unit for each in definitions}
    wholes = {each.id: each.whole for each in definitions}
    return Lexicon(
        sources=MappingProxyType(sources),
        wholes=MappingProxyType(wholes | {s: wholes[s.split("/")[0]] for s, _ in members}),
        units=MappingProxyType(
            units | {source: units[source.split("/")[0]] for source, _ in members}
        ),
        year=year,
        many=next((each.id for each in definitions if each.rows), ""),
        names="|".join(map(re.escape, ordered)) or r"(?!)",
        thresholds=tuple(_thresholds(ordered)),
    )


def _names(
    definitions: tuple[Quantity, ...], members: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, str]]:
    for definition in definitions:
        if not definition.rows:
            for name in (definition.label, *definition.names):
                yield name, definition.id
    for source, label in members:
        for name in (f"{label}（类）支出", f"{label}（类）", f"{label}支出"):
            yield name, source


def _thresholds(names: list[str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Give patterns of names such as 单价50万元以上设备, whatever the number."""
    for name in names:
        if _NUMBER.search(name):
            parts = map(re.escape, _NUMBER.split(name))
            yield re.compile(r"(?:\d+(?:\.\d+)?)".join(parts)), name
