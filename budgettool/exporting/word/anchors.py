"""The places that contents point at: a bookmark for each heading, in the order of the document."""

from collections.abc import Mapping

from budgettool.exporting.word.markup import one_line
from budgettool.sheets.document import Document, Heading

LISTED = 2
"""Contents list headings down to this level."""


class Anchors:
    """The headings of a document by their anchor, and the bookmarks that stand for them.

    Attributes:
        listed: The headings that contents list.
    """

    def __init__(self, document: Document, pages: Mapping[str, int] | None) -> None:
        self._pages = pages or {}
        self._headings: dict[str, Heading] = {}
        for heading in document.headings():
            self._headings.setdefault(heading.anchor, heading)
        self._numbers = {anchor: number for number, anchor in enumerate(self._headings, 1)}
        self._unset = dict(self._headings)
        self.listed = tuple(h for h in self._headings.values() if h.level <= LISTED)

    def level(self, anchor: str) -> int:
        """Tell the level of the heading at an anchor; 0 where there is none."""
        heading = self._headings.get(anchor)
        return heading.level if heading else 0

    def bookmark(self, anchor: str) -> str:
        """Name the bookmark of an anchor as Word names those of contents."""
        return f"_Toc{self._numbers[anchor]:09}"

    def page(self, heading: Heading) -> str:
        """Tell on which page a heading stands, as far as it is known."""
        return str(self._pages.get(heading.anchor, ""))

    def mark(self, anchor: str, content: str) -> str:
        """Put the bookmark of an anchor around content; only the first time, as names are one."""
        if self._unset.pop(anchor, None) is None:
            return content
        number, name = self._numbers[anchor], one_line(self.bookmark(anchor))
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
