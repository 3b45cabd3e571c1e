"""What leaves the house: the published packet of a department or one unit, as one document.

What is 涉密 is left out, personal data are masked, and both are told. Leaves drawing to the
writers, and judging whether it may be published to the rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from budgettool.exporting.packet.choice import CHOICE_FIELDS
from budgettool.model import Facts, FieldKey
from budgettool.narrative.compose import composing
from budgettool.narrative.template import Templates
from budgettool.rules.publication.checking import check_publication
from budgettool.rules.publication.checklist import PUBLISHED, read_date
from budgettool.rules.result import CheckResult
from budgettool.sheets.document import Document, Part
from budgettool.sheets.packet import Packet
from budgettool.sheets.publishing import Published, publish_packet
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Outward:
    """A document as it is published, and what is not in it.

    Attributes:
        packet: Of what is published.
        published: What is withheld.
        quantities: What the text speaks of; None where the pack has no text.
        masked: Fields of which something is covered.
        name: What its files are called, without ending or mark.
    """

    document: Document
    packet: Packet
    published: Published
    quantities: Quantities | None
    masked: tuple[FieldKey, ...]
    name: str

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that a workbook holds: those of the document, or all where it has none."""
        return self.document.sheets or self.packet.sheets


def go_outward(
    packet: Packet,
    parts: Sequence[str],
    *,
    day: str = "",
    templates: Templates | None = None,
) -> Outward:
    """Make the document of a packet that is published.

    Args:
        packet: Of all that the book, or one unit of it, holds.
        parts: Ids of the parts that are wanted, in their order.
        day: The day of publishing as the cover has it; empty for none.
        templates: Those of the pack, compiled before.

    Raises:
        TemplateError: A template says something that is not allowed.
    """
    outward, published = publish_packet(packet)
    made = composing(outward, templates)
    document = made.document(parts, date=day) if made else _tables_alone(outward, parts)
    return Outward(
        document=document,
        packet=outward,
        published=published,
        quantities=made.quantities if made else None,
        masked=_masked(packet.facts, published),
        name=document.title if document.sections else outward.name,
    )


def check_outward(facts: Facts, outward: Outward, today: date) -> CheckResult:
    """Ask the rules about publishing of all that is published.

    Args:
        facts: The book with everything.
        outward: What of it is published.
        today: From which days are counted.
    """
    return check_publication(
        facts, outward.published, outward.packet, today, outward.document, outward.quantities
    )


def printed_date(facts: Facts) -> str:
    """Write the day of publishing as covers have it, such as 2020年6月19日; empty for none."""
    day = read_date(facts.fields.get(("department", "", PUBLISHED, 0), ""))
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _tables_alone(packet: Packet, parts: Sequence[str]) -> Document:
    """Give the document of a pack that has no text."""
    alone = Part("tables", "tables", sheets=packet.sheets)
    facts, printed = packet.facts, (alone,) if alone.id in parts and packet.sheets else ()
    return Document(packet.name, facts.department.full, facts.year, "", printed)


def _masked(facts: Facts, published: Published) -> tuple[FieldKey, ...]:
    """List the fields that are published otherwise than they were written."""
    outward = published.facts.fields
    return tuple(
        key
        for key, text in facts.fields.items()
        if key not in CHOICE_FIELDS and key in outward and outward[key] != text
    )


def subjects(facts: Facts, keys: Iterable[FieldKey]) -> tuple[str, ...]:
    """Name whose fields they are: projects and units by their names, each once."""
    names = {("project", each.id): each.name for each in facts.projects}
    names |= {("unit", each.code): each.name for each in facts.units}
    own = facts.department.short or facts.department.full
    return tuple(dict.fromkeys(names.get((kind, subject), own) for kind, subject, *_ in keys))
