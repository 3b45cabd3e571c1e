"""Importing a workbook of 10,000 rows: as a command in a new process, and within one."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from xlsxwriter import Workbook

from bench.figure import Figure, figure
from bench.lines import distinct_keys, made_facts
from bench.places import HOLDER, Places, budgettool
from budgettool.book import Book
from budgettool.importing import Register, apply_difference, compare, propose
from budgettool.model import ExpenditureLine, Facts

BUDGET = 1.5
ROWS = 10_000
HEADS = (
    "单位代码", "功能科目", "部门经济科目", "支出性质", "资金来源", "项目名称", "金额（元）",
)  # fmt: skip
_REPEATS = 3


def run(places: Places) -> Iterator[Figure]:
    """Measure the whole command, and its steps without start-up."""
    made = made_facts(places.pack, ROWS * 10 // 9 + 1)
    lines = tuple(line for line in made.lines if isinstance(line, ExpenditureLine))[:ROWS]
    facts = replace(made, lines=lines)
    source = places.folder / "import.xlsx"
    _write(source, lines)
    about = f"{len(lines):,} 行 xlsx，{distinct_keys(facts):,} 个键"
    books = [places.book(f"import-{number}.ysb", facts, ()) for number in range(_REPEATS + 1)]
    cold = median(budgettool("import", book, source) for book in books[1:])
    about_cold = f"{about}，新进程 {_REPEATS} 次的中位数"
    yield figure("导入命令", cold, "s", BUDGET, about_cold)
    steps = _within(places, books[0], source, facts)
    shown = "，".join(f"{name} {seconds:.2f}" for name, seconds in steps.items())
    yield figure("导入，不含启动", sum(steps.values()), "s", BUDGET, f"{about}：{shown}")


def _write(path: Path, lines: tuple[ExpenditureLine, ...]) -> None:
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("支出")
        sheet.write_row(0, 0, HEADS)
        for number, line in enumerate(lines, start=1):
            texts = (
                line.unit, line.function, line.department_economic,
                line.nature, line.source, line.project or "",
            )  # fmt: skip
            for place, text in enumerate(texts):
                sheet.write_string(number, place, text or "")
            sheet.write_number(number, len(texts), (line.amount or 0) // 100)


def _within(places: Places, path: Path, source: Path, facts: Facts) -> dict[str, float]:
    marks = [time.perf_counter()]
    register = Register(facts.year, facts.units, places.pack.vocabulary, places.classification)
    with Book.open(path, holder=HOLDER) as book:
        proposal = propose(source, register)
        proposal.require_sound()
        marks.append(time.perf_counter())
        difference = compare(proposal, book.facts(), "append", book.new_id)
        marks.append(time.perf_counter())
        with book.edit("导入") as edit:
            apply_difference(edit, difference)
        marks.append(time.perf_counter())
    if len(difference.added) < len(facts.lines):
        raise ValueError(f"only {len(difference.added)} rows were taken in")
    return {"读取": marks[1] - marks[0], "比较": marks[2] - marks[1], "写入": marks[3] - marks[2]}
