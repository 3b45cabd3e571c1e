"""Writes sheets as one PDF file: pages, bookmarks, fonts, metadata (PDF/A-2b).

The file appears whole or not at all, and the same sheets give the same bytes. Leaves layout to
`layout` and painting to `paint`.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)

from budgettool.errors import BudgetToolError
from budgettool.exporting.pdf.conformance import colour_profile, pdf_date, xmp_packet
from budgettool.exporting.pdf.fonts import FontBook
from budgettool.exporting.pdf.layout import Layout, draw_pages, lay_out
from budgettool.exporting.pdf.objects import File, Record, Stream, text_string
from budgettool.exporting.pdf.paint import Painter
from budgettool.exporting.pdf.text import Typesetter
from budgettool.exporting.pdf.watermark import make_mark
from budgettool.files import cause, write_whole
from budgettool.sheets.sheet import Sheet

PRODUCER = "budgettool"
CREATOR = "预算编制工具"
_VERSION = (1, 7)


class PdfCancelledError(BudgetToolError):
    """The user stopped the writing of a PDF."""

    def __init__(self) -> None:
        super().__init__("已取消生成 PDF，没有写出文件。")


class PdfFileError(BudgetToolError):
    """A PDF cannot be put where it was asked for."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"无法写入 PDF 文件“{path}”：{cause(error)}。"
            "请检查文件夹是否存在、是否可写、磁盘是否已满；若文件正在别的程序中打开，请先关闭。"
        )
        self.path = path


class SheetPages(NamedTuple):
    """On which pages of the file a sheet is."""

    sheet: str
    first: int
    pages: int


class UsedFont(NamedTuple):
    """A face that the file uses."""

    name: str
    path: Path
    bundled: bool


class MissingGlyph(NamedTuple):
    """A character that no face has; □ stands in its place."""

    character: str
    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What came of writing a PDF.

    Attributes:
        tight: Ids of sheets where figures had to be condensed to fit even in the smallest type.
    """

    sheets: tuple[SheetPages, ...]
    fonts: tuple[UsedFont, ...]
    missing: tuple[MissingGlyph, ...]
    tight: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return sum(item.pages for item in self.sheets)


def write_pdf(  # noqa: PLR0913 - what a document needs, all by name
    sheets: Sequence[Sheet],
    path: Path,
    *,
    title: str,
    fonts: FontBook,
    created: datetime,
    mark: str = "",
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
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
    _check(cancelled)
    typesetter = Typesetter(fonts)
    missing: dict[MissingGlyph, None] = {}
    layouts = []
    for sheet in sheets:
        layouts.append(lay_out(sheet, typesetter))
        _check(cancelled)
    document = _Document(fonts)
    total = sum(layout.page_count for layout in layouts)
    places = []
    for sheet, layout in zip(sheets, layouts, strict=True):
        before = document.page_count
        for page in draw_pages(layout, before, total):
            _check(cancelled)
            behind = make_mark(mark, page.width, page.height, typesetter) if mark else None
            document.add_page(page.width, page.height, document.painter.paint(page, behind))
            if progress:
                progress(document.page_count, total)
        document.add_bookmark(f"{sheet.number} {sheet.title}".strip(), before)
        places.append(SheetPages(sheet.id, before + 1, layout.page_count))
        for character, text in typesetter.missing:
            missing[MissingGlyph(character, sheet.id, text)] = None
        typesetter.missing.clear()
    try:
        write_whole(path, document.finish(title, created))
    except OSError as error:
        raise PdfFileError(path, error) from error
    return PdfReport(tuple(places), document.used_fonts(), tuple(missing), _tight_sheets(layouts))


def _check(cancelled: Callable[[], bool] | None) -> None:
    if cancelled and cancelled():
        raise PdfCancelledError


def _tight_sheets(layouts: Sequence[Layout]) -> tuple[str, ...]:
    return tuple(layout.frame.sheet.id for layout in layouts if layout.frame.tight)


class _Document:
    """A PDF in the making."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self.painter = Painter(fonts)
        self._file = File(_VERSION)
        self._digest = hashlib.sha256()
        self._pages: list[PDFObjectReference] = []
        self._bookmarks: list[tuple[str, PDFObjectReference]] = []
        self._resources = Record({})
        self._tree = Record({"Type": PDFName("Pages")})
        self._resources_at = self._file.add(self._resources)
        self._tree_at = self._file.add(self._tree)

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def add_page(self, width: float, height: float, content: bytes) -> None:
        self._digest.update(content)
        page = Record(
            {
                "Type": PDFName("Page"),
                "Parent": self._tree_at,
                "MediaBox": PDFArrayCompact([0, 0, width, height]),
                "Resources": self._resources_at,
                "Contents": self._file.add(Stream(content)),
            }
        )
        self._pages.append(self._file.add(page))

    def add_bookmark(self, title: str, page: int) -> None:
        self._bookmarks.append((title, self._pages[page]))

    def used_fonts(self) -> tuple[UsedFont, ...]:
        used = (self.fonts.sources[font] for font in self.painter.faces)
        return tuple(UsedFont(source.name, source.path, source.bundled) for source in used)

    def finish(self, title: str, created: datetime) -> bytes:
        """Complete the file and give its bytes."""
        self._resources["Font"] = PDFDictionary(
            {
                face.name: face.add_to(self._file, bold=font.endswith("bold"))
                for font, face in self.painter.faces.items()
            }
        )
        self._tree["Kids"] = PDFArrayCompact(self._pages)
        self._tree["Count"] = len(self._pages)
        self._digest.update(f"{title}{created.isoformat()}".encode())
        return self._file.finish(
            self._catalog(title, created), _information(title, created), self._digest.digest()
        )

    def _catalog(self, title: str, created: datetime) -> Record:
        packet = Stream(
            xmp_packet(title, PRODUCER, CREATOR, created),
            {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")},
            plain=True,
        )
        intent = Record(
            {
                "Type": PDFName("OutputIntent"),
                "S": PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": text_string("sRGB"),
                "Info": text_string("sRGB primaries, gamma 2.2"),
                "DestOutputProfile": self._file.add(Stream(colour_profile(), {"N": 3})),
            }
        )
        entries: dict[str, object] = {
            "Type": PDFName("Catalog"),
            "Pages": self._tree_at,
            "Lang": text_string("zh-CN"),
            "Metadata": self._file.add(packet),
            "OutputIntents": PDFArrayCompact([self._file.add(intent)]),
            "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"}),
            "MarkInfo": PDFDictionary({"Marked": "false"}),
        }
        if self._bookmarks:
            entries["Outlines"] = self._outline()
            entries["PageMode"] = PDFName("UseOutlines")
        return Record(entries)

    def _outline(self) -> PDFObjectReference:
        root = Record({"Type": PDFName("Outlines"), "Count": len(self._bookmarks)})
        root_at = self._file.add(root)
        items = [
            Record(
                {
                    "Title": text_string(title),
                    "Parent": root_at,
                    "Dest": PDFArrayCompact([page, PDFName("Fit")]),
                }
            )
            for title, page in self._bookmarks
        ]
        places = [self._file.add(item) for item in items]
        for number, item in enumerate(items[1:], 1):
            item["Prev"] = places[number - 1]
            items[number - 1]["Next"] = places[number]
        root["First"], root["Last"] = places[0], places[-1]
        return root_at


def _information(title: str, created: datetime) -> Record:
    moment = PDFString(pdf_date(created).encode("ascii"))
    return Record(
        {
            "Title": text_string(title),
            "Producer": text_string(PRODUCER),
            "Creator": text_string(CREATOR),
            "CreationDate": moment,
            "ModDate": moment,
        }
    )
