"""Reads the tables of a file, whatever it is, into sheets."""

from dataclasses import dataclass
from pathlib import Path

from budgettool.importing.problem import Problem
from budgettool.importing.tables.json_tables import read_json_tables
from budgettool.importing.tables.sheets import make_sheet
from budgettool.packs.definition import Pack
from budgettool.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ReadTables:
    """The tables of a file.

    Attributes:
        sheets: In the order of the pack.
        problems: What could not be read; such figures are not checked.
    """

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]


def read_tables(path: Path, pack: Pack) -> ReadTables:
    """Read the tables of a pack that a file holds.

    Raises:
        SourceError: The file cannot be read, or holds none of them.
    """
    sides = read_json_tables(path, pack)
    typed = [make_sheet(table, sides[table.id]) for table in pack.tables if table.id in sides]
    problems = tuple(problem for each in typed for problem in each.problems)
    return ReadTables(tuple(each.sheet for each in typed), problems)
