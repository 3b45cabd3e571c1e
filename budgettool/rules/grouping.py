"""Findings in the order of what matters, those of one cause together.

One wrong line or figure shows in several rules: findings about the same difference that share a
figure are one cause, and so is what stands with the balance of income and expenditure (D01). What
is wrong with a book's tables while its lines lack codes is one cause, and comes after the lines.
Which figure it is in typed tables, `suspects` says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from budgettool.rules.finding import LEVEL_NAMES, OF_LINES, CellPlace, Finding, SubjectPlace

_ORDER: Final = tuple(LEVEL_NAMES)


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings that have one cause, shown as one.

    Attributes:
        first: The finding that stands for all.
        others: The rest, in their order.
    """

    first: Finding
    others: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (self.first, *self.others)


def grouped(findings: Iterable[Finding]) -> list[Cause]:
    """Put findings of one cause together; worst first, then the largest, then by code."""
    ordered = sorted(findings, key=_weight)
    causes = _Causes()
    for number, finding in enumerate(ordered):
        for sign in _signs(finding):
            causes.join(number, sign)
    gathered: dict[int, list[Finding]] = {}
    for number, finding in enumerate(ordered):
        gathered.setdefault(causes.root(number), []).append(finding)
    return [Cause(first, tuple(others)) for first, *others in gathered.values()]


class _Causes:
    """Sets of findings that grow together as they share a sign of their cause."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}
        self._first: dict[object, int] = {}

    def root(self, number: int) -> int:
        """Find the finding that stands for a set."""
        while (parent := self._parents.get(number, number)) != number:
            self._parents[number] = number = self._parents.get(parent, parent)
        return number

    def join(self, number: int, sign: object) -> None:
        """Put a finding to those with the same sign."""
        one, other = self.root(number), self.root(self._first.setdefault(sign, number))
        self._parents[max(one, other)] = min(one, other)


def _signs(finding: Finding) -> Iterator[object]:
    """Give what findings of the same cause have in common.

    Those of different levels stay apart: what is to be mended must not hide behind what may be
    waived.
    """
    if finding.cause:
        yield finding.level, finding.cause
    size = abs(finding.difference or 0)
    if not size or finding.cause == OF_LINES:
        return
    places = (finding.place, *finding.also)
    cells = [place.reference for place in places if isinstance(place, CellPlace)]
    for cell in cells:
        yield finding.level, size, cell
    if isinstance(finding.place, SubjectPlace) and finding.place.kind == "source":
        yield finding.level, size, "income"
    if any(_is_of_income(cell.row) for cell in cells):
        yield finding.level, size, "income"


def _is_of_income(row: tuple[str, ...]) -> bool:
    return any("收入" in step for step in row)


def _weight(finding: Finding) -> tuple[int, bool, int, bool, str, str]:
    """Order by level and size; a line or a source says more than a figure of a table does."""
    size, follows = abs(finding.difference or 0), finding.cause == OF_LINES
    in_table = isinstance(finding.place, CellPlace)
    return _ORDER.index(finding.level), follows, -size, in_table, finding.code, finding.key
