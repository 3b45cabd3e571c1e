"""A side of a table as it stands in a file: texts by column, before anybody knows what they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from budgettool.packs.definition import SideDefinition, TableDefinition


class RawCell(NamedTuple):
    """A figure's text, and where it stands: `D15`, `第 3 行第 2 列`.

    Attributes:
        flaw: Why the cell has no usable text, such as a formula without result.
    """

    text: str
    place: str
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row.

    Attributes:
        place: Where it stands in the file.
        keys: Texts of the naming columns by their id; blanks are left out.
        group: The merged name beside it, if any.
        cells: Figures by the position of their column; columns that the file lacks are left out.
    """

    place: str
    keys: Mapping[str, str]
    group: str
    cells: Mapping[int, RawCell]

    @property
    def has_figures(self) -> bool:
        """Tell whether anything stands where figures should."""
        return any(cell.text or cell.flaw for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class RawSide:
    """The rows of one side.

    Attributes:
        file_place: The sheet of a workbook, or the name of the table in a JSON file.
        number, title, unit: As the file has them; empty where it does not say.
        unknown: Heads of columns with figures that the pack does not know.
    """

    table: TableDefinition
    side: SideDefinition
    file_place: str
    rows: tuple[RawRow, ...]
    number: str = ""
    title: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
