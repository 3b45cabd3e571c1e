"""The contents: what is in the document, dotted leaders, page numbers, each entry a link.

How many pages it takes does not depend on the numbers in it, so it is laid out like anything
else. Leaves which headings there are to the document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budgettool.exporting.pdf.assembly import Spot
from budgettool.exporting.pdf.block import Numbers
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Link, Page, Text
from budgettool.exporting.pdf.paper import (
    ASCENT,
    LEFT,
    RIGHT,
    TEXT_HEIGHT,
    TOP,
    Leaf,
    RunningHead,
    Title,
    make_title,
)
from budgettool.exporting.pdf.paragraph import Composer, Lettering, Line
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.sheets.document import Heading, Part

TITLE = "目\u3000录"
_ROWS = 26
_PITCH = TEXT_HEIGHT / _ROWS
_SIZE = 14.0
_CUTS = {1: Cut("hei"), 2: Cut("fangsong")}
_NUMBER = Cut("fangsong")
_INDENT = 2 * _SIZE
_HANGING = 2 * _SIZE
_NUMBER_ROOM = 4 * _SIZE
_DOT, _DOT_STEP, _DOT_AWAY = ".", 5.0, 4.0
_LEAST_DOTS = 3
_TITLE_ROWS = 3
_LISTED = 2


class _Entry(NamedTuple):
    """A heading on its lines; the first of these begins at the left, the others further in."""

    heading: Heading
    composer: Composer
    lines: tuple[Line, ...]
    left: float


class _Listed(NamedTuple):
    """An entry and the row of its first line."""

    entry: _Entry
    row: int


@dataclass(frozen=True, slots=True)
class ContentsBlock:
    """The contents, divided into pages."""

    part: Part
    head: RunningHead
    title: Title
    pages: tuple[tuple[_Listed, ...], ...]

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return len(self.pages)

    def spots(self) -> Iterator[tuple[str, Spot]]:
        """Give where it begins."""
        yield self.part.id, Spot(0, TOP)

    def draw(self, numbers: Numbers) -> Iterator[Page]:
        """Draw its pages one by one."""
        for number, listed in enumerate(self.pages):
            leaf = Leaf(self.head.typesetter)
            self.head.put_on(leaf)
            leaf.typesetter.place = self.part.id
            if not number:
                self.title.put_on(leaf)
            for entry, row in listed:
                spot = numbers.spots.get(entry.heading.anchor)
                _draw(leaf, entry, TOP + row * _PITCH, str(spot.page + 1) if spot else "")
            leaf.number(numbers.before + number + 1, numbers.pages)
            yield leaf.page()


def list_contents(
    part: Part, headings: Iterable[Heading], typesetter: Typesetter, head: RunningHead
) -> ContentsBlock:
    """Divide the headings among pages; those of the third level are left out."""
    composers = {level: Composer(typesetter, Lettering(cut, _SIZE)) for level, cut in _CUTS.items()}
    entries = [
        _entry(heading, composers[heading.level])
        for heading in headings
        if heading.level <= _LISTED
    ]
    title = make_title(typesetter, part.title or TITLE)
    return ContentsBlock(part, head, title, _paginate(entries))


def _entry(heading: Heading, composer: Composer) -> _Entry:
    """Break a heading into lines that leave room for dots and number."""
    left = LEFT + (heading.level - 1) * _INDENT
    room = RIGHT - left - _NUMBER_ROOM
    text = clean(heading.title).replace("\n", " ")
    lines = composer.break_lines(text, room - _HANGING, -_HANGING)
    return _Entry(heading, composer, tuple(lines), left)


def _paginate(entries: Sequence[_Entry]) -> tuple[tuple[_Listed, ...], ...]:
    """Divide entries among pages, each whole; no part's heading is the last on a page."""
    pages: list[list[_Listed]] = [[]]
    row = _TITLE_ROWS
    for number, entry in enumerate(entries):
        needed = len(entry.lines)
        if entry.heading.level == 1 and number + 1 < len(entries):
            needed += len(entries[number + 1].lines)
        if row + needed > _ROWS and pages[-1]:
            pages.append([])
            row = 0
        pages[-1].append(_Listed(entry, row))
        row += len(entry.lines)
    return tuple(map(tuple, pages))


def _draw(leaf: Leaf, entry: _Entry, top: float, number: str) -> None:
    """Draw an entry: its lines, dots from the last of them to the number, and the link."""
    y, left = top, entry.left
    for line in entry.lines:
        base = y + (_PITCH - _SIZE) / 2 + _SIZE * ASCENT
        entry.composer.draw(line, (left, base), None, leaf.texts)
        end = left + line.width
        y, left = y + _PITCH, entry.left + _HANGING
    typesetter = leaf.typesetter
    (run,) = typesetter.runs(number, _NUMBER)
    start = RIGHT - run.width * _SIZE
    _draw_dots(leaf, end, start, base)
    leaf.texts.append(Text(start, base, number, run.typeface.id, _SIZE))
    leaf.links.append(Link(entry.left, top, RIGHT - entry.left, y - top, entry.heading.anchor))


def _draw_dots(leaf: Leaf, left: float, right: float, y: float) -> None:
    """Fill the space with dots that stand below those of other entries."""
    (run,) = leaf.typesetter.runs(_DOT, _NUMBER)
    first = int((RIGHT - left - _DOT_AWAY) / _DOT_STEP)
    last = int((RIGHT - right + _DOT_AWAY) / _DOT_STEP) + 1
    count = first - last + 1
    if count >= _LEAST_DOTS:
        x, gap = RIGHT - first * _DOT_STEP, _DOT_STEP - run.width * _SIZE
        dots = Text(x, y, _DOT * count, run.typeface.id, _SIZE, spread=round(gap, 3))
        leaf.texts.append(dots)
