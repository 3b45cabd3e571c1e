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
from budgettool.sheets.quantities import Measured, Quantities

_NUMBER: Final = re.compile(r"\d+")
_SHORTEST: Final = 2
UNKNOWN_MEMBER: Final = "?"
"""In place of a row: a member that is named and has no amount in the tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The names of the quantities of one pack over one set of tables.

    Attributes:
        sources: Ids of quantities by name, as `wording` writes it.
        units: What each quantity is counted in, by its id; 万元 for money.
        year: Of the texts: figures of the year before are last year's.
        many: Id of the quantity whose members are named with （类）; empty for none.
        names: A pattern that finds the longest name at a place.
        thresholds: Names that hold a number, with what they may be mistaken for.
    """

    sources: Mapping[str, str]
    units: Mapping[str, str]
    year: int
    many: str
    names: str
    thresholds: tuple[tuple[re.Pattern[str], str], ...]

    def only(self, text: str) -> str:
        """Give the one quantity that a text names; empty for none or several."""
        found = {self.sources[name] for name in re.findall(self.names, plain_name(text))}
        return found.pop() if len(found) == 1 else ""


def lexicon_of(quantities: Quantities) -> Lexicon:
    """Give the lexicon of quantities; one that was made before where the names are the same."""
    definitions = quantities.text.quantities
    members = tuple(
        (measured.id, measured.label)
        for definition in definitions
        if definition.rows
        for measured in quantities.members(definition.id)
    )
    return _lexicon(definitions, members, quantities.facts.year)


@lru_cache(maxsize=8)
def _lexicon(
    definitions: tuple[Quantity, ...], members: tuple[tuple[str, str], ...], year: int
) -> Lexicon:
    sources: dict[str, str] = {}
    for name, source in _names(definitions, members):
        plain = plain_name(name)
        if len(plain) >= _SHORTEST:
            sources.setdefault(plain, source)
    ordered = sorted(sources, key=len, reverse=True)
    units = {each.id: each.unit for each in definitions}
    return Lexicon(
        sources=MappingProxyType(sources),
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


def measured_of(quantities: Quantities, source: str) -> Measured | None:
    """Find what a claim is of; a member without an amount in the tables has none."""
    return None if source.endswith(f"/{UNKNOWN_MEMBER}") else quantities.get(source)
