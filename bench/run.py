"""Runs benchmarks: `python bench/run.py [names…] [--json FILE]`; without names, all of them.

Nothing is asserted: each figure is printed with its budget, their ratio, and what it was taken of.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figure import Figure, machine
from bench.places import open_places

NAMES = (
    "build",
    "load",
    "edit",
    "checks",
    "traces",
    "importing",
    "pdf",
    "excel",
    "packet",
    "preview",
    "window",
    "grid",
    "renaming",
    "comparison",
)


def main() -> None:
    """Run what the arguments name."""
    parser = argparse.ArgumentParser(description="测量速度和内存")
    parser.add_argument("names", nargs="*", metavar="名称", help="、".join(NAMES))
    parser.add_argument("--json", type=Path, metavar="文件", help="把数字另存为 JSON")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(NAMES)
    if unknown:
        parser.error(f"没有这些测量：{'、'.join(sorted(unknown))}；有：{'、'.join(NAMES)}")
    print(machine())
    figures = list(_measured(arguments.names or NAMES))
    if arguments.json:
        written = {"machine": machine(), "figures": [each.record() for each in figures]}
        text = json.dumps(written, ensure_ascii=False, indent=1)
        arguments.json.write_text(text + "\n", encoding="utf-8")


def _measured(names: tuple[str, ...] | list[str]) -> Iterator[Figure]:
    for name in names:
        print(f"\n== {name}")
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for found in import_module(f"bench.{name}").run(open_places(Path(folder))):
                print(found.text(), flush=True)
                yield found


if __name__ == "__main__":
    main()
