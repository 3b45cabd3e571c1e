"""Reads old xls files: values with calamine, what that leaves out with `biff`."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from budgettool.importing.biff import SheetMarks, is_encrypted, read_marks
from budgettool.importing.compound import Compound, CompoundError
from budgettool.importing.errors import DamagedError, EncryptedError, TooLargeError
from budgettool.importing.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    Area,
    Grid,
    Progress,
    Workbook,
    no_progress,
    number_text,
)

MAX_BYTES: Final = 100 * 1024 * 1024

_STREAMS: Final = ("Workbook", "Book")

_Value = int | float | str | bool | time | date | datetime | timedelta


def read_xls(path: Path, progress: Progress = no_progress) -> Workbook:
    """Read every worksheet.

    Raises:
        SourceError: The file is damaged, encrypted or too large.
    """
    if path.stat().st_size > MAX_BYTES:
        raise TooLargeError(path, f"超过 {MAX_BYTES // 1024**2} MB")
    with _damage_named(path):
        marks = _marks(path)
        with CalamineWorkbook.from_path(path) as book:
            grids = tuple(_grids(path, book, marks, progress))
    if not grids:
        raise DamagedError(path, "里面没有工作表")
    return Workbook(path.name, grids)


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise EncryptedError(path) from error
    except (CalamineError, CompoundError, struct.error) as error:
        raise DamagedError(path) from error
    except BaseException as error:
        # A panic inside the library is no Exception and has no class that could be imported.
        if type(error).__name__ == "PanicException":
            raise DamagedError(path) from error
        raise


def _marks(path: Path) -> list[SheetMarks]:
    """Look through the workbook before calamine lays its sheets out in full."""
    compound = Compound(path.read_bytes())
    if "EncryptedPackage" in compound.names:
        raise EncryptedError(path)
    name = next((name for name in _STREAMS if name in compound.names), "")
    stream = compound.stream(name)
    if is_encrypted(stream):
        raise EncryptedError(path)
    marks = read_marks(stream)
    if sum(sheet.height * sheet.width for sheet in marks) > MAX_CELLS:
        raise TooLargeError(path, f"超过 {MAX_CELLS:,} 个单元格")
    return marks


def _grids(
    path: Path, book: CalamineWorkbook, marks: list[SheetMarks], progress: Progress
) -> Iterator[Grid]:
    listed = book.sheets_metadata
    if len(listed) != len(marks):
        raise DamagedError(path)
    for at, sheet in enumerate(listed):
        progress(f"读取工作表“{sheet.name}”", at, len(listed))
        if sheet.typ == SheetTypeEnum.WorkSheet:
            hidden = sheet.visible != SheetVisibleEnum.Visible
            yield _grid(path, book.get_sheet_by_index(at), marks[at], hidden=hidden)


def _grid(path: Path, sheet: CalamineSheet, marks: SheetMarks, *, hidden: bool) -> Grid:
    flaws: dict[tuple[int, int], str] = {}
    rows = [
        [_text(value, (at, column), flaws) for column, value in enumerate(values)]
        for at, values in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    for (at, column), reason in marks.errors.items():
        flaws[at, column] = reason
        _put(rows, at, column, reason.removeprefix("是错误值 "))
    for row in rows:
        while row and not row[-1]:
            row.pop()
        if len(row) > MAX_COLUMNS:
            raise TooLargeError(path, f"超过 {MAX_COLUMNS} 列")
    return Grid(
        sheet.name,
        rows,
        tuple(Area(*first, *last) for first, last in sheet.merged_cell_ranges or ()),
        frozenset(marks.hidden_rows),
        frozenset(marks.hidden_columns),
        flaws,
        hidden=hidden,
    )


def _put(rows: list[list[str]], at: int, column: int, text: str) -> None:
    rows.extend([] for _ in range(at + 1 - len(rows)))
    rows[at].extend([""] * (column + 1 - len(rows[at])))
    rows[at][column] = text


def _text(value: _Value, at: tuple[int, int], flaws: dict[tuple[int, int], str]) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number_text(value)
    flaws[at] = "是日期，不是数"
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)
