"""Asks the line rules of all lines, or of those that changed, and keeps what they found.

Lines that are alike have the same faults: those are counted, and told of single lines when they are
asked for. What is kept of a line is what it was when it was last asked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import attrgetter
from typing import Final

from budgettool.cube.facts import Fact
from budgettool.money import round_half_up
from budgettool.packs.definition import LineKind
from budgettool.packs.rule import Level
from budgettool.rules.context import Context
from budgettool.rules.finding import LEVEL_NAMES, Finding, Fix, LineChange, LinePlace
from budgettool.rules.lines.columns import LineColumns, UnitKinds, is_asked
from budgettool.rules.lines.doubles import DOUBLES, Doubles
from budgettool.rules.lines.drafts import CODE_OF_FIELD, draft_faults
from budgettool.rules.lines.families import Hit, Hits, families_of, hit_of, limits_of
from budgettool.rules.lines.line_rule import AmountRule, LineRule
from budgettool.rules.rule import Rule

_KINDS: Final[tuple[LineKind, ...]] = ("expenditure", "income")
_SORT: Final = attrgetter("level", "rule.code")
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
        self._context = context
        self._packed = packed
        asked = [rule for rule in rules if not packed[rule.rule.code].off]
        self._families = {kind: families_of(context, asked, packed, kind) for kind in _KINDS}
        self._limits = {kind: limits_of(context, asked, packed, kind) for kind in _KINDS}
        self._kinds = UnitKinds(context.dimensions)
        self._seen: dict[str, Fact] = {}
        self._drafted: dict[str, Hits] = {}
        self._wrong: dict[str, Hits] | None = None
        self._counts: Counter[tuple[Level, str]] = Counter()
        self._doubles = Doubles(context, packed[DOUBLES.code])

    @property
    def found(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is wrong with each line; one finding about several lines stands with each."""
        return _Found(self)

    def all(self) -> None:
        """Ask of every line."""
        self._seen = self._context.cube.all_facts()
        self._drafted.clear()
        self._wrong = None
        self._counts.clear()
        for kind in _KINDS:
            self._count(kind)
        for line in {line for line, _ in self._context.drafts}:
            self._ask(line)
        if not self._packed[DOUBLES.code].off:
            self._doubles.all()

    def follow(self, lines: Iterable[str]) -> frozenset[str]:
        """Ask again of lines that were added, changed or removed.

        Returns:
            The lines whose findings may be others now.
        """
        listed = list(lines)
        concerned = {line for line in listed if self._ask(line)}
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
        for line, hits in self._listed().items():
            amount = self._amount(line)
            for hit in hits:
                yield _finding(line, hit, amount)
        yield from self._doubles.findings()

    def lines(self) -> Iterator[str]:
        """Walk the lines with which something is wrong."""
        wrong = self._listed()
        yield from wrong
        yield from (line for line in self._doubles if line not in wrong)

    def of(self, line: str) -> tuple[Finding, ...]:
        """Make the findings of a line."""
        amount = self._amount(line)
        found = tuple(_finding(line, hit, amount) for hit in self._hits(line))
        return (*found, self._doubles.of(line)) if line in self._doubles else found

    def level_of(self, line: str) -> Level | None:
        """Give the worst level of what is wrong with a line, without making its findings."""
        levels = {hit.level for hit in self._hits(line)}
        if line in self._doubles:
            levels.add(self._packed[DOUBLES.code].level)
        return min(levels, key=_ORDER.index, default=None)

    def _count(self, kind: LineKind) -> None:
        """Count what is wrong with the lines of a kind: once for all that are alike."""
        columns = LineColumns(self._seen, kind, self._kinds)
        for family in self._families[kind]:
            for hits, count in family.counted(columns):
                for hit in hits:
                    self._counts[_SORT(hit)] += count
        for breaks, hit in self._limits[kind]:
            self._counts[_SORT(hit)] += sum(map(breaks, columns.amounts))

    def _listed(self) -> Mapping[str, Hits]:
        """Give what is wrong by line; listed when it is first asked for, and followed from then."""
        if self._wrong is None:
            self._wrong = {}
            for kind in _KINDS:
                for line, hits in self._found(kind):
                    self._wrong[line] = (*self._wrong.get(line, ()), *hits)
            for line, hits in self._drafted.items():
                self._keep(line, hits)
        return self._wrong

    def _found(self, kind: LineKind) -> Iterator[tuple[str, Hits]]:
        columns = LineColumns(self._seen, kind, self._kinds)
        lines = [line for line, fact in self._seen.items() if is_asked(fact, kind)]
        for family in self._families[kind]:
            found = family.found(columns)
            yield from ((line, hits) for line, hits in zip(lines, found, strict=False) if hits)
        for breaks, hit in self._limits[kind]:
            beyond = (hit,)
            if self._counts[_SORT(hit)]:
                broken = map(breaks, columns.amounts)
                yield from ((line, beyond) for line in compress(lines, broken))

    def _ask(self, line: str) -> bool:
        """Ask of one line, with what is drafted in it; tells whether it was, or is, wrong."""
        before = self._hits(line)
        self._read(line)
        after = self._hits(line)
        self._counts.subtract(map(_SORT, before))
        self._counts.update(map(_SORT, after))
        self._keep(line, after)
        return bool(before or after)

    def _read(self, line: str) -> None:
        """Take over what a line is now."""
        self._seen.pop(line, None)
        self._drafted.pop(line, None)
        fact = self._context.cube.fact(line)
        if fact is None:
            return
        self._seen[line] = fact
        drafted = draft_faults(self._context, line)
        if drafted and self._is_asked(fact):
            kept = (hit for hit in self._of_fact(fact) if hit.fault.field not in drafted)
            own = (hit_of(self._packed[CODE_OF_FIELD[f]], fault) for f, fault in drafted.items())
            self._drafted[line] = (*own, *kept)

    def _keep(self, line: str, hits: Hits) -> None:
        """Keep the list of what is wrong current, where there is one."""
        if self._wrong is None:
            return
        if hits:
            self._wrong[line] = hits
        else:
            self._wrong.pop(line, None)

    def _hits(self, line: str) -> Hits:
        """Give what was found of a line when it was last asked."""
        if line in self._drafted:
            return self._drafted[line]
        fact = self._seen.get(line)
        return self._of_fact(fact) if fact is not None and self._is_asked(fact) else ()

    def _is_asked(self, fact: Fact) -> bool:
        return fact.lines in self._families and is_asked(fact, fact.lines)

    def _of_fact(self, fact: Fact) -> Hits:
        kind, key, amount = fact
        seen = self._kinds.put_to(key)
        alike = (hit for family in self._families[kind] for hit in family.of(seen))
        beyond = (hit for breaks, hit in self._limits[kind] if breaks(amount))
        return (*alike, *beyond)

    def _amount(self, line: str) -> int:
        fact = self._seen.get(line)
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
