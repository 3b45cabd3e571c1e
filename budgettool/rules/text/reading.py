"""Reads what sections say of quantities, and which typed figures could be fields.

Leaves scanning a paragraph to `scanning`, judging what it says to the rules.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from budgettool.rules.text.claim import Claim
from budgettool.rules.text.lexicon import Lexicon, lexicon_of
from budgettool.rules.text.scanning import FigureSpan, scan
from budgettool.rules.text.values import is_right
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Figure, Paragraph, Plain, Run, Section


class Offer(NamedTuple):
    """A typed figure that can become a field.

    Attributes:
        start, end: Where it stands in the paragraph's text.
        source, form: Of the field.
        right: Whether it is what the field would say, as far as it is written out.
        says: What the field would say.
    """

    start: int
    end: int
    source: str
    form: str
    right: bool
    says: str


def read_paragraph(paragraph: Paragraph, lexicon: Lexicon, topic: str = "") -> tuple[Claim, ...]:
    """Read what a paragraph says."""
    return _read(paragraph, lexicon, topic)


@lru_cache(maxsize=4_000)
def _read(paragraph: Paragraph, lexicon: Lexicon, topic: str) -> tuple[Claim, ...]:
    return tuple(scan(paragraph.text, tuple(_spans(paragraph)), lexicon, topic))


def read_section(section: Section, lexicon: Lexicon) -> Iterator[tuple[int, tuple[Claim, ...]]]:
    """Read the paragraphs of a section by their numbers; a heading says what those below are of."""
    topic = ""
    for number, paragraph in enumerate(section.paragraphs):
        if paragraph.level:
            topic = lexicon.only(paragraph.text)
        yield number, read_paragraph(paragraph, lexicon, topic)


def offers(paragraph: Paragraph, quantities: Quantities, topic: str = "") -> list[Offer]:
    """List the typed figures and direction words of a paragraph that can become fields."""
    claims = read_paragraph(paragraph, lexicon_of(quantities), topic)
    return [offer for claim in claims if (offer := offer_of(claim, quantities)) is not None]


def offer_of(claim: Claim, quantities: Quantities) -> Offer | None:
    """Say which field could stand in place of what was typed; None for none."""
    if claim.is_field or claim.is_absence or not claim.source:
        return None
    measured = quantities.get(claim.source)
    if measured is None or (claim.whole and claim.whole != measured.quantity.whole):
        return None
    says = measured.say(claim.form)
    if says is None:
        return None
    right = is_right(claim, measured)
    return Offer(claim.start, claim.end, claim.source, claim.form, bool(right), says)


def _spans(paragraph: Paragraph) -> Iterator[FigureSpan]:
    place = 0
    for run in paragraph.runs:
        end = place + len(run.text)
        if isinstance(run, Figure):
            yield FigureSpan(place, end, run.source, run.form)
        place = end


def with_fields(paragraph: Paragraph, chosen: Sequence[Offer]) -> Paragraph:
    """Put fields in the place of what was typed."""
    runs: list[Run] = []
    place = 0
    for run in paragraph.runs:
        end = place + len(run.text)
        inside = [offer for offer in chosen if place <= offer.start and offer.end <= end]
        if isinstance(run, Plain) and inside:
            runs += _replaced(run.text, place, sorted(inside))
        else:
            runs.append(run)
        place = end
    return Paragraph(tuple(runs), paragraph.level)


def _replaced(text: str, begin: int, offers_inside: Sequence[Offer]) -> Iterator[Run]:
    done = 0
    for offer in offers_inside:
        start, end = offer.start - begin, offer.end - begin
        if start > done:
            yield Plain(text[done:start])
        yield Figure(offer.says, offer.source, offer.form)
        done = end
    if done < len(text):
        yield Plain(text[done:])
