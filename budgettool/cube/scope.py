"""From a book's facts to a cube: of the whole department, or of one unit and those below it."""

from dataclasses import replace

from budgettool.codes import Classification
from budgettool.cube.cube import Cube
from budgettool.cube.dimensions import Dimensions
from budgettool.errors import BudgetToolError
from budgettool.model import Department, Facts, Unit
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
    """Keep what belongs to one unit and those below it, under the unit's own name.

    Raises:
        NoSuchUnitError: There is no such unit.
    """
    units = {unit.code: unit for unit in facts.units}
    if unit_code not in units:
        raise NoSuchUnitError(unit_code)
    kept = {code for code in units if _is_below(code, unit_code, units)}
    top = units[unit_code]
    return replace(
        facts,
        department=Department(top.code, top.name, top.name, top.name),
        units=tuple(
            replace(unit, parent=None) if unit.code == unit_code else unit
            for unit in facts.units
            if unit.code in kept
        ),
        lines=tuple(line for line in facts.lines if line.unit in kept),
        unit=unit_code,
    )


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
