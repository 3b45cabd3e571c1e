"""A wrong or remarkable cell of an import: where it is, what stands there, what is wrong."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from budgettool.errors import BudgetToolError
from budgettool.files import cause, write_whole
from budgettool.importing.grid import column_name

SHOWN: Final = 20
"""How many problems a message lists; the report file has them all."""

_MAX_VALUE = 60
_HEADINGS = ("工作表", "行", "列", "单元格", "栏目", "内容", "原因")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, row or sheet.

    Attributes:
        row: From 1, as the spreadsheet shows it; 0 for the whole sheet.
        column: From 0; None for the whole row.
        heading: What the sheet calls the column.
        value: What stands in the cell.
    """

    sheet: str
    row: int
    column: int | None
    heading: str
    value: str
    reason: str

    @property
    def cell(self) -> str:
        """The cell's name, such as `D15`; empty for a whole row or sheet."""
        return f"{column_name(self.column)}{self.row}" if self.column is not None else ""

    def __str__(self) -> str:
        place = f"工作表“{self.sheet}”"
        if self.row:
            place += f"第 {self.row} 行"
        if self.column is not None:
            place += f" {column_name(self.column)} 列"
        if self.heading:
            place += f"“{self.heading}”"
        shown = (
            f"“{self.value[:_MAX_VALUE]}”" if self.value and self.value not in self.reason else ""
        )
        return f"{place}：{shown}{self.reason}"


class BadRowsError(BudgetToolError):
    """Some rows are wrong, so nothing was taken in; all of them are in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        rows = len({(problem.sheet, problem.row) for problem in problems})
        listed = list_problems(problems)
        super().__init__(
            f"有 {rows} 行不能导入，账本没有改动：\n{listed}\n"
            "请改正后重新导入，或选择跳过有问题的行"
        )
        self.problems = tuple(problems)


def list_problems(problems: Sequence[Problem], limit: int = SHOWN) -> str:
    """List problems a line each; beyond the limit only their number."""
    lines = [str(problem) for problem in problems[:limit]]
    if len(problems) > limit:
        lines.append(f"……另有 {len(problems) - limit} 处，见完整报告")
    return "\n".join(lines)


def write_report(path: Path, problems: Iterable[Problem]) -> None:
    """Write every problem to a CSV file that WPS and Excel open with a double click.

    The file appears whole or not at all. Text that a spreadsheet would run as a formula is
    disarmed with a leading apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    writer.writerows(_record(problem) for problem in problems)
    replace_file(path, text.getvalue().encode("utf-8-sig"))


def _record(problem: Problem) -> list[str]:
    letters = column_name(problem.column) if problem.column is not None else ""
    row = str(problem.row or "")
    texts = (problem.cell, problem.heading, problem.value, problem.reason)
    return [_harmless(problem.sheet), row, letters, *map(_harmless, texts)]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole.

    Raises:
        WriteError: It cannot be written there.
    """
    try:
        write_whole(path, content)
    except OSError as error:
        raise WriteError(path, cause(error)) from error


class WriteError(BudgetToolError):
    """A report, template or mapping cannot be written where the user wants it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"不能写入“{path}”（{reason}）；请检查文件夹权限、磁盘空间，或换个位置")
        self.path = path
