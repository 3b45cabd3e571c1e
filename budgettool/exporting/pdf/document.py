"""Writes tables, or a whole document, as one PDF file (PDF/A-2b).

The file appears whole or not at all, and the same content gives the same bytes. Leaves layout to
`plan`, and the file around the pages to `assembly`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from budgettool.exporting.pdf.assembly import Assembly, Bookmark, Spot
from budgettool.exporting.pdf.block import Numbers, SheetBlock
from budgettool.exporting.pdf.conformance import About
from budgettool.exporting.pdf.fonts import FontBook
from budgettool.exporting.pdf.plan import Plan, plan_document, plan_sheets
from budgettool.exporting.pdf.report import (
    PdfCancelledError,
    PdfFileError,
    PdfReport,
    Place,
    SheetPages,
)
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.watermark import make_mark
from budgettool.files import write_whole
from budgettool.sheets.document import Document
from budgettool.sheets.sheet import Sheet

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def write_pdf(  # noqa: PLR0913 - what a file needs, all by name
    sheets: Sequence[Sheet],
    path: Path,
    *,
    title: str,
    fonts: FontBook,
    created: datetime,
    mark: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> PdfReport:
    """Write sheets as one PDF/A-2b file, each beginning on a page of its own.

    Args:
        sheets: What to write, in order.
        path: The file; one that is there is replaced.
        title: The document's title.
        fonts: The faces to use.
        created: The moment that the file bears.
        mark: A word that stands large and light behind each page, such as that it is a draft.
        progress: Told after each page how many of how many are done.
        cancelled: Asked before each page whether to stop.

    Raises:
        PdfFileError: The file cannot be written.
        PdfCancelledError: `cancelled` said so; nothing is written.
    """
    work = _Work(Typesetter(fonts), mark, progress, cancelled)
    work.check()
    plan = plan_sheets(sheets, work.typesetter, work.check)
    return _write(plan, path, _about(title, created), work)


def write_document(  # noqa: PLR0913 - what a file needs, all by name
    document: Document,
    path: Path,
    *,
    fonts: FontBook,
    created: datetime,
    mark: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> PdfReport:
    """Write a document as one PDF/A-2b file: numbered through, with links and bookmarks.

    Args:
        document: What to write.
        path: The file; one that is there is replaced.
        fonts: The faces to use.
        created: The moment that the file bears.
        mark: A word that stands large and light behind each page, such as that it is a draft.
        progress: Told after each page how many of how many are done.
        cancelled: Asked before each table and page whether to stop.

    Raises:
        PdfFileError: The file cannot be written.
        PdfCancelledError: `cancelled` said so; nothing is written.
    """
    work = _Work(Typesetter(fonts), mark, progress, cancelled)
    work.check()
    plan = plan_document(document, work.typesetter, work.check)
    return _write(plan, path, _about(document.title, created, document.department), work)


def contents_pages(document: Document, fonts: FontBook) -> Mapping[str, int]:
    """Tell on which page of the PDF, from 1, each part, section, sheet and chart begins.

    Args:
        document: What would be written.
        fonts: The faces that would be used.
    """
    plan = plan_document(document, Typesetter(fonts), lambda: None)
    return {anchor: spot.page + 1 for anchor, spot in plan.spots().items()}


@dataclass(frozen=True, slots=True)
class _Work:
    """What the writing of a file needs from beginning to end."""

    typesetter: Typesetter
    mark: str
    progress: Progress | None
    cancelled: Cancelled | None

    def check(self) -> None:
        if self.cancelled and self.cancelled():
            raise PdfCancelledError


def _about(title: str, created: datetime, author: str = "") -> About:
    """Say of a file what its metadata can hold: one line without control characters."""
    return About(_one_line(title), created, _one_line(author))


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _write(plan: Plan, path: Path, about: About, work: _Work) -> PdfReport:
    assembly = Assembly(work.typesetter.book)
    spots = plan.spots()
    places = _draw(plan, assembly, spots, work)
    bookmarks = [
        Bookmark(_one_line(title), spots[anchor], level)
        for anchor, title, level in plan.headings
        if anchor in spots
    ]
    try:
        write_whole(path, assembly.finish(about, bookmarks, spots))
    except OSError as error:
        raise PdfFileError(path, error) from error
    return PdfReport(
        assembly.page_count,
        tuple(places),
        assembly.used_fonts(),
        tuple(work.typesetter.missing),
        _tight_sheets(plan),
        tuple(Place(anchor, spot.page + 1) for anchor, spot in spots.items()),
    )


def _draw(
    plan: Plan, assembly: Assembly, spots: Mapping[str, Spot], work: _Work
) -> list[SheetPages]:
    """Draw all pages; gives where the sheets are."""
    places: list[SheetPages] = []
    total = plan.page_count
    for block in plan.blocks:
        before = assembly.page_count
        for page in block.draw(Numbers(before, total, spots)):
            work.check()
            behind = (
                make_mark(work.mark, page.width, page.height, work.typesetter)
                if work.mark
                else None
            )
            assembly.add_page(page, behind)
            if work.progress:
                work.progress(assembly.page_count, total)
        if isinstance(block, SheetBlock):
            sheet = block.layout.frame.sheet.id
            places.append(SheetPages(sheet, before + 1, block.page_count))
    return places


def _tight_sheets(plan: Plan) -> tuple[str, ...]:
    frames = (block.layout.frame for block in plan.blocks if isinstance(block, SheetBlock))
    return tuple(frame.sheet.id for frame in frames if frame.tight)
