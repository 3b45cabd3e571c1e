"""What leaves the house: the published packet of a department or one unit, as one document.

What is 涉密 is left out, personal data are masked, and both are told. Leaves drawing to the
writers, and judging whether it may be published to the rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from budgettool.book.records import PUBLISHED, field_of, read_date
from budgettool.codes import Classification
from budgettool.cube.scope import restrict
from budgettool.exporting.packet.choice import CHOICE_FIELDS
from budgettool.model import Facts, FieldKey
from budgettool.narrative.compose import composing
from budgettool.narrative.template import Templates
from budgettool.packs.definition import Pack
from budgettool.packs.vocabulary import Vocabulary
from budgettool.rules.result import CheckResult
from budgettool.sheets.document import Document, Part
from budgettool.sheets.packet import Packet, derive
from budgettool.sheets.publishing import Published, publish
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


@dataclass(frozen=True, slots=True)
class Material:
    """All that a packet is derived from.

    Attributes:
        facts: The book with everything.
        vocabulary: The members that the lines are written in; the pack's own where None.
        unit: Code of the unit whose packet it is; None for the department's.
    """

    facts: Facts
    pack: Pack
    classification: Classification
    vocabulary: Vocabulary | None = None
    unit: str | None = None

    def scoped(self) -> Facts:
        """Give what the department, or the unit, has.

        Raises:
            NoSuchUnitError: There is no such unit.
        """
        return self.facts if self.unit is None else restrict(self.facts, self.unit)


def go_outward(
    material: Material,
    parts: Sequence[str],
    *,
    templates: Templates | None = None,
) -> Outward:
    """Make the document that is published.

    Args:
        material: The book.
        parts: Ids of the parts that are wanted, in their order.
        templates: Those of the pack, compiled before.

    Raises:
        NoSuchUnitError: There is no such unit.
        TemplateError: A template says something that is not allowed.
    """
    scoped, pack = material.scoped(), material.pack
    published = publish(scoped, pack)
    packet = derive(published.facts, pack, material.classification, vocabulary=material.vocabulary)
    made = composing(packet, templates)
    day = printed_date(material.facts)
    document = made.document(parts, date=day) if made else _tables_alone(packet, parts)
    return Outward(
        document=document,
        packet=packet,
        published=published,
        quantities=made.quantities if made else None,
        masked=_masked(scoped, published),
        name=document.title if document.sections else packet.name,
    )


def check_outward(facts: Facts, outward: Outward, today: date) -> CheckResult:
    """Ask the rules about publishing of all that is published.

    Args:
        facts: The book with everything.
        outward: What of it is published.
        today: From which days are counted.
    """
    from budgettool.rules.publication.checking import (  # noqa: PLC0415 - loads all rules
        check_publication,
    )

    return check_publication(
        facts, outward.published, outward.packet, today, outward.document, outward.quantities
    )


def printed_date(facts: Facts) -> str:
    """Write the day of publishing as covers have it, such as 2020年6月19日; empty for none."""
    day = read_date(facts.fields.get(field_of(PUBLISHED), ""))
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
