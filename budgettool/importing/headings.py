"""What the headings of a column may be called, and what a heading means.

Pure words: knows nothing of rows. Leaves it to `layout` to find headings in a sheet.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from budgettool.model import AMOUNT
from budgettool.packs.vocabulary import MemberError, Vocabulary

Kind = Literal["units", "expenditure", "income", "projects", "fields"]

KIND_NAMES: Final[Mapping[str, str]] = {
    "units": "单位",
    "expenditure": "支出",
    "income": "收入",
    "projects": "项目",
    "fields": "栏目",
}

FIELD_NAMES: Final[Mapping[str, str]] = {
    "unit": "单位代码",
    "unit_name": "单位名称",
    "function": "功能科目",
    "function_name": "功能科目名称",
    "department_economic": "部门经济科目",
    "department_economic_name": "部门经济科目名称",
    "government_economic": "政府经济科目",
    "government_economic_name": "政府经济科目名称",
    "nature": "支出性质",
    "subnature": "支出性质明细",
    "source": "资金来源",
    "project": "项目名称",
    "amount": "金额",
    "check": "合计（核对）",
    "procurement": "政府采购",
    "secret": "涉密",
    "counterparty": "对方单位",
    "memo": "备注",
    "code": "代码",
    "name": "名称",
    "kind": "单位类型",
    "parent": "上级单位",
    "merged": "并入上级",
    "headcount": "编制人数",
    "subject": "对象",
    "field": "栏目",
    "row": "序号",
    "content": "内容",
}
"""What each field is called to the user, in templates and messages."""

_UNIT = "单位代码 单位编码 单位编号 预算单位代码 预算单位编码 unit_code unitcode 预算单位编号"
_UNIT_NAME = "单位名称 单位 预算单位 预算单位名称 所属单位 填报单位 unit_name unit"
_FUNCTION = (
    "功能科目 功能科目编码 功能科目代码 功能分类 功能分类科目 功能分类编码 功能分类科目编码 "
    "功能分类科目代码 支出功能分类 支出功能分类科目 支出功能分类科目编码 支出功能科目 "
    "支出功能科目编码 支出功能分类编码 收入功能科目 科目编码 科目代码 function function_code"
)
_FUNCTION_NAME = (
    "功能科目名称 功能分类名称 功能分类科目名称 支出功能分类科目名称 支出功能科目名称 科目名称 "
    "支出功能分类名称 function_name"
)
_DEPARTMENT = (
    "部门经济科目 部门经济科目编码 部门经济科目代码 部门经济分类 部门经济分类科目 部门经济分类编码 "
    "部门经济分类科目编码 部门预算经济分类 部门预算经济科目 部门预算支出经济分类 "
    "部门预算支出经济分类科目 部门预算支出经济分类科目编码 部门支出经济分类 部门支出经济分类科目 "
    "部门预算经济分类科目 部门预算经济分类编码 支出经济分类 支出经济分类科目 经济科目 经济科目编码 "
    "经济分类 经济分类科目 经济分类编码 经济分类科目编码 department_economic dept_econ_code"
)
_GOVERNMENT = (
    "政府经济科目 政府经济科目编码 政府经济科目代码 政府经济分类 政府经济分类科目 政府经济分类编码 "
    "政府经济分类科目编码 政府预算经济分类 政府预算经济科目 政府预算支出经济分类 "
    "政府预算支出经济分类科目 政府预算支出经济分类科目编码 政府预算经济分类科目 "
    "政府预算经济分类编码 政府支出经济分类 government_economic gov_econ_code"
)
_SOURCE = "资金来源 来源 经费来源 资金性质 收入来源 收入项目 source"
_AMOUNT = (
    "金额 预算数 预算金额 本年预算 本年预算数 本年金额 本年数 支出金额 收入金额 申报数 申报金额 "
    "预算支出 预算收入 支出预算 收入预算 当年预算 当年预算数 amount"
)
_COUNTERPARTY = "对方单位 对方单位代码 对方单位名称 往来单位 划转单位 counterparty"
_MEMO = "备注 说明 摘要 memo note remark"

_COMMON: Final[Mapping[str, str]] = {
    "unit": _UNIT,
    "unit_name": _UNIT_NAME,
    "function": _FUNCTION,
    "function_name": _FUNCTION_NAME,
    "source": _SOURCE,
    "amount": _AMOUNT,
    "counterparty": _COUNTERPARTY,
    "memo": _MEMO,
}

_NAMES_OF: Final[Mapping[str, str]] = {
    "department_economic_name": " ".join(
        f"{name.removesuffix('编码').removesuffix('代码')}名称"
        for name in _DEPARTMENT.split()
        if name.isidentifier() and not name.isascii()
    )
    + " dept_econ_name",
    "government_economic_name": " ".join(
        f"{name.removesuffix('编码').removesuffix('代码')}名称"
        for name in _GOVERNMENT.split()
        if not name.isascii()
    )
    + " gov_econ_name",
}

_SYNONYMS: Final[Mapping[Kind, Mapping[str, str]]] = {
    "expenditure": {
        **_COMMON,
        "department_economic": _DEPARTMENT,
        "government_economic": _GOVERNMENT,
        **_NAMES_OF,
        "nature": "支出性质 支出类型 支出类别 支出分类 经费性质 性质 category nature",
        "subnature": "支出性质明细 支出明细 支出细类 明细类别 项目类别 项目性质 subcategory",
        "project": "项目 项目名称 预算项目 预算项目名称 project project_name",
        "procurement": "政府采购 采购类型 政府采购类型 政府采购品目 procurement",
        "secret": "涉密 是否涉密 secret",
    },
    "income": _COMMON,
    "units": {
        "code": f"代码 编码 code {_UNIT}",
        "name": f"名称 name {_UNIT_NAME}",
        "kind": "单位类型 单位性质 单位类别 类型 性质 kind",
        "parent": "上级 上级单位 上级代码 上级单位代码 上级单位编码 主管单位 parent",
        "merged": "并入上级 是否并入上级 merged",
        "headcount": "编制 编制数 编制人数 人数 headcount",
    },
    "projects": {
        "project": "项目 项目名称 预算项目名称 名称 project project_name name",
        "code": "项目代码 项目编码 代码 编码 code",
        "nature": "支出性质 项目性质 性质 项目类别 项目类型 nature",
        "subnature": "支出性质明细",
        "unit": f"{_UNIT} {_UNIT_NAME}",
    },
    "fields": {
        "subject": "对象 填报对象 subject",
        "field": "栏目 填报栏目 field",
        "row": "序号 行号 row",
        "content": "内容 填报内容 content",
    },
}

_REQUIRED: Final[Mapping[Kind, tuple[str, ...]]] = {
    "expenditure": ("unit", "function", "department_economic", "nature", "source", "amount"),
    "income": ("unit", "source", "amount"),
    "units": ("code", "name", "kind"),
    "projects": ("project", "code"),
    "fields": ("subject", "field", "content"),
}

_WORDS: Final[Mapping[Kind, Mapping[str, str]]] = {
    kind: {word: field for field, words in fields.items() for word in words.split()}
    for kind, fields in _SYNONYMS.items()
}

_PARTS = frozenset("类款项")
_CODES = frozenset({"编码", "代码", "科目编码", "科目代码"})
_NAMES = frozenset({"名称", "科目名称"})
_CHECKS = frozenset({"合计", "总计", "小计", "共计"})
_CODED = frozenset({"function", "department_economic", "government_economic"})
_MONEY_UNIT = re.compile(r"[((\[](?:单位[::])?(千元|万元|百万元|亿元|元)[))\]]|[_-](wan|yuan)$")
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]|[*※]|^(?:\d+|[一二三四五六七八九十]+)[、.]")
_YEARLY = re.compile(r"(\d{4})年?(?:年初)?(?:预算|预算数|金额|数|部门预算|预算金额)")
_PRIOR = frozenset(
    [
        "上年预算数",
        "上年预算",
        "上年数",
        "上年金额",
        "去年预算数",
        "去年预算",
        "prior",
        "prior_amount",
    ]
)


class Meaning(NamedTuple):
    """What a heading means.

    Attributes:
        field: A key of `FIELD_NAMES`; `check` for a column of sums that is not taken.
        part: 类, 款 or 项, where a code is split over columns.
        measure: Which figure an amount is.
        member: For an amount under the name of a source or nature: dimension and path.
    """

    field: str
    part: str = ""
    measure: str = AMOUNT
    member: tuple[str, str] | None = None


class Heading(NamedTuple):
    """A column's heading: its texts from the top down, and the money unit in them."""

    parts: tuple[str, ...]
    unit: str = ""

    @property
    def text(self) -> str:
        """What to call the column in a message."""
        return "/".join(self.parts)


class Words(NamedTuple):
    """What headings may be made of beside the known words.

    Attributes:
        vocabulary: Sources and natures, since wide sheets name columns after them.
        year: The book's year, since headings say `2020年预算数`.
        given: Headings that a saved mapping explains.
    """

    vocabulary: Vocabulary
    year: int
    given: Mapping[str, Meaning] = MappingProxyType({})


def required_fields(kind: Kind) -> tuple[str, ...]:
    """List the fields without which a row of that kind means nothing."""
    return _REQUIRED[kind]


def read_heading(texts: Sequence[str]) -> Heading:
    """Join the texts above a column, from the top down; find the money unit in them."""
    parts: list[str] = []
    unit = ""
    for text in texts:
        plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
        if found := _MONEY_UNIT.search(plain):
            unit = {"wan": "万元", "yuan": "元"}.get(found[2], found[1] or "")
            plain = _MONEY_UNIT.sub("", plain)
        if plain and (not parts or parts[-1] != plain):
            parts.append(plain)
    return Heading(tuple(parts), unit)


def understand(heading: Heading, kind: Kind, words: Words) -> Meaning | None:
    """Say what a heading means in a sheet of that kind; None where it means nothing known."""
    if not heading.parts:
        return None
    given = words.given.get(heading.text) or words.given.get(heading.parts[-1])
    if given:
        return given
    for parts in _readings(heading.parts):
        found = _meaning(parts, kind, words.year) or _member(parts, kind, words.vocabulary)
        if found:
            return found
    return None


def _readings(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """As written, then without what stands in brackets, stars and numbers before it."""
    plain = tuple(filter(None, (_ASIDE.sub("", part) for part in parts)))
    return [parts] if plain == parts or not plain else [parts, plain]


def _meaning(parts: tuple[str, ...], kind: Kind, year: int) -> Meaning | None:
    if not parts:
        return None
    words = _WORDS[kind]
    leaf = parts[-1]
    above = next((words[part] for part in reversed(parts[:-1]) if words.get(part) in _CODED), "")
    if leaf in _PARTS and above:
        return Meaning(above, part=leaf)
    if above and (leaf in _CODES or leaf in _NAMES):
        return Meaning(above if leaf in _CODES else f"{above}_name")
    if leaf in _CHECKS:
        return Meaning("check") if "amount" in words.values() else None
    if "amount" in words.values() and (measure := _measure(leaf, year)):
        return Meaning("amount", measure=measure)
    field = words.get("".join(parts)) or words.get(leaf)
    return Meaning(field) if field else None


def _measure(leaf: str, year: int) -> str:
    if leaf in _PRIOR:
        return "prior"
    if found := _YEARLY.fullmatch(leaf):
        return {year: AMOUNT, year - 1: "prior"}.get(int(found[1]), "")
    return ""


def _member(parts: tuple[str, ...], kind: Kind, vocabulary: Vocabulary) -> Meaning | None:
    """Find the source or nature that an amount column is named after."""
    dimensions = {"expenditure": ("nature", "source"), "income": ("source",)}.get(kind, ())
    for start in range(len(parts)):
        for dimension in dimensions:
            try:
                path = vocabulary.resolve(dimension, "/".join(parts[start:]))
            except MemberError:
                continue
            return Meaning("amount", member=(dimension, path))
    return None
