"""A check report as JSON: a form that scripts can rely on, described in the guide.

A key is never given another meaning; where one must go, `version` goes up.
"""

from typing import Any, Final

from budgettool.book.decisions import Decision
from budgettool.exporting.checkreport.report import CheckReport, Described
from budgettool.rules.finding import place_key
from budgettool.rules.rule import Rule

FORMAT: Final = "budgettool-check"
FORMAT_VERSION: Final = 1


def as_record(report: CheckReport) -> dict[str, Any]:
    """Give a report as plain data; amounts are whole 分."""
    counts = report.counts()
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "about": _about(report),
        "conclusion": report.conclusion(),
        "counts": {
            "H": counts["H"],
            "S": counts["S"],
            "I": counts["I"],
            "waived": len(report.waived),
            "passed_rules": len(report.passed),
            "unknown_rules": len(report.unknown),
            "residues": len(report.residues),
        },
        "problems": [
            {**_finding(each.first), "same_cause": [_finding(other) for other in each.others]}
            for each in report.problems
        ],
        "waived": [
            {**_finding(each.described), "waiver": _decision(each.waiver)} for each in report.waived
        ],
        "unknown": [{**_rule(rule), "reason": reason} for rule, reason in report.unknown],
        "residues": [
            {"code": each.code, "place": each.place, "difference_fen": each.difference}
            for each in report.residues
        ],
        "passed": [_rule(rule) for rule in report.passed],
        "off": [{**_rule(rule), "reason": rule.off} for rule in report.off],
    }


def _about(report: CheckReport) -> dict[str, Any]:
    about = report.about
    return {
        "subject": about.subject,
        "code": about.code,
        "year": about.year,
        "source": about.source,
        "content": about.content,
        "state": about.state,
        "pack": {"id": about.pack.id, "name": about.pack.name, "version": about.pack.version},
        "program": about.program,
        "at": about.at.isoformat(timespec="seconds"),
        "unread": list(about.unread),
        "notices": list(about.notices),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {"code": rule.code, "level": rule.level, "title": rule.title}


def _finding(described: Described) -> dict[str, Any]:
    finding = described.finding
    return {
        "code": finding.code,
        "level": finding.level,
        "title": described.rule.title,
        "key": finding.key,
        "place": described.place,
        "also": [place_key(place) for place in finding.also],
        "message": finding.message,
        "amounts": described.amounts,
        "expected_fen": finding.expected,
        "found_fen": finding.found,
        "difference_fen": finding.difference,
        "unit": finding.unit or "元",
        "mend": finding.mend,
        "basis": described.rule.basis,
        "dead_waiver": _decision(described.dead) if described.dead else None,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "reason": decision.reason,
        "who": decision.holder,
        "at": decision.at.isoformat(timespec="seconds"),
    }
