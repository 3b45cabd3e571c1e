"""Finds the table in an official code list (科目表), so that `codes_from_rows` can read it.

Leaves the meaning of rows and the checking of codes to `codes`.
"""

from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from budgettool.importing.errors import LayoutError
from budgettool.importing.grid import Grid, Progress, no_progress
from budgettool.importing.workbook import read_workbook

_SEARCHED_ROWS = 30
_CODES = ("编码", "代码", "code", "类", "款", "项")
_FIRST_PARTS = frozenset({"类", "类级"})
_NAMES = ("名称", "name")


class CodeRows(NamedTuple):
    """A table of codes as text.

    Attributes:
        first_row: The sheet's row number of `rows[0]`, for messages.
    """

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int


def read_code_table(
    path: Path, sheet: str | None = None, progress: Progress = no_progress
) -> CodeRows:
    """Read the first sheet, or the one named, that has columns for code and name.

    Raises:
        SourceError: The file cannot be read.
        LayoutError: No sheet has such columns.
    """
    workbook = read_workbook(path, progress)
    for grid in workbook.grids:
        if grid.name == sheet or (sheet is None and not grid.hidden):
            found = _table(grid)
            if found:
                return found
    raise LayoutError(
        f"“{workbook.name}”里没有科目表：需要“科目编码”（或类、款、项）和“科目名称”列"
    )


def _table(grid: Grid) -> CodeRows | None:
    for at in range(min(_SEARCHED_ROWS, len(grid.rows))):
        headings = _headings(grid, at)
        plain = ["".join(text.split()).casefold() for text in headings]
        coded, named = (any(text.endswith(ends) for text in plain) for ends in (_CODES, _NAMES))
        if coded and named:
            parts = _parts_below(grid, at, headings)
            return _rows_below(grid, at + 1, parts) if parts else _rows_below(grid, at, headings)
    return None


def _parts_below(grid: Grid, at: int, headings: tuple[str, ...]) -> tuple[str, ...]:
    """Give the headings where 类, 款, 项 stand under 科目编码, as in the official book."""
    below = tuple(grid.rows[at + 1]) if at + 1 < len(grid.rows) else ()
    if not any("".join(text.split()) in _FIRST_PARTS for text in below):
        return ()
    return tuple(low or high for low, high in zip_longest(below, headings, fillvalue=""))


def _headings(grid: Grid, at: int) -> tuple[str, ...]:
    """Take a row as headings; names merged with the row above come down."""
    row = list(grid.rows[at])
    for area, text in grid.spread():
        if area.top < at <= area.bottom and area.left == area.right:
            row += [""] * (area.left + 1 - len(row))
            row[area.left] = text
    return tuple(row)


def _rows_below(grid: Grid, at: int, headings: tuple[str, ...]) -> CodeRows:
    width = len(headings)
    rows = tuple((*row[:width], *[""] * (width - len(row))) for row in grid.rows[at + 1 :])
    return CodeRows(grid.name, headings, rows, at + 2)
