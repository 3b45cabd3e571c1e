"""Rules about lines put together by what they look at, so that a line costs few look-ups."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from budgettool.cube.facts import Key
from budgettool.cube.memo import projection
from budgettool.packs.definition import LineKind
from budgettool.packs.rule import Level
from budgettool.rules.context import Context
from budgettool.rules.lines.columns import PLACES, LineColumns
from budgettool.rules.lines.line_rule import AmountRule, Fault, LineRule
from budgettool.rules.rule import Rule

Breaks = Callable[[int], bool]

_LONGEST: Final = 300
_WIDEST: Final = 5
"""Places that a family looks at, at most, unless one rule alone looks at more."""

_MANY: Final = frozenset({"unit", "function", "project", "counterparty"})
"""Places at which lines differ much: they make families of their own."""


class Hit(NamedTuple):
    """A rule that a line breaks, and how."""

    rule: Rule
    fault: Fault
    level: Level
    cause: str


Hits = tuple[Hit, ...]


def hit_of(rule: Rule, fault: Fault) -> Hit:
    """Put a rule and what is wrong together; a message is bounded, texts of lines are not."""
    if len(fault.message) > _LONGEST:
        fault = replace(fault, message=f"{fault.message[:_LONGEST]}…")
    return Hit(rule, fault, fault.level or rule.level, f"{rule.code} {fault.message}")


class _Memo(dict[Key, Hits]):
    """The answers of one rule, by the members that it looks at."""

    def __init__(self, context: Context, rule: LineRule, packed: Rule) -> None:
        super().__init__()
        self._context = context
        self._check = rule.check
        self._packed = packed
        self.places = rule.places

    def __missing__(self, members: Key) -> Hits:
        fault = self._check(self._context, members)
        hits = self[members] = () if fault is None else (hit_of(self._packed, fault),)
        return hits


class Family(dict[Key, Hits]):
    """The answers of rules that look at some of the same members of a line's key.

    Attributes:
        places: The places that are looked at, of `columns.PLACES`.
    """

    def __init__(self, memos: Sequence[_Memo], places: tuple[str, ...]) -> None:
        super().__init__()
        self.places = places
        self._project = projection([PLACES.index(place) for place in places])
        self._memos = [
            (memo, projection([places.index(place) for place in memo.places])) for memo in memos
        ]

    def __missing__(self, members: Key) -> Hits:
        found = [memo[project(members)] for memo, project in self._memos]
        hits = self[members] = sum(found, ()) if any(found) else ()
        return hits

    def of(self, key: Key) -> Hits:
        """Give what is wrong with a line of a key, which has the unit's kind behind it."""
        return self[self._project(key)]

    def counted(self, columns: LineColumns) -> Iterator[tuple[Hits, int]]:
        """Give what is wrong, and with how many lines."""
        for members, count in Counter(columns.at(self.places)).items():
            if hits := self[members]:
                yield hits, count

    def found(self, columns: LineColumns) -> Iterable[Hits]:
        """Give what is wrong with each line, once they have been counted; nothing for none."""
        return map(self.__getitem__, columns.at(self.places)) if any(self.values()) else ()


def families_of(
    context: Context,
    rules: Iterable[LineRule | AmountRule],
    packed: Mapping[str, Rule],
    kind: LineKind,
) -> list[Family]:
    """Put rules of nearly the same places together: each of few families costs a look-up a line.

    A rule joins the narrowest family that it shares a place with, where that adds one place at most
    and lines do not differ much at it, so that the members that are looked at together stay few.
    """
    asked = [rule for rule in rules if isinstance(rule, LineRule) and kind in rule.kinds]
    groups: list[tuple[list[str], list[_Memo]]] = []
    for rule in sorted(asked, key=lambda rule: -len(rule.places)):
        joined = [group for group in groups if _may_join(rule.places, group[0])]
        if not joined:
            groups.append(([], []))
        places, memos = min(joined, key=lambda group: len(group[0]), default=groups[-1])
        places += [place for place in rule.places if place not in places]
        memos.append(_Memo(context, rule, packed[rule.rule.code]))
    return [Family(memos, tuple(places)) for places, memos in groups]


def _may_join(rule: tuple[str, ...], family: Sequence[str]) -> bool:
    more = [place for place in rule if place not in family]
    if not more:
        return True
    few = len(more) == 1 and more[0] not in _MANY and len(family) < _WIDEST
    return few and len(rule) > 1


def limits_of(
    context: Context,
    rules: Iterable[LineRule | AmountRule],
    packed: Mapping[str, Rule],
    kind: LineKind,
) -> list[tuple[Breaks, Hit]]:
    """Give what amounts of a kind of line must not be, each with what is then found."""
    return [
        (limit.breaks, hit_of(packed[rule.rule.code], limit.fault))
        for rule in rules
        if isinstance(rule, AmountRule) and kind in rule.kinds
        for limit in rule.limits(context)
    ]
