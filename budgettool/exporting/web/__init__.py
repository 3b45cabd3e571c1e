"""The document as one web page that needs nothing besides, and its tables as data files."""

from budgettool.exporting.web.data import data_folder, stale_files, write_table_data
from budgettool.exporting.web.errors import PageCancelledError, PageNotWrittenError
from budgettool.exporting.web.page import write_web

__all__ = [
    "PageCancelledError",
    "PageNotWrittenError",
    "data_folder",
    "stale_files",
    "write_table_data",
    "write_web",
]
