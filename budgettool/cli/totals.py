"""The totals that every command ends with: income and expenditure, in all and by source."""

from collections import Counter
from collections.abc import Iterator, Sequence

from budgettool.model import AMOUNT, ExpenditureLine, Facts, IncomeLine
from budgettool.money import exact_text
from budgettool.sheets.sheet import Sheet

_UNKNOWN = "（未填资金来源）"


def sums_by_source(facts: Facts) -> dict[str, tuple[int, int]]:
    """Sum the year's income and expenditure in 分 by source."""
    income: Counter[str] = Counter()
    expenditure: Counter[str] = Counter()
    for line in facts.lines:
        if line.measure != AMOUNT:
            continue
        if isinstance(line, IncomeLine):
            income[line.source or _UNKNOWN] += line.amount or 0
        elif isinstance(line, ExpenditureLine):
            expenditure[line.source or _UNKNOWN] += line.amount or 0
    return {source: (income[source], expenditure[source]) for source in {**income, **expenditure}}


def total_rows(facts: Facts, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """List income, expenditure and their difference; by source where one is out of balance.

    They are in the unit of the first sheet.
    """
    return list(_rows(sums_by_source(facts), sheets[0].unit if sheets else "元"))


def _rows(sums: dict[str, tuple[int, int]], unit: str) -> Iterator[tuple[str, str]]:
    income = sum(pair[0] for pair in sums.values())
    expenditure = sum(pair[1] for pair in sums.values())
    yield "收入合计", exact_text(income, unit)
    yield "支出合计", exact_text(expenditure, unit)
    yield "差额", exact_text(income - expenditure, unit)
    for source, (received, spent) in sums.items():
        if received != spent:
            yield f"  {source} 收入减支出", exact_text(received - spent, unit)
