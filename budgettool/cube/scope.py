"""From a book's facts to a cube: of the whole department, or of one unit and those below it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from budgettool.book.records import RECORDS
from budgettool.codes import Classification
from budgettool.cube.cube import Cube
from budgettool.cube.dimensions import Dimensions
from budgettool.cube.unit_name import whole_name
from budgettool.errors import BudgetToolError
from budgettool.model import (
    Department,
    ExpenditureLine,
    Facts,
    FieldKey,
    Line,
    Project,
    Unit,
)
from budgettool.packs.definition import Pack
from budgettool.packs.vocabulary import Vocabulary


class NoSuchUnitError(BudgetToolError):
    """The department has no unit of that code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"没有代码为“{code}”的单位；请先在单位表中登记")
        self.code = code


def open_cube(
    pack: Pack,
    facts: Facts,
    classification: Classification,
    vocabulary: Vocabulary | None = None,
) -> Cube:
    """Load the lines of a book into a cube of a pack's tables.

    Args:
        pack: Whose tables to derive.
        facts: The book's snapshot.
        classification: The codes of the book's year.
        vocabulary: The members that the lines are written in; the pack's own where None.
    """
    members = vocabulary or pack.vocabulary
    dimensions = Dimensions(facts, classification, members, pack.qualified_names)
    cube = Cube(pack.tables, dimensions)
    cube.load(facts.lines)
    return cube


def restrict(facts: Facts, unit_code: str) -> Facts:
    """Keep what belongs to one unit and those below it, under the unit's whole name.

    Its own fields stand for the department's, since what the department says of itself is not true
    of a unit; what is recorded about publishing is the book's, and stays.

    Raises:
        NoSuchUnitError: There is no such unit.
    """
    units = {unit.code: unit for unit in facts.units}
    if unit_code not in units:
        raise NoSuchUnitError(unit_code)
    kept = {code for code in units if _is_below(code, unit_code, units)}
    top = units[unit_code]
    lines = tuple(line for line in facts.lines if line.unit in kept)
    projects = tuple(_projects_of(facts, lines, kept))
    return replace(
        facts,
        department=Department(top.code, whole_name(top, facts.department.full), top.name, top.name),
        units=tuple(
            replace(unit, parent=None) if unit.code == unit_code else unit
            for unit in facts.units
            if unit.code in kept
        ),
        projects=projects,
        lines=lines,
        fields=_fields_of(facts, unit_code, frozenset(project.id for project in projects)),
        unit=unit_code,
    )


def _projects_of(facts: Facts, lines: tuple[Line, ...], units: set[str]) -> Iterator[Project]:
    """Give the projects that units spend on, and those of theirs that nobody spends on yet."""
    own = {line.project for line in lines if isinstance(line, ExpenditureLine)}
    spent = {line.project for line in facts.lines if isinstance(line, ExpenditureLine)}
    for project in facts.projects:
        if project.name in own or (project.name not in spent and project.unit in units):
            yield project


def _fields_of(facts: Facts, unit: str, projects: frozenset[str]) -> Mapping[FieldKey, str]:
    """Give a unit's own fields as the department's, and those of its projects."""
    whole = unit == facts.department.code
    kept: dict[FieldKey, str] = {}
    own: dict[FieldKey, str] = {}
    for (kind, subject, key, row), text in facts.fields.items():
        of_book = kind == "department" and (whole or key in RECORDS)
        if kind == "unit" and subject == unit:
            own["department", "", key, row] = text
        elif of_book or (kind == "project" and subject in projects):
            kept[kind, subject, key, row] = text
    return MappingProxyType(kept | own)


def _is_below(code: str, top: str, units: dict[str, Unit]) -> bool:
    seen: set[str] = set()
    current: str | None = code
    while current is not None and current not in seen:
        if current == top:
            return True
        seen.add(current)
        unit = units.get(current)
        current = unit.parent if unit else None
    return False
