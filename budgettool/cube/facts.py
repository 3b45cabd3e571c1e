"""Facts: a line of any kind as a key (a member of each dimension) and an amount in 分.

What a line leaves open is resolved here, once, as the line enters the cube: the government economic
code follows from the unit's kind, the year and the crosswalk; the nature follows from the project.
"""

from typing import NamedTuple

from budgettool.cube.dimensions import Dimensions, Value
from budgettool.model import BalanceLine, ExpenditureLine, IncomeLine, Line
from budgettool.packs.definition import LineKind

Key = tuple[Value, ...]
"""A member of each dimension, in the order of `packs.definition.KEY`."""


class Fact(NamedTuple):
    """A line as the tables see it."""

    lines: LineKind
    key: Key
    amount: int


class FactReader:
    """Turns lines into facts, remembering what it has resolved."""

    def __init__(self, dimensions: Dimensions) -> None:
        self._dimensions = dimensions
        self._government: dict[tuple[str | None, str | None], str | None] = {}
        self._keys: dict[Key, Key] = {}

    def fact(self, line: Line) -> Fact:
        """Read a line; one without an amount counts nothing."""
        match line:
            case ExpenditureLine():
                kind: LineKind = "expenditure"
                key = self._expenditure_key(line)
            case IncomeLine():
                kind = "income"
                key = _short_key(kind, line, line.counterparty)
            case BalanceLine():
                kind = "balance"
                key = _short_key(kind, line, None)
        return Fact(kind, self._keys.setdefault(key, key), line.amount or 0)

    def government_of(self, department_economic: str | None, unit: str | None) -> str | None:
        """Find the government economic code that follows from a unit and a department code."""
        question = (department_economic, unit)
        if question not in self._government:
            self._government[question] = self._follow(department_economic, unit)
        return self._government[question]

    def _expenditure_key(self, line: ExpenditureLine) -> Key:
        government = line.government_economic
        if government is None:
            government = self.government_of(line.department_economic, line.unit)
        nature = line.nature
        if nature is None and line.project is not None:
            project = self._dimensions.projects.get(line.project)
            nature = project.nature if project else None
        return (
            "expenditure",
            line.measure,
            line.unit,
            line.function,
            line.department_economic,
            government,
            nature,
            line.source,
            line.project,
            line.procurement,
            line.secret,
            line.counterparty,
        )

    def _follow(self, department_economic: str | None, unit_code: str | None) -> str | None:
        unit = self._dimensions.units.get(unit_code or "")
        if department_economic is None or unit is None:
            return None
        classification = self._dimensions.classification
        targets = classification.government_for(department_economic, unit.kind)
        return targets[0] if targets else None


def _short_key(kind: LineKind, line: IncomeLine | BalanceLine, counterparty: str | None) -> Key:
    """Make the key of a line that has neither economic codes nor nature nor project."""
    unknown = (None, None, None)
    return (
        kind,
        line.measure,
        line.unit,
        line.function,
        *unknown,
        line.source,
        *unknown,
        counterparty,
    )
