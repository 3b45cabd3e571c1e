"""Breaks a paragraph into lines and spreads them, so that its right edge is straight.

Characters stand on a grid of their own; two marks of punctuation side by side share their blank
halves, and the blank half of one at the end of a line may hang over. Leaves which characters may
begin a line to `wrapping`, and on which page a line stands to `flow`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Text
from budgettool.exporting.pdf.text import Typesetter
from budgettool.exporting.pdf.wrapping import cut_unit, split_units

_RIGHT_BLANK = "，。、；：）》」』】〕〗〉］｝”’"
_LEFT_BLANK = "（《「『【〔〖〈［｛“‘"
_PAIR = rf"(?:[{_RIGHT_BLANK}](?=[{_RIGHT_BLANK}{_LEFT_BLANK}])|[{_LEFT_BLANK}](?=[{_LEFT_BLANK}]))"
_TIGHT = re.compile(_PAIR)
_PIECE = re.compile(rf"[!-~]+|(?:(?!{_PAIR})[^!-~])*(?:{_PAIR}|[^!-~])")
_HALF = 0.5
_WIDE = 0.9
_MOST_SPREAD = 0.6
_EASE = 0.01


class Lettering(NamedTuple):
    """How a paragraph is set.

    Attributes:
        gap: Space after each character that is not Latin, in points; brings it on its grid.
    """

    cut: Cut
    size: float
    gap: float = 0.0


class Line(NamedTuple):
    """One line of a paragraph; `width` in points, as it stands before it is spread."""

    text: str
    width: float


class Composer:
    """Measures and draws lines of one lettering."""

    def __init__(self, typesetter: Typesetter, lettering: Lettering) -> None:
        self.typesetter = typesetter
        self.lettering = lettering
        self._known: dict[str, float] = {}

    def measure(self, text: str) -> float:
        """Measure a text in points."""
        found = self._known.get(text)
        if found is None:
            cut, size, gap = self.lettering
            wide = sum(not _is_latin(character) for character in text)
            found = self.typesetter.width(text, cut) * size + wide * gap
            found -= sum(self._overlap(text, at.start()) for at in _TIGHT.finditer(text))
            self._known[text] = found
        return found

    def _overlap(self, text: str, place: int) -> float:
        """Tell how much closer a mark of punctuation and the next one stand, in points."""
        blank = text[place] if text[place] in _RIGHT_BLANK else text[place + 1]
        wide = self.typesetter.width(blank, self.lettering.cut) >= _WIDE
        return _HALF * self.lettering.size if wide else 0.0

    def _hanging(self, text: str) -> float:
        """Tell how much of the end of a line is blank, in points."""
        blank = text[-1:] and text[-1] in _RIGHT_BLANK
        return self._overlap(text, len(text) - 1) if blank else 0.0

    def break_lines(self, text: str, room: float, indent: float) -> list[Line]:
        """Break a text without line breaks of its own into lines.

        Args:
            text: What to break, cleaned.
            room: Width of a line, in points.
            indent: By how much the first is shorter.
        """
        lines: list[Line] = []
        line, width, limit = "", 0.0, room - indent
        for unit in self._fitting(text, limit):
            size = self.measure(unit) - self._joint(line[-1:] + unit[:1])
            if line and width + size - self._hanging(unit) > limit + _EASE:
                lines.append(self._line(line))
                line, limit = "", room
            if not line:
                unit = unit.lstrip()  # noqa: PLW2901 - no line begins with a blank
                width, size = 0.0, self.measure(unit)
            line += unit
            width += size
        lines.append(self._line(line))
        return lines

    def _line(self, text: str) -> Line:
        text = text.rstrip()
        return Line(text, self.measure(text))

    def _fitting(self, text: str, room: float) -> Iterator[str]:
        for unit in split_units(text):
            if self.measure(unit) - self._hanging(unit) > room:
                yield from cut_unit(unit, room, self.measure)
            else:
                yield unit

    def draw(
        self, line: Line, place: tuple[float, float], room: float | None, texts: list[Text]
    ) -> None:
        """Draw a line.

        Args:
            line: What to draw.
            place: Its left end and its baseline.
            room: How wide it becomes; None for as it is.
            texts: Where its runs go.
        """
        x, y = place
        cut, size, gap = self.lettering
        more = 0.0 if room is None else self._spread(line, room)
        for found in _PIECE.finditer(line.text):
            piece, end = found[0], found.end()
            latin = _is_latin(piece[0])
            spread = 0.0 if latin else gap + more
            for typeface, part, width in self.typesetter.runs(piece, cut):
                texts.append(
                    Text(x, y, part, typeface.id, size, typeface.thicken, 1.0, round(spread, 3))
                )
                x += width * size + len(part) * spread
            x += (more if latin else 0.0) - self._joint(line.text[end - 1 : end + 1])

    def _joint(self, pair: str) -> float:
        """Tell how much closer two characters stand, in points."""
        return self._overlap(pair, 0) if _TIGHT.match(pair) else 0.0

    def _spread(self, line: Line, room: float) -> float:
        """Tell how much is added after each character, so that a line reaches its end."""
        pieces = _PIECE.findall(line.text)
        gaps = sum(1 if _is_latin(piece[0]) else len(piece) for piece in pieces) - 1
        lack = room - line.width
        if not _is_latin(line.text[-1:]):
            lack += self.lettering.gap  # none stands after the last character
        if lack < 0:
            lack = min(lack + self._hanging(line.text), 0.0)
        if gaps < 1 or lack / gaps > _MOST_SPREAD * self.lettering.size:
            return 0.0
        return lack / gaps


def _is_latin(character: str) -> bool:
    """Tell whether a character stands as close to its neighbours as its face says."""
    return "!" <= character <= "~"
