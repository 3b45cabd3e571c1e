"""A PDF file in the making: pages, links, bookmarks, fonts, metadata (PDF/A-2b).

The same pages give the same bytes. Leaves what stands on the pages to `layout` and others, and
painting them to `paint`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)

from budgettool.exporting.pdf.conformance import About, colour_profile, pdf_date, xmp_packet
from budgettool.exporting.pdf.fonts import FontBook
from budgettool.exporting.pdf.objects import File, Record, Stream, text_string
from budgettool.exporting.pdf.page import Link, Mark, Page
from budgettool.exporting.pdf.paint import Painter
from budgettool.exporting.pdf.report import UsedFont

PRODUCER = "budgettool"
CREATOR = "预算编制工具"
_VERSION = (1, 7)
_PRINTED = 4
_SHOWN_LEVELS = 2


class Spot(NamedTuple):
    """A place in the file.

    Attributes:
        page: From 0.
        top: How far below the page's upper edge, in points.
    """

    page: int
    top: float = 0.0


class Bookmark(NamedTuple):
    """An entry of the outline; one of a deeper level belongs to the last one above it."""

    title: str
    spot: Spot
    level: int = 1


class Assembly:
    """A PDF file to which pages are added one after another."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self.painter = Painter(fonts)
        self._file = File(_VERSION)
        self._digest = hashlib.sha256()
        self._pages: list[PDFObjectReference] = []
        self._heights: list[float] = []
        self._linked: list[tuple[Record, tuple[Link, ...], float]] = []
        self._resources = Record({})
        self._tree = Record({"Type": PDFName("Pages")})
        self._resources_at = self._file.add(self._resources)
        self._tree_at = self._file.add(self._tree)

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def add_page(self, page: Page, mark: Mark | None = None) -> None:
        """Add a page, behind it a mark."""
        content = self.painter.paint(page, mark)
        self._digest.update(content)
        record = Record(
            {
                "Type": PDFName("Page"),
                "Parent": self._tree_at,
                "MediaBox": PDFArrayCompact([0, 0, page.width, page.height]),
                "Resources": self._resources_at,
                "Contents": self._file.add(Stream(content)),
            }
        )
        self._pages.append(self._file.add(record))
        self._heights.append(page.height)
        if page.links:
            self._linked.append((record, page.links, page.height))

    def used_fonts(self) -> tuple[UsedFont, ...]:
        """Name the faces that the pages use."""
        used = (self.fonts.sources[font] for font in self.painter.faces)
        return tuple(UsedFont(source.name, source.path, source.bundled) for source in used)

    def finish(
        self, about: About, bookmarks: Sequence[Bookmark], spots: Mapping[str, Spot]
    ) -> bytes:
        """Complete the file and give its bytes.

        Args:
            about: What the file says of itself.
            bookmarks: The outline, in the order of the pages.
            spots: Where the anchors are that links lead to; a link to none of them is left out.
        """
        self._resources["Font"] = PDFDictionary(
            {
                face.name: face.add_to(self._file, bold=font.endswith("bold"))
                for font, face in self.painter.faces.items()
            }
        )
        self._tree["Kids"] = PDFArrayCompact(self._pages)
        self._tree["Count"] = len(self._pages)
        for record, links, height in self._linked:
            record["Annots"] = PDFArrayCompact(self._annotations(links, height, spots))
        self._digest.update(f"{about.title}{about.created.isoformat()}".encode())
        return self._file.finish(
            self._catalog(about, bookmarks), _information(about), self._digest.digest()
        )

    def _annotations(
        self, links: Iterable[Link], height: float, spots: Mapping[str, Spot]
    ) -> list[PDFObjectReference]:
        return [
            self._file.add(
                Record(
                    {
                        "Type": PDFName("Annot"),
                        "Subtype": PDFName("Link"),
                        "Rect": PDFArrayCompact(_corners(link, height)),
                        "Border": PDFArrayCompact([0, 0, 0]),
                        "F": _PRINTED,
                        "Dest": self._destination(spots[link.anchor]),
                    }
                )
            )
            for link in links
            if link.anchor in spots
        ]

    def _destination(self, spot: Spot) -> PDFArrayCompact:
        """Name a place so that a reader keeps its zoom when it goes there."""
        top = round(self._heights[spot.page] - spot.top, 2)
        return PDFArrayCompact([self._pages[spot.page], PDFName("XYZ"), "null", top, "null"])

    def _catalog(self, about: About, bookmarks: Sequence[Bookmark]) -> Record:
        packet = Stream(
            xmp_packet(about, PRODUCER, CREATOR),
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
        if bookmarks:
            entries["Outlines"] = self._outline(bookmarks)
            entries["PageMode"] = PDFName("UseOutlines")
        return Record(entries)

    def _outline(self, bookmarks: Sequence[Bookmark]) -> PDFObjectReference:
        root = Record({"Type": PDFName("Outlines")})
        root_at = self._file.add(root)
        above: list[_Item] = [_Item(root, root_at, 0, [])]
        every = above[:]
        for mark in bookmarks:
            while above[-1].level >= mark.level:
                above.pop()
            record = Record(
                {
                    "Title": text_string(mark.title),
                    "Parent": above[-1].at,
                    "Dest": self._destination(mark.spot),
                }
            )
            item = _Item(record, self._file.add(record), mark.level, [])
            above[-1].below.append(item)
            above.append(item)
            every.append(item)
        for item in every:
            _join(item)
        return root_at


class _Item(NamedTuple):
    """An entry of the outline in the making, and those below it."""

    record: Record
    at: PDFObjectReference
    level: int
    below: list["_Item"]

    @property
    def shown(self) -> int:
        """How many entries below it are seen when a reader opens the file."""
        if self.level >= _SHOWN_LEVELS:
            return 0
        return len(self.below) + sum(item.shown for item in self.below)


def _join(item: _Item) -> None:
    """Chain the entries below one; those too deep to be shown at first are folded."""
    if not item.below:
        return
    item.record["First"], item.record["Last"] = item.below[0].at, item.below[-1].at
    item.record["Count"] = item.shown or -len(item.below)
    for before, after in zip(item.below, item.below[1:], strict=False):
        before.record["Next"], after.record["Prev"] = after.at, before.at


def _corners(link: Link, height: float) -> list[float]:
    left, top, right, bottom = link.x, link.y, link.x + link.width, link.y + link.height
    return [round(edge, 2) for edge in (left, height - bottom, right, height - top)]


def _information(about: About) -> Record:
    moment = PDFString(pdf_date(about.created).encode("ascii"))
    entries = {
        "Title": text_string(about.title),
        "Producer": text_string(PRODUCER),
        "Creator": text_string(CREATOR),
        "CreationDate": moment,
        "ModDate": moment,
    }
    if about.author:
        entries["Author"] = text_string(about.author)
    return Record(entries)
