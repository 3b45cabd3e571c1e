"""A side of a table as it stands in a file: texts by column, before anybody knows what they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from budgettool.packs.definition import SideDefinition, TableDefinition


class RawCell(NamedTuple):
    """A figure's text, and where it stands: `D15`, `第 3 行第 2 列`."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row.

    Attributes:
        place: Where it stands in the file.
        keys: Texts of the naming columns by their id; blanks are left out.
        group: The merged name beside it, if any.
        cells: Figures by the position of their column.
    """

    place: str
    keys: Mapping[str, str]
    group: str
    cells: Mapping[int, RawCell]


@dataclass(frozen=True, slots=True)
class RawSide:
    """The rows of one side.

    Attributes:
        file_place: The sheet of a workbook, or the name of the table in a JSON file.
        unit: What the file says that its amounts are in; empty where it does not.
    """

    table: TableDefinition
    side: SideDefinition
    file_place: str
    rows: tuple[RawRow, ...]
    unit: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()
