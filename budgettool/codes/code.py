"""One classification code: a value with its name, years, origin and how sure we are of it.

Leaves to others where codes are read from (`bundled`, `official`, `user_tables`) and what a text
means (`resolution`).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, get_args

from budgettool.errors import BudgetToolError

Scheme = Literal["function", "department_economic", "government_economic", "income", "source"]
"""Which classification a code belongs to; `source` is the list of funding sources, by path."""

Level = Literal["类", "款", "项", "目"]

SCHEMES: Final[tuple[Scheme, ...]] = get_args(Scheme)

SCHEME_NAMES: Final[Mapping[Scheme, str]] = MappingProxyType(
    {
        "function": "支出功能分类科目",
        "department_economic": "部门预算支出经济分类科目",
        "government_economic": "政府预算支出经济分类科目",
        "income": "收入分类科目",
        "source": "资金来源",
    }
)
"""What the user calls each scheme."""

LEVELS_OF_SCHEME: Final[Mapping[Scheme, Mapping[int, Level]]] = MappingProxyType(
    {
        "function": MappingProxyType({3: "类", 5: "款", 7: "项"}),
        "department_economic": MappingProxyType({3: "类", 5: "款"}),
        "government_economic": MappingProxyType({3: "类", 5: "款"}),
        "income": MappingProxyType({3: "类", 5: "款", 7: "项", 9: "目"}),
        "source": MappingProxyType({}),
    }
)
"""The level of a code by the number of its digits; sources are paths and have none."""

OFFICIAL: Final = "official"
"""Confidence of a row from an official table that the user has loaded."""

OWN: Final = "own"
"""Confidence of a code that the user has added to a book."""

NOT_OFFICIAL: Final = "not-official"
"""Confidence of a bundled row that the loaded official table does not have."""

_NOTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sourced": "",
        OFFICIAL: "",
        OWN: "",
        "sourced-years-unsure": "此科目见于公开的预算或决算，启用、停用年份未与官方科目书核对",
        "high": "此科目未与官方科目书核对",
        "medium": "此科目未与官方科目书核对，名称或年份可能有误",
        NOT_OFFICIAL: "已导入的官方科目表中没有此科目",
    }
)

MAX_NAME = 100
_DIGITS = re.compile(r"\d+", re.ASCII)
_BRACKETS = str.maketrans("[]【】〔〕{}", "()()()()")


class CodeValueError(BudgetToolError):
    """A code or its name cannot be a classification code.

    Attributes:
        value: What was written.
        reason: Why it is refused, in Chinese.
    """

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(f"科目“{value[:MAX_NAME]}”不能使用：{reason}")
        self.value = value
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it stands in some years.

    Attributes:
        scheme: The classification.
        code: Digits, or a path (scheme `source`).
        name: Its official name, without the code.
        level: 类, 款, 项 or 目.
        parent: The code one level up; None for a 类.
        fund: 一般公共预算, 政府性基金, 国有资本经营, 社会保险基金; None where it has no meaning.
        valid_from: First budget year; None for 2018 or before, start not researched.
        valid_to: Last budget year; None where it is not known to have ended.
        aliases: Other names for the same code, seen in documents.
        source: Where the row comes from; `knowledge` for none.
        confidence: `sourced`, `sourced-years-unsure`, `high`, `medium`, or one of `OFFICIAL`,
            `OWN`, `NOT_OFFICIAL`.
    """

    scheme: Scheme
    code: str
    name: str
    level: Level
    parent: str | None = None
    fund: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""
    confidence: str = OWN

    def __str__(self) -> str:
        """Show it as people write it: `30101 基本工资`; a source by its path."""
        return self.code if self.scheme == "source" else f"{self.code} {self.name}"

    def is_valid(self, year: int) -> bool:
        """Tell whether it is in force in a budget year."""
        started = self.valid_from is None or self.valid_from <= year
        return started and (self.valid_to is None or year <= self.valid_to)


def note(code: Code) -> str:
    """Say in one line how far a code is to be trusted; empty where it needs no remark."""
    return _NOTES.get(code.confidence, _NOTES["high"])


def plain(text: str) -> str:
    """Make names comparable: full and half width, brackets, spaces and letter case alike."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_BRACKETS).lower().split())


def level_of(scheme: Scheme, code: str) -> Level:
    """Give the level that a code has by its length.

    Raises:
        CodeValueError: It is not made of digits, or of the wrong number of them.
    """
    levels = LEVELS_OF_SCHEME[scheme]
    if not levels:
        return "款" if "/" in code else "类"
    if not _DIGITS.fullmatch(code):
        raise CodeValueError(code, "编码只能是数字")
    if len(code) not in levels:
        lengths = "、".join(f"{level}{size}位" for size, level in levels.items())
        raise CodeValueError(code, f"{SCHEME_NAMES[scheme]}编码应为{lengths}，这里是{len(code)}位")
    return levels[len(code)]


def parent_of(scheme: Scheme, code: str) -> str | None:
    """Give the code one level up, by the code's own digits (or path); None for a 类."""
    if scheme == "source":
        return code.rpartition("/")[0] or None
    return code[:-2] if len(code) > min(LEVELS_OF_SCHEME[scheme]) else None


def own_code(
    scheme: Scheme, code: str, name: str, *, fund: str | None = None, aliases: tuple[str, ...] = ()
) -> Code:
    """Make a code that a user adds to a book; it is in force in every year.

    Raises:
        CodeValueError: The code's digits or the name are wrong.
    """
    digits = unicodedata.normalize("NFKC", code).strip()
    level = level_of(scheme, digits)
    return Code(
        scheme, digits, checked_name(name), level, parent_of(scheme, digits), fund,
        aliases=aliases, source="本单位增加", confidence=OWN,
    )  # fmt: skip


def checked_name(text: str) -> str:
    """Give a code's name without the spaces around it.

    Raises:
        CodeValueError: It is empty, too long, or not fit to be printed.
    """
    name = text.strip()
    if not name:
        raise CodeValueError(text, "没有名称")
    if len(name) > MAX_NAME:
        raise CodeValueError(name, f"名称超过{MAX_NAME}个字")
    if name[0] in "=+-@":
        raise CodeValueError(name, f"名称不能以“{name[0]}”开头")
    if any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} for char in name):
        raise CodeValueError(name, "名称中有不能打印的字符")
    return name
