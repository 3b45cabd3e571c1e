"""L08, L14: amounts are there, not negative, and not finer than what is published."""

from collections.abc import Iterator
from operator import not_
from typing import Final

from budgettool.money import FEN_PER_UNIT, exact_text, step
from budgettool.packs.definition import Pack
from budgettool.rules.context import Context
from budgettool.rules.lines.line_rule import AmountRule, Fault, Limit
from budgettool.rules.rule import Rule

_L08: Final = Rule(
    code="L08",
    level="H",
    title="金额已填写，不为零；负数写明原因",
    scope="每条支出、收入明细；负数为核实，用出错说明写明是什么调整",
    mend="填写金额，或删去这一行",
    basis="《预算法》第三十二条",
    example=("0.01 元", "0 元、没有填写（错误）；-0.01 元（核实）"),
)
_L14: Final = Rule(
    code="L14",
    level="I",
    title="金额不细于公布的单位",
    scope="每条支出、收入明细；公布的单位是表样包各表中最粗的末位",
    mend="四舍五入，差额并入同单位、同资金来源中金额最大的一行，合计不变",
    basis="公开表的单位和小数位；更细的金额会在公布的各数之间留下尾差",
    example=("1,000 元（公布到 0.1 万元）", "1,000.01 元"),
)


def _present(_: Context) -> tuple[Limit, ...]:
    missing = Fault("amount", "金额没有填写，或者为 0", _L08.mend)
    negative = Fault("amount", "金额为负数", "改为正数，或用出错说明写明是什么调整", level="S")
    return Limit(not_, missing), Limit(lambda fen: fen < 0, negative)


def _coarse(context: Context) -> tuple[Limit, ...]:
    last_place = coarsest_step(context.pack)
    if last_place <= 1:
        return ()
    shown = exact_text(last_place, "万元") if last_place >= _TENTH else exact_text(last_place, "元")
    message = f"金额细于公布的 {shown}"
    label = f"四舍五入到 {shown}，差额并入同单位、同资金来源金额最大的一行"
    fault = Fault("amount", message, _L14.mend, label=label, step=last_place)
    return (Limit(lambda fen: bool(fen % last_place), fault),)


_TENTH: Final = FEN_PER_UNIT["万元"] // 100
"""From here on a step is better said in 万元."""


def coarsest_step(pack: Pack) -> int:
    """Give the 分 in the coarsest last place that the pack's tables print."""
    return max(_steps(pack), default=1)


def _steps(pack: Pack) -> Iterator[int]:
    for table in pack.tables:
        for side in table.sides if table.printed else ():
            for column in side.columns:
                if column.form == "amount" and not column.hidden:
                    decimals = table.decimals if column.decimals is None else column.decimals
                    yield step(FEN_PER_UNIT[table.unit], decimals)


AMOUNT_RULES: Final = (
    AmountRule(_L08, ("expenditure", "income"), _present),
    AmountRule(_L14, ("expenditure", "income"), _coarse),
)
