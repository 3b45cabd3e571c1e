"""Marks in a rendered text: where a figure stands, so that rendering gives runs and not a string.

A mark is a number between two characters that no text may hold: `printable` takes them out of all
that people type.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from budgettool.sheets.text import Figure, Paragraph, Plain, Run, printable

_OPEN: Final = "\ufdd0"
_CLOSE: Final = "\ufdd1"
_MARK: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_HEADINGS: Final = (("### ", 2), ("## ", 1))


class Marks:
    """The figures of one rendering, each with its mark."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []

    def mark(self, figure: Figure) -> str:
        """Give what stands for a figure in the rendered text."""
        self._figures.append(figure)
        return f"{_OPEN}{len(self._figures) - 1}{_CLOSE}"

    def paragraphs(self, rendered: str) -> tuple[Paragraph, ...]:
        """Split a rendered text into paragraphs, one a line; empty lines count for nothing."""
        lines = (line.strip() for line in rendered.split("\n"))
        return tuple(paragraph_of(line, self.runs) for line in lines if line)

    def runs(self, line: str) -> Iterator[Run]:
        """Split a line at its marks."""
        end = 0
        for found in _MARK.finditer(line):
            if found.start() > end:
                yield Plain(line[end : found.start()])
            yield self._figures[int(found[1])]
            end = found.end()
        if end < len(line):
            yield Plain(line[end:])


def paragraph_of(line: str, runs: Callable[[str], Iterable[Run]]) -> Paragraph:
    """Make a paragraph, or a heading, of a line as templates and overrides write it."""
    for sign, level in _HEADINGS:
        if line.startswith(sign):
            return Paragraph(tuple(runs(line.removeprefix(sign).strip())), level)
    return Paragraph(tuple(runs(line)))


def clean(text: str) -> str:
    """Take out of a field's text what would be read as a mark, or as a heading."""
    lines = (line.strip() for line in printable(text).split("\n"))
    return "\n".join(f"＃{line[1:]}" if line.startswith("#") else line for line in lines)


def heading_sign(level: int) -> str:
    """Give what a heading's line begins with."""
    return next((sign for sign, of in _HEADINGS if of == level), "")
