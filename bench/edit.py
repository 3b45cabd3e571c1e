"""One line edited, until every cell that it touches is current; a draft; a commit to the book."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace

from bench.figure import Figure, figure, percentile
from bench.lines import distinct_keys, made_facts
from bench.places import HOLDER, Places
from budgettool.book import Book
from budgettool.cube.cube import Cube, Touched
from budgettool.cube.scope import open_cube
from budgettool.model import ExpenditureLine, Facts

BUDGET = 0.5
SIZES = (10_000, 100_000)
_EDITS = 2_000
_COMMITS = 200
_MS = 1000


def run(places: Places) -> Iterator[Figure]:
    """Measure edits at both sizes, and say whether size matters."""
    p95 = {}
    for size in SIZES:
        facts = made_facts(places.pack, size)
        cube = open_cube(places.pack, facts, places.classification)
        edits = list(edited_lines(facts))
        about = f"{size:,} 条明细，{distinct_keys(facts):,} 个键，{len(edits):,} 次"
        times, cells = measure_edits(cube, edits)
        p95[size] = percentile(times, 95)
        about_cells = f"{about}，平均 {cells:.0f} 格"
        yield figure("改一条明细 p50", percentile(times, 50), "ms", BUDGET, about_cells)
        yield figure("改一条明细 p95", p95[size], "ms", BUDGET, about_cells)
        times = _measure_drafts(cube, edits)
        yield figure("草稿计入并撤回 p95", percentile(times, 95), "ms", 2 * BUDGET, about)
    small, large = (p95[size] for size in SIZES)
    yield figure("改一条明细：十万条比一万条 p95", large / small, "倍", 1.0)
    yield from _commits(places)


def edited_lines(facts: Facts) -> Iterator[ExpenditureLine]:
    """Give changed lines: half in their amount, half in a code, the unit or the source."""
    chance = random.Random(3)  # noqa: S311 - repeatable, not secret
    lines = [line for line in facts.lines if isinstance(line, ExpenditureLine)]
    for number in range(_EDITS):
        line, other = chance.choice(lines), chance.choice(lines)
        match number % 6:
            case 0:
                yield replace(line, function=other.function)
            case 1:
                yield replace(line, unit=other.unit)
            case 2:
                yield replace(line, source=other.source)
            case _:
                yield replace(line, amount=chance.randrange(1, 90_000_000) * 100)


def measure_edits(cube: Cube, edits: list[ExpenditureLine]) -> tuple[list[float], float]:
    """Give the milliseconds of each edit, and how many cells one touches on average."""
    times = []
    cells = 0
    for line in edits:
        started = time.perf_counter()
        touched = cube.put(line)
        _read(touched)
        times.append((time.perf_counter() - started) * _MS)
        cells += len(touched)
    return times, cells / len(edits)


def _measure_drafts(cube: Cube, edits: list[ExpenditureLine]) -> list[float]:
    times = []
    for line in edits:
        typed = replace(line, amount=(line.amount or 0) + 100)
        started = time.perf_counter()
        _read(cube.draft(typed))
        _read(cube.withdraw(line.id))
        times.append((time.perf_counter() - started) * _MS)
    return times


def _read(touched: tuple[Touched, ...]) -> None:
    """Compute the new figure of every touched cell, formulas too."""
    for block, place in touched:
        block.exact(place)


def _commits(places: Places) -> Iterator[Figure]:
    facts = made_facts(places.pack, SIZES[-1])
    path = places.book("edit.ysb", facts)
    times = []
    with Book.open(path, holder=HOLDER) as book:
        for line in facts.lines[:_COMMITS]:
            started = time.perf_counter()
            with book.edit("改金额") as edit:
                edit.update(line.id, amount=(line.amount or 0) + 100)
            times.append((time.perf_counter() - started) * _MS)
    about = f"{SIZES[-1]:,} 条明细的账本，{_COMMITS} 次，写到磁盘为止"
    yield figure("提交一次修改 p50", percentile(times, 50), "ms", None, about)
    yield figure("提交一次修改 p95", percentile(times, 95), "ms", None, about)
