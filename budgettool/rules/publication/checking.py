"""Asks the rules about publishing, once, of a packet that would be published."""

from datetime import date

from budgettool.model import Facts
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.finding import Finding
from budgettool.rules.publication import PUBLICATION_RULES
from budgettool.rules.publication.publication import Publication
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import as_packed
from budgettool.sheets.packet import Packet
from budgettool.sheets.publishing import Published


def check_publication(
    facts: Facts, published: Published, packet: Packet, today: date
) -> CheckResult:
    """Check a packet before it is published.

    Args:
        facts: The book with everything.
        published: What of it is published.
        packet: Derived of that.
        today: From which days are counted.
    """
    publication = Publication(packet.pack, facts, published, packet.sheets, today)
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
    return CheckResult(rules, tuple(found), unknown=unknown)
