"""Large titles: how large they are, and where they break so that no line is much the shorter.

Leaves the breaking itself to the PDF's, so that both look alike.
"""

import re
from collections.abc import Sequence
from typing import Final

from budgettool.exporting.pdf.wrapping import wrap_evenly
from budgettool.exporting.word.markup import twips, width_of
from budgettool.exporting.word.pages import LETTER

_MOST_LINES: Final = 6
_EASE: Final = 0.5
"""Room in characters that stays beside a broken line, for blanks that a reader puts at figures."""
_YEAR: Final = re.compile(r"(?=\d{4}年)")


def break_title(text: str, size: float) -> list[str]:
    """Break a title that is too long: at its wide blank, then before its year, then evenly."""
    limit = LETTER.room / twips(size)
    if "\n" not in text and width_of(text) <= limit:
        return [text]
    pieces = (piece for part in text.split("\n") for piece in part.split("\u3000"))
    return [line for piece in pieces for line in _break_piece(piece, limit)] or [""]


def _break_piece(piece: str, limit: float) -> list[str]:
    if width_of(piece) <= limit:
        return [piece] if piece.strip() else []
    halves = filter(None, _YEAR.split(piece))
    return [line for half in halves for line in wrap_evenly(half, limit - _EASE, width_of)]


def fitting_size(titles: Sequence[str], sizes: Sequence[float]) -> float:
    """Find the largest type in which nothing breaks; else that in which few lines result."""
    widest = max(map(width_of, titles), default=0.0)
    for size in sizes:
        if widest * twips(size) <= LETTER.room:
            return size
    for size in sizes[1:]:
        if sum(len(break_title(title, size)) for title in titles) <= _MOST_LINES:
            return size
    return sizes[-1]
