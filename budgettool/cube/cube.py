"""The cube: all tables' figures over one set of lines, with traces in both directions.

An edit adds its difference to the cells that its line feeds and touches no other. What is being
typed is a draft: a difference that can be withdrawn. Traces are queries over the keys of the lines;
no cell stores its lines.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from budgettool.cube.balance import Balance
from budgettool.cube.block import Block, Place
from budgettool.cube.dimensions import Dimensions
from budgettool.cube.facts import Fact, FactReader, Key
from budgettool.cube.matching import RowIndex, RowKey
from budgettool.cube.memo import projection
from budgettool.cube.spending import Spending
from budgettool.model import Line
from budgettool.packs.definition import Axis, LineKind, SideDefinition, TableDefinition
from budgettool.packs.reference import CellReference, EachReference


class Touched(NamedTuple):
    """A cell whose figure an edit may have changed."""

    block: Block
    place: Place

    @property
    def reference(self) -> CellReference:
        """The cell's address."""
        return self.block.reference(self.place)


class Cube:
    """The lines of one book in memory, and the figures of its tables."""

    def __init__(self, tables: Sequence[TableDefinition], dimensions: Dimensions) -> None:
        self.dimensions = dimensions
        self._indexes: list[RowIndex] = []
        self.blocks: dict[str, tuple[Block, ...]] = {
            table.id: tuple(
                Block(table, side, self._rows_of(side), dimensions) for side in table.sides
            )
            for table in tables
        }
        self._reader = FactReader(dimensions)
        self._facts: dict[str, Fact] = {}
        self._lines: dict[LineKind, dict[Key, set[str]]] = {
            "expenditure": {},
            "income": {},
            "balance": {},
        }
        self._drafts: dict[str, Fact | None] = {}
        self.balance = Balance()
        self._spending: Spending | None = None

    @property
    def spending(self) -> Spending:
        """Expenditure by what ceilings limit; summed when it is first asked for."""
        if self._spending is None:
            self._spending = Spending(self._facts.values(), self.dimensions.units)
        return self._spending

    def load(self, lines: Iterable[Line]) -> None:
        """Take in many lines at once; ids must be new."""
        sums: dict[LineKind, dict[Key, int]] = {kind: {} for kind in self._lines}
        for line in lines:
            fact = self._facts[line.id] = self._reader.fact(line)
            kind, key, amount = fact
            ids = self._lines[kind].setdefault(key, set())
            ids.add(line.id)
            sums[kind][key] = sums[kind].get(key, 0) + amount
        for of_kind in sums.values():
            for key, amount in of_kind.items():
                self.balance.add(key, amount)
        for block, narrow in self._narrowed(sums):
            block.add_all(narrow)

    def put(self, line: Line) -> tuple[Touched, ...]:
        """Take in a line, new or changed; gives the cells that this touches."""
        return self._replace(line.id, self._reader.fact(line))

    def remove(self, line_id: str) -> tuple[Touched, ...]:
        """Take a line out; gives the cells that this touches."""
        return self._replace(line_id, None)

    def draft(self, line: Line) -> tuple[Touched, ...]:
        """Count a line as it is being typed, until `withdraw` or `settle`."""
        self._drafts.setdefault(line.id, self._facts.get(line.id))
        return self.put(line)

    def withdraw(self, line_id: str) -> tuple[Touched, ...]:
        """Give up what was being typed: the line counts as it did before."""
        if line_id not in self._drafts:
            return ()
        return self._replace(line_id, self._drafts.pop(line_id))

    def settle(self, line_id: str) -> None:
        """Keep what was typed: the draft is the line now."""
        self._drafts.pop(line_id, None)

    def figure(self, reference: CellReference) -> Fraction | None:
        """Give the exact figure of a cell: 分, or a rate.

        A row that has no line counts 0. None for a table or column that does not exist, and for a
        rate without value.
        """
        blocks = self.blocks.get(reference.table, ())
        for block in blocks:
            if (place := block.find(reference.row, reference.column)) is not None:
                return block.exact(place)
        known = any(reference.column in block.columns for block in blocks)
        return Fraction(0) if known else None

    def figures(self, reference: EachReference) -> tuple[Fraction, ...]:
        """Give the exact figures of a column in every row of an axis, such as each 项."""
        return tuple(
            block.exact((number, block.columns[reference.column])) or Fraction(0)
            for block in self.blocks.get(reference.table, ())
            if reference.column in block.columns
            for number, row in tuple(block.rows())
            if _is_of(row, reference)
        )

    def lines_behind(self, reference: CellReference) -> tuple[str, ...]:
        """Find the ids of the lines that a figure is the sum of, in no particular order."""
        for block in self.blocks.get(reference.table, ()):
            place = block.find(reference.row, reference.column)
            if place is not None:
                found = (block.behind(place, self._lines[kind]) for kind in block.kinds)
                return tuple(chain.from_iterable(found))
        return ()

    def cells_fed(self, line_id: str) -> tuple[CellReference, ...]:
        """Find every cell that a line feeds, in the order of the tables."""
        fact = self._facts.get(line_id)
        if fact is None:
            return ()
        return tuple(touched.reference for touched in self._touched(fact))

    def fact(self, line_id: str) -> Fact | None:
        """Give what a line is, as it is being typed where it is; None where there is none."""
        return self._facts.get(line_id)

    def keys(self, lines: LineKind) -> Mapping[Key, Collection[str]]:
        """Give the ids of the lines of a kind by their keys, drafts included."""
        return self._lines[lines]

    def looks_at(self, axis: Axis) -> bool:
        """Tell whether any row or column depends on an attribute."""
        return any(
            axis in memo.axes
            for block in self._all_blocks()
            for memo in (block.row_index.memo, block.column_index.memo)
        )

    def all_facts(self) -> dict[str, Fact]:
        """Give what all lines are by their ids, drafts included, as it stands now."""
        return dict(self._facts)

    def facts(self, lines: LineKind) -> list[Fact]:
        """List what the lines of a kind are, drafts included."""
        return [fact for fact in self._facts.values() if fact.lines == lines]

    def _replace(self, line_id: str, after: Fact | None) -> tuple[Touched, ...]:
        before = self._facts.get(line_id)
        touched: dict[Touched, None] = {}
        if before is not None:
            self._count(before, -before.amount)
            self._forget(line_id, before)
            touched.update(dict.fromkeys(self._touched(before)))
        if after is not None:
            self._count(after, after.amount)
            self._facts[line_id] = after
            self._lines[after.lines].setdefault(after.key, set()).add(line_id)
            if before is None or after.key != before.key:
                touched.update(dict.fromkeys(self._touched(after)))
        return tuple(touched)

    def _rows_of(self, side: SideDefinition) -> RowIndex:
        """Give the index of a side's rows; sides with the same rows share one."""
        for index in self._indexes:
            if index.definitions == side.rows:
                return index
        self._indexes.append(RowIndex(side.rows, self.dimensions))
        return self._indexes[-1]

    def _narrowed(
        self, sums: Mapping[LineKind, Mapping[Key, int]]
    ) -> Iterator[tuple[Block, Mapping[Key, int]]]:
        """Pair each block with sums over the dimensions that it and its likes look at.

        Blocks whose dimensions another block's include share that block's sums, which are far
        fewer than the keys.
        """
        wide: dict[tuple[LineKind, frozenset[int]], Mapping[Key, int]] = {}
        for block in sorted(self._all_blocks(), key=lambda b: -len(b.places)):
            for kind in block.kinds:
                found = next((w for w in wide if w[0] == kind and block.places <= w[1]), None)
                if found is None:
                    found = (kind, block.places)
                    wide[found] = _without_other_places(sums[kind], block.places)
                yield block, wide[found]

    def _count(self, fact: Fact, amount: int) -> None:
        self.balance.add(fact.key, amount)
        if self._spending is not None:
            self._spending.add(fact.key, amount)
        for block in self._all_blocks():
            if fact.lines in block.kinds:
                block.add(fact.key, amount)

    def _forget(self, line_id: str, fact: Fact) -> None:
        del self._facts[line_id]
        ids = self._lines[fact.lines][fact.key]
        ids.discard(line_id)
        if not ids:
            del self._lines[fact.lines][fact.key]

    def _touched(self, fact: Fact) -> Iterator[Touched]:
        for block in self._all_blocks():
            if fact.lines in block.kinds:
                for place in block.fed_places(fact.key):
                    yield Touched(block, place)

    def _all_blocks(self) -> Iterator[Block]:
        for blocks in self.blocks.values():
            yield from blocks


def _is_of(row: RowKey, reference: EachReference) -> bool:
    """Tell whether a row is one of an axis, with a code that begins as asked for."""
    members = [
        member
        for axis, member in row.chain[-len(row.definition.each) :]
        if row.definition.each and reference.axis in {str(axis), axis.attribute}
    ]
    return bool(members) and (
        not reference.of or any(member.startswith(reference.of) for member in members)
    )


def _without_other_places(sums: Mapping[Key, int], places: frozenset[int]) -> Mapping[Key, int]:
    """Sum over the places of a key that nobody looks at; one key stands for all its likes."""
    likes: dict[Key, Key] = {}
    narrow: dict[Key, int] = {}
    pick = projection(sorted(places))
    for key, amount in sums.items():
        short = pick(key)
        if short in narrow:
            narrow[short] += amount
        else:
            likes[short] = key
            narrow[short] = amount
    return dict(zip(likes.values(), narrow.values(), strict=True))
