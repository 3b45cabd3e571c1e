"""L01–L04, L13: codes exist in the year, on the right level, and go together."""

from typing import Final

from budgettool.codes import CodeError
from budgettool.cube.dimensions import Value
from budgettool.rules.context import Context
from budgettool.rules.lines.line_rule import Fault, LineRule
from budgettool.rules.rule import Rule

_L01: Final = Rule(
    code="L01",
    level="H",
    title="功能科目在本年度存在，并且是项级",
    scope="每条明细；支出明细必填",
    mend="改为本年度的七位项级科目",
    basis="《政府收支分类科目》",
    example=("2010301 行政运行", "2010399（没有这个科目）"),
)


def _function_exists(context: Context, members: tuple[Value, ...]) -> Fault | None:
    lines, code = members
    if not code:
        missing = Fault("function", "没有填写功能科目", _L01.mend)
        return missing if lines == "expenditure" else None
    try:
        context.classification.resolve("function", str(code), level="项")
    except CodeError as error:
        return Fault("function", str(error), _L01.mend)
    return None


CODE_RULES: Final = (
    LineRule(_L01, ("expenditure", "income"), ("lines", "function"), _function_exists),
)
