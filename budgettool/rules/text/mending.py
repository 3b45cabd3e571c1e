"""Makes the mends that are offered of a text: fields in the place of what was typed.

Leaves keeping the section, as one edit, to whoever shows it.
"""

from collections import defaultdict
from dataclasses import replace

from budgettool.rules.finding import Fix
from budgettool.rules.text.reading import Offer, with_fields
from budgettool.sheets.text import Section


def mended(section: Section, fix: Fix) -> Section:
    """Give a section with the fields of a mend; what is of other sections is left alone."""
    chosen: defaultdict[int, list[Offer]] = defaultdict(list)
    for (of, paragraph, start, end), source, form, says in fix.figures:
        if of == section.id:
            chosen[paragraph].append(Offer(start, end, source, form, False, says))  # noqa: FBT003
    return replace(
        section,
        origin="own",
        paragraphs=tuple(
            with_fields(each, chosen[number]) if number in chosen else each
            for number, each in enumerate(section.paragraphs)
        ),
    )
