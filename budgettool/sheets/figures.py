"""Figures of a side: rounded as the policy says, and each total's parts where they add up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from budgettool.cube.formulas import Lookup, evaluate
from budgettool.money import FEN_PER_UNIT, Rounding, format_fen, round_half_up, step
from budgettool.packs.definition import ColumnDefinition, TableDefinition
from budgettool.packs.reference import CellReference, EachReference, Name, Path, nearest
from budgettool.sheets.rows import PrintedRow

RATE_SCALE = 10**8
"""Parts of one in which a cell keeps a rate."""

_PERCENT = 100

Spot = tuple[int, int]
"""A printed row and a column of one side."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What each figure of a side prints, which figures it is the sum of, and the rates."""

    texts: Mapping[Spot, str]
    parts: Mapping[Spot, tuple[Spot, ...]]
    rates: Mapping[Spot, Fraction | None]


def figures_of(
    table: TableDefinition,
    columns: Sequence[ColumnDefinition],
    rows: Sequence[PrintedRow],
    rounding: Rounding,
) -> Figures:
    """Round and write the figures of one side, and find what adds up to what."""
    parts = _parts(columns, rows)
    amounts = {
        (r, c): int(row.figures[c] or 0)
        for r, row in enumerate(rows)
        if row.definition is not None
        for c, column in enumerate(columns)
        if column.form == "amount"
    }
    printed = _rounded(table, amounts, parts, rounding)
    texts = {spot: amount_text(table, amounts[spot], fen) for spot, fen in printed.items()}
    rates = _rates(columns, rows, printed)
    for (r, c), rate in rates.items():
        texts[r, c] = rate_text(rate, columns[c].decimals or 0)
    return Figures(texts, parts, rates)


def rate_text(rate: Fraction | int | None, decimals: int) -> str:
    """Write a rate as a percentage, half up; empty where it has no value."""
    if rate is None:
        return ""
    scale: int = 10**decimals
    share = Fraction(rate) * _PERCENT * scale
    places = round_half_up(share.numerator, share.denominator) // share.denominator
    sign = "-" if places < 0 else ""
    whole, rest = divmod(abs(places), scale)
    return f"{sign}{whole}.{rest:0{decimals}d}%" if decimals else f"{sign}{whole}%"


def _rounded(
    table: TableDefinition,
    amounts: Mapping[Spot, int],
    parts: Mapping[Spot, tuple[Spot, ...]],
    rounding: Rounding,
) -> dict[Spot, int]:
    order = {spot: number for number, spot in enumerate(amounts)}
    numbered = {order[s]: tuple(order[p] for p in listed) for s, listed in parts.items()}
    last_place = step(FEN_PER_UNIT[table.unit], table.decimals)
    printed = rounding(list(amounts.values()), last_place, numbered)
    return dict(zip(amounts, printed, strict=True))


def _rates(
    columns: Sequence[ColumnDefinition],
    rows: Sequence[PrintedRow],
    printed: Mapping[Spot, int],
) -> dict[Spot, Fraction | None]:
    """Take rates of the printed figures of their row, whatever policy printed them."""
    numbers = {column.path: number for number, column in enumerate(columns)}
    rates: dict[Spot, Fraction | None] = {}
    for c, column in enumerate(columns):
        if column.form != "rate" or column.formula is None:
            continue
        for r, row in enumerate(rows):
            if row.definition is not None:
                lookup = _lookup(column, numbers, r, printed)
                value = row.figures[c]
                rates[r, c] = None if value is None else evaluate(column.formula, lookup, lookup)
    return rates


def _lookup(
    column: ColumnDefinition, numbers: Mapping[Path, int], row: int, printed: Mapping[Spot, int]
) -> Lookup:
    """Give what names in a rate's formula stand for: printed figures of the same row."""

    def lookup(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
        named = reference.path if isinstance(reference, Name) else ()
        found = nearest(column.path, named, numbers)
        return (Fraction(printed.get((row, numbers[found]), 0)),) if found else ()

    return lookup


def amount_text(table: TableDefinition, exact: int, printed: int) -> str:
    """Write an amount that is rounded already, as its table prints it."""
    if exact == 0 and table.zero == "blank":
        return ""
    return format_fen(printed, FEN_PER_UNIT[table.unit], table.decimals, thousands=table.thousands)


def _parts(
    columns: Sequence[ColumnDefinition], rows: Sequence[PrintedRow]
) -> dict[Spot, tuple[Spot, ...]]:
    """Find the parts of each total: its rows where it is a total of rows, else its columns."""
    by_row = _row_parts(rows)
    by_column = _column_parts(columns)
    found: dict[Spot, tuple[Spot, ...]] = {}
    for r, row in enumerate(rows):
        for c in range(len(row.figures)):
            if row.definition is None or columns[c].form != "amount":
                continue
            down = tuple((part, c) for part in by_row.get(r, ()))
            across = tuple((r, part) for part in by_column.get(c, ()))
            for spots in (down, across):
                if spots and row.figures[c] == sum(rows[a].figures[b] or 0 for a, b in spots):
                    found[r, c] = spots
                    break
    return found


def _row_parts(rows: Sequence[PrintedRow]) -> dict[int, tuple[int, ...]]:
    by_place: defaultdict[tuple[Path, Path], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for depth in range(len(row.address) + 1):
            by_place[row.path, row.address[:depth]].append(number)
    found = {}
    for number, row in enumerate(rows):
        if row.definition is None:
            continue
        names = [(*row.path[:-1], *part) for part in row.definition.parts]
        above = row.parent
        if not names:
            names = [(*row.path, nested.id) for nested in row.definition.rows]
            above = row.address
        if parts := tuple(part for name in names for part in by_place[name, above]):
            found[number] = parts
    return found


def _column_parts(columns: Sequence[ColumnDefinition]) -> dict[int, tuple[int, ...]]:
    numbers = {column.path: number for number, column in enumerate(columns)}
    return {
        number: tuple(numbers[part] for part in column.parts)
        for number, column in enumerate(columns)
        if column.parts
    }
