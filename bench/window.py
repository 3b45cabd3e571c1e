"""The window, from a new process to a book that can be typed into."""

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figure import Figure, figure
from bench.lines import made_facts
from bench.load import peak_megabytes
from bench.places import HOLDER, Places, run_cold

START_SECONDS = 1.5
MEGABYTES = 400.0
OPEN_SECONDS = {1_000: START_SECONDS, 10_000: 0.5, 100_000: 2.0}
_KEYS = 40
"""Distinct keys in a hundred lines: a bad case."""

_REPEATS = 3


def run(places: Places) -> Iterator[Figure]:
    """Measure the start with a small book, and the opening of larger ones."""
    for lines, budget in OPEN_SECONDS.items():
        path = places.book(
            f"window-{lines}.ysb", made_facts(places.pack, lines, keys=lines * _KEYS // 100)
        )
        runs = [json.loads(run_cold("-m", "bench.window", path)[1]) for _ in range(_REPEATS)]
        best = min(runs, key=lambda found: found["open"])
        about = f"{lines:,} 条明细，支出页已显示，{_REPEATS} 次中最快的一次"
        yield figure("打开账本", best["open"], "s", budget, about)
    yield figure("内存峰值", best["megabytes"], "MB", MEGABYTES, about)
    start = best["imports"] + best["application"]
    yield figure("从启动到打开账本之前", start, "s", START_SECONDS, "新进程，无屏幕")


def show(path: Path) -> dict[str, float]:
    """Show a book in its window, with the time of each step."""
    marks = [time.perf_counter()]
    from budgettool.gui.application import (  # noqa: PLC0415 - its import is measured
        Home,
        Program,
        make_application,
    )

    marks.append(time.perf_counter())
    application = make_application(["budgettool"])
    marks.append(time.perf_counter())
    with TemporaryDirectory() as folder:
        home = Home(Path(folder), HOLDER, lambda: datetime.now().astimezone())
        program = Program(application, home)
        program.settings.page = "expenditure"
        window = program.open_book(path)
        application.processEvents()
        window.grab()
        marks.append(time.perf_counter())
        window.close()
    names = ("imports", "application", "open")
    steps = {name: marks[at + 1] - marks[at] for at, name in enumerate(names)}
    return {**steps, "megabytes": peak_megabytes()}


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    print(json.dumps(show(Path(sys.argv[1]))))
