"""Traces at 100,000 lines: from a cell to its lines, and from a line to its cells."""

import random
from collections.abc import Iterable, Iterator
from functools import partial

from bench.figure import Figure, figure, milliseconds, percentile
from bench.lines import distinct_keys, made_facts
from bench.places import Places
from budgettool.cube.scope import open_cube
from budgettool.packs.reference import CellReference, parse_reference
from budgettool.sheets.build import build_sheets
from budgettool.sheets.sheet import Cell

TO_LINES = 50.0
TO_CELLS = 1.0
LINES = 100_000
_CELLS = 300
_LINES = 2_000


def run(places: Places) -> Iterator[Figure]:
    """Measure both directions; totals of whole tables are among the cells."""
    facts = made_facts(places.pack, LINES)
    cube = open_cube(places.pack, facts, places.classification)
    sheets = build_sheets(places.pack, cube, facts)
    chance = random.Random(5)  # noqa: S311 - repeatable, not secret
    first = [_references(sheet.body[0].cells + sheet.body[-1].cells) for sheet in sheets]
    every = [_references(cell for row in sheet.body for cell in row.cells) for sheet in sheets]
    cells = [reference for listed in first for reference in listed]
    cells += chance.sample([reference for listed in every for reference in listed], _CELLS)
    about = f"{LINES:,} 条明细，{distinct_keys(facts):,} 个键"
    times = [milliseconds(partial(cube.lines_behind, cell)) for cell in cells]
    about_cells = f"{about}，{len(cells)} 格，各表首末行在内"
    yield figure("由格查明细 p50", percentile(times, 50), "ms", TO_LINES, about_cells)
    yield figure("由格查明细 p95", percentile(times, 95), "ms", TO_LINES, about_cells)
    yield figure("由格查明细 最慢", max(times), "ms", TO_LINES, about_cells)
    lines = [line.id for line in chance.sample(facts.lines, _LINES)]
    times = [milliseconds(partial(cube.cells_fed, line)) for line in lines]
    yield figure("由明细查格 p95", percentile(times, 95), "ms", TO_CELLS, f"{about}，{_LINES:,} 条")


def _references(cells: Iterable[Cell]) -> list[CellReference]:
    found = []
    for cell in cells:
        if cell.reference:
            reference = parse_reference(cell.reference)
            assert isinstance(reference, CellReference)  # noqa: S101 - a cell's own address
            found.append(reference)
    return found
