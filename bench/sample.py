"""The sample's book many times over: a large department in whose lines nothing is wrong."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from bench.lines import YEAR
from bench.places import ROOT, Places
from budgettool.importing import Register, compare, propose_files
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit

_FILES = ("expenditure.csv", "income.csv", "units.csv")
_TOP = "016"


def correct_facts(places: Places, count: int) -> Facts:
    """Give so many lines at least: each time with units of its own."""
    once = _sample(places)
    times = -(-count // len(once.lines))
    carrying = [unit for unit in once.units if unit.kind != "汇总"]
    units = [unit for unit in once.units if unit.kind == "汇总"]
    lines: list[ExpenditureLine | IncomeLine] = []
    for turn in range(times):
        units += [
            replace(unit, id=f"{unit.id}-{turn}", code=_code(unit.code, turn)) for unit in carrying
        ]
        lines += _turned(once, turn)
    return replace(once, units=tuple(units), lines=tuple(lines))


def _turned(once: Facts, turn: int) -> Iterator[ExpenditureLine | IncomeLine]:
    for line in once.lines:
        if isinstance(line, ExpenditureLine | IncomeLine):
            yield replace(line, id=f"{line.id}-{turn}", unit=_code(line.unit or _TOP, turn))


def _code(code: str, turn: int) -> str:
    return f"{code}{turn:04}"


def _sample(places: Places) -> Facts:
    facts = Facts(YEAR, Department(_TOP, "临溪市人民政府办公室"))
    register = Register(YEAR, (), places.pack.vocabulary, places.classification)
    files = [ROOT / "templates" / "sample" / name for name in _FILES]
    ids = (f"s{number}" for number in itertools.count())
    added = compare(propose_files(files, register), facts, "append", lambda: next(ids)).added
    return replace(
        facts,
        units=tuple(row for row in added if isinstance(row, Unit)),
        projects=tuple(row for row in added if isinstance(row, Project)),
        lines=tuple(row for row in added if isinstance(row, ExpenditureLine | IncomeLine)),
    )
