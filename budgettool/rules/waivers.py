"""Which findings somebody has answered for (出错说明), and whether a book may be 定稿.

A waiver holds for the figures that it was given for; when they change, it is dead and says so.
Leaves keeping waivers to the book.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budgettool.book.decisions import Decision
from budgettool.rules.finding import LEVEL_NAMES, Finding


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding with what was said for it."""

    finding: Finding
    waiver: Decision


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings, by whether anybody must still see to them.

    Attributes:
        open: Those that nobody has answered for; those of `dead` are among them.
        waived: Those with a waiver that holds.
        dead: Those whose waiver was given for other figures.
    """

    open: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    dead: tuple[Waived, ...]

    def count(self, level: str) -> int:
        """Count the open findings of a level."""
        return sum(finding.level == level for finding in self.open)

    def against_sealing(self) -> str:
        """Say what stands against 定稿; empty where nothing does."""
        counts = ((level, self.count(level)) for level in ("H", "S"))
        said = [f"{count} 个{LEVEL_NAMES[level]}" for level, count in counts if count]  # type: ignore[index]
        return f"还有 {'、'.join(said)}没有处理" if said else ""


def may_be_waived(finding: Finding) -> bool:
    """Tell whether a reason will do: 错误 must be mended, 提示 needs none."""
    return finding.level == "S"


def judge(findings: Iterable[Finding], waivers: Mapping[str, Decision]) -> Judged:
    """Tell findings that are answered for from those that are not.

    Args:
        findings: All of them.
        waivers: Those that stand, by the key of their finding.
    """
    open_, waived, dead = [], [], []
    for finding in findings:
        waiver = waivers.get(finding.key) if may_be_waived(finding) else None
        if waiver is not None and waiver.digest == finding.digest:
            waived.append(Waived(finding, waiver))
            continue
        open_.append(finding)
        if waiver is not None:
            dead.append(Waived(finding, waiver))
    return Judged(tuple(open_), tuple(waived), tuple(dead))
