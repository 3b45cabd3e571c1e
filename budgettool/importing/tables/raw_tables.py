"""All that a file holds of a pack's tables, as it stands there."""

from dataclasses import dataclass, field

from budgettool.importing.problem import Problem
from budgettool.importing.tables.raw import RawSide
from budgettool.importing.tables.raw_form import RawForm


@dataclass(frozen=True, slots=True)
class RawTables:
    """The sides of tables, and the forms, by the id of their table; and what is odd."""

    sides: dict[str, list[RawSide]] = field(default_factory=dict)
    forms: dict[str, list[RawForm]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
