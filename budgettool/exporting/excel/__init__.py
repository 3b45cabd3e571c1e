"""Excel workbooks: the published one, and the working one (工作底稿) with its lines.

A writer draws sheets and computes no figure. Reading workbooks belongs to `importing`.
"""

from budgettool.exporting.excel.errors import (
    SheetTooLargeError,
    TextTooLongError,
    WorkbookCancelledError,
    WorkbookNotWrittenError,
)
from budgettool.exporting.excel.lines import Criteria, LineColumn
from budgettool.exporting.excel.workbook import write_workbook
from budgettool.exporting.excel.working import write_working_workbook

__all__ = [
    "Criteria",
    "LineColumn",
    "SheetTooLargeError",
    "TextTooLongError",
    "WorkbookCancelledError",
    "WorkbookNotWrittenError",
    "write_workbook",
    "write_working_workbook",
]
