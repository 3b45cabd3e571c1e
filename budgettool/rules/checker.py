"""Keeps the findings of a book current: everything once, then what each edit can have changed.

Leaves waivers, grouping and words to others; nothing here waits, so that it can follow every key.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from budgettool.cube.cube import Touched
from budgettool.cube.keeping import nothing_thrown_away
from budgettool.model import Facts
from budgettool.packs.rule import Level
from budgettool.rules.book import BOOK_RULES
from budgettool.rules.book.asking import BookChecks
from budgettool.rules.compiling import Grids
from budgettool.rules.context import Context
from budgettool.rules.equations import Asked, Equations, Outcome, Residue
from budgettool.rules.finding import OF_LINES, Finding
from budgettool.rules.grids import BlockGrid
from budgettool.rules.lines import LINE_RULES, RULES_OF_LINES
from budgettool.rules.lines.asking import LineChecks
from budgettool.rules.publication import PUBLICATION_RULES
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import Rule, as_packed
from budgettool.rules.settings import check_settings
from budgettool.rules.text import TEXT_RULES

PROGRAM_RULES: Final = (
    *RULES_OF_LINES,
    *(each.rule for each in BOOK_RULES),
    *(each.rule for each in PUBLICATION_RULES),
    *(each.rule for each in TEXT_RULES),
)
"""The rules that are functions of the program; equations come with packs."""


class Checker:
    """The findings of one book, as it stands.

    Attributes:
        rules: The rules about lines, book and tables by code, as the pack has them; those about
            publishing and the text are asked apart (`publication.checking`, `text.checking`).
    """

    def __init__(self, context: Context) -> None:
        check_settings(context.pack)
        self._context = context
        apart = {each.rule.code for each in PUBLICATION_RULES}
        apart |= {each.rule.code for each in TEXT_RULES}
        packed = as_packed(PROGRAM_RULES, context.pack)
        self.rules: dict[str, Rule] = {c: rule for c, rule in packed.items() if c not in apart}
        self._lines = LineChecks(context, LINE_RULES, self.rules)
        grids: Grids = {
            table: [BlockGrid(block) for block in sides]
            for table, sides in context.cube.blocks.items()
        }
        self._equations = Equations(context.pack, grids, context.dimensions)
        self._outcomes: dict[Asked, Outcome] = {}
        self._book = BookChecks(context, BOOK_RULES, self.rules)
        self.check()

    def check(self) -> None:
        """Ask every rule from nothing."""
        with nothing_thrown_away():
            self._lines.all()
            self._outcomes = dict(self._equations.all())
            self._book.all()

    def follow(self, lines: Iterable[str], touched: Iterable[Touched]) -> frozenset[str]:
        """Ask again what an edit, or a key that was typed, can have changed.

        Returns:
            The lines whose own findings may be others now.
        """
        changed = tuple(lines)
        concerned = self._lines.follow(changed)
        self._follow_figures(touched)
        self._book.follow(changed)
        return concerned

    def reread(self, facts: Facts) -> None:
        """Take over ceilings and fields that have changed; lines are followed otherwise."""
        self._book.reread(facts)

    def findings(self) -> list[Finding]:
        """List everything that is wrong, in no particular order."""
        return [*self._lines.findings(), *self.others()]

    def others(self) -> list[Finding]:
        """List what is wrong beside lines: the book, and figures of tables."""
        equations = [each.finding for each in self._outcomes.values() if each.finding]
        if equations and not self._lines.are_placed():
            equations = list(map(_after_lines, equations))
        return [*self._book.findings(), *equations]

    def counts(self) -> Counter[Level]:
        """Count the findings by level, without making those of lines."""
        return self._lines.counts() + Counter(finding.level for finding in self.others())

    def of_lines(self) -> Mapping[str, tuple[Finding, ...]]:
        """Give what is wrong with lines, by their id; one about several stands with each."""
        return self._lines.found

    def level_of(self, line: str) -> Level | None:
        """Give the worst level of what is wrong with a line."""
        return self._lines.level_of(line)

    def residues(self) -> tuple[Residue, ...]:
        """List the 尾差 of the printed figures; takes a moment."""
        return self._equations.residues()

    def result(self) -> CheckResult:
        """Give all that a report says; takes a moment."""
        return CheckResult(self.rules, tuple(self.findings()), self.residues(), self.unknown)

    @property
    def unknown(self) -> dict[str, str]:
        """Why rules could not be evaluated, by code."""
        figures = {asked.code: "有的数不知道" for asked, o in self._outcomes.items() if o.unknown}
        lacking = {
            code: f"没有{'、'.join(tables)}表"
            for code, tables in self._equations.impossible.items()
        }
        return {**self._book.unknown, **lacking, **figures}

    def _follow_figures(self, touched: Iterable[Touched]) -> None:
        for asked, outcome in self._equations.touched(touched):
            if outcome.finding or outcome.unknown:
                self._outcomes[asked] = outcome
            else:
                self._outcomes.pop(asked, None)


def _after_lines(finding: Finding) -> Finding:
    """Say of figures that cannot agree before the lines are whole that lines come first."""
    mend = f"先改正明细里科目、支出性质、资金来源的错误，多半就相等了；{finding.mend}"
    return replace(finding, cause=OF_LINES, mend=mend)
