"""Pages of a PDF as pictures, made off the window's thread.

pdfium may be used by one thread at a time, so a lock stands before it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from PySide6.QtGui import QImage

from budgettool.exporting.pdf import FontBook, PdfReport, write_pdf
from budgettool.importing import Progress
from budgettool.sheets.packet import Packet

_PDFIUM: Final = threading.Lock()
_LARGEST_SCALE: Final = 6.0


class PageSize(NamedTuple):
    """A page's paper, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF in memory, with the size of each page and the pages of each sheet."""

    data: bytes
    sizes: tuple[PageSize, ...]
    report: PdfReport

    def pages(self, table: str, number: int = 0) -> range:
        """Tell on which pages, from 0, a table's sheet of a number stands; none where it has none.

        A table that is printed once a project has several sheets, `table/project`.
        """
        sheets = [place for place in self.report.sheets if place.sheet.split("/")[0] == table]
        if number >= len(sheets):
            return range(0)
        return range(sheets[number].first - 1, sheets[number].first - 1 + sheets[number].pages)


def make_document(
    packet: Packet,
    fonts: FontBook,
    created: datetime,
    mark: str,
    progress: Progress,
) -> Document:
    """Write sheets as the PDF that will be published, or its draft, and read it back."""

    def write(path: Path) -> PdfReport:
        return write_pdf(
            packet.sheets,
            path,
            title=packet.name,
            fonts=fonts,
            created=created,
            mark=mark,
            progress=lambda done, total: progress("排版", done, total),
        )

    return read_back(write)


def read_back(write: Callable[[Path], PdfReport]) -> Document:
    """Have a PDF written, and take it into memory."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.pdf"
        report = write(path)
        data = path.read_bytes()
    return Document(data, _sizes(data), report)


def render_page(document: Document, page: int, scale: float) -> QImage:
    """Make a picture of a page; `scale` is pixels to a point."""
    import pypdfium2  # noqa: PLC0415 - loads a large library

    with _PDFIUM:
        pdf = pypdfium2.PdfDocument(document.data)
        try:
            bitmap = pdf[page].render(
                scale=min(scale, _LARGEST_SCALE), rev_byteorder=False, force_bitmap_format=4
            )
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()
        finally:
            pdf.close()
    return image


def _sizes(data: bytes) -> tuple[PageSize, ...]:
    import pypdfium2  # noqa: PLC0415 - loads a large library

    with _PDFIUM:
        pdf = pypdfium2.PdfDocument(data)
        try:
            return tuple(PageSize(*pdf.get_page_size(number)) for number in range(len(pdf)))
        finally:
            pdf.close()
