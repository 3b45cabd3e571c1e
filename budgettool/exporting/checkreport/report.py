"""A check report as data: every finding in words, in the order of what matters.

Leaves arranging it to `pages`, `tables` and `record`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from budgettool.book.decisions import Decision
from budgettool.exporting.draft import DRAFT, mark_of
from budgettool.packs.definition import Pack
from budgettool.packs.rule import Level
from budgettool.rules.finding import LEVEL_NAMES, Finding
from budgettool.rules.grouping import Cause, grouped
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import Rule
from budgettool.rules.waivers import Judged
from budgettool.rules.words import FindingWords

LEVELS: Final[tuple[Level, ...]] = tuple(LEVEL_NAMES)
_AGAINST: Final = {False: "不能定稿", True: "不能公开", None: "要改正"}
"""What an error stands against, in a draft, in what is 定稿, in tables of a file."""


@dataclass(frozen=True, slots=True)
class About:
    """What a report is of.

    Attributes:
        subject: The department, or whatever name the checked tables bear.
        content: What was checked, such as `支出明细 103 条`.
        sealed: Whether the book is 定稿; None for tables of a file, which is no book.
        program: Version of the program.
        at: When it was checked.
        unread: Figures of a file that could not be read, and are not checked.
        notices: What a reader must know besides, such as that codes are doubtful.
    """

    subject: str
    year: int
    source: str
    content: str
    pack: Pack
    program: str
    at: datetime
    code: str = ""
    sealed: bool | None = False
    unread: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """定稿 or 草稿; empty for tables of a file."""
        return {True: "定稿", False: DRAFT, None: ""}[self.sealed]

    @property
    def mark(self) -> str:
        """What each page bears: 草稿, as long as the book is no 定稿."""
        return mark_of(draft=self.sealed is False)


@dataclass(frozen=True, slots=True)
class Described:
    """A finding in words.

    Attributes:
        amounts: Expected, found and difference as people say them; empty where there are none.
        dead: The waiver that was given for other figures.
    """

    finding: Finding
    rule: Rule
    place: str
    amounts: str
    dead: Decision | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What has one cause: a finding that stands for all, and the others."""

    first: Described
    others: tuple[Described, ...] = ()


class WaivedEntry(NamedTuple):
    """A finding that was answered for."""

    described: Described
    waiver: Decision


@dataclass(frozen=True, slots=True)
class ResidueEntry:
    """A 尾差 in words."""

    code: str
    place: str
    difference: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that a check report says.

    Attributes:
        problems: What is open, worst first.
        unknown: Rules that could not be evaluated, with why.
    """

    about: About
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    waived: tuple[WaivedEntry, ...]
    passed: tuple[Rule, ...]
    unknown: tuple[tuple[Rule, str], ...]
    residues: tuple[ResidueEntry, ...]

    @property
    def off(self) -> tuple[Rule, ...]:
        """Rules that the pack does not ask for."""
        return tuple(rule for rule in self.rules if rule.off)

    def open(self) -> Iterator[Described]:
        """Walk every open finding."""
        for problem in self.problems:
            yield problem.first
            yield from problem.others

    def counts(self) -> Counter[Level]:
        """Count the open findings by level."""
        return Counter(each.finding.level for each in self.open())

    def conclusion(self) -> str:
        """Say in a sentence what it came to."""
        counts = self.counts()
        said = [f"{LEVEL_NAMES[level]} {counts[level]} 处" for level in LEVELS if counts[level]]
        found = f"发现{'、'.join(said)}" if said else "没有发现问题"
        unread = f"；有 {len(self.about.unread)} 处读不出来，没有核对" if self.about.unread else ""
        wrong = f"；有错误，{_AGAINST[self.about.sealed]}" if counts["H"] else ""
        return f"{found}{wrong}{unread}"


def make_report(
    about: About, result: CheckResult, judged: Judged, words: FindingWords
) -> CheckReport:
    """Put a result in words."""
    dead = {each.finding.key: each.waiver for each in judged.dead}

    def described(finding: Finding) -> Described:
        rule = result.rules[finding.code]
        place, amounts = words.place(finding.place), words.amounts(finding)
        return Described(finding, rule, place, amounts, dead.get(finding.key))

    return CheckReport(
        about=about,
        rules=tuple(result.rules.values()),
        problems=tuple(
            _problem(described(finding) for finding in _in_order(cause, words))
            for cause in grouped(judged.open)
        ),
        waived=tuple(
            sorted(
                (WaivedEntry(described(each.finding), each.waiver) for each in judged.waived),
                key=lambda entry: (
                    entry.described.finding.code,
                    words.position(entry.described.finding.place),
                    entry.described.finding.key,
                ),
            )
        ),
        passed=result.passed,
        unknown=tuple((result.rules[code], why) for code, why in sorted(result.unknown.items())),
        residues=tuple(
            ResidueEntry(each.code, words.cell(each.place), each.difference)
            for each in result.residues
        ),
    )


def _in_order(cause: Cause, words: FindingWords) -> list[Finding]:
    """Put what one rule found in many lines in the order of the lines."""
    findings = list(cause.findings)
    if len({finding.code for finding in findings}) == 1:
        findings.sort(key=lambda finding: words.position(finding.place))
    return findings


def _problem(described: Iterator[Described]) -> Problem:
    return Problem(next(described), tuple(described))


def of_level(problems: Iterable[Problem], level: Level) -> list[Problem]:
    """Give the problems of one level, in their order."""
    return [problem for problem in problems if problem.first.finding.level == level]


def counted(report: CheckReport, level: Level) -> str:
    """Say how many findings of a level there are, and how many causes if these are fewer."""
    count, causes = report.counts()[level], len(of_level(report.problems, level))
    return f"{count} 处，{causes} 个原因" if causes < count else f"{count} 处"


def first_of_each(
    problems: Sequence[Problem], most: int
) -> tuple[list[Problem], list[tuple[Rule, int]]]:
    """Keep the first problems of each rule, so that thousands stay readable.

    Returns:
        Those kept, and how many are left out, by rule.
    """
    seen: Counter[str] = Counter()
    left: Counter[str] = Counter()
    rules: dict[str, Rule] = {}
    kept = []
    for problem in problems:
        rule = problem.first.rule
        if seen[rule.code] < most:
            seen[rule.code] += 1
            kept.append(problem)
        else:
            left[rule.code] += 1
            rules[rule.code] = rule
    return kept, [(rules[code], count) for code, count in left.items()]


def waived_together(waived: Iterable[WaivedEntry]) -> list[tuple[WaivedEntry, int]]:
    """Put waivers of one rule with the same words together; says how many places each is for."""
    counted: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], WaivedEntry] = {}
    for entry in waived:
        finding, waiver = entry.described.finding, entry.waiver
        alike = finding.code, finding.message, entry.described.amounts, waiver.reason, waiver.holder
        counted[alike] += 1
        first.setdefault(alike, entry)
    return [(entry, counted[alike]) for alike, entry in first.items()]


def same_cause(problem: Problem, most: int) -> str:
    """Say where else the same cause shows: the first places, and how many there are in all."""
    others = problem.others
    if not others:
        return ""
    own = problem.first.finding.code
    places = [
        each.place if each.finding.code == own else f"{each.finding.code} {each.place}"
        for each in others[:most]
    ]
    more = "；……" if len(others) > most else ""
    return f"同一原因另有 {len(others)} 处：{'；'.join(places)}{more}"
