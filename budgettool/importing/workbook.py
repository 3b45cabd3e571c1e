"""Opens the file that a user points at, by what is in it: its name may say anything.

Leaves each format to its reader.
"""

import zipfile
from pathlib import Path

from budgettool.files import cause
from budgettool.importing.compound import MAGIC
from budgettool.importing.delimited import read_csv
from budgettool.importing.errors import DamagedError, SourceError
from budgettool.importing.grid import Progress, Workbook, no_progress
from budgettool.importing.xls import read_xls
from budgettool.importing.xlsx import read_xlsx

_ZIP = b"PK\x03\x04"
_START = 4096
_PAGES = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"mime-version")
_SAVE_AS = "请用 WPS/Excel 打开并另存为 xlsx，再导入"


def read_workbook(path: Path, progress: Progress = no_progress) -> Workbook:
    """Read an xlsx, xls or csv file as text.

    Args:
        path: The file; its content, not its suffix, says what it is.
        progress: Told how far the reading is; may raise `CancelledError`.

    Raises:
        SourceError: The file is missing, locked, encrypted, damaged, too large, or of another kind.
    """
    try:
        return _read(path, progress)
    except FileNotFoundError as error:
        raise SourceError(path, "找不到这个文件，请检查路径") from error
    except IsADirectoryError as error:
        raise SourceError(path, "这是文件夹，请选一个文件") from error
    except PermissionError as error:
        raise SourceError(path, "没有读取权限，或文件正被 WPS/Excel 占用，请关闭后再试") from error
    except OSError as error:
        raise SourceError(path, f"读取失败（{cause(error)}）") from error


def _read(path: Path, progress: Progress) -> Workbook:
    if path.is_dir():
        raise IsADirectoryError(path)
    with path.open("rb") as file:
        start = file.read(_START)
    if not start.strip():
        raise SourceError(path, "文件是空的")
    if start.startswith(_ZIP):
        _check_kind(path)
        return read_xlsx(path, progress)
    if start.startswith(MAGIC):
        return read_xls(path, progress)
    _check_text(path, start)
    return read_csv(path, progress)


def _check_kind(path: Path) -> None:
    """Refuse other zip files by name, before they are called damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DamagedError(path) from error
    if "xl/workbook.bin" in names:
        raise SourceError(path, f"这是 xlsb 工作簿，{_SAVE_AS}")
    if "content.xml" in names:
        raise SourceError(path, f"这是 ods 文件，{_SAVE_AS}")
    if not any(name.startswith("xl/") for name in names):
        raise SourceError(path, "这不是工作簿（xlsx、xls、csv）")


def _check_text(path: Path, start: bytes) -> None:
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_PAGES):
        raise SourceError(path, f"文件其实是网页，不是工作簿，{_SAVE_AS}")
    if head.startswith((b"%pdf", b"{\\rtf")):
        raise SourceError(path, "这不是工作簿（xlsx、xls、csv）")
