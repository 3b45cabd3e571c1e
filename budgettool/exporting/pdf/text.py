"""Measures text and splits it into runs of one face each, character by character.

Leaves breaking lines to `wrapping`, and which faces there are to `fonts`.
"""

from typing import NamedTuple

from budgettool.exporting.pdf.fonts import Cut, FontBook, Typeface
from budgettool.exporting.pdf.report import MissingGlyph

_INVISIBLE = frozenset(
    [
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xD800, 0xE000),
        *range(0xFE00, 0xFE10),
        0xAD,
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        0xFFFE,
        0xFFFF,
        *range(0xE0100, 0xE01F0),
    ]
)
_TO_CLEAN: dict[int, str | None] = dict.fromkeys(_INVISIBLE, None) | {
    0x09: " ",
    0x0B: " ",
    0x0C: " ",
    0xA0: " ",
}
SUBSTITUTE = "□"
"""What is drawn for a character that no face has."""


class Run(NamedTuple):
    """Part of a text that one face draws; `width` in units of the type size."""

    typeface: Typeface
    text: str
    width: float


class _Advances(dict[str, float]):
    """Widths of a cut's characters, found when first asked for."""

    def __init__(self, book: FontBook, cut: Cut) -> None:
        super().__init__()
        self.book = book
        self.chain = book.chain(cut)
        self.strangers: dict[str, Typeface] = {}
        self.missing: set[str] = set()

    def __missing__(self, character: str) -> float:
        typeface = self._choose(character)
        face = self.book.face(typeface.id)
        drawn = SUBSTITUTE if character in self.missing else character
        width = face.advance(face.glyph(ord(drawn))) / 1000
        if typeface != self.chain[0]:
            self.strangers[character] = typeface
        self[character] = width
        return width

    def _choose(self, character: str) -> Typeface:
        for typeface in self.chain:
            if self.book.face(typeface.id).glyph(ord(character)):
                return typeface
        self.missing.add(character)
        return next(
            typeface
            for typeface in self.chain
            if self.book.face(typeface.id).glyph(ord(SUBSTITUTE))
        )


class Typesetter:
    """Measures and splits the texts of one document.

    Attributes:
        place: What is being set: id of a sheet or section, for whoever reads what is missing.
        missing: Characters that no face has, each with the place and text where it was met.
    """

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self.place = ""
        self.missing: dict[MissingGlyph, None] = {}
        self._advances: dict[Cut, _Advances] = {}
        self._widths: dict[Cut, dict[str, float]] = {}

    def width(self, text: str, cut: Cut) -> float:
        """Measure a text, in units of the type size."""
        known = self._widths.get(cut)
        if known is None:
            known = self._widths[cut] = {}
            self._advances[cut] = _Advances(self.book, cut)
        found = known.get(text)
        if found is None:
            found = known[text] = sum(map(self._advances[cut].__getitem__, text))
        return found

    def runs(self, text: str, cut: Cut) -> tuple[Run, ...]:
        """Split a text into runs, each drawn by one face."""
        width = self.width(text, cut)
        advances = self._advances[cut]
        if not advances.strangers or advances.strangers.keys().isdisjoint(text):
            if advances.missing and not advances.missing.isdisjoint(text):
                self._note_missing(text, advances)
            return (Run(advances.chain[0], text, width),)
        self._note_missing(text, advances)
        return tuple(_split(text, advances))

    def _note_missing(self, text: str, advances: _Advances) -> None:
        for character in text:
            if character in advances.missing:
                self.missing[MissingGlyph(character, self.place, text)] = None


def clean(text: str) -> str:
    """Take out what cannot be drawn; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.translate(_TO_CLEAN) for line in lines)


def _split(text: str, advances: _Advances) -> list[Run]:
    parts: list[tuple[Typeface, str]] = []
    for character in text:
        typeface = advances.strangers.get(character, advances.chain[0])
        if parts and parts[-1][0] == typeface:
            parts[-1] = typeface, parts[-1][1] + character
        else:
            parts.append((typeface, character))
    return [Run(typeface, part, sum(map(advances.__getitem__, part))) for typeface, part in parts]
