"""Writes `docs/rules.md`, the list of all rules, from the program and its packs.

Run it after changing a rule: `make docs`. A test says when the page is stale.
"""

from collections.abc import Iterator
from pathlib import Path

from budgettool.packs.definition import Pack
from budgettool.packs.location import find_pack, known_packs, pack_folders
from budgettool.packs.reference import Call, Expression, Number, Operation
from budgettool.packs.rule import EquationRule
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.finding import LEVEL_NAMES
from budgettool.rules.rule import Rule, of_equation

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
_MOST_EQUATIONS = 4
_FAMILIES = {
    "L": "明细：录入时逐条核对",
    "D": "账本：收支、控制数、上年数",
    "P": "公开：公开以前核对",
    "BT": "说明文字：与表核对",
}
_HEAD = """# 审核规则一览

本页由程序和表样包生成（`make docs`），不要直接改。
怎样写规则见 [表样包编写指南](packs.md#审核规则-rulestoml)。

- **错误**（H）要改正，否则不能定稿；**核实**（S）改正，或者写明理由；**提示**（I）供参考。
- 由明细算出的数按分核对，分毫不差：两边都是 100 元通过，一边 100 元、一边 100.01 元不通过。
- 填写、导入的数按印出的数核对：n 个数之和差不超过 (n + 1) 个半个末位的，是四舍五入的尾差，
  汇总成一条提示；一个数对一个数没有尾差，100.0 对 100.1 不通过。
- 缺表、缺数、除以零，报“不能核对”，不算通过。
- 式子的写法：`05.合计[总计]` 是 05 表合计行、总计列；`05[each 项, 总计]` 写在两边，
  是按科目逐个比较；`parts(总计)` 是表样里写明的组成之和。
"""


def page() -> str:
    """Give the text of the page."""
    parts = [_HEAD, *_program()]
    for pack_id in known_packs(pack_folders()):
        parts += _of_pack(find_pack(pack_id, pack_folders()))
    return "\n".join(parts)


def _program() -> Iterator[str]:
    """Tell of the program's own rules, by family."""
    families = dict.fromkeys(_family(rule) for rule in PROGRAM_RULES)
    for family in sorted(families, key=[*_FAMILIES.values(), ""].index):
        yield f"## {family or '表间：按单位核对'}\n"
        for rule in PROGRAM_RULES:
            if _family(rule) == family:
                yield "\n".join(_rule(rule, _example(rule)))


def _family(rule: Rule) -> str:
    """Name the family of a rule by the letters of its code."""
    return _FAMILIES.get(rule.code.rstrip("0123456789."), "")


def _of_pack(pack: Pack) -> Iterator[str]:
    yield f"## 表样包 {pack.id}：{pack.name}\n"
    for equation in pack.rules.equations:
        if not equation.off:
            yield "\n".join(_rule(of_equation(equation), _equations(equation)))
    changed = [
        f"- {code}：{f'不用，{each.off}' if each.off else f'改为{LEVEL_NAMES[each.level]}'}"
        for code, each in pack.rules.overrides.items()
        if each.off or each.level
    ]
    changed += [f"- {rule.code}：不用，{rule.off}" for rule in pack.rules.equations if rule.off]
    if changed:
        yield "\n".join(["### 与自带规则不同的\n", *changed, ""])


def _rule(rule: Rule, more: Iterator[str]) -> Iterator[str]:
    yield f"### {rule.code} {rule.title}\n"
    yield f"- 级别：{LEVEL_NAMES[rule.level]}（{rule.level}）"
    yield f"- 范围：{rule.scope}"
    yield f"- 容差：{rule.tolerance}"
    yield from more
    yield f"- 怎样改：{rule.mend}"
    yield f"- 依据：{rule.basis}\n"


def _example(rule: Rule) -> Iterator[str]:
    good, bad = rule.example
    yield f"- 例：通过：{good}；不通过：{bad}"


def _equations(rule: EquationRule) -> Iterator[str]:
    sign = "=" if rule.comparison == "equal" else "≤"
    shown = [
        f"  - `{_written(each.left)} {sign} {_written(each.right)}`" for each in rule.equations
    ]
    if rule.by:
        yield f"- 按 {rule.by} 对齐"
    yield f"- 式子（{len(shown)} 个）："
    yield from shown[:_MOST_EQUATIONS]
    if len(shown) > _MOST_EQUATIONS:
        yield "  - ……"


def _written(expression: Expression) -> str:
    """Write an expression as a pack's author would."""
    match expression:
        case Number(value):
            return str(value)
        case Call(function, arguments):
            return f"{function}({', '.join(map(_written, arguments))})"
        case Operation(operator, left, right):
            return f"{_operand(operator, left)} {operator} {_operand(operator, right, last=True)}"
        case _:
            return str(expression)


def _operand(operator: str, expression: Expression, *, last: bool = False) -> str:
    text = _written(expression)
    if not isinstance(expression, Operation):
        return text
    weaker = operator in "*/" and expression.operator in "+-"
    return f"({text})" if weaker or (last and operator != "+") else text


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"已写 {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
