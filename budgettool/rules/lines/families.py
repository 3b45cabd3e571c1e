"""Rules about lines put together by what they look at, so that a line costs few look-ups."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from budgettool.cube.facts import Key
from budgettool.cube.memo import projection
from budgettool.packs.definition import KEY, LineKind
from budgettool.packs.rule import Level
from budgettool.rules.context import Context
from budgettool.rules.lines.line_rule import AmountRule, Fault, LineRule
from budgettool.rules.rule import Rule

Breaks = Callable[[int], bool]


class Hit(NamedTuple):
    """A rule that a line breaks, and how."""

    rule: Rule
    fault: Fault

    @property
    def level(self) -> Level:
        """How grave it is."""
        return self.fault.level or self.rule.level


Hits = tuple[Hit, ...]


class Family(dict[Key, Hits]):
    """The answers of rules that look at some of the same members of a line's key."""

    def __init__(self, context: Context, rules: Sequence[LineRule], packed: list[Rule]) -> None:
        super().__init__()
        self._context = context
        widest = max(rules, key=lambda rule: len(rule.places)).places
        self.project = projection([KEY.index(place) for place in widest])
        self._rules = [
            (rule, each.check, [widest.index(place) for place in each.places])
            for each, rule in zip(rules, packed, strict=True)
        ]

    def __missing__(self, members: Key) -> Hits:
        hits = self[members] = tuple(self._ask(members))
        return hits

    def _ask(self, members: Key) -> Iterator[Hit]:
        for rule, check, places in self._rules:
            fault = check(self._context, tuple(members[place] for place in places))
            if fault is not None:
                yield Hit(rule, fault)


def families_of(
    context: Context,
    rules: Iterable[LineRule | AmountRule],
    packed: Mapping[str, Rule],
    kind: LineKind,
) -> list[Family]:
    """Put rules together whose members another rule looks at too: fewer look-ups for a line."""
    asked = [rule for rule in rules if isinstance(rule, LineRule) and kind in rule.kinds]
    groups: list[list[LineRule]] = []
    for rule in sorted(asked, key=lambda rule: -len(rule.places)):
        wider = (group for group in groups if set(rule.places) <= set(group[0].places))
        group = next(wider, None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return [Family(context, group, [packed[rule.rule.code] for rule in group]) for group in groups]


def limits_of(
    context: Context,
    rules: Iterable[LineRule | AmountRule],
    packed: Mapping[str, Rule],
    kind: LineKind,
) -> list[tuple[Breaks, Hit]]:
    """Give what amounts of a kind of line must not be, each with what is then found."""
    return [
        (limit.breaks, Hit(packed[rule.rule.code], limit.fault))
        for rule in rules
        if isinstance(rule, AmountRule) and kind in rule.kinds
        for limit in rule.limits(context)
    ]
