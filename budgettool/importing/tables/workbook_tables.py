"""Tables in a workbook, as they are published or as an office types them: one sheet a table.

A sheet is known by the table's number or title above its header, else by its own name. Columns are
known by the texts of their header from the top, the naming columns too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from budgettool.importing.grid import Grid, Workbook, column_name
from budgettool.importing.problem import Problem
from budgettool.importing.tables.raw import RawCell, RawRow, RawSide
from budgettool.money import FEN_PER_UNIT
from budgettool.packs.definition import Label, Pack, SideDefinition, TableDefinition
from budgettool.packs.labels import fill

_TOP: Final = 12
"""Rows in which title and header begin."""

_NUMBER_ROW = re.compile(r"\*+|\d{1,2}|栏次|行次|")
_UNIT = re.compile(r"单位[：:]\s*(万元|元)")
_BLANKS = re.compile(r"\s+")
_NOTE = re.compile(r"注[：:1-9]")


@dataclass(frozen=True, slots=True)
class FoundTables:
    """The sides of the tables of a workbook by the id of their table, and what is odd."""

    sides: dict[str, list[RawSide]]
    problems: list[Problem]


def find_tables(workbook: Workbook, pack: Pack) -> FoundTables:
    """Find the tables of a pack in a workbook; other sheets are passed over."""
    found = FoundTables({}, [])
    for grid in workbook.grids:
        if grid.hidden:
            continue
        page = _Page(grid)
        table = next((table for table in pack.tables if page.is_of(table)), None)
        if table is None:
            continue
        if table.id in found.sides:
            found.problems.append(_odd(grid, f"与前面的工作表都是{_number(table)}，没有核对"))
            continue
        sides = list(page.sides(table))
        if sides:
            found.sides[table.id] = sides
        else:
            found.problems.append(_odd(grid, f"像是{_number(table)}，但找不到它的表头，没有核对"))
    return found


class _Page:
    """A sheet of the workbook, with the text of merged cells in each of their places."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._rows = [list(row) for row in grid.rows]
        self._spread: set[tuple[int, int]] = set()
        for area in grid.merged:
            self._fill(area.top, area.left, area.bottom, area.right)

    def is_of(self, table: TableDefinition) -> bool:
        """Tell whether it shows a table: by number, by title, or by the sheet's name."""
        number, title = _plain(_number(table)), _pattern(table.title)
        tops = [_plain(text) for row in self._grid.rows[:_TOP] for text in row if text]
        if any(number in text or title.fullmatch(text) for text in tops):
            return True
        return _plain(self._grid.name) in {number, number.removesuffix("表"), table.id}

    def sides(self, table: TableDefinition) -> Iterator[RawSide]:
        """Read each side of a table; nothing where the header is not found."""
        header = self._header(table)
        if header is None:
            return
        first, after = header
        columns = self._columns(table, first, after)
        unit = self._unit(first)
        notes = tuple(text for row in self._rows for text in row[:1] if _NOTE.match(text))
        for number, side in enumerate(table.sides):
            keys = {at: place for at, (*of, place) in columns.items() if of == [number, "key"]}
            cells = {at: place for at, (*of, place) in columns.items() if of == [number, "column"]}
            rows = tuple(self._side_rows(side, keys, cells, after))
            title = fill(table.title, lambda _: "")
            yield RawSide(table, side, _number(table), rows, unit, title, notes)

    def _fill(self, top: int, left: int, bottom: int, right: int) -> None:
        text = self._text(top, left)
        for row in range(top, min(bottom, len(self._rows) - 1) + 1):
            cells = self._rows[row]
            cells.extend([""] * (right + 1 - len(cells)))
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    cells[column] = text
                    self._spread.add((row, column))

    def _text(self, row: int, column: int) -> str:
        cells = self._rows[row] if row < len(self._rows) else []
        return cells[column].strip() if column < len(cells) else ""

    def _header(self, table: TableDefinition) -> tuple[int, int] | None:
        """Find the rows of the header: its first, and the first behind it."""
        heads = [_pattern(head) for side in table.sides for path in _heads(side) for head in path]
        least = min(2, len(heads))
        for first in range(min(_TOP, len(self._rows))):
            if self._known(first, heads) < least:
                continue
            after = first + 1
            while after < len(self._rows) and self._known(after, heads) >= least:
                after += 1
            if after < len(self._rows) and self._is_number_row(after):
                after += 1
            return first, after
        return None

    def _known(self, row: int, heads: Sequence[re.Pattern[str]]) -> int:
        """Count the different texts of a row that are heads."""
        texts = {_plain(text) for text in self._rows[row] if text.strip()}
        return sum(any(head.fullmatch(text) for head in heads) for text in texts)

    def _is_number_row(self, row: int) -> bool:
        texts = [text.strip() for text in self._rows[row]]
        return any(texts) and all(_NUMBER_ROW.fullmatch(text) for text in texts)

    def _columns(
        self, table: TableDefinition, first: int, after: int
    ) -> dict[int, tuple[int, str, int]]:
        """Say of each column of the sheet which it is: side, kind, and place there."""
        expected = [
            (tuple(_pattern(head) for head in path), (number, *_kind(side, at)))
            for number, side in enumerate(table.sides)
            for at, path in enumerate(_heads(side))
        ]
        width = max(len(row) for row in self._rows[first:after])
        found: dict[int, tuple[int, str, int]] = {}
        following = 0
        for column in range(width):
            path = self._head_path(column, first, after)
            for number in range(following, len(expected)):
                if path and _is_headed(path, expected[number][0]):
                    found[column] = expected[number][1]
                    following = number + 1
                    break
        return found

    def _head_path(self, column: int, first: int, after: int) -> tuple[str, ...]:
        texts = [_plain(self._text(row, column)) for row in range(first, after)]
        kept = [text for n, text in enumerate(texts) if text and text not in texts[:n]]
        if kept and all(_NUMBER_ROW.fullmatch(text) for text in kept[-1:]) and len(kept) > 1:
            kept = kept[:-1]
        return tuple(kept)

    def _side_rows(
        self, side: SideDefinition, keys: dict[int, int], cells: dict[int, int], after: int
    ) -> Iterator[RawRow]:
        for row in range(after, len(self._rows)):
            if _NOTE.match(self._text(row, 0)):
                return
            named, group = self._named(side, keys, row)
            figures = {
                place: RawCell(self._text(row, column), f"{column_name(column)}{row + 1}")
                for column, place in cells.items()
            }
            if named or any(cell.text for cell in figures.values()):
                yield RawRow(f"第 {row + 1} 行", named, group, figures)

    def _named(
        self, side: SideDefinition, keys: dict[int, int], row: int
    ) -> tuple[dict[str, str], str]:
        """Read the naming columns of a row; a merged name beside rows is their group."""
        named: dict[str, str] = {}
        group = ""
        for column, place in sorted(keys.items()):
            key, text = side.keys[place], self._text(row, column)
            if key.role == "group":
                group = text
            elif text and not (key.role == "label" and text == group):
                named[key.id] = text
        label = next((key.id for key in side.keys if key.role == "label"), "")
        if group and label and label not in named:
            named[label], group = group, ""
        return named, group

    def _unit(self, first: int) -> str:
        for row in self._rows[: first + 1]:
            for text in row:
                if (found := _UNIT.search(text)) and found[1] in FEN_PER_UNIT:
                    return found[1]
        return ""


def _heads(side: SideDefinition) -> list[tuple[Label, ...]]:
    visible = [column for column in side.columns if not column.hidden]
    return [*(key.head for key in side.keys), *(column.head for column in visible)]


def _kind(side: SideDefinition, at: int) -> tuple[str, int]:
    """Say what a head belongs to: a naming column or a printed one, and its place in the pack."""
    if at < len(side.keys):
        return "key", at
    printed = [place for place, column in enumerate(side.columns) if not column.hidden]
    return "column", printed[at - len(side.keys)]


def _is_headed(path: Sequence[str], heads: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether header texts from the top are those of a column; what is above may lack."""
    if not heads[-1].fullmatch(path[-1]):
        return False
    above = list(path[:-1])
    return all(any(head.fullmatch(text) for text in above) for head in heads[:-1]) or len(path) == 1


def _pattern(label: Label) -> re.Pattern[str]:
    parts = (re.escape(_plain(part)) if isinstance(part, str) else ".*" for part in label)
    return re.compile("".join(parts))


def _plain(text: str) -> str:
    return _BLANKS.sub("", text).replace("(", "（").replace(")", "）")


def _number(table: TableDefinition) -> str:
    return fill(table.number, lambda _: "")


def _odd(grid: Grid, reason: str) -> Problem:
    return Problem(grid.name, 0, None, "", "", reason)
