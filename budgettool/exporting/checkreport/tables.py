"""The tables of a check report for a workbook: all findings, one a row, amounts as numbers."""

from collections.abc import Iterator
from typing import Final

from budgettool.exporting.checkreport.cover import cover_sheet
from budgettool.exporting.checkreport.grids import ACROSS, Heading, Table, table_sheet, text_row
from budgettool.exporting.checkreport.pages import died
from budgettool.exporting.checkreport.report import CheckReport, Described
from budgettool.rules.finding import LEVEL_NAMES
from budgettool.sheets.sheet import Row, Sheet

_PLACED: Final = (
    Heading("级别", 4),
    Heading("规则", 5),
    Heading("在哪里", 22),
    Heading("问题", 34),
    Heading("应为（元）", 10, amounts=True),
    Heading("现为（元）", 10, amounts=True),
    Heading("差额（元）", 10, amounts=True),
)
_PROBLEMS: Final = (
    Heading("序号", 4),
    *_PLACED,
    Heading("怎样改", 22),
    Heading("依据", 18),
    Heading("备注", 16),
)
_WAIVED: Final = (*_PLACED, Heading("说明", 24), Heading("何人", 7), Heading("何时", 9))
_PASSED: Final = (Heading("规则", 5), Heading("级别", 4), Heading("要求", 48), Heading("范围", 40))
_UNKNOWN: Final = (Heading("规则", 5), Heading("级别", 4), Heading("要求", 48), Heading("原因", 30))
_RESIDUES: Final = (
    Heading("规则", 5),
    Heading("在哪里", 48),
    Heading("尾差（元）", 12, amounts=True),
)


def report_tables(report: CheckReport) -> list[Sheet]:
    """Make the sheets of a report's workbook, each there even if nothing is in it."""
    tables = (
        Table("问题", "问题", _PROBLEMS, list(_problems(report))),
        Table("已说明", "已说明的问题", _WAIVED, list(_waived(report))),
        Table("已核对", "已核对、没有问题的规则", _PASSED, list(_passed(report))),
        Table("不能核对", "不能核对的规则", _UNKNOWN, list(_unknown(report))),
        Table("尾差", "尾差", _RESIDUES, list(_residues(report))),
    )
    return [
        cover_sheet(report),
        *(table_sheet(table, report.about, ACROSS) for table in tables),
    ]


def _problems(report: CheckReport) -> Iterator[Row]:
    for number, problem in enumerate(report.problems, 1):
        for described in (problem.first, *problem.others):
            same = "" if described is problem.first else f"与第 {number} 项同一原因"
            yield text_row(
                (
                    str(number),
                    *_placed(described),
                    described.finding.mend,
                    described.rule.basis,
                    "；".join(filter(None, (same, died(described)))),
                )
            )


def _waived(report: CheckReport) -> Iterator[Row]:
    for entry in report.waived:
        waiver = entry.waiver
        when = f"{waiver.at:%Y-%m-%d}"
        yield text_row((*_placed(entry.described), waiver.reason, waiver.holder, when))


def _placed(described: Described) -> tuple[str | int | None, ...]:
    finding = described.finding
    return (
        LEVEL_NAMES[finding.level],
        finding.code,
        described.place,
        finding.message,
        finding.expected,
        finding.found,
        finding.difference,
    )


def _passed(report: CheckReport) -> Iterator[Row]:
    for rule in report.passed:
        yield text_row((rule.code, LEVEL_NAMES[rule.level], rule.title, rule.scope))


def _unknown(report: CheckReport) -> Iterator[Row]:
    for rule, reason in report.unknown:
        yield text_row((rule.code, LEVEL_NAMES[rule.level], rule.title, reason))
    for rule in report.off:
        reason = f"表样包不用这条规则：{rule.off}"
        yield text_row((rule.code, LEVEL_NAMES[rule.level], rule.title, reason))


def _residues(report: CheckReport) -> Iterator[Row]:
    for each in report.residues:
        yield text_row((each.code, each.place, each.difference))
