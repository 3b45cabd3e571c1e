"""A book of 100,000 lines, from the file to all sheets, in a new process."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure, figure
from bench.lines import distinct_keys, made_facts
from bench.places import HOLDER, Places, run_cold

SECONDS = 2.0
MEGABYTES = 300.0
LINES = 100_000
KEYS = (40_000, None)
_REPEATS = 3


def run(places: Places) -> Iterator[Figure]:
    """Measure a bad case and the worst: nearly every line with a key of its own."""
    for keys in KEYS:
        facts = made_facts(places.pack, LINES, keys=keys)
        path = places.book(f"load-{keys}.ysb", facts)
        about = f"{LINES:,} 条明细，{distinct_keys(facts):,} 个键"
        del facts
        runs = [json.loads(run_cold("-m", "bench.load", path)[1]) for _ in range(_REPEATS)]
        best = min(runs, key=lambda found: sum(found["seconds"].values()))
        steps = "，".join(f"{name} {taken:.2f}" for name, taken in best["seconds"].items())
        total = sum(best["seconds"].values())
        about += f"，{_REPEATS} 次中最快的一次"
        yield figure("打开账本并生成全部表", total, "s", SECONDS, f"{about}：{steps}")
        yield figure("内存峰值", best["megabytes"], "MB", MEGABYTES, about)


def load(path: Path) -> dict[str, float]:
    """Do it, with the time of each step."""
    from budgettool.book import Book  # noqa: PLC0415 - its import is not measured
    from budgettool.codes import load_classification  # noqa: PLC0415
    from budgettool.cube.scope import open_cube  # noqa: PLC0415
    from budgettool.packs.loader import load_pack  # noqa: PLC0415
    from budgettool.sheets.build import build_sheets  # noqa: PLC0415

    marks = [time.perf_counter()]

    def mark() -> None:
        marks.append(time.perf_counter())

    with Book.open(path, holder=HOLDER, writable=False) as book:
        mark()
        pack = load_pack(book.pack.files)
        classification = load_classification(book.year)
        mark()
        facts = book.facts()
        mark()
    cube = open_cube(pack, facts, classification)
    mark()
    build_sheets(pack, cube, facts)
    mark()
    names = ("打开", "表样和科目", "读明细", "汇总", "各表")
    return {name: marks[n + 1] - marks[n] for n, name in enumerate(names)}


def peak_megabytes() -> float:
    """Tell how much memory this process has held at most.

    `getrusage` would tell the parent's peak where that was greater.
    """
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("no peak in /proc/self/status")


if __name__ == "__main__":
    print(json.dumps({"seconds": load(Path(sys.argv[1])), "megabytes": peak_megabytes()}))
