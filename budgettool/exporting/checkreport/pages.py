"""The pages of a check report, to be read and signed: thousands of findings stay readable.

Of each rule the first problems are shown, and how many more there are; the workbook has all.
"""

from collections.abc import Iterator
from typing import Final

from budgettool.exporting.checkreport.cover import cover_sheet
from budgettool.exporting.checkreport.grids import (
    UPRIGHT,
    Heading,
    Table,
    heading_row,
    table_sheet,
    text_row,
)
from budgettool.exporting.checkreport.report import (
    LEVELS,
    CheckReport,
    Described,
    Problem,
    counted,
    first_of_each,
    of_level,
    same_cause,
    waived_together,
)
from budgettool.money import exact_text
from budgettool.rules.finding import LEVEL_NAMES
from budgettool.sheets.sheet import Row, Sheet

_MOST_PROBLEMS: Final = 30
"""Of one rule."""
_MOST_OTHERS: Final = 8
_MOST_RESIDUES: Final = 60
_MORE: Final = "（全部列在 Excel 和 JSON 报告中）"

_PROBLEMS: Final = (
    Heading("规则", 4),
    Heading("在哪里", 13),
    Heading("问题", 25),
    Heading("怎样改", 14),
)
_WAIVED: Final = (
    Heading("规则", 4),
    Heading("在哪里", 13),
    Heading("问题", 19),
    Heading("说明", 13),
    Heading("何人何时", 8),
)
_UNKNOWN: Final = (Heading("规则", 5), Heading("要求", 32), Heading("为什么不能核对", 18))
_RESIDUES: Final = (Heading("规则", 5), Heading("在哪里", 38), Heading("尾差", 12))
_PASSED: Final = (Heading("规则", 5), Heading("级别", 4), Heading("要求", 26), Heading("范围", 20))


def report_pages(report: CheckReport) -> list[Sheet]:
    """Make the sheets of a report: the cover, and a table of each thing that there is."""
    about = report.about
    tables = (
        Table("问题", "审核报告：问题", _PROBLEMS, list(_problems(report))),
        Table("已说明", "审核报告：已说明的问题", _WAIVED, list(_waived(report))),
        Table("不能核对", "审核报告：不能核对的规则", _UNKNOWN, list(_unknown(report))),
        Table("尾差", "审核报告：尾差", _RESIDUES, list(_residues(report))),
        Table("已核对", "审核报告：已核对、没有问题的规则", _PASSED, list(_passed(report))),
    )
    drawn = [table_sheet(table, about, UPRIGHT) for table in tables if table.rows]
    return [cover_sheet(report), *drawn]


def _problems(report: CheckReport) -> Iterator[Row]:
    for level in LEVELS:
        problems = of_level(report.problems, level)
        if not problems:
            continue
        yield heading_row(f"{LEVEL_NAMES[level]}　{counted(report, level)}", len(_PROBLEMS))
        kept, left = first_of_each(problems, _MOST_PROBLEMS)
        for problem in kept:
            yield _problem(problem)
        for rule, count in left:
            yield text_row((rule.code, "", f"另有 {count} 个同类问题：{rule.title}{_MORE}", ""))


def _problem(problem: Problem) -> Row:
    first = problem.first
    said = [
        first.finding.message,
        first.amounts,
        same_cause(problem, _MOST_OTHERS),
        died(first),
    ]
    text = "\n".join(filter(None, said))
    return text_row((first.finding.code, first.place, text, first.finding.mend))


def died(described: Described) -> str:
    """Say that a waiver was given for other figures."""
    waiver = described.dead
    if waiver is None:
        return ""
    return f"原有说明已失效（数变了）：{waiver.reason}（{waiver.holder}，{waiver.at:%Y-%m-%d}）"


def _waived(report: CheckReport) -> Iterator[Row]:
    for (described, waiver), count in waived_together(report.waived):
        finding = described.finding
        said = "\n".join(filter(None, (finding.message, described.amounts)))
        who = f"{waiver.holder}\n{waiver.at:%Y-%m-%d}"
        place = f"{described.place} 等 {count} 处" if count > 1 else described.place
        yield text_row((finding.code, place, said, waiver.reason, who))


def _unknown(report: CheckReport) -> Iterator[Row]:
    for rule, reason in report.unknown:
        yield text_row((rule.code, rule.title, reason))
    for rule in report.off:
        yield text_row((rule.code, rule.title, f"表样包不用这条规则：{rule.off}"))


def _residues(report: CheckReport) -> Iterator[Row]:
    unit = report.about.pack.tables[0].unit if report.about.pack.tables else "元"
    for each in report.residues[:_MOST_RESIDUES]:
        yield text_row((each.code, each.place, exact_text(each.difference, unit)))
    more = len(report.residues) - _MOST_RESIDUES
    if more > 0:
        yield text_row(("", f"另有 {more} 处尾差{_MORE}", ""))


def _passed(report: CheckReport) -> Iterator[Row]:
    for rule in report.passed:
        yield text_row((rule.code, LEVEL_NAMES[rule.level], rule.title, rule.scope))
