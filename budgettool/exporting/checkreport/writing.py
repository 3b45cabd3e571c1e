"""Writes a check report as PDF, Excel or JSON; the same report gives the same bytes."""

import json
from pathlib import Path

from budgettool.errors import BudgetToolError
from budgettool.exporting.checkreport.pages import report_pages
from budgettool.exporting.checkreport.record import as_record
from budgettool.exporting.checkreport.report import CheckReport
from budgettool.exporting.checkreport.tables import report_tables
from budgettool.exporting.excel.layout import lay_out
from budgettool.exporting.excel.looks import Looks
from budgettool.exporting.excel.marking import add_mark
from budgettool.exporting.excel.names import CellNames
from budgettool.exporting.excel.workbook import add_table, open_workbook
from budgettool.exporting.pdf import FontBook, PdfReport, write_pdf
from budgettool.files import cause, write_whole


class ReportNotWrittenError(BudgetToolError):
    """A report cannot be put where it was asked for."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"写不出“{path}”：{cause(error)}")
        self.path = path


def write_pdf_report(report: CheckReport, path: Path, fonts: FontBook) -> PdfReport:
    """Write the pages to be read and signed, as PDF/A-2b.

    Raises:
        PdfFileError: The file cannot be written.
    """
    pages = report_pages(report)
    about = report.about
    return write_pdf(
        pages, path, title=pages[0].title, fonts=fonts, created=about.at, mark=about.mark
    )


def write_workbook_report(report: CheckReport, path: Path) -> None:
    """Write everything as a workbook whose tables can be filtered.

    Raises:
        WorkbookNotWrittenError: The file cannot be written.
    """
    sheets = report_tables(report)
    with open_workbook(path, sheets[0].title, report.about.at) as book:
        looks, names = Looks(book), CellNames()
        for sheet in sheets:
            worksheet = add_table(book, sheet, sheet.id, looks, names)
            if report.about.mark:
                add_mark(worksheet, report.about.mark)
            if sheet.header and sheet.body:
                layout = lay_out(sheet)
                last = len(sheet.columns) - 1
                worksheet.autofilter(layout.head_row, 0, layout.note_row - 1, last)


def write_json_report(report: CheckReport, path: Path) -> None:
    """Write everything for scripts.

    Raises:
        ReportNotWrittenError: The file cannot be written.
    """
    text = json.dumps(as_record(report), ensure_ascii=False, indent=1)
    try:
        write_whole(path, f"{text}\n".encode())
    except OSError as error:
        raise ReportNotWrittenError(path, error) from error
