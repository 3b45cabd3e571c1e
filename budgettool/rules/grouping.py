"""Findings in the order of what matters, those of one cause together."""

from collections.abc import Iterable
from dataclasses import dataclass

from budgettool.rules.finding import LEVEL_NAMES, Finding

_ORDER = tuple(LEVEL_NAMES)


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
    causes: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=_weight):
        causes.setdefault(finding.cause or finding.key, []).append(finding)
    return [Cause(first, tuple(others)) for first, *others in causes.values()]


def _weight(finding: Finding) -> tuple[int, int, str, str]:
    size = abs(finding.difference or 0)
    return _ORDER.index(finding.level), -size, finding.code, finding.key
