"""What is marked in the words: what is wrong with them, and bare figures that could be fields.

Leaves finding and judging to `rules`, drawing the marks to the editor.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from budgettool.gui.texts.writing import blocks, read_block
from budgettool.packs.definition import Pack
from budgettool.packs.rule import Level
from budgettool.rules.finding import Finding, SectionPlace
from budgettool.rules.text.checking import check_text
from budgettool.rules.text.lexicon import lexicon_of
from budgettool.rules.text.reading import Offer, offer_of, read_paragraph
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Figure, Section

_MOST_LINES: Final = 300
"""Lines that are read for figures; a section of a page or two has a tenth of it."""

Findings = Mapping[str, tuple[Finding, ...]]
"""What is wrong, by the ids of sections."""


class Mark(NamedTuple):
    """Something that is marked in the words.

    Attributes:
        place: The words, selected.
        said: What is said of them; empty for what `figure` says itself.
        level: How wrong they are; None for a bare figure that is right.
        figure: The field that can stand in their place; None for none.
    """

    place: QTextCursor
    said: str
    level: Level | None
    figure: Figure | None


def judge(pack: Pack, sections: Sequence[Section], quantities: Quantities) -> Findings:
    """Check a text as it stands; takes a few milliseconds."""
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in check_text(pack, sections, quantities).findings:
        if isinstance(finding.place, SectionPlace):
            section = finding.place.section
            found[section] = (*found.get(section, ()), finding)
    return found


def find_marks(
    document: QTextDocument, quantities: Quantities, findings: Iterable[Finding]
) -> list[Mark]:
    """Find what is to be marked in a section: what is wrong first, then other bare figures."""
    filled = [block for block in blocks(document) if block.text().strip()]
    wrong = [mark for finding in findings if (mark := _wrong(filled, finding)) is not None]
    taken = [(mark.place.selectionStart(), mark.place.selectionEnd()) for mark in wrong]
    bare = [
        mark
        for mark in _bare(document, quantities)
        if not any(
            mark.place.selectionStart() < end and start < mark.place.selectionEnd()
            for start, end in taken
        )
    ]
    return sorted((*wrong, *bare), key=lambda mark: mark.place.selectionStart())


def of_the_whole(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Walk the findings that are about no words in particular."""
    for finding in findings:
        if isinstance(finding.place, SectionPlace) and finding.place.end <= finding.place.start:
            yield finding


def select_words(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """Select a stretch of a line's text, figures written out; a figure is selected whole."""
    cursor = QTextCursor(block)
    cursor.setPosition(_position(block, start, after=False))
    cursor.setPosition(_position(block, end, after=True), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def offset_of(block: QTextBlock, position: int) -> int:
    """Say for a place in the document where it is in its line's text, figures written out."""
    at, said = block.position(), 0
    for run in read_block(block).runs:
        length = 1 if isinstance(run, Figure) else units(run.text)
        if position < at + length:
            return said if isinstance(run, Figure) else said + _characters(run.text, position - at)
        at += length
        said += len(run.text)
    return said


def _characters(text: str, count: int) -> int:
    """Count characters in so many of Qt's."""
    cut = text.encode("utf-16-le", "surrogatepass")[: 2 * max(count, 0)]
    return len(cut.decode("utf-16-le", "ignore"))


def units(text: str) -> int:
    """Count characters as Qt does: those beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _position(block: QTextBlock, offset: int, *, after: bool) -> int:
    """Find a place in the document for one in a line's text; before or after a figure."""
    at, said = block.position(), 0
    for run in read_block(block).runs:
        inside = offset - said
        if isinstance(run, Figure):
            if inside <= 0 or (inside < len(run.text) and not after):
                return at
            at += 1
        else:
            if inside <= len(run.text):
                return at + units(run.text[: max(inside, 0)])
            at += units(run.text)
        said += len(run.text)
    return at


def _wrong(filled: Sequence[QTextBlock], finding: Finding) -> Mark | None:
    place = finding.place
    if not isinstance(place, SectionPlace) or place.end <= place.start:
        return None
    if place.paragraph >= len(filled):
        return None
    words = select_words(filled[place.paragraph], place.start, place.end)
    change = finding.fix.figures[0] if finding.fix and finding.fix.figures else None
    figure = Figure(change.says, change.source, change.form) if change else None
    return Mark(words, say_finding(finding), finding.level, figure)


def say_finding(finding: Finding) -> str:
    """Say what is wrong and what to do."""
    return f"{finding.message}。{finding.mend}" if finding.mend else finding.message


def _bare(document: QTextDocument, quantities: Quantities) -> Iterator[Mark]:
    """Find the bare figures; a heading says what those below it are of."""
    lexicon, topic = lexicon_of(quantities), ""
    for block in islice(blocks(document), _MOST_LINES):
        paragraph = read_block(block)
        if paragraph.level:
            topic = lexicon.only(paragraph.text)
        for claim in read_paragraph(paragraph, lexicon, topic):
            offer = offer_of(claim, quantities)
            if offer is not None:
                yield _offered(block, offer)


def _offered(block: QTextBlock, offer: Offer) -> Mark:
    figure = Figure(offer.says, offer.source, offer.form)
    return Mark(
        select_words(block, offer.start, offer.end), "", None if offer.right else "H", figure
    )
