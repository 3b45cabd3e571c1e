"""Asks the rules about the text, once, of a text as it stands; cheap enough to follow typing."""

from collections.abc import Sequence

from budgettool.packs.definition import Pack
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.finding import Finding
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import as_packed
from budgettool.rules.text.catalogue import ASKED
from budgettool.rules.text.under_check import TextUnderCheck
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.sheet import Sheet
from budgettool.sheets.text import Section


def check_text(
    pack: Pack,
    sections: Sequence[Section],
    quantities: Quantities,
    sheets: Sequence[Sheet] = (),
    *,
    units: int | None = None,
    step: int = 0,
) -> CheckResult:
    """Check a text.

    Args:
        pack: Of the tables and of the text.
        sections: The text.
        quantities: The figures that it is judged by.
        sheets: What is published with it, whose words are looked at too.
        units: How many units the tables print, where there is no register; None for a book.
        step: 分 in the last printed place of tables that were read; 0 for a book.
    """
    check = TextUnderCheck(pack, sections, quantities, sheets, units, step)
    everything = as_packed(PROGRAM_RULES, pack)
    packed = {each.rule.code: everything[each.rule.code] for each in ASKED}
    found: list[Finding] = []
    unknown: dict[str, str] = {}
    for each in ASKED:
        rule = packed[each.rule.code]
        if rule.off:
            continue
        found += each.check(check, rule)
        if reason := each.lacks(check):
            unknown[rule.code] = reason
    return CheckResult(packed, tuple(found), unknown=unknown)
