"""The sample's book many times over: a large department in whose lines nothing is wrong."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bench.lines import YEAR
from bench.places import ROOT, Places
from budgettool.importing import Register, compare, propose_files
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit

_FILES = ("expenditure.csv", "income.csv", "units.csv")
_TOP = "016"
_GROUPS = 100
"""How often the sample's units are there; further lines are of further projects."""


def correct_facts(places: Places, count: int) -> Facts:
    """Give so many lines, or a few more."""
    once = _sample(places)
    lines: list[ExpenditureLine] = []
    for turn in itertools.count():
        if len(lines) >= count:
            break
        lines += _turned(once, turn)
    groups = range(min(turn, _GROUPS))
    units = [unit for unit in once.units if unit.kind == "汇总"]
    for group, unit in itertools.product(groups, once.units):
        if unit.kind != "汇总":
            units.append(replace(unit, id=f"{unit.id}-{group}", code=_code(unit.code, group)))
    names = dict.fromkeys((line.project, line.nature) for line in lines if line.project)
    projects = tuple(
        Project(f"p{number}", str(name), nature=nature)
        for number, (name, nature) in enumerate(names)
    )
    return replace(once, units=tuple(units), projects=projects, lines=(*lines, *_income_for(lines)))


def _turned(once: Facts, turn: int) -> Iterator[ExpenditureLine]:
    """Give the sample's lines once more: those of projects, and at first the others too."""
    group, again = turn % _GROUPS, turn // _GROUPS
    for line in once.lines:
        if isinstance(line, ExpenditureLine) and (line.project or not again):
            project = f"{line.project}{again}" if line.project else None
            unit = _code(line.unit or _TOP, group)
            yield replace(line, id=f"{line.id}-{turn}", unit=unit, project=project)


def _income_for(lines: list[ExpenditureLine]) -> Iterator[IncomeLine]:
    """Give the income that covers expenditure, of each unit and source."""
    sums: Counter[tuple[str, str]] = Counter()
    for line in lines:
        sums[line.unit or "", line.source or ""] += line.amount or 0
    for number, ((unit, source), amount) in enumerate(sums.items()):
        yield IncomeLine(f"i{number}", unit, source, None, amount)


def _code(code: str, group: int) -> str:
    return f"{code}{group:04}"


def _sample(places: Places) -> Facts:
    facts = Facts(YEAR, Department(_TOP, "临溪市人民政府办公室"))
    register = Register(YEAR, (), places.pack.vocabulary, places.classification)
    files = [ROOT / "templates" / "sample" / name for name in _FILES]
    ids = (f"s{number}" for number in itertools.count())
    added = compare(propose_files(files, register), facts, "append", lambda: next(ids)).added
    return replace(
        facts,
        units=tuple(row for row in added if isinstance(row, Unit)),
        lines=tuple(row for row in added if isinstance(row, ExpenditureLine | IncomeLine)),
    )
