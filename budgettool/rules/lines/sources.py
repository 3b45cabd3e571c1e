"""L11, L12: what pays for a line, and how it is bought. What goes with what, the pack says."""

from typing import Final

from budgettool.cube.dimensions import Value
from budgettool.rules.context import Context
from budgettool.rules.lines.line_rule import Fault, LineRule
from budgettool.rules.lines.members import member_fault
from budgettool.rules.lines.permits import PROCUREMENT_KINDS, fits, procured_as, restrictions
from budgettool.rules.rule import Rule

_L11: Final = Rule(
    code="L11",
    level="S",
    title="资金来源可以用于这种支出性质",
    scope="每条支出、收入明细的资金来源；与支出性质的搭配按表样包的设置。没有填写或不认识的为错误",
    mend="改资金来源或支出性质，或说明原因",
    basis="《预算法》第三十五条等；见各条设置",
    example=("债务收入用于项目支出", "债务收入用于基本支出"),
)
_L12: Final = Rule(
    code="L12",
    level="I",
    title="政府采购类别与部门经济科目相符",
    scope="填了政府采购类别的支出明细；哪些科目是哪一类，按表样包的设置。不是货物、工程、服务的为错误",
    mend="改政府采购类别，或改部门经济科目",
    basis="《政府采购法》第二条；《政府采购品目分类目录》",
    example=("31002 办公设备购置，货物", "31002 办公设备购置，服务"),
)


def _allowed(context: Context, members: tuple[Value, ...]) -> Fault | None:
    source, nature = members
    wrong = member_fault(context, "source", source)
    if wrong is not None or not nature:
        return wrong
    vocabulary = context.dimensions.vocabulary
    own = {"source": source, "nature": nature}
    for each in restrictions(context):
        if not fits(vocabulary, each.dimension, own[each.dimension], each.members):
            continue
        if not fits(vocabulary, each.other, own[each.other], each.only):
            message = f"{source}用于{str(nature).replace('/', '·')}：{each.reason}"
            return Fault("source", message, _L11.mend)
    return None


def _bought(context: Context, members: tuple[Value, ...]) -> Fault | None:
    code, kind = members
    if not kind:
        return None
    if kind not in PROCUREMENT_KINDS:
        known = "、".join(PROCUREMENT_KINDS)
        return Fault("procurement", f"“{kind}”不是{known}之一", f"改为{known}之一", level="H")
    right = procured_as(context, str(code))
    if right is None or kind == right:
        return None
    named = context.classification.get("department_economic", str(code)) or code
    return Fault(
        "procurement",
        f"{named}应为{right}，现为{kind}",
        _L12.mend,
        label=f"改为{right}",
        values=(("procurement", right),),
    )


SOURCE_RULES: Final = (
    LineRule(_L11, ("expenditure", "income"), ("source", "nature"), _allowed),
    LineRule(_L12, ("expenditure",), ("department_economic", "procurement"), _bought),
)
