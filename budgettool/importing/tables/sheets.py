"""Typed tables become sheets: each figure as it was printed, at its address in the pack's table."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from budgettool.importing.problem import Problem
from budgettool.importing.tables.placing import Misplaced, place_rows
from budgettool.importing.tables.raw import RawCell, RawRow, RawSide
from budgettool.money import FEN_PER_UNIT, AmountError, parse_amount, step
from budgettool.packs.definition import TableDefinition
from budgettool.packs.reference import CellReference, Path
from budgettool.sheets.sheet import Caption, Cell, Column, Row, Sheet

NOUGHT = frozenset({"", "-", "—", "－", "–", "/"})
"""What is printed where there is nothing."""


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """A sheet that was read, and what could not be."""

    sheet: Sheet
    problems: tuple[Problem, ...]


def make_sheet(table: TableDefinition, sides: Sequence[RawSide]) -> TypedSheet:
    """Make the sheet of a table from its sides; what cannot be read counts as not known."""
    unit = next((side.unit for side in sides if side.unit), table.unit)
    maker = _Maker(table, unit)
    maker.note_columns(sides)
    rows = [row for side in sides for row in maker.rows(side)]
    sheet = Sheet(
        id=table.id,
        number=sides[0].number,
        title=sides[0].title,
        unit=unit,
        fen_per_unit=FEN_PER_UNIT[unit],
        decimals=maker.decimals,
        thousands=table.thousands,
        captions=(Caption(right=f"单位：{unit}"),) if any(side.unit for side in sides) else (),
        columns=tuple(_columns(table)),
        header=(),
        header_rows=0,
        numbers=(),
        body=tuple(rows),
        notes=tuple(note for side in sides for note in side.notes),
        empty=not rows,
    )
    return TypedSheet(sheet, tuple(maker.problems))


class _Maker:
    """Makes the rows of one table, and notes what is wrong."""

    def __init__(self, table: TableDefinition, unit: str) -> None:
        self._table = table
        self._fen = FEN_PER_UNIT[unit]
        self.problems: list[Problem] = []
        self.decimals = table.decimals if unit == table.unit else 0
        self._seen: dict[tuple[str, Path], str] = {}

    def note_columns(self, sides: Sequence[RawSide]) -> None:
        """Say which columns are not known, and which are missing though there are rows."""
        for raw in sides:
            for heading in raw.unknown:
                self._note(raw, f"表样中没有“{heading}”这一列，没有核对")
            present = _present(raw)
            for place, column in enumerate(raw.side.columns):
                if raw.rows and not column.hidden and place not in present:
                    self._note(raw, f"缺少“{'/'.join(column.path)}”这一列，没有核对")

    def rows(self, raw: RawSide) -> Iterable[Row]:
        """Make the rows of a side."""
        present = _present(raw)
        for placed in place_rows(raw):
            if isinstance(placed, Misplaced):
                self._note(raw, f"{placed.row.place}{placed.reason}，没有核对")
                continue
            address = placed.address
            at = (raw.side.head, address)
            if at in self._seen:
                earlier = self._seen[at]
                self._note(raw, f"{placed.row.place}与{earlier}是同一行，只取前一行")
                continue
            self._seen[at] = placed.row.place
            self._note_short(raw, placed.row, present)
            yield self._row(raw, placed.row, address)

    def _note_short(self, raw: RawSide, row: RawRow, present: Collection[int]) -> None:
        """Say which figures a row lacks though others of its side have them."""
        columns = raw.side.columns
        lacking = [
            "/".join(columns[place].path) for place in sorted(set(present) - row.cells.keys())
        ]
        if lacking:
            self._note(raw, f"{row.place}没有写“{'”“'.join(lacking)}”的数，没有核对")

    def _row(self, raw: RawSide, row: RawRow, address: Path) -> Row:
        cells = [
            self._cell(raw, row, address, place)
            for place, column in enumerate(raw.side.columns)
            if not column.hidden and column.form == "amount"
        ]
        return Row(tuple(cells), address="/".join(address))

    def _cell(self, raw: RawSide, row: RawRow, address: Path, place: int) -> Cell:
        found = row.cells.get(place, RawCell("", row.place))
        column = raw.side.columns[place]
        reference = str(CellReference(self._table.id, address, column.path))
        lacking = place not in row.cells
        exact = None if lacking else self._exact(raw, found, "/".join(column.path))
        at = len(raw.side.keys) + place
        return Cell(at, found.text, "amount", exact, reference, align="right")

    def _exact(self, raw: RawSide, cell: RawCell, heading: str) -> int | None:
        text = cell.text.strip()
        if cell.flaw:
            self._unread(raw, cell, heading, cell.flaw)
            return None
        if text in NOUGHT:
            return 0
        try:
            exact = parse_amount(text, self._fen)
        except AmountError as error:
            self._unread(raw, cell, heading, error.reason)
            return None
        decimals = len(text.partition(".")[2])
        if decimals > self.decimals and not exact % step(self._fen, decimals):
            self.decimals = decimals
        return exact

    def _unread(self, raw: RawSide, cell: RawCell, heading: str, reason: str) -> None:
        said = f"{cell.place}“{heading}”{reason}，没有核对"
        self.problems.append(Problem(raw.file_place, 0, None, "", cell.text, said))

    def _note(self, raw: RawSide, reason: str) -> None:
        self.problems.append(Problem(raw.file_place, 0, None, "", "", reason))


def _present(raw: RawSide) -> frozenset[int]:
    """Give the columns of which some row has a figure."""
    return frozenset(place for row in raw.rows for place in row.cells)


def _columns(table: TableDefinition) -> Iterable[Column]:
    for side in table.sides:
        for key in side.keys:
            yield Column(key.id, key.width, "text", key=True)
        for column in side.columns:
            if not column.hidden:
                yield Column("/".join(column.path), column.width, column.form)
