"""L01, L02, L03, L13: codes exist in the year, on the right level.

Leaves to `pairs` whether codes go together. A code that ended is L13's affair alone.
"""

from functools import partial
from typing import Final, NamedTuple

from budgettool.codes import NOT_OFFICIAL, Code, CodeError, CodeValueError, Scheme
from budgettool.codes.code import level_of
from budgettool.cube.dimensions import Value
from budgettool.packs.definition import LineKind
from budgettool.packs.rule import Level
from budgettool.rules.context import Context
from budgettool.rules.lines.columns import UNIT_KIND
from budgettool.rules.lines.line_rule import Fault, LineRule
from budgettool.rules.rule import Rule

_BASIS: Final = "《政府收支分类科目》"
_LOAD: Final = "；确有这个科目的，导入当年的官方科目表，或在账本中增加"
_SCOPE: Final = "没有导入当年官方科目表、只是内置科目表缺少的，为核实"

_L01: Final = Rule(
    code="L01",
    level="H",
    title="功能科目在本年度存在，并且是项级",
    scope=f"每条支出明细；填了功能科目的收入明细。{_SCOPE}",
    mend=f"改为本年度的七位项级科目{_LOAD}",
    basis=_BASIS,
    example=("2010301 行政运行", "2010391（没有这个科目）、20103（款级）"),
)
_L02: Final = Rule(
    code="L02",
    level="H",
    title="部门经济科目在本年度存在，并且是款级",
    scope=f"每条支出明细。{_SCOPE}",
    mend=f"改为本年度的五位款级科目{_LOAD}",
    basis=_BASIS,
    example=("30201 办公费", "30210（没有这个科目）、302（类级）"),
)
_L03: Final = Rule(
    code="L03",
    level="H",
    title="政府经济科目在本年度存在，并且是款级",
    scope=f"每条支出明细；没有填的，按单位类型和对照表自动对应。{_SCOPE}",
    mend=f"改为本年度的五位款级科目{_LOAD}",
    basis=_BASIS,
    example=("50201 办公经费", "50210（没有这个科目）、502（类级）"),
)
_L13: Final = Rule(
    code="L13",
    level="H",
    title="科目在本年度以前没有停用",
    scope="每条明细的功能科目和两套经济科目。没有导入当年官方科目表的，为核实",
    mend="改用替代的科目；确仍可用的，导入当年的官方科目表",
    basis=_BASIS,
    example=("2020年：39906 赠与", "2021年：39906 赠与（2020年后停用）"),
)


class _Field(NamedTuple):
    """A field of lines that holds a code."""

    rule: Rule
    name: Scheme
    title: str
    level: str
    kinds: tuple[LineKind, ...] = ("expenditure",)


_FUNCTION: Final = _Field(_L01, "function", "功能科目", "项", ("expenditure", "income"))
_DEPARTMENT: Final = _Field(_L02, "department_economic", "部门经济科目", "款")
_GOVERNMENT: Final = _Field(_L03, "government_economic", "政府经济科目", "款")
_FIELDS: Final = (_FUNCTION, _DEPARTMENT, _GOVERNMENT)


def _given(field: _Field, _: Context, members: tuple[Value, ...]) -> Fault | None:
    missing = Fault(field.name, f"没有填写{field.title}", f"填写{field.title}")
    return None if members[0] else missing


def _exists(field: _Field, context: Context, members: tuple[Value, ...]) -> Fault | None:
    (code,) = members
    if not isinstance(code, str) or not code:
        return None
    found = context.classification.get(field.name, code)
    if found is None or found.level != field.level:
        return None if _ended(context, field.name, code) else _unknown(field, context, code)
    if found.confidence == NOT_OFFICIAL:
        return Fault(field.name, f"{found}：已导入的官方科目表中没有这个科目", field.rule.mend)
    return None


def _unknown(field: _Field, context: Context, code: str) -> Fault:
    """Say why a text is no code of the year; offer the code where it is a code's name."""
    try:
        meant = context.classification.resolve(field.name, code, level=field.level)
    except CodeError as error:
        level = _doubted(context, field) if _is_formed(field, code) else None
        return Fault(field.name, str(error), field.rule.mend, level=level)
    return Fault(
        field.name,
        f"“{code}”不是科目编码",
        field.rule.mend,
        label=f"改为 {meant}",
        values=((field.name, meant.code),),
    )


def _is_formed(field: _Field, code: str) -> bool:
    try:
        return level_of(field.name, code) == field.level
    except CodeValueError:
        return False


def _doubted(context: Context, field: _Field, fund: str | None = None) -> Level | None:
    """Give the level of what only the bundled table says: it may be the table that is wrong."""
    return None if context.classification.has_official(field.name, field.level, fund) else "S"


def _ended(context: Context, scheme: Scheme, code: str) -> Code | None:
    """Give what a code meant that was in force before the year and is no more."""
    old = context.classification.ended(scheme, code)
    past = old is not None and old.valid_to is not None and old.valid_to < context.facts.year
    return old if past else None


def _in_force(field: _Field, context: Context, members: tuple[Value, ...]) -> Fault | None:
    (code,) = members
    old = _ended(context, field.name, code) if isinstance(code, str) else None
    if old is None:
        return None
    heir = context.classification.successor(field.name, old.code)
    message = f"{old} {old.valid_to}年后已停用"
    level = _doubted(context, field, old.fund)
    if heir is None or heir.level != field.level:
        return Fault(field.name, message, _L13.mend, level=level)
    return Fault(
        field.name,
        f"{message}，由 {heir} 替代",
        f"改为 {heir}",
        label=f"改为 {heir}",
        values=((field.name, heir.code),),
        level=level,
    )


def _follows(context: Context, members: tuple[Value, ...]) -> Fault | None:
    """Ask for a government code where none follows, though all is there that it follows from."""
    government, department, kind = members
    found = context.classification.get("department_economic", str(department))
    if government or kind in {None, "汇总"} or found is None:
        return None
    if found.level != _DEPARTMENT.level:
        return None
    message = f"{found}在{kind}单位没有自动对应的政府经济科目"
    return Fault(_GOVERNMENT.name, message, "填写政府经济科目")


CODE_RULES: Final = (
    *(
        LineRule(each.rule, ("expenditure",), (each.name,), partial(_given, each))
        for each in (_FUNCTION, _DEPARTMENT)
    ),
    *(LineRule(each.rule, each.kinds, (each.name,), partial(_exists, each)) for each in _FIELDS),
    LineRule(
        _L03,
        ("expenditure",),
        ("government_economic", "department_economic", UNIT_KIND),
        _follows,
    ),
    *(LineRule(_L13, each.kinds, (each.name,), partial(_in_force, each)) for each in _FIELDS),
)
