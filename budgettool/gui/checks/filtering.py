"""By what the list of findings can be limited, and what a choice keeps.

Leaves the widgets to `head`, and the choice itself to `items`.
"""

from collections.abc import Callable, Iterator, Sequence

from budgettool.gui.checks.items import Choice, Item
from budgettool.gui.checks.places import PAGE_TITLES, unit_of, whereabouts
from budgettool.gui.session import Session
from budgettool.packs.labels import fill

Test = Callable[[Item], bool]
_TABLE = "table "


class Offers:
    """What occurs among findings: rules, pages and tables, units; each with its name."""

    def __init__(self, session: Session, items: Sequence[Item]) -> None:
        self._session = session
        self._items = items

    def codes(self) -> list[tuple[str, str]]:
        """Give the rules."""
        rules = self._session.checks.rules
        found = sorted({item.finding.code for item in self._items})
        return [(code, f"{code} {rules[code].title}") for code in found]

    def places(self) -> list[tuple[str, str]]:
        """Give the pages in the order of the work, then the tables."""
        found = {whereabouts(self._session, item.finding) for item in self._items}
        pages = [(name, title) for name, title in PAGE_TITLES.items() if name and name in found]
        return pages + [
            (f"{_TABLE}{table.id}", fill(table.number, str) or table.id)
            for table in self._session.pack.tables
            if f"{_TABLE}{table.id}" in found
        ]

    def units(self) -> list[tuple[str, str]]:
        """Give the units."""
        found = {unit_of(self._session, item.finding) for item in self._items} - {""}
        names = {unit.code: unit.name for unit in self._session.facts.units}
        return [(code, f"{code} {names.get(code, '')}".strip()) for code in sorted(found)]


def tests_of(session: Session, choice: Choice) -> Iterator[Test]:
    """Give the tests that a finding passes to be kept."""
    if choice.code:
        yield lambda item: item.finding.code == choice.code
    if choice.whereabouts:
        yield lambda item: whereabouts(session, item.finding) == choice.whereabouts
    if choice.unit:
        yield lambda item: unit_of(session, item.finding) == choice.unit
    if choice.text:
        wanted = choice.text.casefold().split()
        words = session.checks.words
        yield lambda item: all(
            each in _said(words.place(item.finding.place), item) for each in wanted
        )


def _said(where: str, item: Item) -> str:
    finding = item.finding
    fix = finding.fix.label if finding.fix else ""
    reason = item.waiver.reason if item.waiver else ""
    parts = (finding.code, where, finding.message, finding.mend, fix, reason)
    return " ".join(parts).casefold()
