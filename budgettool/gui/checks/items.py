"""What the list of the page 审核 holds: findings with what was said for them, and a choice of them.

Leaves showing them to `list_model`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from budgettool.book import Decision
from budgettool.rules.finding import LEVEL_NAMES, Finding, LinePlace
from budgettool.rules.grouping import grouped
from budgettool.rules.waivers import Judged

WAIVED: Final = "waived"
_LEVELS: Final = tuple(LEVEL_NAMES)


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in the list.

    Attributes:
        waiver: What was said for it, be it still so or for other figures.
        waived: Whether that still holds.
    """

    finding: Finding
    waiver: Decision | None = None
    waived: bool = False

    @property
    def key(self) -> str:
        """Which finding it is, whatever its figures."""
        return self.finding.key


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Items with one cause; the first stands for all."""

    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        """The item that stands for all."""
        return self.items[0]

    @property
    def key(self) -> str:
        """Which group it is, whatever its figures."""
        return self.first.finding.cause or self.first.key


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are wanted; what is empty limits nothing.

    Attributes:
        show: A level, or `waived` for those that are answered for; else all that are open.
        code: Of the rule.
        whereabouts: The page, or `table …`.
        unit: Its code.
        text: Words that are in what is said of it.
    """

    show: str = ""
    code: str = ""
    whereabouts: str = ""
    unit: str = ""
    text: str = ""

    @property
    def filters(self) -> bool:
        """Whether anything but the level is asked for."""
        return bool(self.code or self.whereabouts or self.unit or self.text)


def items_of(judged: Judged, show: str) -> list[Item]:
    """List the open findings, those of a level, or those that are answered for."""
    if show == WAIVED:
        return [Item(each.finding, each.waiver, waived=True) for each in judged.waived]
    dead = {each.finding.key: each.waiver for each in judged.dead}
    return [
        Item(finding, dead.get(finding.key) if dead else None)
        for finding in judged.open
        if not show or finding.level == show
    ]


def group_items(items: Iterable[Item], rows: Mapping[str, int]) -> list[ItemGroup]:
    """Put items of one cause together, in the order of what matters.

    Args:
        items: In any order.
        rows: Where lines stand in the book; what matters as much as another stands in its order.
    """

    def row(item: Item) -> tuple[int, int]:
        place = item.finding.place
        at = rows.get(place.line, 0) if isinstance(place, LinePlace) else -1
        return _LEVELS.index(item.finding.level), at

    def weight(group: ItemGroup) -> tuple[int, int, str, int]:
        first = group.first.finding
        level, at = row(group.first)
        return level, -abs(first.difference or 0), first.code, at

    of_findings = {id(item.finding): item for item in items}
    causes = grouped(item.finding for item in of_findings.values())
    groups = [
        ItemGroup(tuple(sorted((of_findings[id(each)] for each in cause.findings), key=row)))
        for cause in causes
    ]
    return sorted(groups, key=weight)


def chosen(items: Iterable[Item], tests: Iterable[Callable[[Item], bool]]) -> list[Item]:
    """Keep the items that pass every test."""
    asked = list(tests)
    return [item for item in items if all(test(item) for test in asked)]
