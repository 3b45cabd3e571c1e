"""Reads the tables of a file, whatever it is, into sheets."""

from dataclasses import dataclass
from pathlib import Path

from budgettool.importing.errors import SourceError
from budgettool.importing.problem import Problem
from budgettool.importing.tables.json_tables import read_json_tables
from budgettool.importing.tables.page import number_of
from budgettool.importing.tables.sheets import make_sheet
from budgettool.importing.tables.workbook_tables import find_tables
from budgettool.importing.workbook import read_workbook
from budgettool.packs.definition import Pack
from budgettool.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ReadTables:
    """The tables of a file.

    Attributes:
        sheets: In the order of the pack.
        missing: The numbers of the pack's tables that it lacks.
        problems: What could not be read; such figures are not checked.
    """

    sheets: tuple[Sheet, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_tables(path: Path, pack: Pack) -> ReadTables:
    """Read the tables of a pack that a file holds.

    Raises:
        SourceError: The file cannot be read, or holds none of them.
    """
    problems: tuple[Problem, ...] = ()
    if _is_json(path):
        sides = read_json_tables(path, pack)
    else:
        found = find_tables(read_workbook(path), pack)
        sides, problems = found.sides, tuple(found.problems)
    if not sides:
        raise SourceError(path, "里面找不到表样包的任何一张表；请看表号（如 预算02表）是否写在表上")
    typed = [make_sheet(table, sides[table.id]) for table in pack.tables if table.id in sides]
    unread = (problem for each in typed for problem in each.problems)
    missing = (
        table for table in pack.tables if table.printed and table.sides and table.id not in sides
    )
    return ReadTables(
        tuple(each.sheet for each in typed),
        tuple(number_of(table) for table in missing),
        (*problems, *unread),
    )


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"
