"""The check report (审核报告): what was checked and what came of it, to read, sign and keep.

`report` puts a result in words once; PDF, Excel, JSON and terminal only arrange it.
"""

from budgettool.exporting.checkreport.record import FORMAT, FORMAT_VERSION, as_record
from budgettool.exporting.checkreport.report import (
    About,
    CheckReport,
    Described,
    Problem,
    WaivedEntry,
    make_report,
)
from budgettool.exporting.checkreport.writing import (
    write_json_report,
    write_pdf_report,
    write_workbook_report,
)

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "About",
    "CheckReport",
    "Described",
    "Problem",
    "WaivedEntry",
    "as_record",
    "make_report",
    "write_json_report",
    "write_pdf_report",
    "write_workbook_report",
]
