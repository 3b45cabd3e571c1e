"""D01, D10: income covers expenditure, and what units pay one another agrees on both sides."""

from typing import Final

from budgettool.money import exact_text
from budgettool.rules.book.book_rule import BookRule, BookState
from budgettool.rules.book.settings import carries_over
from budgettool.rules.book.sums import CLOSING, SOURCES, TRANSFERS
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.rule import Rule
from budgettool.rules.tallies import Member

_D01: Final = Rule(
    code="D01",
    level="H",
    title="收入等于支出，按资金来源逐项相等",
    scope="全部收入明细与支出明细；各资金来源相等，合计就相等。表样有结转下年的，它计入支出一侧",
    mend="补齐这一资金来源的收入，或调整它的支出",
    basis="《预算法》第十二条",
    example=("财政拨款收入 100 元、支出 100 元", "财政拨款收入 100 元、支出 100.01 元"),
)
_D10: Final = Rule(
    code="D10",
    level="H",
    title="单位之间的往来，付出单位的支出等于收到单位的收入",
    scope="填了对方单位的明细，逐对单位、逐个方向核对；部门汇总时两边一起抵销",
    mend="补上另一方的明细（对方单位互填），或改正金额",
    basis="《预算法》第三十二条；部门预算由各单位预算汇总，内部往来抵销",
    example=(
        "016001 付 016002 支出 100 元，016002 收 016001 收入 100 元",
        "016001 付 016002 支出 100 元，016002 收 016001 收入 100.01 元",
    ),
)


def _balanced(state: BookState, rule: Rule, source: Member) -> Finding | None:
    tally = state.tallies[SOURCES]
    income, expenditure = tally.sum("income", source), tally.sum("expenditure", source)
    left = tally.sum(CLOSING, source) if carries_over(state.context) else 0
    if income == expenditure + left:
        return None
    named = "" if source else "没有填资金来源的明细，"
    sums = f"收入 {exact_text(income, '万元')}，支出 {exact_text(expenditure, '万元')}"
    if left:
        sums += f"，结转下年 {exact_text(left, '万元')}"
    return Finding(
        code=rule.code,
        level=rule.level,
        place=SubjectPlace("source", str(source)),
        message=f"{named}{sums}，不相等",
        mend=rule.mend if source else "填写这些明细的资金来源",
        expected=income,
        found=expenditure + left,
        unit="万元",
        cause=f"D01 {source}",
    )


def _agreed(state: BookState, rule: Rule, pair: Member) -> Finding | None:
    assert isinstance(pair, tuple)  # noqa: S101 - of payer and payee
    payer, payee = map(str, pair)
    if payer == payee or not {payer, payee} <= state.context.dimensions.units.keys():
        return None  # which L07 says
    tally = state.tallies[TRANSFERS]
    paid, received = tally.sum("expenditure", pair), tally.sum("income", pair)
    if paid == received:
        return None
    return Finding(
        code=rule.code,
        level=rule.level,
        place=SubjectPlace("unit", payer, f"→{payee}"),
        message=(
            f"付给 {_named(state, payee)} 支出 {exact_text(paid, '万元')}，"
            f"对方记收入 {exact_text(received, '万元')}，不相等"
        ),
        mend=rule.mend,
        expected=paid,
        found=received,
        unit="万元",
        also=(SubjectPlace("unit", payee),),
    )


def _named(state: BookState, code: str) -> str:
    unit = state.context.dimensions.units.get(code)
    return f"{code} {unit.name}" if unit else code


BALANCE_RULES: Final = (
    BookRule(_D01, lambda state: state.tallies[SOURCES].members(), _balanced, SOURCES),
    BookRule(_D10, lambda state: state.tallies[TRANSFERS].members(), _agreed, TRANSFERS),
)
