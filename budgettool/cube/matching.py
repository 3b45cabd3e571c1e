"""Which rows and columns of a side a fact falls into.

Conditions and axes look only at some dimensions of a key; the answer for each combination of these
is remembered, so that a fact is placed by two look-ups.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from budgettool.cube.dimensions import UNCLASSIFIED, Dimensions, Value
from budgettool.cube.facts import Key
from budgettool.model import AMOUNT
from budgettool.packs.definition import (
    DIMENSIONS,
    Axis,
    ColumnDefinition,
    Condition,
    RowDefinition,
    SideDefinition,
    Where,
)
from budgettool.packs.reference import Path

Projection = Callable[[Key], Key]
Chain = tuple[tuple[Axis, str], ...]
"""The members of a row, from the root down; an empty member stands for unclassified."""


class RowKey(NamedTuple):
    """A row that exists: its definition, its members, and its address."""

    definition: RowDefinition
    chain: Chain
    address: Path


class Matcher:
    """The conditions of one side, with the dimensions that they look at."""

    def __init__(self, side: SideDefinition, dimensions: Dimensions) -> None:
        self._places = {name: n for n, name in enumerate(DIMENSIONS[side.lines])}
        self._dimensions = dimensions
        self._side = side
        measured = any(c.axis.dimension == "measure" for c in _row_conditions(side.rows))
        self.column_wheres = tuple(
            _with_measure((*side.where, *column.where), measured=measured)
            for column in side.columns
        )
        self.project_row = self._projection(
            axis
            for row in _walk(side.rows)
            for axis in (*row.each, *(condition.axis for condition in row.where))
        )
        self.project_columns = self._projection(
            condition.axis for where in self.column_wheres for condition in where
        )

    def rows(self, key: Key) -> Iterator[RowKey]:
        """Give the rows that a fact falls into."""
        yield from self._rows(self._side.rows, key, (), ())

    def columns(self, key: Key) -> tuple[int, ...]:
        """Give the positions of the columns that a fact falls into."""
        return tuple(
            position
            for position, (column, where) in enumerate(
                zip(self._side.columns, self.column_wheres, strict=True)
            )
            if column.formula is None and self.passes(where, key)
        )

    def passes(self, where: Where, key: Key) -> bool:
        """Tell whether a fact meets all conditions."""
        return all((self._value(c.axis, key) in c.values) != c.negated for c in where)

    def _rows(
        self, rows: Sequence[RowDefinition], key: Key, chain: Chain, address: Path
    ) -> Iterator[RowKey]:
        claimed = False
        for row in rows:
            if row.rest or row.blanks or row.formula is not None:
                continue
            found = tuple(self._row(row, key, chain, address))
            claimed = claimed or (bool(found) and _claims(row))
            yield from found
        for row in rows:
            if row.rest and not claimed:
                yield from self._row(row, key, chain, address)

    def _row(self, row: RowDefinition, key: Key, chain: Chain, address: Path) -> Iterator[RowKey]:
        if not self.passes(row.where, key):
            return
        members = tuple(str(self._value(axis, key) or "") for axis in row.each)
        if (row.codes and members[0] not in row.codes) or (
            row.of and not members[0].startswith(row.of)
        ):
            return
        own_chain = (*chain, *zip(row.each, members, strict=True))
        steps = tuple(member or UNCLASSIFIED for member in members) or (row.id,)
        own_address = (*address, *steps)
        if not row.group:
            yield RowKey(row, own_chain, own_address)
        yield from self._rows(row.rows, key, own_chain, own_address)

    def _value(self, axis: Axis, key: Key) -> Value:
        return self._dimensions.attribute(axis, key[self._places[axis.dimension]])

    def _projection(self, axes: Iterator[Axis]) -> Projection:
        places = sorted({self._places[axis.dimension] for axis in axes})
        if not places:
            return lambda _: ()
        if len(places) == 1:
            only = places[0]
            return lambda key: (key[only],)
        return itemgetter(*places)


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
    return not row.parts and bool(row.each or row.where or row.group)


def _with_measure(where: Where, *, measured: bool) -> Where:
    """Add the year's own amount, unless the side says which measure it shows."""
    if measured or any(condition.axis.dimension == "measure" for condition in where):
        return where
    return (Condition(Axis("measure", "name"), frozenset({AMOUNT})), *where)


def _walk(rows: Sequence[RowDefinition]) -> Iterator[RowDefinition]:
    for row in rows:
        yield row
        yield from _walk(row.rows)


def _row_conditions(rows: Sequence[RowDefinition]) -> Iterator[Condition]:
    for row in _walk(rows):
        yield from row.where


def fixed_columns(columns: Sequence[ColumnDefinition]) -> dict[Path, int]:
    """Number the columns by path."""
    return {column.path: position for position, column in enumerate(columns)}
