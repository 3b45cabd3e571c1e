"""Asks the line rules of all lines, or of those that changed, and keeps what they found.

What is kept of a line is which faults it has, shared by all lines that are alike; findings are made
of it when they are asked for.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from operator import attrgetter
from typing import Final

from budgettool.cube.facts import Fact
from budgettool.model import AMOUNT
from budgettool.money import round_half_up
from budgettool.packs.definition import KEY, LineKind
from budgettool.packs.rule import Level
from budgettool.rules.context import Context
from budgettool.rules.finding import LEVEL_NAMES, Finding, Fix, LineChange, LinePlace
from budgettool.rules.lines.doubles import DOUBLES, Doubles
from budgettool.rules.lines.drafts import CODE_OF_FIELD, draft_faults
from budgettool.rules.lines.families import Hit, Hits, families_of, hit_of, limits_of
from budgettool.rules.lines.line_rule import AmountRule, LineRule
from budgettool.rules.lines.permits import check_permits
from budgettool.rules.rule import Rule

_KINDS: Final[tuple[LineKind, ...]] = ("expenditure", "income")
_MEASURE: Final = KEY.index("measure")
_SORT: Final = attrgetter("level", "rule.code")
_AMOUNT: Final = attrgetter("amount")
_ORDER: Final = tuple(LEVEL_NAMES)

PLACING: Final = frozenset({"L01", "L02", "L03", "L05", "L11", "L13"})
"""The rules about what decides in which rows and columns a line is counted."""


class LineChecks:
    """What the line rules find, by line."""

    def __init__(
        self,
        context: Context,
        rules: Sequence[LineRule | AmountRule],
        packed: Mapping[str, Rule],
    ) -> None:
        check_permits(context.pack)
        self._context = context
        self._packed = packed
        asked = [rule for rule in rules if not packed[rule.rule.code].off]
        self._families = {kind: families_of(context, asked, packed, kind) for kind in _KINDS}
        self._limits = {kind: limits_of(context, asked, packed, kind) for kind in _KINDS}
        self._hits: dict[str, Hits] = {}
        self._counts: Counter[tuple[Level, str]] = Counter()
        self._doubles = Doubles(context, packed[DOUBLES.code])

    @property
    def found(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is wrong with each line; one finding about several lines stands with each."""
        return _Found(self)

    def all(self) -> None:
        """Ask of every line."""
        self._hits = {}
        for kind in _KINDS:
            self._ask_all(kind)
        for line in {line for line, _ in self._context.drafts}:
            self._ask(line)
        if not self._packed[DOUBLES.code].off:
            self._doubles.all()
        self._counts = Counter(map(_SORT, chain.from_iterable(self._hits.values())))

    def follow(self, lines: Iterable[str]) -> frozenset[str]:
        """Ask again of lines that were added, changed or removed.

        Returns:
            The lines whose findings may be others now.
        """
        listed = list(lines)
        concerned: set[str] = set()
        for line in listed:
            before = self._hits.get(line, ())
            after = self._ask(line)
            self._counts.subtract(map(_SORT, before))
            self._counts.update(map(_SORT, after))
            if before or after:
                concerned.add(line)
        if not self._packed[DOUBLES.code].off:
            concerned |= self._doubles.follow(listed)
        return frozenset(concerned)

    def counts(self) -> Counter[Level]:
        """Count the findings by level."""
        found = Counter({self._packed[DOUBLES.code].level: len(self._doubles)})
        for (level, _), count in self._counts.items():
            found[level] += count
        return +found

    def are_placed(self) -> bool:
        """Tell whether tables know where each line belongs: no code or member of it is an error."""
        return not any(
            count
            for (level, code), count in self._counts.items()
            if level == "H" and code in PLACING
        )

    def findings(self) -> Iterator[Finding]:
        """Make every finding, once; takes a moment where there are many."""
        for line, hits in self._hits.items():
            amount = self._amount(line)
            for hit in hits:
                yield _finding(line, hit, amount)
        yield from self._doubles.findings()

    def lines(self) -> Iterator[str]:
        """Walk the lines with which something is wrong."""
        yield from self._hits
        yield from (line for line in self._doubles if line not in self._hits)

    def of(self, line: str) -> tuple[Finding, ...]:
        """Make the findings of a line."""
        amount = self._amount(line)
        found = tuple(_finding(line, hit, amount) for hit in self._hits.get(line, ()))
        return (*found, self._doubles.of(line)) if line in self._doubles else found

    def level_of(self, line: str) -> Level | None:
        """Give the worst level of what is wrong with a line, without making its findings."""
        levels = {hit.level for hit in self._hits.get(line, ())}
        if line in self._doubles:
            levels.add(self._packed[DOUBLES.code].level)
        return min(levels, key=_ORDER.index, default=None)

    def _ask_all(self, kind: LineKind) -> None:
        """Ask of every line of a kind: once for all that have the same key, then of amounts."""
        kept = self._hits
        asked: list[str] = []
        for parts, ids in self._of_keys(kind):
            asked += ids
            if any(parts):
                kept.update(dict.fromkeys(ids, sum(parts, ())))
        facts = self._context.cube.all_facts()
        amounts = list(map(_AMOUNT, map(facts.__getitem__, asked)))
        for breaks, hit in self._limits[kind]:
            beyond = (hit,)
            for line in compress(asked, map(breaks, amounts)):
                alike = kept.get(line)
                kept[line] = alike + beyond if alike else beyond

    def _of_keys(self, kind: LineKind) -> Iterator[tuple[tuple[Hits, ...], Collection[str]]]:
        """Give what each family finds of every key, with the lines of that key."""
        keys = self._context.cube.keys(kind)
        asked = [key for key in keys if key[_MEASURE] == AMOUNT]
        lines = [ids for key, ids in keys.items() if key[_MEASURE] == AMOUNT]
        found = [
            map(family.__getitem__, map(family.project, asked)) for family in self._families[kind]
        ]
        return zip(zip(*found, strict=True), lines, strict=True)

    def _ask(self, line: str) -> Hits:
        """Ask of one line, with what is drafted in it."""
        fact = self._context.cube.fact(line)
        hits = self._of_fact(line, fact) if fact else ()
        if hits:
            self._hits[line] = hits
        else:
            self._hits.pop(line, None)
        return hits

    def _of_fact(self, line: str, fact: Fact) -> Hits:
        kind, key, amount = fact
        if kind not in self._families or key[_MEASURE] != AMOUNT:
            return ()
        alike = (hit for family in self._families[kind] for hit in family[family.project(key)])
        beyond = (hit for breaks, hit in self._limits[kind] if breaks(amount))
        hits = (*alike, *beyond)
        if drafted := draft_faults(self._context, line):
            kept = (hit for hit in hits if hit.fault.field not in drafted)
            own = (hit_of(self._packed[CODE_OF_FIELD[f]], fault) for f, fault in drafted.items())
            return (*own, *kept)
        return hits

    def _amount(self, line: str) -> int:
        fact = self._context.cube.fact(line)
        return fact.amount if fact else 0


class _Found(Mapping[str, tuple[Finding, ...]]):
    """The findings by line, made as they are looked up."""

    def __init__(self, checks: LineChecks) -> None:
        self._checks = checks

    def __getitem__(self, line: str) -> tuple[Finding, ...]:
        found = self._checks.of(line)
        if not found:
            raise KeyError(line)
        return found

    def __iter__(self) -> Iterator[str]:
        return self._checks.lines()

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _finding(line: str, hit: Hit, amount: int) -> Finding:
    """Make what is found of a line."""
    rule, fault, level, cause = hit
    right = round_half_up(amount, fault.step) if fault.step else 0
    changes = (("amount", right),) if right else fault.values
    fix = None
    if changes:
        fix = Fix(fault.label, (LineChange(line, changes),), carry=amount - right if right else 0)
    return Finding(
        code=rule.code,
        level=level,
        place=LinePlace(line, fault.field),
        message=fault.message,
        mend=fault.mend,
        expected=right or None,
        found=amount if fault.field == "amount" else None,
        fix=fix,
        about=(fault.message,),
        cause=cause,
    )
