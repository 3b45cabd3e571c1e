"""A document's parts in their order, each laid out, so that it is known where everything is.

Leaves drawing the pages and writing the file to `document`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from budgettool.exporting.pdf.assembly import Spot
from budgettool.exporting.pdf.block import Block, SheetBlock
from budgettool.exporting.pdf.charts import lay_charts
from budgettool.exporting.pdf.contents import TITLE, list_contents
from budgettool.exporting.pdf.cover import CoverBlock
from budgettool.exporting.pdf.flow import flow_text
from budgettool.exporting.pdf.layout import lay_out
from budgettool.exporting.pdf.paper import RunningHead
from budgettool.exporting.pdf.text import Typesetter
from budgettool.sheets.document import Document, Heading, Part
from budgettool.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Plan:
    """What fills the pages of a file, in order.

    Attributes:
        headings: What the bookmarks name.
    """

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return sum(block.page_count for block in self.blocks)

    def spots(self) -> dict[str, Spot]:
        """Find everything that has an anchor."""
        found: dict[str, Spot] = {}
        before = 0
        for block in self.blocks:
            for anchor, spot in block.spots():
                found[anchor] = spot._replace(page=before + spot.page)
            before += block.page_count
        return found


def plan_sheets(sheets: Sequence[Sheet], typesetter: Typesetter, check: Callable[[], None]) -> Plan:
    """Lay out tables alone; what asks whether to stop is called after each."""
    blocks: list[Block] = []
    for number, sheet in enumerate(sheets):
        blocks.append(SheetBlock(str(number), lay_out(sheet, typesetter)))
        check()
    headings = (
        Heading(str(number), f"{sheet.number} {sheet.title}".strip(), 1)
        for number, sheet in enumerate(sheets)
    )
    return Plan(tuple(blocks), tuple(headings))


def plan_document(document: Document, typesetter: Typesetter, check: Callable[[], None]) -> Plan:
    """Lay out a document; what asks whether to stop is called after each part and table."""
    head = RunningHead(typesetter, document.head)
    blocks: list[Block] = []
    for part in document.parts:
        for block in _blocks(document, part, head):
            blocks.append(block)
            check()
    return Plan(tuple(blocks), tuple(_headings(document)))


def _blocks(document: Document, part: Part, head: RunningHead) -> Iterator[Block]:
    typesetter = head.typesetter
    if part.kind == "cover":
        yield CoverBlock(part, typesetter)
    elif part.kind == "contents":
        yield list_contents(part, document.headings(), typesetter, head)
    elif part.kind == "text":
        yield flow_text(part, typesetter, head)
    elif part.kind == "charts":
        yield lay_charts(part, typesetter, head)
    else:
        if part.title or part.lines:
            yield CoverBlock(part, typesetter, head)
        for sheet in part.sheets:
            yield SheetBlock(f"{part.id}/{sheet.id}", lay_out(sheet, typesetter), head)


def _headings(document: Document) -> Iterator[Heading]:
    """Give what bookmarks name: the headings, before them the contents themselves."""
    headings = tuple(document.headings())
    named = {heading.anchor for heading in headings}
    for part in document.parts:
        if part.kind == "contents" and part.id not in named:
            yield Heading(part.id, part.title or TITLE, 1)
    yield from headings
