"""Checks: everything from nothing, an edit until the findings are current, a report of many."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench.edit import edited_lines
from bench.figure import Figure, figure, milliseconds, percentile
from bench.lines import distinct_keys, made_facts
from bench.places import Places
from bench.sample import correct_facts
from budgettool.cli.check_text import report_lines
from budgettool.cube.keeping import keep
from budgettool.cube.scope import open_cube
from budgettool.exporting.checkreport import (
    About,
    CheckReport,
    make_report,
    write_json_report,
    write_pdf_report,
    write_workbook_report,
)
from budgettool.exporting.pdf import open_font_book
from budgettool.model import Facts
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context
from budgettool.rules.waivers import judge
from budgettool.rules.words import FindingWords

ALL = 500
EDIT = {10_000: 5, 100_000: 10}
_EDITS = 1_000
_TIMES = 3
_MANY = 10_000
_CREATED = datetime(2020, 1, 15, tzinfo=UTC)


def run(places: Places) -> Iterator[Figure]:
    """Measure checks at both sizes, then the report of a book that is wrong all over."""
    for size, budget in EDIT.items():
        for facts in (correct_facts(places, size), made_facts(places.pack, size)):
            yield from _of_book(places, facts, budget)
    yield from _of_report(places)


def _of_book(places: Places, facts: Facts, budget: float) -> Iterator[Figure]:
    cube = open_cube(places.pack, facts, places.classification)
    checker = Checker(Context(places.pack, facts, cube))
    counts = checker.counts()
    size, keys = len(facts.lines), distinct_keys(facts)
    about = f"{size:,} 条明细，{keys:,} 个键，{counts.total():,} 个问题"
    alone = min(milliseconds(checker.check) for _ in range(_TIMES))
    yield figure("全部规则从头核对", alone, "ms", ALL, about)
    made = min(
        milliseconds(lambda: Checker(Context(places.pack, facts, cube))) for _ in range(_TIMES)
    )
    yield figure("编译规则并从头核对", made, "ms", ALL, about)
    listed = milliseconds(lambda: list(checker.of_lines()))
    yield figure("第一次列出有问题的明细", listed, "ms", None, about)
    edits = list(edited_lines(facts))[:_EDITS]
    keep(size)  # as a window does
    times = []
    for line in edits:
        started = time.perf_counter()
        checker.follow([line.id], cube.put(line))
        times.append((time.perf_counter() - started) * 1000)
    about = f"{about}，{len(edits):,} 次"
    yield figure("改一条明细到问题更新 p50", percentile(times, 50), "ms", budget, about)
    yield figure("改一条明细到问题更新 p95", percentile(times, 95), "ms", budget, about)
    yield figure("改一条明细到问题更新 最长", max(times), "ms", None, about)


def _of_report(places: Places) -> Iterator[Figure]:
    facts = made_facts(places.pack, _MANY)
    cube = open_cube(places.pack, facts, places.classification)
    result = Checker(Context(places.pack, facts, cube)).result()
    about = About("临溪市人民政府办公室", facts.year, "", "", places.pack, "", _CREATED)
    words = FindingWords(places.pack, cube.dimensions, facts.lines)

    def make() -> CheckReport:
        return make_report(about, result, judge(result.findings, {}), words)

    report, fonts = make(), open_font_book()
    pdf, excel, record = (places.folder / f"report.{kind}" for kind in ("pdf", "xlsx", "json"))
    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("审核报告：整理", make),
        ("审核报告：屏幕", lambda: list(report_lines(report))),
        ("审核报告：PDF", lambda: write_pdf_report(report, pdf, fonts)),
        ("审核报告：Excel", lambda: write_workbook_report(report, excel)),
        ("审核报告：JSON", lambda: write_json_report(report, record)),
    )
    told = f"{len(result.findings):,} 个问题，合为 {len(report.problems):,} 个"
    for name, act in acts:
        yield figure(name, milliseconds(act) / 1000, "s", None, told)
