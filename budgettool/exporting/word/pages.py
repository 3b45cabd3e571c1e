"""Pages of a Word file: paper and margins, and sections, which share them.

Leaves what stands at the edges to `heads`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from budgettool.exporting.word.markup import paragraph


class Paper(NamedTuple):
    """Paper and margins of a section, in twips.

    Attributes:
        head, foot: How far the running head and the page's number are from the paper's edges.
    """

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    head: int
    foot: int

    @property
    def room(self) -> int:
        """Measure the width for text."""
        return self.width - self.left - self.right


LETTER: Final = Paper(11906, 16838, 2098, 1474, 1984, 1588, 1247, 1247)
"""A4 as GB/T 9704 has it: 37 mm above, 35 below, 28 left, 26 right."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """Pages alike in paper and edges.

    Attributes:
        edges: Markup that refers to heads and feet.
        own_first: Whether the first page has edges of its own.
        blocks: Markup of paragraphs and tables, one by one.
    """

    paper: Paper
    edges: str
    blocks: Iterator[str]
    own_first: bool = False

    def properties(self) -> str:
        """Describe the section, as it stands at its end."""
        paper = self.paper
        turned = ' w:orient="landscape"' if paper.width > paper.height else ""
        return (
            f'<w:sectPr>{self.edges}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"{turned}/>'
            f'<w:pgMar w:top="{paper.top}" w:right="{paper.right}" w:bottom="{paper.bottom}" '
            f'w:left="{paper.left}" w:header="{paper.head}" w:footer="{paper.foot}" '
            f'w:gutter="0"/>{"<w:titlePg/>" if self.own_first else ""}</w:sectPr>'
        )


def lay_sections(sections: Iterable[PageSection]) -> Iterator[str]:
    """Give the markup of all sections; each but the last is described in its last paragraph."""
    before: PageSection | None = None
    for section in sections:
        if before:
            yield from _blocks(before, closing=before.properties())
        before = section
    if before:
        yield from _blocks(before, closing="")
        yield before.properties()


def _blocks(section: PageSection, closing: str) -> Iterator[str]:
    held = ""
    for block in section.blocks:
        yield held
        held = block
    yield _closed(held, closing)


def _closed(last: str, closing: str) -> str:
    """End a section in its last paragraph; after a table, where there is none, in a tiny one."""
    if last.startswith("<w:p>"):
        before, mark, after = last.rpartition("</w:pPr>")
        return f"{before}{closing}{mark}{after}"
    return last + paragraph("Spacer", properties=closing)
