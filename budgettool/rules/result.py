"""What a check came to: everything that was asked, found, waived, or could not be evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from budgettool.rules.equations import Residue
from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of a check of one book, or of tables.

    Attributes:
        rules: All rules of program and pack, by code; those that are off say why.
        findings: What is wrong, in no particular order.
        residues: 尾差 of printed figures.
        unknown: Why rules could not be evaluated, by code.
    """

    rules: Mapping[str, Rule]
    findings: tuple[Finding, ...]
    residues: tuple[Residue, ...] = ()
    unknown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def joined(self, other: "CheckResult") -> "CheckResult":
        """Give both results as one, such as that of a book and that of its publication.

        What one could not evaluate counts as evaluated where the other has.
        """
        return CheckResult(
            {**self.rules, **other.rules},
            (*self.findings, *other.findings),
            (*self.residues, *other.residues),
            {c: reason for c, reason in self.unknown.items() if c not in other.rules}
            | dict(other.unknown),
        )

    @property
    def passed(self) -> tuple[Rule, ...]:
        """List the rules that were asked of everything and found nothing."""
        found = {finding.code for finding in self.findings}
        return tuple(
            rule
            for code, rule in self.rules.items()
            if code not in found and code not in self.unknown and not rule.off
        )
