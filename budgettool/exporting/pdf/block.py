"""Whatever fills whole pages of a file: a sheet, a part of the text, a cover.

All blocks are laid out before the first page is drawn, so that page numbers are known. Leaves
their order to `plan`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from budgettool.exporting.pdf.assembly import Spot
from budgettool.exporting.pdf.layout import Layout, draw_pages
from budgettool.exporting.pdf.page import Page
from budgettool.exporting.pdf.paper import RunningHead


class Numbers(NamedTuple):
    """What a block is told when it is drawn.

    Attributes:
        before: How many pages of the file come before.
        pages: How many pages the file has.
        spots: Where everything with an anchor is.
    """

    before: int
    pages: int
    spots: Mapping[str, Spot]


class Block(Protocol):
    """Something that fills pages."""

    @property
    def page_count(self) -> int:
        """How many pages it takes."""

    def spots(self) -> Iterable[tuple[str, Spot]]:
        """Give the places in it that have anchors, counted from its first page."""

    def draw(self, numbers: Numbers) -> Iterator[Page]:
        """Draw its pages one by one."""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A sheet on its pages; in a document, under the running head."""

    anchor: str
    layout: Layout
    head: RunningHead | None = None

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return self.layout.page_count

    def spots(self) -> Iterator[tuple[str, Spot]]:
        """Give where the sheet begins."""
        yield self.anchor, Spot(0)

    def draw(self, numbers: Numbers) -> Iterator[Page]:
        """Draw its pages one by one."""
        frame = self.layout.frame
        frame.typesetter.place = frame.sheet.id
        for page in draw_pages(self.layout, numbers.before, numbers.pages):
            yield self.head.put_on_table(page) if self.head else page
            frame.typesetter.place = frame.sheet.id
