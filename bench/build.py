"""`budgettool build` of the sample in a new process: PDF and Excel together."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figure import Figure, figure
from bench.places import ROOT, Places, budgettool, run_cold

BUDGET = 1.5
SAMPLE = ROOT / "templates" / "sample"
_REPEATS = 7
_SHOWN = 6
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")


def run(places: Places) -> Iterator[Figure]:
    """Measure the command, Python alone, and where start-up goes."""
    book, out = sample_book(places.folder), places.folder / "out"
    times = [budgettool("build", book, "--out", out) for _ in range(_REPEATS)]
    about = f"新进程，{_REPEATS} 次：{min(times):.2f}～{max(times):.2f}"
    yield figure("build 样例 PDF 和 Excel，中位数", median(times), "s", BUDGET, about)
    bare = median(run_cold("-c", "pass")[0] for _ in range(_REPEATS))
    yield figure("其中 Python 启动", bare, "s")
    found = _import_times(book, out)
    shown = "，".join(f"{name} {ms:.0f}" for name, ms in list(found.items())[:_SHOWN])
    total = sum(found.values()) / 1000
    yield figure("其中载入模块（-X importtime，偏大）", total, "s", None, f"毫秒：{shown}")


def sample_book(folder: Path) -> Path:
    """Make the sample's book as a user does."""
    book = folder / "样例.ysb"
    name = ("--department", "临溪市人民政府办公室", "--code", "016", "--year", "2020")
    budgettool("new", book, *name)
    tables = (SAMPLE / f"{table}.csv" for table in ("units", "expenditure", "income"))
    budgettool("import", book, *tables)
    return book


def _import_times(book: Path, out: Path) -> dict[str, float]:
    """Sum the milliseconds that modules took to load, by their package."""
    arguments = ("-X", "importtime", "-m", "budgettool", "build", str(book), "--out", str(out))
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    found: Counter[str] = Counter()
    for microseconds, module in _IMPORT.findall(done.stderr):
        package = module.split(".")[0]
        found["标准库" if package in sys.stdlib_module_names else package] += int(microseconds)
    return {package: taken / 1000 for package, taken in found.most_common()}
