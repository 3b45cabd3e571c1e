"""The same lines and tables as a workbook of SUMIFS in LibreOffice, side by side with ours.

Two workbooks: the product's own working workbook, which is equal in every figure, and the plainest
pivot of SUMIFS that an accountant may keep, which is quicker and shows less. What the program
needs to start is left out on its side; ours is measured without start-up and as a command.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

from bench.edit import edited_lines, measure_edits
from bench.figure import Figure, figure, percentile
from bench.lines import distinct_keys, made_facts
from bench.office import OfficeTimes, installed, measure
from bench.places import Places, budgettool
from bench.sumifs import AMOUNT, write_sumifs
from budgettool.exporting.excel import write_working_workbook
from budgettool.exporting.excel.tracing import WorkingSource, working_source
from budgettool.sheets.packet import Packet, derive

LINES = 10_000
_KEYS = 120
_UNITS = 4
_PLAIN_CELLS = 1_472
_CREATED = datetime(2020, 1, 15, tzinfo=UTC)


def run(places: Places) -> Iterator[Figure]:
    """Measure both, and give the ratios."""
    if installed() is None:
        print("没有 LibreOffice，略去对比")
        return
    facts = made_facts(places.pack, LINES, unit_count=_UNITS, keys=_KEYS)
    started = time.perf_counter()
    packet = derive(facts, places.pack, places.classification)
    derived = time.perf_counter() - started
    office, formulas = _office(packet, places.folder)
    book = places.book("comparison.ysb", facts)
    whole = budgettool("build", book, "--out", places.folder / "comparison")
    times, _ = measure_edits(packet.cube, list(edited_lines(facts)))
    edit = percentile(times, 95) / 1000
    about = f"{LINES:,} 条明细，{distinct_keys(facts):,} 个键，{formulas:,} 个 SUMIFS 格"
    yield figure("LibreOffice 打开工作底稿", office.load, "s", None, about)
    yield figure("LibreOffice 全部重算", office.recalculation, "s", None, about)
    yield figure("LibreOffice 改一个金额后重算", office.edit, "s", None, about)
    yield figure("本软件由明细到全部表", derived, "s", None, about)
    yield figure("本软件 build 命令（新进程，PDF 和 Excel）", whole, "s", None, about)
    yield figure("本软件改一条明细 p95", edit * 1000, "ms", None, about)
    yield from _plain(places, edit)
    yield figure("改一条明细：LibreOffice 比本软件", office.edit / edit, "倍", None, about)
    yield figure(
        "全部重算：LibreOffice 比本软件", office.recalculation / derived, "倍", None, about
    )
    yield figure("全部重算：LibreOffice 比本软件 build", office.recalculation / whole, "倍", None)


def _plain(places: Places, edit: float) -> Iterator[Figure]:
    facts = made_facts(places.pack, LINES)
    path = places.folder / "sumifs.xlsx"
    formulas = write_sumifs(path, facts, _PLAIN_CELLS)
    office = measure(path, places.folder, AMOUNT, 1)
    about = f"最简单的透视：{LINES:,} 条明细，{formulas:,} 个 SUMIFS 格"
    yield figure("LibreOffice 全部重算", office.recalculation, "s", None, about)
    yield figure("LibreOffice 改一个金额后重算", office.edit, "s", None, about)
    yield figure("改一条明细：LibreOffice 比本软件", office.edit / edit, "倍", None, about)


def _office(packet: Packet, folder: Path) -> tuple[OfficeTimes, int]:
    source, path = working_source(packet), folder / "comparison.xlsx"
    write_working_workbook(
        packet.sheets,
        path,
        title=packet.name,
        created=_CREATED,
        lines_columns=source.columns,
        lines_rows=source.rows,
        criteria=source.criteria,
    )
    with ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        cells = b"".join(parts.read(name) for name in sheets).split(b"<f>")[1:]
    formulas = sum(b"SUMIFS(" in cell.split(b"</f>")[0] for cell in cells)
    return measure(path, folder, _amount_column(source), 1), formulas


def _amount_column(source: WorkingSource) -> int:
    return len(source.columns) - 1
