"""What is filled in of forms: the fields of each subject, and which projects have a sheet.

Leaves laying them out to `form`, judging them to `rules`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from budgettool.model import ExpenditureLine, Facts, Project
from budgettool.packs.definition import TableDefinition
from budgettool.packs.forms import form_keys
from budgettool.sheets.sheet import Sheet

Filled = Mapping[tuple[str, int], str]
"""What is filled in of one subject, by key and row."""


def fields_by_subject(facts: Facts, kind: str) -> Mapping[str, Filled]:
    """Sort fields by the id of the subject whose they are; subjects without any are not there."""
    listed: defaultdict[str, dict[tuple[str, int], str]] = defaultdict(dict)
    for (of, subject, key, row), text in facts.fields.items():
        if of == kind:
            listed[subject][key, row] = text
    return dict(listed)


def form_projects(table: TableDefinition, facts: Facts) -> tuple[Project, ...]:
    """List the projects that have a sheet of a form, in their order, each with its unit.

    These are the projects of which anything is filled in that the form shows. Where a project says
    no unit, it is that of its lines if they have but one.
    """
    keys = form_keys(table.form) if table.form else frozenset()
    filled = {
        subject
        for (kind, subject, key, _), text in facts.fields.items()
        if kind == "project" and key in keys and text.strip()
    }
    chosen = [project for project in facts.projects if project.id in filled]
    if all(project.unit for project in chosen):
        return tuple(chosen)
    units = _units_of_lines(facts)
    return tuple(
        project if project.unit else replace(project, unit=units.get(project.name))
        for project in chosen
    )


def filled_of(sheet: Sheet) -> Filled:
    """Read back what a form shows; a merged cell is told of each of the rows that it covers."""
    filled: dict[tuple[str, int], str] = {}
    above: dict[int, tuple[int, str, str]] = {}
    for number, row in enumerate(sheet.body):
        bound = [cell for cell in row.cells if cell.field]
        for cell in bound:
            if cell.field:
                filled[cell.field] = cell.text
                above[cell.column] = (number + cell.rowspan, cell.field[0], cell.text)
        own = {cell.column for cell in row.cells}
        of = next((cell.field[1] for cell in reversed(bound) if cell.field), None)
        for column, (end, key, text) in above.items():
            if of is not None and number < end and column not in own:
                filled[key, of] = text
    return filled


def read_fen(text: str) -> int | None:
    """Read an amount as fields keep it, in 分 as digits; None where it is no such text."""
    digits = text.removeprefix("-")
    short = len(digits) <= _MOST_DIGITS
    return int(text) if short and digits.isascii() and digits.isdecimal() else None


_MOST_DIGITS = 18
"""As many as an amount of a line can have."""


def _units_of_lines(facts: Facts) -> dict[str, str | None]:
    units: defaultdict[str, set[str | None]] = defaultdict(set)
    for line in facts.lines:
        if isinstance(line, ExpenditureLine) and line.project:
            units[line.project].add(line.unit)
    return {name: codes.pop() for name, codes in units.items() if len(codes) == 1}
