"""What every benchmark needs: the pack, the codes, a folder for files, a book of made lines."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.lines import YEAR
from budgettool.book import Book, StoredPack
from budgettool.codes import Classification, load_classification
from budgettool.model import Facts, Line
from budgettool.packs.definition import Pack
from budgettool.packs.loader import load_pack
from budgettool.packs.location import pack_folders, read_pack_files

ROOT = Path(__file__).parents[1]
PACK = "henan-2020"
HOLDER = "bench"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a benchmark runs and what it reads with.

    Attributes:
        folder: For the files that it makes; removed afterwards.
    """

    folder: Path
    stored: StoredPack
    pack: Pack
    classification: Classification

    def book(self, name: str, facts: Facts, lines: Sequence[Line] | None = None) -> Path:
        """Write a book of made lines, or of others than these."""
        path = self.folder / name
        rows = facts.lines if lines is None else lines
        with (
            Book.create(path, facts.department, facts.year, self.stored, holder=HOLDER) as book,
            book.edit("导入") as edit,
        ):
            edit.insert_all((*facts.units, *rows))
        return path


def open_places(folder: Path) -> Places:
    """Load what benchmarks read with."""
    files = read_pack_files(PACK, pack_folders())
    pack = load_pack(files)
    stored = StoredPack(pack.id, pack.version, files)
    return Places(folder, stored, pack, load_classification(YEAR))


def run_cold(*arguments: str | Path) -> tuple[float, str]:
    """Run Python in a new process; gives the seconds that it took, and what it printed."""
    command = [sys.executable, *map(str, arguments)]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    return time.perf_counter() - started, done.stdout


def budgettool(*arguments: str | Path) -> float:
    """Run the product in a new process; gives the seconds that it took."""
    return run_cold("-m", "budgettool", *arguments)[0]
