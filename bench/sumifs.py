"""The plain workbook that an accountant keeps: a list of lines, and a pivot of SUMIFS over it.

Each formula has one value for each criterion, and no other formula depends on it, so it is the
quickest such workbook that there can be.
"""

from collections import Counter
from itertools import islice
from pathlib import Path

from xlsxwriter import Workbook

from budgettool.model import ExpenditureLine, Facts

HEADS = ("单位", "功能科目", "资金来源", "金额")
AMOUNT = HEADS.index("金额")


def write_sumifs(path: Path, facts: Facts, cells: int) -> int:
    """Write lines and sums by unit, item and source; gives how many sums there are."""
    lines = [line for line in facts.lines if isinstance(line, ExpenditureLine)]
    sums: Counter[tuple[str, str, str]] = Counter()
    with Workbook(path) as book:
        listed, pivot = book.add_worksheet("明细"), book.add_worksheet("汇总")
        listed.write_row(0, 0, HEADS)
        for number, line in enumerate(lines, start=1):
            key = (line.unit or "", line.function or "", line.source or "")
            yuan = (line.amount or 0) // 100
            sums[key] += yuan
            listed.write_row(number, 0, (*key, yuan))
        ranges = [f"明细!${letter}$2:${letter}${len(lines) + 1}" for letter in "ABCD"]
        criteria = ",".join(f"{ranges[place]},{{}}" for place in range(AMOUNT))
        for row, (key, total) in enumerate(islice(sums.items(), cells)):
            pivot.write_row(row, 0, key)
            found = criteria.format(*(f"${letter}{row + 1}" for letter in "ABC"))
            pivot.write_formula(row, AMOUNT, f"=SUMIFS({ranges[AMOUNT]},{found})", None, total)
    return min(cells, len(sums))
