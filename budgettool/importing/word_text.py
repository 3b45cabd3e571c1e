"""The paragraphs of a Word file (.docx), without its tables, pictures, contents and deletions.

Leaves opening the package safely to `ooxml`, and what the paragraphs say to `typed_text`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from budgettool.importing.errors import DamagedError, TooLargeError
from budgettool.importing.ooxml import open_package

MOST_CHARACTERS: Final = 5_000_000
"""Of one text."""

_MAIN: Final = "word/document.xml"
_ASIDE: Final = frozenset(
    {"tbl", "drawing", "pict", "object", "txbxContent", "Fallback", "moveFrom", "del"}
)
"""Elements that hold no words of the text, or words that stand elsewhere too."""

_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTENTS: Final = "TOC"


def word_paragraphs(path: Path) -> Iterator[str]:
    """Give the paragraphs in order; line breaks in them are kept.

    Raises:
        SourceError: It is no sound Word file, is encrypted, or is too large.
        OSError: The system refuses it.
    """
    with open_package(path) as package:
        if not package.has(_MAIN):
            raise DamagedError(path, "里面没有文字")
        reader = _Reader(path)
        for _ in package.walk(_MAIN, reader.start, reader.end, reader.text):
            yield from reader.take()
        yield from reader.take()


class _Reader:
    """Collects paragraphs from elements as they go by."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ready: list[str] = []
        self._pieces: list[str] = []
        self._aside = 0
        self._in_run = self._in_text = self._in_code = False
        self._fields: list[str] = []
        self._read = 0

    def take(self) -> list[str]:
        """Give what is ready, and forget it."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, values: dict[str, str]) -> None:
        """Go into an element."""
        if name in _ASIDE:
            self._aside += 1
        elif name == "r":
            self._in_run = True
        elif name == "t":
            self._in_text = True
        elif name == "instrText":
            self._in_code = True
        elif name == "fldChar":
            self._turn_field(values)
        elif name in _BREAKS and self._in_run and self._is_read:
            self._pieces.append(_BREAKS[name])

    def end(self, name: str) -> None:
        """Come out of an element; a paragraph is ready then."""
        if name in _ASIDE:
            self._aside -= 1
        elif name == "r":
            self._in_run = False
        elif name == "t":
            self._in_text = False
        elif name == "instrText":
            self._in_code = False
        elif name == "p" and not self._aside:
            self._ready.append("".join(self._pieces))
            self._pieces.clear()

    def text(self, characters: str) -> None:
        """Keep characters that stand in the text."""
        if self._in_code and self._fields:
            self._fields[-1] += characters
        elif self._in_text and self._is_read:
            self._read += len(characters)
            if self._read > MOST_CHARACTERS:
                raise TooLargeError(self._path, "文字过长")
            self._pieces.append(characters)

    @property
    def _is_read(self) -> bool:
        """Whether this is neither aside nor in a table of contents, whose lines are no headings."""
        contents = any(code.lstrip().startswith(_CONTENTS) for code in self._fields)
        return not self._aside and not contents

    def _turn_field(self, values: dict[str, str]) -> None:
        kind = next((value for key, value in values.items() if key.endswith("fldCharType")), "")
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()
