"""Lines in groups: by what, how many, and their sum.

Leaves showing groups to `groups_panel`, and choosing the lines of one to `choosing`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.meaning import Meaning
from budgettool.model import Line


@dataclass(frozen=True, slots=True)
class Grouping:
    """By what lines are grouped.

    Attributes:
        title: As a menu names it.
        field: The field of the line.
        length: How much of a code counts; 0 is all of it.
    """

    title: str
    field: str
    length: int = 0

    def keys(self, lines: Iterable[Line], meaning: Meaning) -> Iterator[str]:
        """Give the group of each line; empty where it has none."""
        for line in lines:
            value = meaning.effective(line, self.field) or ""
            yield value[: self.length] if self.length else value


GROUPINGS: Final = (
    Grouping("单位", "unit"),
    Grouping("功能科目（类）", "function", 3),
    Grouping("功能科目（项）", "function"),
    Grouping("资金来源", "source"),
    Grouping("支出性质", "nature"),
    Grouping("项目", "project"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are alike: their number, and their sum in 分."""

    key: str
    name: str
    lines: int
    fen: int


def groups_of(
    lines: Sequence[Line], grouping: Grouping, columns: Sequence[Column], meaning: Meaning
) -> list[Group]:
    """Sum lines by group; those without one come last."""
    column = next(each for each in columns if each.field == grouping.field)
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    for key, line in zip(grouping.keys(lines, meaning), lines, strict=True):
        counts[key] = counts.get(key, 0) + 1
        sums[key] = sums.get(key, 0) + (line.amount or 0)
    return [
        Group(
            key, meaning.name(column, key) if key else f"（没有{column.title}）", count, sums[key]
        )
        for key, count in sorted(counts.items(), key=lambda pair: (not pair[0], pair[0]))
    ]
