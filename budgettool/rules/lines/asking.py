"""Asks the line rules of all lines, or of those that changed, and keeps what they found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from budgettool.cube.facts import Fact, Key
from budgettool.cube.memo import projection
from budgettool.model import AMOUNT
from budgettool.packs.definition import KEY, LineKind
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding, Fix, LineChange, LinePlace
from budgettool.rules.lines.line_rule import Fault, LineRule
from budgettool.rules.rule import Rule

_MEASURE = KEY.index("measure")


class LineChecks:
    """What the line rules find, by line."""

    def __init__(
        self, context: Context, rules: Sequence[LineRule], packed: Mapping[str, Rule]
    ) -> None:
        self._context = context
        asked = [_Memo(context, rule, packed[rule.rule.code]) for rule in rules]
        self._asked: dict[LineKind, list[_Memo]] = {
            kind: [memo for memo in asked if kind in memo.kinds and not memo.rule.off]
            for kind in ("expenditure", "income", "balance")
        }
        self.found: dict[str, tuple[Finding, ...]] = {}

    def all(self) -> None:
        """Ask of every line."""
        self.found.clear()
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for kind, memos in self._asked.items():
            for key, ids in self._context.cube.keys(kind).items():
                if key[_MEASURE] != AMOUNT:
                    continue
                for memo in memos:
                    if (fault := memo[memo.project(key)]) is not None:
                        for line in ids:
                            found[line].append(memo.finding(line, fault))
        self.found.update((line, tuple(listed)) for line, listed in found.items())

    def follow(self, lines: Iterable[str]) -> None:
        """Ask again of lines that were added, changed or removed."""
        for line in lines:
            fact = self._context.cube.fact(line)
            found = () if fact is None else self._of(line, fact)
            if found:
                self.found[line] = found
            else:
                self.found.pop(line, None)

    def _of(self, line: str, fact: Fact) -> tuple[Finding, ...]:
        if fact.key[_MEASURE] != AMOUNT:
            return ()
        memos = self._asked[fact.lines]
        faults = ((memo, memo[memo.project(fact.key)]) for memo in memos)
        return tuple(memo.finding(line, fault) for memo, fault in faults if fault is not None)


class _Memo(dict[Key, Fault | None]):
    """The answers of one rule, by the members that it looks at."""

    def __init__(self, context: Context, rule: LineRule, packed: Rule) -> None:
        super().__init__()
        self._context = context
        self._check = rule.check
        self.kinds = rule.kinds
        self.rule = packed
        self._places = [KEY.index(place) for place in rule.places]
        self.project: Callable[[Key], Key] = projection(self._places)

    def __missing__(self, members: Key) -> Fault | None:
        fault = self[members] = self._check(self._context, members)
        return fault

    def finding(self, line: str, fault: Fault) -> Finding:
        """Make what is found of a line."""
        fix = None
        if fault.label:
            fix = Fix(fault.label, (LineChange(line, fault.values),))
        return Finding(
            code=self.rule.code,
            level=fault.level or self.rule.level,
            place=LinePlace(line, fault.field),
            message=fault.message,
            mend=fault.mend,
            fix=fix,
            about=(fault.message,),
            cause=f"{self.rule.code} {fault.message}",
        )
