"""L04: the two economic codes of a line go together, and are the pair of the unit's kind.

Where the crosswalk says nothing about a code, or a code does not exist, nothing is found here.
"""

from typing import Final

from budgettool.codes import Code
from budgettool.cube.dimensions import Value
from budgettool.rules.context import Context
from budgettool.rules.lines.columns import UNIT_KIND
from budgettool.rules.lines.line_rule import Fault, LineRule
from budgettool.rules.rule import Rule

_L04: Final = Rule(
    code="L04",
    level="H",
    title="部门经济科目与政府经济科目是对照表中的一对，并且是本类单位的一对",
    scope="两个科目都存在的支出明细；对照表里有这一对、只是不属于本类单位的，为核实",
    mend="清空政府经济科目，让它随单位类型自动对应，或改正部门经济科目",
    basis="《支出经济分类科目改革方案》（财预〔2017〕98号）两套科目对照关系",
    example=("行政单位 30201 对 50201", "行政单位 30201 对 50501（错误）、对 50502（核实）"),
)


def _paired(context: Context, members: tuple[Value, ...]) -> Fault | None:
    codes = context.classification
    department = codes.get("department_economic", str(members[0]))
    government = codes.get("government_economic", str(members[1]))
    if department is None or government is None or "类" in {department.level, government.level}:
        return None
    kind = str(members[2] or "")
    if not codes.pair_allowed(department.code, government.code):
        return _fault(context, kind, department, government)
    if kind in {"", "汇总"}:
        return None
    if codes.pair_allowed(department.code, government.code, kind):
        return None
    return _fault(context, kind, department, government, known=True)


def _fault(
    context: Context, kind: str, department: Code, government: Code, *, known: bool = False
) -> Fault:
    """Say what the pair should be; the mend lets the code follow from the unit's kind."""
    targets = context.classification.government_for(department.code, kind)
    named = [context.classification.get("government_economic", code) for code in targets]
    right = "、".join(str(code) for code in named if code)
    if right:
        message = f"{department}在{kind}单位对应 {right}，现为 {government}"
    elif known:
        message = f"{department}在{kind}单位没有对应的政府经济科目，现为 {government}"
    else:
        message = f"对照表中没有 {department} 与 {government} 这一对"
    return Fault(
        "government_economic",
        message,
        f"改为 {right}，或改正部门经济科目" if right else "改正部门经济科目或政府经济科目",
        label=f"改为 {named[0]}" if right else "",
        values=(("government_economic", None),) if right else (),
        level="S" if known else None,
    )


PAIR_RULES: Final = (
    LineRule(
        _L04, ("expenditure",), ("department_economic", "government_economic", UNIT_KIND), _paired
    ),
)
