"""Income against expenditure, kept current with every line: what the totals bar shows.

Sums in 分 by source and nature; leaves tables to `block`.
"""

from collections import Counter
from typing import Final

from budgettool.cube.facts import Key
from budgettool.model import AMOUNT
from budgettool.packs.definition import KEY, LineKind

_LINES: Final = KEY.index("lines")
_MEASURE: Final = KEY.index("measure")
_SOURCE: Final = KEY.index("source")
_NATURE: Final = KEY.index("nature")


class Balance:
    """Sums of the year's own amounts by kind of line, source and nature."""

    def __init__(self) -> None:
        self._sums: Counter[tuple[LineKind, str, str]] = Counter()

    def add(self, key: Key, amount: int) -> None:
        """Count an amount; a negative one takes back."""
        if key[_MEASURE] == AMOUNT and amount:
            lines, source, nature = key[_LINES], key[_SOURCE], key[_NATURE]
            self._sums[str(lines), str(source or ""), str(nature or "")] += amount  # type: ignore[index]

    def income(self) -> int:
        """Sum the income."""
        return self._sum("income")

    def expenditure(self, nature: str = "") -> int:
        """Sum the expenditure, of one nature (基本支出) or of all."""
        return self._sum("expenditure", nature)

    def by_source(self) -> dict[str, tuple[int, int]]:
        """Give income and expenditure of each source; lines without one are under an empty name."""
        found: dict[str, tuple[int, int]] = {}
        for (lines, source, _), amount in self._sums.items():
            income, expenditure = found.get(source, (0, 0))
            if lines == "income":
                found[source] = (income + amount, expenditure)
            elif lines == "expenditure":
                found[source] = (income, expenditure + amount)
        return {source: pair for source, pair in found.items() if any(pair)}

    def _sum(self, wanted: LineKind, under: str = "") -> int:
        return sum(
            amount
            for (lines, _, nature), amount in self._sums.items()
            if lines == wanted and (not under or nature.split("/")[0] == under)
        )
