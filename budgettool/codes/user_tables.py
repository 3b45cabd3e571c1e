"""The user's own tables of codes: a folder with one CSV a scheme and year.

Leaves to others where that folder is (`cli`, `gui`) and how an official file is read (`official`).
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from budgettool.codes.code import SCHEMES, Code, CodeValueError, Scheme
from budgettool.codes.record import COLUMNS, as_record, code_from_record
from budgettool.errors import BudgetToolError
from budgettool.files import cause, write_whole

_MAX_BYTES: Final = 20_000_000
_YEAR: Final = "year"
_YEAR_DIGITS: Final = 4


class UserTableError(BudgetToolError):
    """A table in the user's folder cannot be read or written.

    Attributes:
        path: The file.
        reason: Why, in Chinese.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"科目表文件“{path}”{reason}")
        self.path = path
        self.reason = reason


def load_user_codes(folder: Path, year: int) -> tuple[Code, ...]:
    """Read the tables that serve a year: of each scheme the newest that is not for a later year.

    A year's official table appears months after drafting begins; until it is loaded, the last one
    is nearer the truth than the bundled rows.

    Raises:
        UserTableError: A file cannot be read or has been damaged.
    """
    codes: list[Code] = []
    for scheme in SCHEMES:
        years = [found for found in _years(folder, scheme) if found <= year]
        if years:
            codes += _read(_path(folder, scheme, max(years)), scheme)
    return tuple(codes)


def save_user_codes(folder: Path, year: int, scheme: Scheme, codes: Sequence[Code]) -> Path:
    """Write the table of a scheme and year, replacing an earlier one whole or not at all.

    Returns:
        The file written.

    Raises:
        UserTableError: The folder cannot be written.
    """
    path = _path(folder, scheme, year)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, (_YEAR, *COLUMNS), lineterminator="\n")
    writer.writeheader()
    for code in codes:
        writer.writerow({_YEAR: str(year), **as_record(code)})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise UserTableError(
            path, f"写不进去（{cause(error)}），请检查文件夹权限和磁盘空间"
        ) from error
    return path


def _path(folder: Path, scheme: Scheme, year: int) -> Path:
    return folder / f"{scheme}-{year}.csv"


def _years(folder: Path, scheme: Scheme) -> Iterator[int]:
    for path in folder.glob(f"{scheme}-*.csv"):
        year = path.stem.removeprefix(f"{scheme}-")
        if len(year) == _YEAR_DIGITS and year.isascii() and year.isdigit():
            yield int(year)


def _read(path: Path, scheme: Scheme) -> Iterator[Code]:
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        if not {"code", "name"} <= set(rows.fieldnames or ()):
            raise UserTableError(path, "缺少 code、name 两列，请重新导入官方科目表")
        for row in rows:
            yield code_from_record(scheme, row)
    except CodeValueError as error:
        raise UserTableError(path, f"第{rows.line_num}行有误：{error}；请改正或重新导入") from error
    except csv.Error as error:
        raise UserTableError(path, f"第{rows.line_num}行不是 CSV 格式，请重新导入") from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise UserTableError(path, "过大，不像科目表，请移走后重新导入")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UserTableError(path, f"读不出来（{cause(error)}）") from error
    except UnicodeDecodeError as error:
        raise UserTableError(path, "不是 UTF-8 编码，请移走后重新导入") from error
