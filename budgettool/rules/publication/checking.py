"""Asks the rules about publishing, once, of a packet that would be published."""

from datetime import date

from budgettool.model import Facts
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.finding import Finding
from budgettool.rules.publication import PUBLICATION_RULES
from budgettool.rules.publication.publication import Publication
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import as_packed
from budgettool.rules.text.checking import check_text
from budgettool.sheets.document import Document
from budgettool.sheets.packet import Packet
from budgettool.sheets.publishing import Published
from budgettool.sheets.quantities import Quantities


def check_publication(
    facts: Facts,
    published: Published,
    packet: Packet,
    today: date,
    document: Document | None = None,
    quantities: Quantities | None = None,
) -> CheckResult:
    """Check a packet before it is published.

    Args:
        facts: The book with everything.
        published: What of it is published.
        packet: Derived of that.
        today: From which days are counted.
        document: All that is published as one, where it is made; its text is checked too.
        quantities: What its text speaks of, as published.
    """
    publication = Publication(
        packet.pack, facts, published, packet.sheets, today, document, quantities
    )
    packed = as_packed(PROGRAM_RULES, packet.pack)
    found: list[Finding] = []
    unknown: dict[str, str] = {}
    for each in PUBLICATION_RULES:
        rule = packed[each.rule.code]
        if rule.off:
            continue
        if reason := each.lacks(publication):
            unknown[rule.code] = reason
        else:
            found += each.check(publication, rule)
    rules = {each.rule.code: packed[each.rule.code] for each in PUBLICATION_RULES}
    result = CheckResult(rules, tuple(found), unknown=unknown)
    if quantities is None or not publication.sections:
        return result
    return result.joined(check_text(packet.pack, publication.sections, quantities, packet.sheets))
