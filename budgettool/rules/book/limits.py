"""D04, D05: expenditure within ceilings (控制数), and 公用经费 within headcount × standard."""

from collections.abc import Iterable
from typing import Final

from budgettool.model import AMOUNT, Ceiling, Unit
from budgettool.money import AmountError, exact_text
from budgettool.rules.book.book_rule import BookRule, BookState
from budgettool.rules.book.settings import has_standards, standard_for
from budgettool.rules.book.sums import CEILINGS, RUNNING
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.rule import Rule
from budgettool.rules.tallies import Member

_D04: Final = Rule(
    code="D04",
    level="H",
    title="支出不超过控制数",
    scope="每条填了金额的控制数：它写明的单位（含下级）、支出性质、项目、资金来源",
    mend="压减这些明细，或按新下达的控制数改正",
    basis="《预算法》第三十一条；部门预算“一下”控制数",
    example=("控制数 100 万元，已编 100 万元", "控制数 100 万元，已编 1,000,000.01 元"),
)
_D05: Final = Rule(
    code="D05",
    level="S",
    title="公用经费不超过编制人数乘以定额标准",
    scope="表样包或账本有定额标准、并且填了编制数的单位；表样包列明的科目不在定额之内",
    mend="压减公用经费，核对编制数，或说明超出定额的原因",
    basis="公用经费定额标准（由财政部门规定，写在表样包的设置里）",
    example=("10 人、每人 3 万元，公用经费 30 万元", "10 人、每人 3 万元，公用经费 300,000.01 元"),
)
_LISTED: Final = 3
"""Units named where many have no headcount."""


def _within(state: BookState, rule: Rule, ceiling_id: Member) -> Finding | None:
    ceiling = state.ceilings.get(str(ceiling_id))
    used = state.tallies[CEILINGS].sum(AMOUNT, ceiling_id)
    if ceiling is None or ceiling.amount is None or used <= ceiling.amount:
        return None
    over = exact_text(used - ceiling.amount, "万元")
    return Finding(
        code=rule.code,
        level=rule.level,
        place=SubjectPlace("ceiling", ceiling.id),
        message=f"{_described(state, ceiling)}：超出控制数 {over}",
        mend=rule.mend,
        expected=ceiling.amount,
        found=used,
        unit="万元",
    )


def _described(state: BookState, ceiling: Ceiling) -> str:
    """Say what a ceiling limits: `016001 机关本级、基本支出`."""
    unit = state.context.dimensions.units.get(ceiling.unit or "")
    named = f"{unit.code} {unit.name}" if unit else ceiling.unit
    parts = (named, ceiling.nature, ceiling.project, ceiling.source)
    return "、".join(part.replace("/", "·") for part in parts if part) or "全部支出"


def _covered(state: BookState) -> Iterable[str]:
    return (unit.code for unit in state.context.facts.units if _standard(state, unit) is not None)


def _standard(state: BookState, unit: Unit) -> int | None:
    """Give the standard of a unit that carries lines; None for none that can be read."""
    if unit.kind == "汇总" or unit.merged:
        return None
    try:
        return standard_for(state.context, unit)
    except AmountError:
        return None


def _headed(state: BookState, rule: Rule, code: Member) -> Finding | None:
    unit = state.context.dimensions.units.get(str(code))
    standard = _standard(state, unit) if unit else None
    if unit is None or unit.headcount is None or standard is None:
        return None
    allowed, used = unit.headcount * standard, state.tallies[RUNNING].sum(AMOUNT, code)
    if used <= allowed:
        return None
    per_head = exact_text(standard, "元")
    message = f"公用经费超过定额：{unit.headcount} 人，每人 {per_head}"
    return Finding(
        code=rule.code,
        level=rule.level,
        place=SubjectPlace("unit", unit.code),
        message=message,
        mend=rule.mend,
        expected=allowed,
        found=used,
        unit="万元",
        about=(unit.headcount, standard),
    )


def _no_standard(state: BookState) -> str:
    if has_standards(state.context):
        return ""
    return "表样包和账本都没有公用经费定额标准"


def _no_headcount(state: BookState) -> str:
    units = state.context.dimensions.units
    codes = [code for code in _covered(state) if units[code].headcount is None]
    more = f"等 {len(codes)} 个单位" if len(codes) > _LISTED else ""
    named = "、".join(codes[:_LISTED])
    return f"{named}{more}没有填编制数，没有核对" if codes else ""


LIMIT_RULES: Final = (
    BookRule(
        _D04,
        lambda state: (ceiling.id for ceiling in state.context.facts.ceilings),
        _within,
        CEILINGS,
        lacks=lambda state: "" if state.ceilings else "没有控制数",
    ),
    BookRule(_D05, _covered, _headed, RUNNING, _no_standard, _no_headcount),
)
