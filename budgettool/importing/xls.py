"""Reads old xls files with calamine. What that cannot tell is said in the sheets' remarks."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from budgettool.importing.errors import DamagedError, EncryptedError, TooLargeError
from budgettool.importing.grid import (
    MAX_COLUMNS,
    Area,
    Grid,
    Progress,
    Workbook,
    no_progress,
    number_text,
)

MAX_BYTES = 100 * 1024 * 1024

_NO_HIDDEN = "xls 格式看不出隐藏的行和列；如有隐藏，请另存为 xlsx 再导入"
_ERROR = "#"
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#VALUE!"})

_Value = int | float | str | bool | time | date | datetime | timedelta


def read_xls(path: Path, progress: Progress = no_progress) -> Workbook:
    """Read every worksheet.

    Raises:
        SourceError: The file is damaged, encrypted or too large.
    """
    if path.stat().st_size > MAX_BYTES:
        raise TooLargeError(path, f"超过 {MAX_BYTES // 1024**2} MB")
    try:
        return _read(path, progress)
    except PasswordError as error:
        raise EncryptedError(path) from error
    except CalamineError as error:
        raise DamagedError(path) from error
    except BaseException as error:
        # A panic inside the library is no Exception and has no class that could be imported.
        if type(error).__name__ == "PanicException":
            raise DamagedError(path) from error
        raise


def _read(path: Path, progress: Progress) -> Workbook:
    grids = []
    with CalamineWorkbook.from_path(path) as book:
        for at, sheet in enumerate(book.sheets_metadata):
            progress(f"读取工作表“{sheet.name}”", at, len(book.sheets_metadata))
            if sheet.typ == SheetTypeEnum.WorkSheet:
                hidden = sheet.visible != SheetVisibleEnum.Visible
                grids.append(_grid(path, book.get_sheet_by_index(at), hidden=hidden))
    if not grids:
        raise DamagedError(path, "里面没有工作表")
    return Workbook(path.name, tuple(grids))


def _grid(path: Path, sheet: CalamineSheet, *, hidden: bool) -> Grid:
    flaws: dict[tuple[int, int], str] = {}
    rows = []
    for at, values in enumerate(sheet.to_python(skip_empty_area=False)):
        row = [_text(value, (at, column), flaws) for column, value in enumerate(values)]
        while row and not row[-1]:
            row.pop()
        if len(row) > MAX_COLUMNS:
            raise TooLargeError(path, f"第 {at + 1} 行超过 {MAX_COLUMNS} 列")
        rows.append(tuple(row))
    merged = tuple(Area(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, rows, merged, flaws=flaws, hidden=hidden, remarks=(_NO_HIDDEN,))


def _text(value: _Value, at: tuple[int, int], flaws: dict[tuple[int, int], str]) -> str:
    if isinstance(value, str):
        if value.startswith(_ERROR) and value in _ERRORS:
            flaws[at] = f"是错误值 {value}"
        return value.strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number_text(value)
    flaws[at] = "是日期，不是数"
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)
