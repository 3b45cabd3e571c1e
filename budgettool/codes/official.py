"""An official table of codes, as rows of text from a workbook or CSV, read strictly.

Leaves to others opening the file (`importing`), and keeping the codes (`user_tables`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from budgettool.codes.code import (
    OFFICIAL,
    SCHEME_NAMES,
    Code,
    CodeValueError,
    Scheme,
    checked_name,
    level_of,
    parent_of,
    plain,
)
from budgettool.errors import BudgetToolError

_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "code": (
            "科目编码", "科目代码", "编码", "代码", "code", "功能分类科目编码", "经济分类科目编码",
            "支出功能分类科目编码", "支出经济分类科目编码",
        ),
        "name": ("科目名称", "名称", "name", "功能分类科目名称", "经济分类科目名称", "科目"),
        "level": ("级次", "级别", "层级", "科目级次", "level"),
        "parent": ("上级", "上级编码", "上级科目", "上级科目编码", "父级编码", "parent"),
        "fund": ("预算类型", "资金性质", "fund"),
        "类": ("类", "类级"),
        "款": ("款", "款级"),
        "项": ("项", "项级"),
        "目": ("目", "目级"),
    }
)  # fmt: skip
_FIRST_DIGITS: Final[Mapping[Scheme, str]] = MappingProxyType(
    {"income": "1", "function": "2", "department_economic": "3", "government_economic": "5"}
)
_PARTS: Final = ("类", "款", "项", "目")
_WHOLE_NUMBER = re.compile(r"(\d+)(?:\.0+)?", re.ASCII)
_LISTED = 10
_MAX_SHOWN = 40


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be read: its number in the sheet, the value, and why."""

    row: int
    value: str
    reason: str

    def __str__(self) -> str:
        """Show it as one line of a report."""
        return f"第{self.row}行“{self.value[:_MAX_SHOWN]}”：{self.reason}"


class CodeTableError(BudgetToolError):
    """A table of codes was refused as a whole; nothing of it is taken.

    Attributes:
        problems: Every wrong row, in order.
    """

    def __init__(self, scheme: Scheme, problems: Sequence[RowProblem]) -> None:
        listed = "\n".join(str(problem) for problem in problems[:_LISTED])
        more = f"\n……另有{len(problems) - _LISTED}处" if len(problems) > _LISTED else ""
        name = SCHEME_NAMES[scheme]
        super().__init__(
            f"{name}表有{len(problems)}处错误，没有导入，请改正后重试：\n{listed}{more}"
        )
        self.scheme: Scheme = scheme
        self.problems = tuple(problems)


def codes_from_rows(
    scheme: Scheme,
    year: int,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    first_row: int = 2,
) -> tuple[Code, ...]:
    """Read the official table of a year.

    The code stands in one column, or in parts under 类, 款 and 项; parts that are left blank, as
    merged cells are, follow from the row above. 说明 and other columns are passed over. The codes
    are in force from the year on, until a later year's table is loaded.

    Args:
        scheme: Which classification the table is of.
        year: The budget year it is for.
        headings: The texts of the heading row.
        rows: The texts below it; blank rows are passed over.
        first_row: The number of the first of these rows in the sheet, for messages.

    Raises:
        CodeTableError: Headings are missing, or some rows are wrong; all of them are listed.
    """
    columns = _columns(headings)
    if "name" not in columns or not ({"code", "类"} & columns.keys()):
        shown = "、".join(heading for heading in headings if heading)
        reason = "找不到“科目编码”（或“类、款、项”）和“科目名称”两列，请检查表头"
        raise CodeTableError(scheme, [RowProblem(first_row - 1, shown, reason)])
    if twice := _twice(headings):
        reason = "有两列；左右并排的表，请先改成上下接起来的一张表"
        raise CodeTableError(scheme, [RowProblem(first_row - 1, twice, reason)])
    reader = _Reader(scheme, year, columns)
    for number, row in enumerate(rows, first_row):
        reader.read(number, row)
    if not reader.codes and not reader.problems:
        reader.problems.append(RowProblem(first_row, "", "表头下面没有科目"))
    if reader.problems:
        raise CodeTableError(scheme, reader.problems)
    return tuple(reader.codes[code] for code in sorted(reader.codes))


class _Reader:
    """Collects codes and problems, row after row."""

    def __init__(self, scheme: Scheme, year: int, columns: Mapping[str, int]) -> None:
        self.codes: dict[str, Code] = {}
        self.problems: list[RowProblem] = []
        self._scheme = scheme
        self._year = year
        self._columns = columns
        self._seen: dict[str, int] = {}
        self._above: list[str] = []

    def read(self, number: int, row: Sequence[str]) -> None:
        cells = {
            name: unicodedata.normalize("NFKC", row[place]).strip() if place < len(row) else ""
            for name, place in self._columns.items()
        }
        if not any(cells.values()):
            return
        name = row[self._columns["name"]] if cells["name"] else ""
        cells["name"] = "".join(line.strip() for line in name.splitlines())  # wrapped by hand
        try:
            code = self._code(cells)
            self._check_once(code.code, number)
        except CodeValueError as error:
            self.problems.append(RowProblem(number, error.value or cells["name"], error.reason))
            return
        self.codes[code.code] = code

    def _code(self, cells: Mapping[str, str]) -> Code:
        digits = _digits(cells["code"]) if cells.get("code") else self._joined(cells)
        level = level_of(self._scheme, digits)
        first = _FIRST_DIGITS.get(self._scheme, "")
        if not digits.startswith(first):
            name = SCHEME_NAMES[self._scheme]
            raise CodeValueError(digits, f"{name}以 {first} 开头，请看分类是否选对")
        above = parent_of(self._scheme, digits)
        if cells.get("level") and not cells["level"].startswith(level):
            raise CodeValueError(digits, f"级次写的是“{cells['level']}”，按位数应为“{level}”")
        if cells.get("parent") and _digits(cells["parent"]) != above:
            raise CodeValueError(digits, f"上级写的是“{cells['parent']}”，与编码不符")
        return Code(
            self._scheme, digits, checked_name(cells["name"]), level, above,
            cells.get("fund") or None, self._year, None, (), f"{self._year}年官方科目表", OFFICIAL,
        )  # fmt: skip

    def _joined(self, cells: Mapping[str, str]) -> str:
        """Join the parts under 类, 款 and 项, which may be written 201 | 03 | 01 or 201 | 20103."""
        parts = [cells.get(part, "") for part in _PARTS]
        filled = [place for place, part in enumerate(parts) if part]
        if not filled:
            raise CodeValueError("", "没有编码")
        deepest = filled[-1]
        joined = ""
        for place in range(deepest + 1):
            joined = self._part(joined, place, _digits(parts[place]) if parts[place] else "")
        self._above = [joined[: 3 + 2 * place] for place in range(deepest + 1)]
        return joined

    def _part(self, joined: str, place: int, part: str) -> str:
        if not part:
            same = place < len(self._above) and self._above[place].startswith(joined)
            if not same:
                raise CodeValueError(joined, f"没有{_PARTS[place]}的编码")
            return self._above[place]
        if joined and len(part) == len(joined) + 2 and part.startswith(joined):
            return part
        width = 2 if joined else 3
        if len(part) > width:
            raise CodeValueError(joined + part, f"{_PARTS[place]}的编码“{part}”位数不对")
        return joined + part.zfill(width)

    def _check_once(self, code: str, number: int) -> None:
        first = self._seen.setdefault(code, number)
        if first != number:
            raise CodeValueError(code, f"与第{first}行的编码重复")


def _columns(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, synonyms in _HEADINGS.items():
        for place, heading in enumerate(headings):
            if plain(heading) in synonyms and name not in found:
                found[name] = place
    return found


def _twice(headings: Sequence[str]) -> str:
    """Find a heading of codes that stands there again, over a table beside the first."""
    codes = {*_HEADINGS["code"], *_HEADINGS["类"]}
    counted = Counter(heading for heading in map(plain, headings) if heading in codes)
    return next((heading for heading, count in counted.items() if count > 1), "")


def _digits(text: str) -> str:
    """Read a code that may be a spreadsheet's number (`30101.0`)."""
    number = _WHOLE_NUMBER.fullmatch(text)
    if number is None:
        raise CodeValueError(text, "编码只能是数字")
    return number[1]
