"""Which rows a side of a table prints, in which order, with their exact figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from budgettool.cube.block import Block
from budgettool.cube.dimensions import Dimensions
from budgettool.cube.matching import Chain, RowKey
from budgettool.packs.definition import RowDefinition
from budgettool.packs.reference import Path


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as it will be printed.

    Attributes:
        definition: None for an empty row.
        chain: Its members, from the root down.
        address: Its path in the table.
        path: The path of definition ids, by which parts are found.
        parent: The address of the row that it is nested in.
        group: The definition of the group that it stands in, if any.
        figures: Exact figures by column: 分 or a rate; None where there is none.
    """

    definition: RowDefinition | None
    chain: Chain = ()
    address: Path = ()
    path: Path = ()
    parent: Path = ()
    group: RowDefinition | None = None
    figures: tuple[Fraction | int | None, ...] = ()


def printed_rows(block: Block, dimensions: Dimensions) -> tuple[PrintedRow, ...]:
    """List the rows of a block as the pack orders them; those not printed are left out."""
    return tuple(_Lister(block, dimensions).rows(block.row_index.definitions, PrintedRow(None)))


class _Lister:
    """Walks the definitions of one block beside the rows that exist in it."""

    def __init__(self, block: Block, dimensions: Dimensions) -> None:
        self._block = block
        self._dimensions = dimensions
        self._numbers = {row.address: number for number, row in block.rows()}
        self._instances: defaultdict[tuple[int, Path], list[RowKey]] = defaultdict(list)
        for _, row in block.rows():
            depth = len(row.definition.each) or 1
            self._instances[id(row.definition), row.address[:-depth]].append(row)
        self._plain = all(column.formula is None for column in block.side.columns)

    def rows(
        self, definitions: Sequence[RowDefinition], parent: PrintedRow
    ) -> Iterator[PrintedRow]:
        listed = {d.id: list(self._rows(d, parent)) for d in definitions if not d.blanks}
        for definition in definitions:
            if definition.blanks:
                yield from [PrintedRow(None)] * definition.blanks
                continue
            rows = listed[definition.id]
            added = (row for part in definition.parts for row in listed.get(part[0], ()))
            if not rows and not definition.each and _filled(added):
                yield from self._members(definition, parent)
            yield from rows

    def _rows(self, definition: RowDefinition, parent: PrintedRow) -> Iterator[PrintedRow]:
        """List the rows of one definition and those nested in them.

        A row whose own figures cancel to nothing still stands over the rows that have some.
        """
        for row in self._members(definition, parent):
            nested = list(self.rows(definition.rows, row))
            if not definition.group and (definition.print_always or _filled((row, *nested))):
                yield row
            yield from nested

    def _members(self, definition: RowDefinition, parent: PrintedRow) -> Iterator[PrintedRow]:
        if not definition.each:
            yield self._row(definition, parent, parent.chain, (*parent.address, definition.id))
            return
        found = {
            row.address[-len(definition.each) :]: row.chain
            for row in self._instances[id(definition), parent.address]
        }
        if definition.print_always and len(definition.each) == 1:
            axis = definition.each[0]
            for code in self._listed(definition, parent):
                found.setdefault((code,), (*parent.chain, (axis, code)))
        ordered: list[tuple[Path, Chain]]
        if definition.codes:
            ordered = [((code,), found[code,]) for code in definition.codes if (code,) in found]
        else:
            ordered = sorted(found.items(), key=self._order)
        for steps, chain in ordered:
            yield self._row(definition, parent, chain, (*parent.address, *steps))

    def _listed(self, definition: RowDefinition, parent: PrintedRow) -> Iterator[str]:
        """List the codes that are printed without an amount too: those under the row's parent."""
        axis = definition.each[0]
        above = [member for outer, member in parent.chain if outer.dimension == axis.dimension]
        for code in definition.codes or self._dimensions.codes(axis, definition.of):
            if all(code.startswith(member) for member in above):
                yield code

    def _order(self, item: tuple[Path, Chain]) -> list[tuple[bool, int, str]]:
        return [self._dimensions.sort_key(axis, member) for axis, member in item[1]]

    def _row(
        self, definition: RowDefinition, parent: PrintedRow, chain: Chain, address: Path
    ) -> PrintedRow:
        return PrintedRow(
            definition=definition,
            chain=chain,
            address=address,
            path=(*parent.path, definition.id),
            parent=parent.address,
            group=parent.definition if parent.definition and parent.definition.group else None,
            figures=self._figures(address),
        )

    def _figures(self, address: Path) -> tuple[Fraction | int | None, ...]:
        number = self._numbers.get(address)
        if number is None:
            columns = self._block.side.columns
            return tuple(None if column.form == "rate" else 0 for column in columns)
        if self._plain and self._block.row_index.rows[number].definition.formula is None:
            return tuple(self._block.amounts(number))
        return tuple(
            self._block.exact((number, column)) for column in range(len(self._block.side.columns))
        )


def _filled(rows: Iterable[PrintedRow]) -> bool:
    return any(any(row.figures) for row in rows)
