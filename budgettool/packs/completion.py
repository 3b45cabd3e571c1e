"""Completing a side: what it leaves unsaid about the kind of line and the measure.

A side shows one kind of line and, unless it says otherwise, the year's own amounts. Its rows or
its columns may name others: then those that name none mean the side's own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from budgettool.model import AMOUNT
from budgettool.packs.definition import (
    DIMENSIONS,
    Axis,
    ColumnDefinition,
    Condition,
    LineKind,
    RowDefinition,
    SideDefinition,
    Where,
)
from budgettool.packs.reading import PackError

Fail = Callable[[str, str], PackError]


def lines_condition(lines: LineKind) -> Condition:
    """Make the condition that a line is of a kind."""
    return Condition(Axis("lines", "name"), frozenset({lines}))


def complete(side: SideDefinition, fail: Fail) -> SideDefinition:
    """Spell out the kind of line and the measure wherever a side needs them.

    Raises:
        PackError: Rows and columns contradict each other, or a dimension is not the lines' own.
    """
    for dimension, default in (("lines", side.lines), ("measure", AMOUNT)):
        condition = Condition(Axis(dimension, "name"), frozenset({default}))
        in_rows = any(_says(row.where, dimension) for row in walk(side.rows))
        in_columns = any(_says(column.where, dimension) for column in side.columns)
        if in_rows + in_columns + _says(side.where, dimension) > 1:
            raise fail("where", f"{dimension} 只能在整表（或侧）、行、列三者之一中写明")
        if in_rows:
            rows = tuple(_completed_row(row, condition, fail) for row in side.rows)
            side = replace(side, rows=rows)
        elif in_columns or (dimension == "measure" and not _says(side.where, dimension)):
            columns = tuple(_completed_column(column, condition) for column in side.columns)
            side = replace(side, columns=columns)
    _check_dimensions(side, fail)
    _check_balances(side, fail)
    return side


def line_kinds(side: SideDefinition) -> tuple[LineKind, ...]:
    """List the kinds of line that a side takes its figures from."""
    said = {
        condition.values
        for where in (*(row.where for row in walk(side.rows)), *(c.where for c in side.columns))
        for condition in where
        if condition.axis.dimension == "lines"
    }
    return tuple(kind for kind in DIMENSIONS if {kind} in said) or (side.lines,)


def walk(rows: Sequence[RowDefinition]) -> Iterator[RowDefinition]:
    """Walk a tree of rows from the top down."""
    for row in rows:
        yield row
        yield from walk(row.rows)


def _says(where: Where, dimension: str) -> bool:
    return any(condition.axis.dimension == dimension for condition in where)


def _completed_row(row: RowDefinition, condition: Condition, fail: Fail) -> RowDefinition:
    dimension = condition.axis.dimension
    if row.blanks or row.formula is not None or _says(row.where, dimension):
        return row
    if row.group:
        return replace(row, rows=tuple(_completed_row(r, condition, fail) for r in row.rows))
    if any(_says(nested.where, dimension) for nested in walk(row.rows)):
        raise fail("rows", f"行“{row.id}”没有写 {dimension}，它下面的行也就不能写")
    return _with_condition(row, condition)


def _with_condition(row: RowDefinition, condition: Condition) -> RowDefinition:
    rows = tuple(_with_condition(nested, condition) for nested in row.rows)
    return replace(row, where=(*row.where, condition), rows=rows)


def _completed_column(column: ColumnDefinition, condition: Condition) -> ColumnDefinition:
    if column.formula is not None or _says(column.where, condition.axis.dimension):
        return column
    return replace(column, where=(*column.where, condition))


def _check_dimensions(side: SideDefinition, fail: Fail) -> None:
    """Refuse to ask lines of one kind for what only those of another kind have."""
    rows = [
        (row.id, {*_dimensions(row.where), *(axis.dimension for axis in row.each)})
        for row in walk(side.rows)
    ]
    columns = [("/".join(column.path), _dimensions(column.where)) for column in side.columns]
    for kind in line_kinds(side):
        known = {"lines", *DIMENSIONS[kind]}
        for name, asked in (("where", _dimensions(side.where)), *_of_others(side, rows, columns)):
            if unknown := asked - known:
                raise fail(name, f"用到了 {kind} 明细，它没有维度“{'、'.join(sorted(unknown))}”")


def _of_others(
    side: SideDefinition, rows: list[tuple[str, set[str]]], columns: list[tuple[str, set[str]]]
) -> list[tuple[str, set[str]]]:
    """Give what rows ask where columns name the kinds, and what columns ask where rows do."""
    in_rows = any(_says(row.where, "lines") for row in walk(side.rows))
    in_columns = any(_says(column.where, "lines") for column in side.columns)
    return columns if in_rows else rows if in_columns else []


def _dimensions(where: Where) -> set[str]:
    return {condition.axis.dimension for condition in where}


def _check_balances(side: SideDefinition, fail: Fail) -> None:
    """Refuse balances of no measure: a balance is of the year's opening or its end."""
    rows = [
        row.where
        for row in walk(side.rows)
        if not (row.blanks or row.group) and row.formula is None
    ]
    columns = [column.where for column in side.columns if column.formula is None]
    for own, others in ((rows, columns), (columns, rows)):
        for where in own:
            if all(_lacks_measure(side, (*where, *other)) for other in others) and others:
                raise fail("where", "结转结余（balance）须写明 measure，如 opening 或 closing")


def _lacks_measure(side: SideDefinition, where: Where) -> bool:
    """Tell whether a cell takes balances, but of the measure that only other lines have."""
    amount = Condition(Axis("measure", "name"), frozenset({AMOUNT}))
    said = _says(where, "lines")
    balances = lines_condition("balance") in where if said else side.lines == "balance"
    return balances and amount in (*side.where, *where)
