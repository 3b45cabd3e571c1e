"""Which rows and columns of a side a fact falls into.

Conditions and axes look only at some dimensions of a key; the answer for each combination of these
is remembered, so that a fact is placed by two look-ups.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from budgettool.cube.dimensions import UNCLASSIFIED, Dimensions, Value
from budgettool.cube.facts import Key
from budgettool.packs.completion import walk
from budgettool.packs.definition import (
    KEY,
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


class RowIndex:
    """The rows that exist under some definitions, numbered; tables with the same rows share it.

    Attributes:
        rows: The rows by number. Fixed rows, which formulas may name, exist from the start.
        places: The places of a key that the rows look at.
        project: Gives what the rows look at of a key.
        memo: The rows that a fact falls into, by what they look at.
    """

    def __init__(self, definitions: tuple[RowDefinition, ...], dimensions: Dimensions) -> None:
        self.definitions = definitions
        self.rows: list[RowKey] = []
        self._numbers: dict[Path, int] = {}
        self._reader = _Reader(dimensions)
        self.places = self._reader.looked_at(
            axis
            for row in walk(definitions)
            for axis in (*row.each, *(condition.axis for condition in row.where))
        )
        self.project = projection(sorted(self.places))
        self.memo: dict[Key, tuple[int, ...]] = {}
        for row in _fixed_rows(definitions, (), ()):
            self._number(row)

    def find(self, address: Path) -> int | None:
        """Find a row's number by its address."""
        return self._numbers.get(address)

    def of(self, key: Key) -> tuple[int, ...]:
        """Give the rows that a fact falls into."""
        found = self.memo.get(self.project(key))
        return self.remember(key) if found is None else found

    def remember(self, key: Key) -> tuple[int, ...]:
        """Work out the rows of a fact, for it and all its likes."""
        rows = tuple(self._number(row) for row in self._rows(self.definitions, key, (), ()))
        self.memo[self.project(key)] = rows
        return rows

    def _number(self, row: RowKey) -> int:
        number = self._numbers.setdefault(row.address, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number

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
        if not self._reader.passes(row.where, key):
            return
        members = tuple(str(self._reader.value(axis, key) or "") for axis in row.each)
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
        places, project, memo: As in `RowIndex`.
    """

    def __init__(self, side: SideDefinition, dimensions: Dimensions) -> None:
        self.columns = side.columns
        self.wheres = tuple((*side.where, *column.where) for column in side.columns)
        self._reader = _Reader(dimensions)
        self.places = self._reader.looked_at(c.axis for where in self.wheres for c in where)
        self.project = projection(sorted(self.places))
        self.memo: dict[Key, tuple[int, ...]] = {}

    def of(self, key: Key) -> tuple[int, ...]:
        """Give the positions of the columns that a fact falls into."""
        found = self.memo.get(self.project(key))
        return self.remember(key) if found is None else found

    def remember(self, key: Key) -> tuple[int, ...]:
        """Work out the columns of a fact, for it and all its likes."""
        columns = tuple(
            position
            for position, (column, where) in enumerate(zip(self.columns, self.wheres, strict=True))
            if column.formula is None and self._reader.passes(where, key)
        )
        self.memo[self.project(key)] = columns
        return columns


class _Reader:
    """Reads attributes and conditions off keys."""

    def __init__(self, dimensions: Dimensions) -> None:
        self._places = {name: n for n, name in enumerate(KEY)}
        self._dimensions = dimensions

    def value(self, axis: Axis, key: Key) -> Value:
        return self._dimensions.attribute(axis, key[self._places[axis.dimension]])

    def passes(self, where: Where, key: Key) -> bool:
        return all((self.value(c.axis, key) in c.values) != c.negated for c in where)

    def looked_at(self, axes: Iterator[Axis]) -> frozenset[int]:
        return frozenset(self._places[axis.dimension] for axis in axes)


def projection(places: Sequence[int]) -> Projection:
    """Give a function that takes some places of a key."""
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
    filtered = any(c.axis.dimension not in {"lines", "measure"} for c in row.where)
    return not row.parts and bool(row.each or filtered or row.group)


def fixed_columns(columns: Sequence[ColumnDefinition]) -> dict[Path, int]:
    """Number the columns by path."""
    return {column.path: position for position, column in enumerate(columns)}
