"""Reads the tables of a file, whatever it is, into sheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from budgettool.importing.errors import SourceError
from budgettool.importing.problem import Problem
from budgettool.importing.tables.form_sheets import make_form_sheets
from budgettool.importing.tables.json_tables import read_json_tables
from budgettool.importing.tables.page import number_of
from budgettool.importing.tables.raw_tables import RawTables
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
    raw = read_json_tables(path, pack) if _is_json(path) else find_tables(read_workbook(path), pack)
    if not raw.sides and not raw.forms:
        raise SourceError(path, "里面找不到表样包的任何一张表；请看表号（如 预算02表）是否写在表上")
    sheets: list[Sheet] = []
    problems = list(raw.problems)
    for table in pack.tables:
        if table.id in raw.sides:
            typed = make_sheet(table, raw.sides[table.id])
            sheets.append(typed.sheet)
            problems += typed.problems
        elif table.form and table.id in raw.forms:
            filled, odd = make_form_sheets(table, table.form, raw.forms[table.id])
            sheets += filled
            problems += odd
    return ReadTables(tuple(sheets), tuple(_missing(pack, raw)), tuple(problems))


def _missing(pack: Pack, raw: RawTables) -> Iterator[str]:
    for table in pack.tables:
        is_there = table.id in raw.sides or table.id in raw.forms
        if table.printed and (table.sides or table.form) and not is_there:
            yield number_of(table)


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"
