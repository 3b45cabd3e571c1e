"""The cube: all tables' figures over one set of lines, with traces in both directions.

An edit adds its difference to the cells that its line feeds and touches no other. What is being
typed is a draft: a difference that can be withdrawn. Traces are queries over the keys of the lines;
no cell stores its lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from budgettool.cube.block import Block, Place
from budgettool.cube.dimensions import Dimensions
from budgettool.cube.facts import Fact, FactReader, Key
from budgettool.model import Line
from budgettool.packs.definition import LineKind, TableDefinition
from budgettool.packs.reference import CellReference


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
        self.blocks: dict[str, tuple[Block, ...]] = {
            table.id: tuple(Block(table, side, dimensions) for side in table.sides)
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

    def load(self, lines: Iterable[Line]) -> None:
        """Take in many lines at once; ids must be new."""
        sums: dict[LineKind, defaultdict[Key, int]] = {
            kind: defaultdict(int) for kind in self._lines
        }
        for line in lines:
            fact = self._reader.fact(line)
            self._facts[line.id] = fact
            sums[fact.lines][fact.key] += fact.amount
            self._lines[fact.lines].setdefault(fact.key, set()).add(line.id)
        for block in self._all_blocks():
            block.add_all(sums[block.side.lines])

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

    def lines_behind(self, reference: CellReference) -> tuple[str, ...]:
        """Find the ids of the lines that a figure is the sum of, in no particular order."""
        found: set[str] = set()
        for block in self.blocks.get(reference.table, ()):
            place = block.find(reference.row, reference.column)
            if place is None:
                continue
            for row_keys, column_keys in block.feeding(place):
                found.update(self._matching(block, row_keys, column_keys))
        return tuple(found)

    def cells_fed(self, line_id: str) -> tuple[CellReference, ...]:
        """Find every cell that a line feeds, in the order of the tables."""
        fact = self._facts.get(line_id)
        if fact is None:
            return ()
        return tuple(touched.reference for touched in self._touched(fact))

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

    def _count(self, fact: Fact, amount: int) -> None:
        for block in self._all_blocks():
            if block.side.lines == fact.lines:
                block.add(fact.key, amount)

    def _forget(self, line_id: str, fact: Fact) -> None:
        del self._facts[line_id]
        ids = self._lines[fact.lines][fact.key]
        ids.discard(line_id)
        if not ids:
            del self._lines[fact.lines][fact.key]

    def _touched(self, fact: Fact) -> Iterator[Touched]:
        for block in self._all_blocks():
            if block.side.lines == fact.lines:
                for place in block.fed_places(fact.key):
                    yield Touched(block, place)

    def _matching(self, block: Block, row_keys: set[Key], column_keys: set[Key]) -> Iterator[str]:
        project_row = block.matcher.project_row
        project_columns = block.matcher.project_columns
        for key, ids in self._lines[block.side.lines].items():
            if project_row(key) in row_keys and project_columns(key) in column_keys:
                yield from ids

    def _all_blocks(self) -> Iterator[Block]:
        for blocks in self.blocks.values():
            yield from blocks
