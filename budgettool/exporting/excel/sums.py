"""Formulas of totals over the cells that they add up.

Each is wrapped in ROUND at one 分, so that 0.1 + 0.2 - 0.3 is zero and a half rounds up.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from xlsxwriter.utility import xl_rowcol_to_cell

Position = tuple[int, int]
Run = tuple[Position, Position]
"""The first and the last cell of a straight run."""

MAX_FORMULA = 8192
_MAX_ARGUMENTS = 255
_FEW = 8


def total_formula(parts: Iterable[Position], places: int) -> str | None:
    """Spell the sum of cells, such as `=ROUND(SUM(D7:D9),6)`.

    Args:
        parts: Worksheet rows and columns, from 0.
        places: Decimals of one 分 in the unit: 6 for 万元, 2 for 元.

    Returns:
        The formula, or None where it would be longer than Excel allows.
    """
    formula = f"=ROUND({_sum(straight_runs(parts))},{places})"
    return formula if len(formula) <= MAX_FORMULA else None


def straight_runs(parts: Iterable[Position]) -> list[Run]:
    """Join cells into runs: along the row where all are in one row, else down each column."""
    unique = set(parts)
    if len({row for row, _ in unique}) == 1:
        row = next(iter(unique))[0]
        return [((row, first), (row, last)) for first, last in _spans(c for _, c in unique)]
    columns = sorted({column for _, column in unique})
    return [
        ((first, column), (last, column))
        for column in columns
        for first, last in _spans(r for r, c in unique if c == column)
    ]


def _spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Join consecutive numbers: 1 2 3 7 gives 1–3 and 7–7."""
    spans = []
    for _, group in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in group]
        spans.append((members[0], members[-1]))
    return spans


def _sum(runs: Sequence[Run]) -> str:
    names = [_name(run) for run in runs]
    if len(runs) <= _FEW and all(first == last for first, last in runs):
        return "+".join(names)
    while len(names) > _MAX_ARGUMENTS:
        names = [
            f"SUM({','.join(names[start : start + _MAX_ARGUMENTS])})"
            for start in range(0, len(names), _MAX_ARGUMENTS)
        ]
    return f"SUM({','.join(names)})"


def _name(run: Run) -> str:
    first, last = run
    start = str(xl_rowcol_to_cell(*first))
    return start if first == last else f"{start}:{xl_rowcol_to_cell(*last)}"
