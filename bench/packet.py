"""The whole packet in a new process: as PDF, in all formats, for 400 projects; and LibreOffice."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import pypdfium2

from bench.figure import Figure, figure
from bench.forms import filled_book
from bench.office import installed
from bench.places import ROOT, Places

PDF_BUDGET, ALL_BUDGET, MANY_BUDGET, MEMORY_BUDGET = 2.0, 5.0, 30.0, 500.0
MANY = 400
FORMATS = ("pdf", "docx", "xlsx", "html")
_OFFICE = ("docx", "xlsx")
_REPEATS = 5
_TIMEOUT = 600
_KILOBYTES = 1024


def run(places: Places) -> Iterator[Figure]:
    """Measure the command that writes the packet, and another program at the same content."""
    book, out = filled_book(places, "packet.ysb"), places.folder / "packet"
    for formats, budget in ((FORMATS[:1], PDF_BUDGET), (FORMATS, ALL_BUDGET)):
        times = [_build(book, out, formats)[0] for _ in range(_REPEATS)]
        about = f"{_pages(out)} 页，新进程，{_REPEATS} 次：{min(times):.2f}～{max(times):.2f}"
        yield figure(f"成册 {'、'.join(formats)}，中位数", median(times), "s", budget, about)
    if installed():
        yield from _converted(places.folder / "office", out)
    many, out = filled_book(places, "many.ysb", MANY), places.folder / "many"
    seconds, memory = _build(many, out, FORMATS[:1])
    about = f"{_pages(out):,} 页，{MANY} 个项目都填了绩效目标"
    yield figure("成册 pdf，项目很多", seconds, "s", MANY_BUDGET, about)
    if memory:
        yield figure("成册 pdf，项目很多，最多占内存", memory, "MB", MEMORY_BUDGET, about)


def _build(book: Path, out: Path, formats: Sequence[str]) -> tuple[float, float]:
    """Run the command; gives seconds, and megabytes where the system tells them."""
    arguments = ("build", str(book), "--out", str(out), "--format", ",".join(formats))
    command = [sys.executable, "-m", "budgettool", *arguments]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    memory = 0.0
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        memory = usage.ru_maxrss / _KILOBYTES
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - started, memory


def _pages(out: Path) -> int:
    """Count the pages of the PDF in a folder."""
    (path,) = out.glob("*.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def _converted(folder: Path, out: Path) -> Iterator[Figure]:
    """Let LibreOffice make PDF files of the same content."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [installed() or "soffice", profile, "--headless", "--norestore"]
    _run([*command, "--terminate_after_init"])
    for ending in _OFFICE:
        (source,) = out.glob(f"*.{ending}")
        convert = ("--convert-to", "pdf", "--outdir", str(folder / ending), str(source))
        times = [_run([*command, *convert]) for _ in range(_REPEATS)]
        about = f"{_pages(folder / ending)} 页，{_REPEATS} 次：{min(times):.2f}～{max(times):.2f}"
        name = f"LibreOffice 把同样内容的 {ending} 转成 pdf，中位数"
        yield figure(name, median(times), "s", None, about)


def _run(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, timeout=_TIMEOUT, capture_output=True)  # noqa: S603
    return time.perf_counter() - started
