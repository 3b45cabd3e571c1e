"""Writes a document in all the kinds of files that are wanted: all of them appear, or none does.

Each is written beside its place first. Leaves the files themselves to the writers of each kind.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from budgettool.errors import BudgetToolError
from budgettool.exporting.draft import drafted, mark_of
from budgettool.exporting.packet.choice import FORMAT_NAMES
from budgettool.exporting.packet.errors import PacketNotWrittenError
from budgettool.exporting.packet.naming import file_stem
from budgettool.exporting.packet.outward import Outward
from budgettool.exporting.packet.placing import Move, RefusedError, place_all
from budgettool.exporting.pdf import FontBook, PdfReport, contents_pages, write_document
from budgettool.files import cause
from budgettool.packs.text import Format
from budgettool.sheets.document import Document

Progress = Callable[[str, int, int], object]
"""Told how far it is: stage, done, of how much (0: unknown). It may raise, to stop."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every file of a packet needs and bears.

    Attributes:
        fonts: The faces to use.
        created: The moment that the files bear.
        draft: Whether they are drafts, and say so.
    """

    fonts: FontBook
    created: datetime
    draft: bool

    @property
    def mark(self) -> str:
        """The word that a draft bears everywhere."""
        return mark_of(draft=self.draft)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written.

    Attributes:
        beside: Files that belong to it: the data of the tables, beside a web page.
    """

    format: Format
    path: Path
    beside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing a packet.

    Attributes:
        report: Of the PDF: pages, faces, characters that no face has; None where there is none.
        replaced: How many files were there before.
    """

    files: tuple[WrittenFile, ...]
    report: PdfReport | None
    replaced: int


def write_packet(
    outward: Outward,
    folder: Path,
    formats: Iterable[Format],
    imprint: Imprint,
    progress: Progress,
) -> Written:
    """Write a document in some kinds of files.

    Args:
        outward: The document as it is published.
        folder: Where to write; it is there.
        formats: The kinds of files.
        imprint: What all of them bear.
        progress: Told how far it is; where it raises, nothing is written.

    Raises:
        PacketNotWrittenError: The system refuses a file; none is written.
        BudgetToolError: A table is larger than a workbook can hold, or a text longer.
    """
    wanted = set(formats)
    stem = drafted(file_stem(outward.name, outward.document.department), draft=imprint.draft)
    with _folder_beside(folder) as room:
        work = _Work(outward, room / "new", stem, imprint, _Steps(progress))
        made = [
            (each, tuple(_written(work, each, folder))) for each in FORMAT_NAMES if each in wanted
        ]
        progress("放到文件夹里", 0, 0)
        replaced = _place([path for _, paths in made for path in paths], work.room, folder)
    files = (_file(each, paths, work.room, folder) for each, paths in made)
    return Written(tuple(files), work.steps.report, replaced)


def write_packet_pdf(
    outward: Outward, path: Path, imprint: Imprint, progress: Progress
) -> PdfReport:
    """Write a document as the PDF of its packet, alone, in a place of one's own.

    Raises:
        PdfFileError: The system refuses it.
    """
    steps = _Steps(progress)
    steps.begin("排版")
    return _write_document(outward, path, imprint, steps)


class _Steps:
    """Says how far the writing is, and again where a writer asks whether to stop.

    Attributes:
        report: What came of the PDF, once it is written.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = ("", 0, 0)
        self.report: PdfReport | None = None

    def begin(self, stage: str) -> None:
        self._tell(stage, 0, 0)

    def advance(self, done: int, total: int) -> None:
        self._tell(self._last[0], done, total)

    def stops(self) -> bool:
        """Let progress raise where the user wants no more."""
        self._progress(*self._last)
        return False

    def _tell(self, stage: str, done: int, total: int) -> None:
        self._last = stage, done, total
        self._progress(*self._last)


@dataclass(frozen=True, slots=True)
class _Work:
    """One writing: what, in which folder, under which name."""

    outward: Outward
    room: Path
    stem: str
    imprint: Imprint
    steps: _Steps

    @property
    def titled(self) -> Document:
        return _titled(self.outward, self.imprint)

    def path(self, kind: Format) -> Path:
        return self.room / f"{self.stem}.{kind}"


def _written(work: _Work, kind: Format, folder: Path) -> Sequence[Path]:
    """Write one kind of file; a refusal names the place where it was to be."""
    work.steps.begin(f"写 {FORMAT_NAMES[kind]}")
    try:
        return _WRITERS[kind](work)
    except BudgetToolError as error:
        path, refusal = getattr(error, "path", None), error.__cause__
        if not isinstance(path, Path) or not isinstance(refusal, OSError):
            raise
        target = folder / path.relative_to(work.room)
        raise PacketNotWrittenError(target, cause(refusal)) from error


def _titled(outward: Outward, imprint: Imprint) -> Document:
    """Give the document under a title that says where it is a draft; files keep it inside."""
    return replace(outward.document, title=drafted(outward.name, draft=imprint.draft))


def _write_document(outward: Outward, path: Path, imprint: Imprint, steps: _Steps) -> PdfReport:
    return write_document(
        _titled(outward, imprint),
        path,
        fonts=imprint.fonts,
        created=imprint.created,
        mark=imprint.mark,
        progress=steps.advance,
        cancelled=steps.stops,
    )


def _write_pdf(work: _Work) -> Sequence[Path]:
    path = work.path("pdf")
    work.steps.report = _write_document(work.outward, path, work.imprint, work.steps)
    return (path,)


def _write_docx(work: _Work) -> Sequence[Path]:
    from budgettool.exporting.word import write_word  # noqa: PLC0415 - not always wanted

    path, report = work.path("docx"), work.steps.report
    pages = (
        {place.anchor: place.page for place in report.places}
        if report
        else contents_pages(work.outward.document, work.imprint.fonts)
    )
    write_word(
        work.titled,
        path,
        created=work.imprint.created,
        mark=work.imprint.mark,
        pages=pages,
        progress=work.steps.advance,
        cancelled=work.steps.stops,
    )
    return (path,)


def _write_xlsx(work: _Work) -> Sequence[Path]:
    from budgettool.exporting.excel import write_workbook  # noqa: PLC0415 - not always wanted

    path = work.path("xlsx")
    write_workbook(
        work.outward.sheets,
        path,
        title=work.titled.title,
        created=work.imprint.created,
        mark=work.imprint.mark,
        progress=work.steps.advance,
        cancelled=work.steps.stops,
    )
    return (path,)


def _write_html(work: _Work) -> Sequence[Path]:
    from budgettool.exporting.web import write_web  # noqa: PLC0415 - not always wanted

    return write_web(
        work.outward.document,
        work.path("html"),
        created=work.imprint.created,
        mark=work.imprint.mark,
        progress=work.steps.advance,
        cancelled=work.steps.stops,
    )


_WRITERS: Final[Mapping[Format, Callable[[_Work], Sequence[Path]]]] = MappingProxyType(
    {"pdf": _write_pdf, "docx": _write_docx, "xlsx": _write_xlsx, "html": _write_html}
)


@contextmanager
def _folder_beside(folder: Path) -> Iterator[Path]:
    """Give a folder on the same disk as another, with `new` and `old` in it; it goes afterwards."""
    try:
        room = Path(tempfile.mkdtemp(prefix=".", dir=folder))
        (room / "new").mkdir()
        (room / "old").mkdir()
    except OSError as error:
        raise PacketNotWrittenError(folder, cause(error)) from error
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _place(paths: Sequence[Path], room: Path, folder: Path) -> int:
    moves = [Move(path, folder / path.relative_to(room)) for path in paths]
    try:
        return place_all(moves, _stale(moves), room.with_name("old"))
    except RefusedError as refused:
        raise PacketNotWrittenError(refused.target, cause(refused.error)) from refused


def _stale(moves: Sequence[Move]) -> list[Path]:
    """List the data of tables that an earlier writing left beside its page."""
    beside = {move.target.parent for move in moves if move.target.suffix == ".csv"}
    if not beside:
        return []
    from budgettool.exporting.web import stale_files  # noqa: PLC0415 - not always wanted

    wanted = [move.target.name for move in moves]
    return [path for folder in beside for path in stale_files(folder, wanted)]


def _file(kind: Format, paths: Sequence[Path], room: Path, folder: Path) -> WrittenFile:
    first, *beside = (folder / path.relative_to(room) for path in paths)
    return WrittenFile(kind, first, tuple(beside))
