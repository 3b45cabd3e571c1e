"""Which cells of a table name others, so that a page can be read without seeing it.

A reader of a screen says with each figure what stands at the head of its row and column. Where a
header has levels, or a table two sides, that cannot be told from the grid and is written out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from budgettool.exporting.web.widths import is_form
from budgettool.sheets.sheet import Cell, Column, HeadCell, Position, Row, Sheet

Scope = Literal["row", "col", "rowgroup"]

_SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Heads:
    """What names the cells of a table's body.

    Attributes:
        scopes: Cells of the body that are heads, and of what.
        named: Ids of the heads of a cell, in the order in which they are read; empty where the
            grid alone tells them.
        fixed: The column that stays in sight when the table is moved sideways; -1 for none.
    """

    scopes: Mapping[Position, Scope]
    named: Mapping[Position, str]
    fixed: int = -1

    @property
    def explicit(self) -> bool:
        """Whether heads are named one by one, and so need ids."""
        return bool(self.named)


def head_id(table: str, head: HeadCell) -> str:
    """Give the id of a cell of the header."""
    return f"{table}h{head.row}-{head.column}"


def row_id(table: str, row: int, column: int) -> str:
    """Give the id of a cell of the body that is a head."""
    return f"{table}r{row}-{column}"


def find_heads(sheet: Sheet, table: str) -> Heads:
    """Find what names the cells of a sheet.

    Args:
        sheet: The table.
        table: What ids of its cells begin with.
    """
    if is_form(sheet):
        return Heads(dict(_form_scopes(sheet)), {})
    sides = _sides(sheet.columns)
    found = _row_heads(sheet, sides)
    scopes: dict[Position, Scope] = {place: "row" for heads in found for place in heads}
    fixed = max(
        (n for n, column in enumerate(sheet.columns) if column.key and not sides[n]), default=-1
    )
    if sheet.header_rows < _SEVERAL and len(set(sides)) < _SEVERAL:
        return Heads(scopes, {}, fixed)
    return Heads(scopes, dict(_named(sheet, table, sides, found)), fixed)


def _form_scopes(sheet: Sheet) -> Iterator[tuple[Position, Scope]]:
    for number, row in enumerate(sheet.body):
        for cell in row.cells:
            if cell.label:
                yield (number, cell.column), _form_scope(sheet, row, cell)


def _form_scope(sheet: Sheet, row: Row, cell: Cell) -> Scope:
    if is_band(sheet, cell):
        return "rowgroup"
    return "col" if all(other.label for other in row.cells) else "row"


def is_band(sheet: Sheet, cell: Cell) -> bool:
    """Tell whether a cell heads the rows below it, over the whole width of a form."""
    return cell.label and cell.colspan == len(sheet.columns)


def _sides(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """Number the sides of a table: each begins with columns that name its rows."""
    sides = [0] if columns else []
    for before, column in pairwise(columns):
        sides.append(sides[-1] + (column.key and not before.key))
    return tuple(sides)


def _row_heads(sheet: Sheet, sides: tuple[int, ...]) -> list[tuple[Position, ...]]:
    """Find the heads that begin in each row: a side's last name, and what stands over rows."""
    found = []
    for number, row in enumerate(sheet.body):
        names = [
            c for c in row.cells if sheet.columns[c.column].key and c.kind == "text" and c.text
        ]
        last = {sides[cell.column]: cell.column for cell in names}
        found.append(
            tuple(
                (number, cell.column)
                for cell in names
                if cell.rowspan > 1 or last[sides[cell.column]] == cell.column
            )
        )
    return found


def _named(
    sheet: Sheet, table: str, sides: tuple[int, ...], found: list[tuple[Position, ...]]
) -> Iterator[tuple[Position, str]]:
    above = _ids_above(sheet, table)
    standing: dict[Position, int] = {}
    for number, row in enumerate(sheet.body):
        for place in found[number]:
            cell = next(cell for cell in row.cells if cell.column == place[1])
            standing[place] = number + cell.rowspan
        standing = {place: end for place, end in standing.items() if end > number}
        for cell in row.cells:
            if not sheet.columns[cell.column].key and (number, cell.column) not in standing:
                ids = [row_id(table, *p) for p in standing if sides[p[1]] == sides[cell.column]]
                yield (number, cell.column), " ".join([*ids, *above[cell.column]])


def _ids_above(sheet: Sheet, table: str) -> list[list[str]]:
    above: list[list[str]] = [[] for _ in sheet.columns]
    for head in sorted(sheet.header, key=lambda head: head.row):
        for column in range(head.column, head.column + head.colspan):
            above[column].append(head_id(table, head))
    return above
