"""L07, L10: lines stand with units that carry lines, and 行政运行 or 事业运行 fits the unit.

Units are named by their codes: what a unit is called may change while answers are remembered.
"""

from typing import Final

from budgettool.cube.dimensions import Value
from budgettool.model import Unit
from budgettool.rules.context import Context
from budgettool.rules.lines.columns import UNIT_KIND
from budgettool.rules.lines.line_rule import Fault, LineRule
from budgettool.rules.rule import Rule

_L07: Final = Rule(
    code="L07",
    level="H",
    title="单位已登记，并且可以有明细",
    scope="每条支出、收入明细的单位与对方单位；汇总单位和并入上级的单位不能有明细",
    mend="改为已登记的基层单位",
    basis="《预算法》第三十二条：各单位编制本单位预算草案",
    example=("016001 机关本级", "016（汇总单位）、016009（没有登记）"),
)
_L10: Final = Rule(
    code="L10",
    level="S",
    title="行政运行用于行政和参公单位，事业运行用于事业单位",
    scope="功能科目名称为行政运行、事业运行的支出明细",
    mend="改为本类单位的项，或说明原因",
    basis="《政府收支分类科目》行政运行、事业运行的说明",
    example=("行政单位 2010301 行政运行", "行政单位 2010350 事业运行"),
)
_RUNNING: Final = {
    "行政": "行政运行",
    "参公": "行政运行",
    "财政补助事业": "事业运行",
    "经费自理事业": "事业运行",
}
"""The item of a unit's own running, by its kind."""


def _carries(context: Context, members: tuple[Value, ...]) -> Fault | None:
    (code,) = members
    if not code:
        return Fault("unit", "没有填写单位", "填写单位")
    unit = context.dimensions.units.get(str(code))
    if unit is None:
        return Fault("unit", f"单位表里没有“{code}”", "改为已登记的单位，或在“单位”页登记")
    if unit.kind == "汇总":
        reason = f"{unit.code} 是汇总单位，不能有明细"
        return Fault("unit", reason, "改为它下面的单位")
    return _merged(context, unit) if unit.merged else None


def _merged(context: Context, unit: Unit) -> Fault:
    """Say that a unit's lines are kept with the unit above; offer that unit if it carries lines."""
    above = context.dimensions.units.get(unit.parent or "")
    reason = f"{unit.code} 并入上级，不能有明细"
    if above is None or above.kind == "汇总" or above.merged:
        return Fault("unit", reason, "改为上级单位，或在“单位”页取消并入上级")
    label = f"改为 {above.code}"
    return Fault("unit", reason, label, label=label, values=(("unit", above.code),))


def _counterparty(context: Context, members: tuple[Value, ...]) -> Fault | None:
    unit, other = members
    if not other:
        return None
    if other == unit:
        return Fault("counterparty", "对方单位就是本单位", "改为往来的另一个单位，或清空")
    if other not in context.dimensions.units:
        reason = f"单位表里没有“{other}”"
        return Fault("counterparty", reason, "改为已登记的单位；不是本部门的单位则清空")
    return None


def _running(context: Context, members: tuple[Value, ...]) -> Fault | None:
    function, kind = members
    wanted = _RUNNING.get(str(kind))
    code = context.classification.get("function", str(function)) if wanted else None
    if code is None or code.name == wanted:
        return None
    if code.name not in _RUNNING.values():
        return None
    message = f"{code}不用于{kind}单位"
    for sibling in context.classification.children("function", code.parent):
        if sibling.name == wanted:
            label = f"改为 {sibling}"
            return Fault(
                "function", message, label, label=label, values=(("function", sibling.code),)
            )
    return Fault("function", message, _L10.mend)


UNIT_RULES: Final = (
    LineRule(_L07, ("expenditure", "income"), ("unit",), _carries),
    LineRule(_L07, ("expenditure", "income"), ("unit", "counterparty"), _counterparty),
    LineRule(_L10, ("expenditure",), ("function", UNIT_KIND), _running),
)
