"""The contents: what is in the document, dotted leaders, page numbers, each entry a link.

How many pages it takes does not depend on the numbers in it, so it is laid out like anything
else. Leaves which headings there are to the document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from budgettool.exporting.pdf.assembly import Spot
from budgettool.exporting.pdf.block import Numbers
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Link, Page, Text
from budgettool.exporting.pdf.paper import (
    ASCENT,
    LEFT,
    PITCH,
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
CUT = "…"
_CUTS = {1: Cut("hei"), 2: Cut("fangsong")}
_NUMBER = Cut("fangsong")
_INDENT = 2
_HANGING = 2
_NUMBER_ROOM = 4
_DOT, _DOT_STEP, _DOT_AWAY = ".", 5.0, 4.0
_LEAST_DOTS = 3
_MOST_LINES = 6
_LISTED = 2


class _Setting(NamedTuple):
    """How many rows a page has, and the type in which they are set."""

    rows: int
    size: float

    @property
    def pitch(self) -> float:
        """Distance of two rows."""
        return TEXT_HEIGHT / self.rows


_SETTINGS = (_Setting(26, 14.0), _Setting(30, 13.0), _Setting(34, 12.5), _Setting(37, 12.0))
"""The first in which all entries are on one page is used; else the first of all."""


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
    setting: _Setting
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
                page = str(spot.page + 1) if spot else ""
                _draw(leaf, entry, TOP + row * self.setting.pitch, self.setting, page)
            leaf.number(numbers.before + number + 1, numbers.pages)
            yield leaf.page()


def list_contents(
    part: Part, headings: Iterable[Heading], typesetter: Typesetter, head: RunningHead
) -> ContentsBlock:
    """Divide the headings among pages; those of the third level are left out."""
    listed = [heading for heading in headings if heading.level <= _LISTED]
    title = make_title(typesetter, part.title or TITLE)
    tried = [_listed(part, listed, setting, head, title) for setting in _SETTINGS]
    return next((block for block in tried if block.page_count == 1), tried[0])


def _listed(
    part: Part,
    headings: Sequence[Heading],
    setting: _Setting,
    head: RunningHead,
    title: Title,
) -> ContentsBlock:
    entries = _entries(headings, head.typesetter, setting)
    used = ceil(title.rows * PITCH / setting.pitch)
    return ContentsBlock(part, head, title, setting, _paginate(entries, setting.rows, used))


def _entries(
    headings: Iterable[Heading], typesetter: Typesetter, setting: _Setting
) -> list[_Entry]:
    composers = {
        level: Composer(typesetter, Lettering(cut, setting.size)) for level, cut in _CUTS.items()
    }
    return [_entry(heading, composers[heading.level]) for heading in headings]


def _entry(heading: Heading, composer: Composer) -> _Entry:
    """Break a heading into lines that leave room for dots and number."""
    size = composer.lettering.size
    left = LEFT + (heading.level - 1) * _INDENT * size
    room = RIGHT - left - (_NUMBER_ROOM + _HANGING) * size
    text = clean(heading.title).replace("\n", " ")
    lines = composer.break_lines(text, room, -_HANGING * size)
    return _Entry(heading, composer, tuple(_shortened(lines)), left)


def _shortened(lines: list[Line]) -> list[Line]:
    """Cut a heading that is far too long for a list."""
    if len(lines) <= _MOST_LINES:
        return lines
    last = lines[_MOST_LINES - 1]
    return [*lines[: _MOST_LINES - 1], last._replace(text=f"{last.text[:-1]}{CUT}")]


def _paginate(entries: Sequence[_Entry], rows: int, used: int) -> tuple[tuple[_Listed, ...], ...]:
    """Divide entries among pages, each whole; no part's heading is the last on a page.

    The first rows of the first page are used by the title.
    """
    pages: list[list[_Listed]] = [[]]
    row = used
    for number, entry in enumerate(entries):
        needed = len(entry.lines)
        if entry.heading.level == 1 and number + 1 < len(entries):
            needed += len(entries[number + 1].lines)
        if row + needed > rows and row:
            pages.append([])
            row = 0
        pages[-1].append(_Listed(entry, row))
        row += len(entry.lines)
    return tuple(map(tuple, pages))


def _draw(leaf: Leaf, entry: _Entry, top: float, setting: _Setting, number: str) -> None:
    """Draw an entry: its lines, dots from the last of them to the number, and the link."""
    y, left, size = top, entry.left, setting.size
    for line in entry.lines:
        base = y + (setting.pitch - size) / 2 + size * ASCENT
        entry.composer.draw(line, (left, base), None, leaf.texts)
        end = left + line.width
        y, left = y + setting.pitch, entry.left + _HANGING * size
    (run,) = leaf.typesetter.runs(number, _NUMBER)
    start = RIGHT - run.width * size
    _draw_dots(leaf, (end, start, base), size)
    leaf.texts.append(Text(start, base, number, run.typeface.id, size))
    leaf.links.append(Link(entry.left, top, RIGHT - entry.left, y - top, entry.heading.anchor))


def _draw_dots(leaf: Leaf, place: tuple[float, float, float], size: float) -> None:
    """Fill the space between two edges with dots that stand below those of other entries."""
    left, right, y = place
    (run,) = leaf.typesetter.runs(_DOT, _NUMBER)
    first = int((RIGHT - left - _DOT_AWAY) / _DOT_STEP)
    last = int((RIGHT - right + _DOT_AWAY) / _DOT_STEP) + 1
    count = first - last + 1
    if count >= _LEAST_DOTS:
        x, gap = RIGHT - first * _DOT_STEP, _DOT_STEP - run.width * size
        dots = Text(x, y, _DOT * count, run.typeface.id, size, spread=round(gap, 3))
        leaf.texts.append(dots)
