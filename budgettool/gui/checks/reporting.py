"""The check report (审核报告) of the open book, written off the window's thread.

Leaves asking for the file's name to the export desk, and the report's form to `checkreport`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import budgettool
from budgettool.exporting.checkreport import (
    About,
    CheckReport,
    make_report,
    write_json_report,
    write_pdf_report,
    write_workbook_report,
)
from budgettool.exporting.pdf import open_font_book, system_folders
from budgettool.gui.book_file import proposed_name
from budgettool.gui.checks.publication_desk import check_published
from budgettool.gui.reports.exports import take_snapshot
from budgettool.gui.session import Session
from budgettool.importing import Progress
from budgettool.importing.grid import no_progress
from budgettool.rules.waivers import judge


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of file.

    Attributes:
        write: Writes a report; told where to find fonts.
    """

    name: str
    suffix: str
    kind: str
    write: Callable[[CheckReport, Path, Path], object]


def take_report(session: Session) -> CheckReport:
    """Put in words what was found in the book as it stands; nothing in that changes.

    What is not published yet is no mistake of a draft: the rules about publishing are asked of a
    book that is 定稿, and of its text as it is published.
    """
    facts, checks = session.facts, session.checks
    result, judged = checks.result(), checks.judged()
    if session.sealed:
        result = checks.checker.result().joined(
            check_published(take_snapshot(session), no_progress)
        )
        judged = judge(result.findings, checks.waivers)
    warning = session.classification.warning
    about = About(
        subject=facts.department.full,
        code=facts.department.code,
        year=facts.year,
        source=session.book.path.name,
        content=f"单位 {len(facts.units)} 个，明细 {len(session.lines):,} 条",
        pack=session.pack,
        program=budgettool.__version__,
        at=session.now(),
        sealed=session.sealed,
        notices=(warning,) if warning else (),
    )
    return make_report(about, result, judged, checks.words)


def write_report(
    kind: str, report: CheckReport, font_cache: Path, path: Path, progress: Progress
) -> None:
    """Write a report; it can be stopped before the file is begun."""
    progress("写文件", 0, 0)
    REPORT_KINDS[kind].write(report, path, font_cache)


def report_stem(session: Session) -> str:
    """Give what a file of a report is called."""
    facts = session.facts
    return proposed_name(facts.department.full, f"{facts.year}年部门预算审核报告")


def _pdf(report: CheckReport, path: Path, font_cache: Path) -> None:
    write_pdf_report(report, path, open_font_book(system_folders(), font_cache))


def _workbook(report: CheckReport, path: Path, _: Path) -> None:
    write_workbook_report(report, path)


def _json(report: CheckReport, path: Path, _: Path) -> None:
    write_json_report(report, path)


REPORT_KINDS: Final[Mapping[str, ReportKind]] = MappingProxyType(
    {
        "pdf": ReportKind("PDF（签字用）", ".pdf", "PDF 文件 (*.pdf)", _pdf),
        "excel": ReportKind("Excel", ".xlsx", "Excel 工作簿 (*.xlsx)", _workbook),
        "json": ReportKind("JSON（给程序用）", ".json", "JSON 文件 (*.json)", _json),
    }
)
"""The kinds of files that a report can be written as."""
