"""A workbook as plain text: what every reader of files gives, whatever the format was.

A number is its exact decimal text (`263.1`, never `2.631e2`), so nothing later needs to know how a
file stores it. Leaves reading to `xlsx`, `xls`, `delimited`, and meaning to `layout`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

MAX_ROWS = 200_000
"""Rows with content in one sheet: far more than a department has lines."""

MAX_COLUMNS = 256
"""Columns with content."""

MAX_CELLS = 4_000_000
"""Cells with content in one workbook."""

MAX_TEXT = 32_767
"""Characters in one cell: what Excel holds."""

_EXCEL_DIGITS = 15

Progress = Callable[[str, int, int], None]
"""Told the stage, how much is done and of how much; may raise `CancelledError`."""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Show nothing."""


class Area(NamedTuple):
    """A merged range, from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet.

    Attributes:
        rows: Text of each cell; rows may differ in length, blanks at their end are left out.
        merged: Ranges of more than one cell.
        hidden_rows: Hidden or filtered away.
        flaws: Cells without a usable value (error, date, formula without result), with the reason.
        hidden: Whether the sheet itself is hidden.
        remarks: What the format cannot tell, in Chinese.
    """

    name: str
    rows: Sequence[Sequence[str]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    flaws: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    remarks: tuple[str, ...] = ()

    def text(self, row: int, column: int) -> str:
        """Give a cell's text; outside the sheet everything is blank."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def spread(self) -> Iterator[tuple[Area, str]]:
        """List each merged range with the text that applies to all of it."""
        for area in self.merged:
            yield area, self.text(area.top, area.left)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All worksheets of a file, in its order."""

    name: str
    grids: tuple[Grid, ...]


def number_text(value: float) -> str:
    """Give a spreadsheet's number as the exact decimal that Excel shows: 15 digits, no exponent.

    A number that was typed has at most 15 digits and comes out as typed; what a formula adds
    behind them (`0.1+0.2`) is binary noise.
    """
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        return str(value)
    exact = Decimal(repr(value))
    if len(exact.as_tuple().digits) > _EXCEL_DIGITS:
        exact = Decimal(f"{value:.{_EXCEL_DIGITS}g}")
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def column_name(column: int) -> str:
    """Name a column as Excel does: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Name a cell as Excel does: 0, 0 is A1."""
    return f"{column_name(column)}{row + 1}"


def column_index(letters: str) -> int:
    """Read a column's name: A is 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
