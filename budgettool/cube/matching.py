"""Which rows and columns of a side a fact falls into.

Leaves remembering the answers to `memo`, so that a fact is placed by two look-ups.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgettool.cube.dimensions import UNCLASSIFIED, Dimensions
from budgettool.cube.memo import Memo, Numbers, Values
from budgettool.packs.completion import walk
from budgettool.packs.definition import (
    Axis,
    ColumnDefinition,
    Condition,
    RowDefinition,
    SideDefinition,
    Where,
)
from budgettool.packs.reference import Path

Chain = tuple[tuple[Axis, str], ...]
"""The members of a row, from the root down; an empty member stands for unclassified."""


class RowKey(NamedTuple):
    """A row that exists: its definition, its members, and its address."""

    definition: RowDefinition
    chain: Chain
    address: Path


class RowIndex:
    """The rows that exist under some definitions, numbered; tables with the same rows share it.

    Attributes:
        rows: The rows by number. Fixed rows, which formulas may name, exist from the start.
        memo: The rows that facts fall into.
    """

    def __init__(self, definitions: tuple[RowDefinition, ...], dimensions: Dimensions) -> None:
        self.definitions = definitions
        self.rows: list[RowKey] = []
        self._numbers: dict[Path, int] = {}
        axes = (
            axis
            for row in walk(definitions)
            for axis in (*row.each, *(condition.axis for condition in row.where))
        )
        self.memo = Memo(axes, dimensions, self._work_out)
        for row in _fixed_rows(definitions, (), ()):
            self._number(row)

    def find(self, address: Path) -> int | None:
        """Find a row's number by its address."""
        return self._numbers.get(address)

    def _work_out(self, values: Values) -> Numbers:
        return tuple(self._number(row) for row in self._rows(self.definitions, values, (), ()))

    def _number(self, row: RowKey) -> int:
        number = self._numbers.setdefault(row.address, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number

    def _rows(
        self, rows: Sequence[RowDefinition], values: Values, chain: Chain, address: Path
    ) -> Iterator[RowKey]:
        claimed = False
        for row in rows:
            if row.rest or row.blanks or row.formula is not None:
                continue
            found = tuple(self._row(row, values, chain, address))
            claimed = claimed or (bool(found) and _claims(row))
            yield from found
        for row in rows:
            if row.rest and not claimed:
                yield from self._row(row, values, chain, address)

    def _row(
        self, row: RowDefinition, values: Values, chain: Chain, address: Path
    ) -> Iterator[RowKey]:
        if not _passes(row.where, values):
            return
        members = tuple(str(values[axis] or "") for axis in row.each)
        if (row.codes and members[0] not in row.codes) or (
            row.of and not members[0].startswith(row.of)
        ):
            return
        own_chain = (*chain, *zip(row.each, members, strict=True))
        steps = tuple(member or UNCLASSIFIED for member in members) or (row.id,)
        own_address = (*address, *steps)
        if not row.group:
            yield RowKey(row, own_chain, own_address)
        yield from self._rows(row.rows, values, own_chain, own_address)


def _fixed_rows(
    definitions: Sequence[RowDefinition], chain: Chain, address: Path
) -> Iterator[RowKey]:
    """List the rows that are known before there are lines."""
    for row in definitions:
        if row.blanks or (row.each and not row.codes):
            continue
        for member in row.codes or (row.id,):
            own_chain = (*chain, (row.each[0], member)) if row.each else chain
            own_address = (*address, member)
            if not row.group:
                yield RowKey(row, own_chain, own_address)
            yield from _fixed_rows(row.rows, own_chain, own_address)


class ColumnIndex:
    """The columns of one side and their conditions, the side's included.

    Attributes:
        wheres: The conditions of each column.
        memo: The positions of the columns that facts fall into.
    """

    def __init__(self, side: SideDefinition, dimensions: Dimensions) -> None:
        self.columns = side.columns
        self.wheres = tuple((*side.where, *column.where) for column in side.columns)
        axes = (condition.axis for where in self.wheres for condition in where)
        self.memo = Memo(axes, dimensions, self._work_out)

    def _work_out(self, values: Values) -> Numbers:
        return tuple(
            position
            for position, (column, where) in enumerate(zip(self.columns, self.wheres, strict=True))
            if column.formula is None and _passes(where, values)
        )


def _passes(where: Where, values: Values) -> bool:
    return all((values[c.axis] in c.values) != c.negated for c in where)


def row_conditions(row: RowKey) -> Where | None:
    """Give the conditions of a row, with its members; None for a row of what is left over."""
    if row.definition.rest:
        return None
    members = tuple(
        Condition(axis, frozenset({member} if member else {None}))  # type: ignore[arg-type]
        for axis, member in row.chain
    )
    return (*row.definition.where, *members)


def _claims(row: RowDefinition) -> bool:
    """Tell whether a row takes lines from the rest; totals, and rows that take all, do not."""
    filtered = any(c.axis.dimension not in {"lines", "measure"} for c in row.where)
    return not row.parts and bool(row.each or filtered or row.group)


def fixed_columns(columns: Sequence[ColumnDefinition]) -> dict[Path, int]:
    """Number the columns by path."""
    return {column.path: position for position, column in enumerate(columns)}
