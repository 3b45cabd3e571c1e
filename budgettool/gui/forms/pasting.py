"""What taking texts into a listing would do: rows changed, rows added, every cell that is no value.

Changes nothing by itself. Leaves what a text means to the listing, and the book to its edits.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from budgettool.errors import BudgetToolError
from budgettool.gui.forms.column import Column
from budgettool.model import Ceiling, Line, Project, Unit

Row = Unit | Project | Ceiling | Line
Pairs = tuple[tuple[Column, str], ...]
"""Texts with the columns that they are for."""


class WrongCell(NamedTuple):
    """A cell that is no value: its row from 1, its column, and why."""

    row: int
    column: Column
    reason: str

    def __str__(self) -> str:
        return f"第 {self.row} 行“{self.column.title}”：{self.reason}"


class Taken(NamedTuple):
    """One row that would be taken in.

    Attributes:
        number: Its row in what is taken in, from 1.
        row: The row of the listing as it is, or the new one with its values.
        values: What is written into a row that is there, by field.
        drafts: Texts that are no values.
    """

    number: int
    row: Row
    values: dict[str, Any]
    drafts: Pairs


@dataclass(frozen=True, slots=True)
class Pasting:
    """What would be taken in.

    Attributes:
        unit: The money unit of its figures.
    """

    changed: tuple[Taken, ...]
    added: tuple[Taken, ...]
    wrong: tuple[WrongCell, ...]
    unit: str

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.changed) + len(self.added)

    def without_wrong_rows(self) -> "Pasting":
        """Leave out the rows in which something is wrong."""
        out = {cell.row for cell in self.wrong}
        changed = tuple(each for each in self.changed if each.number not in out)
        added = tuple(each for each in self.added if each.number not in out)
        return Pasting(changed, added, (), self.unit)

    def say(self, counted: str) -> str:
        """Say in a line what it would do; rows are counted as `个项目`."""
        said = [f"新增 {len(self.added)} {counted}"] if self.added else []
        said += [f"改 {len(self.changed)} {counted}"] if self.changed else []
        return "　".join(said)


def say_wrong(cells: Sequence[object], most: int = 4) -> list[str]:
    """Say what is wrong in the first cells, and how many there are."""
    said = [str(cell) for cell in cells[:most]]
    return [*said, f"……共 {len(cells)} 处"] if len(cells) > most else said


def read_texts(
    pairs: Iterable[tuple[Column, str]], read: Callable[[Column, str], Any]
) -> tuple[dict[str, Any], dict[tuple[Column, str], str]]:
    """Give the values of texts by field, and the texts that are none with the reason."""
    values: dict[str, Any] = {}
    wrong = {}
    for column, text in pairs:
        try:
            values[column.field] = read(column, text)
        except BudgetToolError as error:
            wrong[column, text] = str(error)
    return values, wrong


def pairs_of(taken: Sequence[Column | None], cells: Iterable[str]) -> Pairs:
    """Give each text that goes into a column which can be typed in."""
    return tuple(
        (column, text)
        for column, text in zip(taken, cells, strict=False)
        if column is not None and column.editable
    )
