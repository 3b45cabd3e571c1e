"""Texts as a page may hold them: cleaned of what HTML forbids, escaped, and names for places.

Whatever a user typed passes through `escape` before it stands in a page.
"""

import html
import re
import unicodedata
from typing import Final

_KEPT: Final = "\n\t"
_NO_CHARACTERS: Final = 0xFFFE
"""In each plane of Unicode the last two places are no characters."""

_NOT_IN_IDS: Final = re.compile(r"[^\w/.-]+")


def clean(text: str) -> str:
    """Remove what neither a page nor a data file can hold: control characters, half characters."""
    if text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(filter(_is_allowed, unified))


def escape(text: str) -> str:
    """Make a text safe between tags and within a quoted attribute."""
    return html.escape(clean(text))


class Places:
    """The ids of a page's places, each given once and fit to stand behind `#` in a link."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()

    def id_of(self, anchor: str) -> str:
        """Give the id of a place, the same each time it is asked for."""
        found = self._ids.get(anchor)
        if found is None:
            found = self._ids[anchor] = self._claim(anchor)
        return found

    def _claim(self, anchor: str) -> str:
        wanted = _NOT_IN_IDS.sub("_", clean(anchor)) or "_"
        free, number = wanted, 2
        while free in self._taken:
            free, number = f"{wanted}-{number}", number + 1
        self._taken.add(free)
        return free


def _is_allowed(character: str) -> bool:
    return character in _KEPT or (
        unicodedata.category(character) not in {"Cc", "Cs"}
        and ord(character) & _NO_CHARACTERS != _NO_CHARACTERS
    )
