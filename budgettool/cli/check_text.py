"""A check report for a terminal: the first problems of each rule, and how many more there are."""

from collections.abc import Iterator
from typing import Final

from budgettool.exporting.checkreport.pages import died
from budgettool.exporting.checkreport.report import (
    LEVELS,
    CheckReport,
    Problem,
    counted,
    first_of_each,
    of_level,
    same_cause,
    waived_together,
)
from budgettool.rules.finding import LEVEL_NAMES

_MOST_PROBLEMS: Final = 5
"""Of one rule."""
_MOST_OTHERS: Final = 3
_MOST_NOTICES: Final = 10


def report_lines(report: CheckReport) -> Iterator[str]:
    """Give the lines to print."""
    about = report.about
    yield f"{about.subject} {about.year} 年　{about.state}"
    yield f"{about.content}　表样：{about.pack.name}"
    yield from _notices((*about.notices, *about.unread))
    before = 0
    for level in LEVELS:
        problems = of_level(report.problems, level)
        if not problems:
            continue
        yield ""
        yield f"{LEVEL_NAMES[level]} {counted(report, level)}"
        kept, left = first_of_each(problems, _MOST_PROBLEMS)
        for number, problem in enumerate(kept, before + 1):
            yield from _problem(number, problem)
        before += len(kept)
        for rule, count in left:
            yield f"     {rule.code} 另有 {count} 个同类问题（全部：加 --excel 或 --json）"
    yield from _waived(report)
    yield from _unknown(report)
    yield ""
    yield from _summary(report)


def _notices(notices: tuple[str, ...]) -> Iterator[str]:
    for notice in notices[:_MOST_NOTICES]:
        yield f"注意：{notice}"
    if len(notices) > _MOST_NOTICES:
        yield f"注意：另有 {len(notices) - _MOST_NOTICES} 处"


def _problem(number: int, problem: Problem) -> Iterator[str]:
    finding = problem.first.finding
    yield f"{number:3}. {finding.code} {problem.first.place}：{finding.message}"
    for said in (
        problem.first.amounts,
        f"怎样改：{finding.mend}" if finding.mend else "",
        same_cause(problem, _MOST_OTHERS),
        died(problem.first),
    ):
        if said:
            yield f"     {said}"


def _waived(report: CheckReport) -> Iterator[str]:
    if report.waived:
        yield ""
        yield f"已说明 {len(report.waived)} 处"
    for (described, waiver), count in waived_together(report.waived):
        finding = described.finding
        more = f" 等 {count} 处" if count > 1 else ""
        yield f"     {finding.code} {described.place}{more}：{finding.message}"
        yield f"     说明：{waiver.reason}（{waiver.holder}，{waiver.at:%Y-%m-%d}）"


def _unknown(report: CheckReport) -> Iterator[str]:
    """List the rules that could not be evaluated, those with one reason together."""
    by_reason: dict[str, list[str]] = {}
    for rule, reason in report.unknown:
        by_reason.setdefault(reason, []).append(rule.code)
    if by_reason:
        yield ""
        yield f"不能核对 {len(report.unknown)} 条"
    for reason, codes in by_reason.items():
        yield f"     {reason}：{'、'.join(codes)}"


def _summary(report: CheckReport) -> Iterator[str]:
    asked = len(report.rules) - len(report.off) - len(report.unknown)
    yield f"核对了 {asked} 条规则，{len(report.passed)} 条通过；{report.conclusion()}"
    if report.residues:
        yield f"四舍五入的尾差 {len(report.residues)} 处，不是错误"
