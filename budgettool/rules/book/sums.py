"""Which sums the rules about the book ask for, by name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from budgettool.cube.dimensions import Value
from budgettool.model import AMOUNT, Ceiling, Unit
from budgettool.packs.definition import Axis
from budgettool.rules.book.settings import (
    change_of,
    has_standards,
    is_official,
    is_running_cost,
)
from budgettool.rules.context import Context
from budgettool.rules.tallies import Slot, Tally

PRIOR: Final = "prior"
"""The measure of last year's figures."""

CLOSING: Final = "closing"
"""The measure of what is left for next year."""

MEASURES: Final = "measures"
SOURCES: Final = "sources"
UNITS: Final = "units"
PROJECTS: Final = "projects"
CEILINGS: Final = "ceilings"
RUNNING: Final = "running"
OFFICIAL: Final = "official"
CHANGES: Final = "changes"
TRANSFERS: Final = "transfers"
PROJECT_FUNCTIONS: Final = "project_functions"

NAMED: Final = "named"
SPENT: Final = "spent"
"""The sums of a function: of lines that name a project, and of those whose nature is 项目支出."""

_PART: Final = Axis("nature", "part")
_PROJECT: Final = "项目支出"

_LIMITED: Final = ("unit", "nature", "project", "source")
"""The dimensions that a ceiling can limit."""

WHOLE: Final = ""
"""The member of sums over the whole book."""


def make_tallies(context: Context) -> Mapping[str, Tally]:
    """Make the tallies of a book, empty."""
    by = change_of(context).by
    return {
        MEASURES: Tally(("lines", "measure"), _of_measure),
        SOURCES: Tally(("lines", "measure", "source"), _of_source),
        UNITS: Tally(("lines", "measure", "unit"), _of_expenditure),
        PROJECTS: Tally(("lines", "measure", "project"), _of_expenditure),
        CEILINGS: ceilings_tally(context),
        RUNNING: running_tally(context),
        OFFICIAL: _official_tally(context),
        CHANGES: Tally(("lines", "measure", by), _of_expenditure),
        TRANSFERS: Tally(("lines", "measure", "unit", "counterparty"), _of_transfer),
        PROJECT_FUNCTIONS: _project_functions_tally(context),
    }


def ceilings_tally(context: Context) -> Tally:
    """Make the tally of what is drafted against each ceiling, by its id.

    It looks at those dimensions only that some ceiling limits, so that few lines differ to it.
    """
    ceilings = context.facts.ceilings
    named = [name for name in _LIMITED if any(getattr(each, name) for each in ceilings)]
    limits: dict[tuple[Value, Value], list[Ceiling]] = {}
    for ceiling in ceilings:
        for unit in _below(context.facts.units, ceiling):
            limits.setdefault((unit, ceiling.project), []).append(ceiling)

    def slots(members: tuple[Value, ...]) -> Iterator[Slot]:
        lines, measure, *others = members
        if (lines, measure) != ("expenditure", AMOUNT):
            return
        of = dict(zip(named, others, strict=True))
        for which in {(u, p) for u in (of.get("unit"), None) for p in (of.get("project"), None)}:
            for ceiling in limits.get(which, ()):
                nature, source = of.get("nature"), of.get("source")
                if _is_under(nature, ceiling.nature) and _is_under(source, ceiling.source):
                    yield Slot(AMOUNT, ceiling.id)

    return Tally(("lines", "measure", *named), slots)


def running_tally(context: Context) -> Tally:
    """Make the tally of 公用经费 that a standard covers, by unit; of nothing without standards."""
    if not has_standards(context):
        return Tally(("lines",), lambda _: ())

    def slots(members: tuple[Value, ...]) -> Iterable[Slot]:
        lines, measure, unit, nature, code = members
        wanted = (lines, measure) == ("expenditure", AMOUNT) and bool(unit)
        return (Slot(AMOUNT, unit),) if wanted and is_running_cost(context, nature, code) else ()

    return Tally(("lines", "measure", "unit", "nature", "department_economic"), slots)


def _project_functions_tally(context: Context) -> Tally:
    """Make the tally of what projects spend of each function, and of 项目支出."""

    def slots(members: tuple[Value, ...]) -> Iterator[Slot]:
        lines, measure, function, nature, project = members
        if (lines, measure) != ("expenditure", AMOUNT) or not function:
            return
        if project:
            yield Slot(NAMED, function)
        if context.dimensions.attribute(_PART, nature) == _PROJECT:
            yield Slot(SPENT, function)

    return Tally(("lines", "measure", "function", "nature", "project"), slots)


def _official_tally(context: Context) -> Tally:
    """Make the tally of “三公” spending, in all."""

    def slots(members: tuple[Value, ...]) -> Iterable[Slot]:
        lines, measure, code, source = members
        wanted = lines == "expenditure" and measure in {AMOUNT, PRIOR}
        return (Slot(measure, WHOLE),) if wanted and is_official(context, code, source) else ()

    return Tally(("lines", "measure", "department_economic", "source"), slots)


def _of_measure(members: tuple[Value, ...]) -> Iterable[Slot]:
    lines, measure = members
    return (Slot(measure, WHOLE),) if lines == "expenditure" else ()


def _of_source(members: tuple[Value, ...]) -> Iterable[Slot]:
    lines, measure, source = members
    if (lines, measure) == ("balance", CLOSING):
        return (Slot(CLOSING, source or ""),)
    return (Slot(lines, source or ""),) if measure == AMOUNT else ()


def _of_expenditure(members: tuple[Value, ...]) -> Iterable[Slot]:
    lines, measure, member = members
    return (Slot(measure, member),) if lines == "expenditure" and member else ()


def _of_transfer(members: tuple[Value, ...]) -> Iterable[Slot]:
    """Name a transfer by payer and payee, from whichever side it is told."""
    lines, measure, unit, other = members
    if measure != AMOUNT or not other or not unit:
        return ()
    return (Slot(lines, (unit, other) if lines == "expenditure" else (other, unit)),)


def _below(units: Iterable[Unit], ceiling: Ceiling) -> frozenset[Value]:
    """Give the code of a ceiling's unit and those of all units below it; None for any unit."""
    found: set[Value] = {ceiling.unit}
    if ceiling.unit is None:
        return frozenset(found)
    parents = [(unit.code, unit.parent) for unit in units]
    while more := {code for code, parent in parents if parent in found} - found:
        found |= more
    return frozenset(found)


def _is_under(path: Value, top: str | None) -> bool:
    return top is None or path == top or str(path or "").startswith(f"{top}/")
