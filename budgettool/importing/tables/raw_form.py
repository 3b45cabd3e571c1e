"""A form as it stands in a file: texts by their places in the pack's form, not judged yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from budgettool.importing.tables.places import Spot
from budgettool.importing.tables.raw import RawCell
from budgettool.packs.definition import TableDefinition


@dataclass(frozen=True, slots=True)
class RawForm:
    """One form.

    Attributes:
        file_place: The sheet of a workbook, or the name of the table in a JSON file.
        place: Where it stands there: `第 2 个项目`, `第 40 行起`; empty where it stands alone.
        values: What stands in single places; those that the file lacks are left out.
        rows: What stands in repeated rows, by their prefix.
        number, title, unit, year: As the file has them; empty where it does not say.
        odd: What of it could not be read, in Chinese.
    """

    table: TableDefinition
    file_place: str
    place: str
    values: Mapping[Spot, RawCell]
    rows: Mapping[str, tuple[tuple[RawCell, ...], ...]]
    number: str = ""
    title: str = ""
    unit: str = ""
    year: str = ""
    odd: tuple[str, ...] = ()
