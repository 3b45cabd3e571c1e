"""Makes the packet as it would be published: its pages, what was left out, what rules find.

All of it is work for another thread, on a snapshot. Leaves showing it to the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from budgettool.exporting.packet import (
    Imprint,
    Material,
    Outward,
    Written,
    check_outward,
    go_outward,
    write_packet,
    write_packet_pdf,
)
from budgettool.exporting.pdf import open_font_book, system_folders
from budgettool.gui.reports.exports import Snapshot
from budgettool.gui.reports.rendering import Document, read_back
from budgettool.importing import Progress
from budgettool.narrative.template import Templates
from budgettool.packs.definition import Pack
from budgettool.packs.text import Format
from budgettool.rules.result import CheckResult


class TemplateShelf:
    """Keeps the templates of a pack compiled, from one making to the next."""

    def __init__(self) -> None:
        self._kept: tuple[Pack, Templates] | None = None

    def of(self, pack: Pack) -> Templates | None:
        """Give the templates of a pack; None where it has no text."""
        if pack.text is None:
            return None
        if self._kept is None or self._kept[0].text != pack.text:
            self._kept = pack, Templates(pack.text)
        return self._kept[1]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Attributes:
        parts: Ids of the parts, in their order.
        unit: Code of the unit whose packet it is; empty for the department's.
    """

    snapshot: Snapshot
    parts: tuple[str, ...]
    unit: str
    shelf: TemplateShelf

    def outward(self, progress: Progress) -> Outward:
        """Derive and compose what is published.

        Raises:
            BudgetToolError: There is no such unit, or a template is refused.
        """
        progress("计算各表", 0, 0)
        snapshot = self.snapshot
        material = Material(
            snapshot.facts, snapshot.pack, snapshot.classification, unit=self.unit or None
        )
        return go_outward(material, self.parts, templates=self.shelf.of(snapshot.pack))

    def imprint(self) -> Imprint:
        """Give what its files bear."""
        fonts = open_font_book(system_folders(), self.snapshot.font_cache)
        return Imprint(fonts, self.snapshot.moment, self.snapshot.draft)


@dataclass(frozen=True, slots=True)
class Bound:
    """A packet as it is shown.

    Attributes:
        pages: The pages of its PDF.
        result: What the rules about publishing find.
    """

    order: Order
    outward: Outward
    pages: Document
    result: CheckResult

    def first_page(self, part: str) -> int | None:
        """Tell on which page, from 0, a part begins; None where it is not in it."""
        places = {place.anchor: place.page for place in self.pages.report.places}
        return places[part] - 1 if part in places else None


def bind(order: Order, progress: Progress) -> Bound:
    """Make the packet, its pages, and what is found of it.

    Raises:
        BudgetToolError: It cannot be made.
    """
    outward, imprint = order.outward(progress), order.imprint()
    pages = read_back(lambda path: write_packet_pdf(outward, path, imprint, progress))
    progress("核对", 0, 0)
    facts, today = order.snapshot.facts, order.snapshot.moment.date()
    return Bound(order, outward, pages, check_outward(facts, outward, today))


def make_pages(order: Order, progress: Progress) -> Document:
    """Make the pages alone, to be printed.

    Raises:
        BudgetToolError: They cannot be made.
    """
    outward, imprint = order.outward(progress), order.imprint()
    return read_back(lambda path: write_packet_pdf(outward, path, imprint, progress))


def write(order: Order, folder: Path, formats: Iterable[Format], progress: Progress) -> Written:
    """Write the packet's files.

    Raises:
        BudgetToolError: It cannot be made, or the folder refuses it; no file is written then.
    """
    return write_packet(order.outward(progress), folder, formats, order.imprint(), progress)
