"""Bare figures in words that were typed or pasted, which could be fields: where each stands.

Leaves finding and judging them to `rules`, marking them to the editor.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from budgettool.gui.texts.writing import blocks, read_block
from budgettool.rules.text.lexicon import lexicon_of
from budgettool.rules.text.reading import Offer, offer_of, read_paragraph
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Figure

_MOST_LINES: Final = 300
"""Lines that are read for figures; a section of a page or two has a tenth of it."""

Offered = tuple[QTextCursor, Offer]
"""A bare figure, selected, and what it could be."""


def find_offers(document: QTextDocument, quantities: Quantities) -> Iterator[Offered]:
    """Find the bare figures of a document; a heading says what those below it are of."""
    lexicon, topic = lexicon_of(quantities), ""
    for block in islice(blocks(document), _MOST_LINES):
        paragraph = read_block(block)
        if paragraph.level:
            topic = lexicon.only(paragraph.text)
        for claim in read_paragraph(paragraph, lexicon, topic):
            offer = offer_of(claim, quantities)
            place = select_words(block, offer.start, offer.end) if offer else None
            if offer is not None and place is not None:
                yield place, offer


def units(text: str) -> int:
    """Count characters as Qt does: those beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def select_words(block: QTextBlock, start: int, end: int) -> QTextCursor | None:
    """Select a stretch of a line's text, figures written out; None where a figure is in it."""
    at, said = block.position(), 0
    for run in read_block(block).runs:
        finish = said + len(run.text)
        if isinstance(run, Figure):
            at += 1
        elif said <= start and end <= finish:
            cursor = QTextCursor(block)
            cursor.setPosition(at + units(run.text[: start - said]))
            length = units(run.text[start - said : end - said])
            cursor.setPosition(cursor.position() + length, QTextCursor.MoveMode.KeepAnchor)
            return cursor
        else:
            at += units(run.text)
        said = finish
    return None
