"""A paragraph as it is scanned: digits plain, spaces and quotation marks gone, places kept.

Text from PDF files has spaces and line breaks anywhere; typed text has full-width digits.
"""

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_KEPT: Final = frozenset("，；！？")
"""Full-width marks that stay so: a comma between clauses is none between thousands."""

_FULL_DIGITS: Final = frozenset("０１２３４５６７８９")
_QUOTES: Final = frozenset("“”‘’\"'＂＇「」『』")
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "﹣": "-"})
_CJK: Final = ("一", "鿿")


class Wording(NamedTuple):
    """The plain form of a text.

    Attributes:
        at: The place of each character in the text itself; one more for the end.
    """

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the text itself of one in the plain form."""
        return self.at[start], self.at[end - 1] + 1 if end > start else self.at[start]


@lru_cache(maxsize=4_000)
def wording(text: str) -> Wording:
    """Bring a text into its plain form."""
    kept: list[str] = []
    at: list[int] = []
    gap = False
    for place, character in enumerate(text):
        if _CJK[0] <= character <= _CJK[1]:
            plain = character
        elif character.isspace():
            gap = gap or character not in "\n\r"
            continue
        elif character in _QUOTES:
            continue
        elif character == "，" and _is_between_digits(text, place):
            plain = ","
        else:
            plain = _plain(character)
        if gap and plain[:1].isdecimal() and kept and kept[-1].isdecimal():
            kept.append(" ")
            at.append(place)
        gap = False
        kept.extend(plain)
        at.extend([place] * len(plain))
    return Wording("".join(kept), (*at, len(text)))


def plain_name(name: str) -> str:
    """Bring a name into the same form as texts."""
    return wording(name).text


def _is_between_digits(text: str, place: int) -> bool:
    """Tell whether a full-width comma stands between full-width digits, and parts thousands."""
    return text[place - 1 : place] in _FULL_DIGITS and text[place + 1 : place + 2] in _FULL_DIGITS


@lru_cache(maxsize=2_000)
def _plain(character: str) -> str:
    if character in _KEPT:
        return character
    return unicodedata.normalize("NFKC", character).translate(_MINUS)
