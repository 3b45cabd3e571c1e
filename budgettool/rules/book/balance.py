"""D01: income covers expenditure, from each source and in all."""

from collections.abc import Iterator
from typing import Final

from budgettool.rules.book.book_rule import BookRule
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.rule import Rule

_D01: Final = Rule(
    code="D01",
    level="H",
    title="收入等于支出，按资金来源逐项相等",
    scope="全部收入明细与支出明细",
    mend="补齐这一资金来源的收入，或调整它的支出",
    basis="《预算法》第十二条",
    example=("财政拨款收入 100、支出 100", "财政拨款收入 100、支出 100.01"),
)


def _balanced(context: Context, rule: Rule) -> Iterator[Finding]:
    for source, (income, expenditure) in context.cube.balance.by_source().items():
        if income != expenditure:
            yield Finding(
                code=rule.code,
                level=rule.level,
                place=SubjectPlace("source", source),
                message=f"{source or '未填资金来源'}的收入与支出不相等",
                mend=rule.mend,
                expected=income,
                found=expenditure,
                unit="万元",
                cause=f"D01 {source}",
            )


BALANCE_RULES: Final = (BookRule(_D01, _balanced),)
