"""A part of the text on its pages: title, headings and paragraphs on the grid of lines.

No heading stands alone at the foot of a page, and no single line of a paragraph. Leaves breaking
paragraphs to `paragraph`, and the page around the lines to `paper`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budgettool.exporting.pdf.assembly import Spot
from budgettool.exporting.pdf.block import Numbers
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Page
from budgettool.exporting.pdf.paper import (
    ACROSS,
    LEFT,
    PITCH,
    ROWS,
    SIZE,
    TEXT_WIDTH,
    TOP,
    Leaf,
    RunningHead,
    Title,
    baseline,
    make_title,
)
from budgettool.exporting.pdf.paragraph import Composer, Lettering, Line
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.sheets.document import Part
from budgettool.sheets.text import Section

_GAP = TEXT_WIDTH / ACROSS - SIZE
_INDENT = 2 * TEXT_WIDTH / ACROSS
_KEPT = 2
"""Lines of a paragraph that stay together, at the foot of a page and at its head."""
_CUTS = (Cut("fangsong"), Cut("kai"), Cut("fangsong", bold=True), Cut("hei"))
"""Of a paragraph, of a heading of level 1 and 2, of a section's title."""
_SECTION = 3


class _Item(NamedTuple):
    """A heading or paragraph, broken into lines."""

    section: str
    composer: Composer
    lines: tuple[Line, ...]
    heading: bool
    anchor: str = ""


class _Stretch(NamedTuple):
    """Lines of one item that stand on one page, beginning on a row of the grid."""

    item: _Item
    row: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A part of the text, divided into pages."""

    part: Part
    head: RunningHead
    title: Title
    pages: tuple[tuple[_Stretch, ...], ...]

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return len(self.pages)

    def spots(self) -> Iterator[tuple[str, Spot]]:
        """Give where the part and its sections begin, counted from its first page."""
        yield self.part.id, Spot(0, TOP)
        for number, stretches in enumerate(self.pages):
            for item, row, start, _ in stretches:
                if item.anchor and not start:
                    yield item.anchor, Spot(number, TOP + row * PITCH)

    def draw(self, numbers: Numbers) -> Iterator[Page]:
        """Draw its pages one by one."""
        for number, stretches in enumerate(self.pages):
            leaf = Leaf(self.head.typesetter)
            self.head.put_on(leaf)
            if not number:
                leaf.typesetter.place = self.part.id
                self.title.put_on(leaf)
            for stretch in stretches:
                _draw(leaf, stretch)
            leaf.number(numbers.before + number + 1, numbers.pages)
            yield leaf.page()


def flow_text(part: Part, typesetter: Typesetter, head: RunningHead) -> TextBlock:
    """Divide a part of the text into pages."""
    composers = [Composer(typesetter, Lettering(cut, SIZE, _GAP)) for cut in _CUTS]
    items = [item for section in part.sections for item in _items(part, section, composers)]
    title = make_title(typesetter, part.title)
    return TextBlock(part, head, title, _paginate(items, title.rows))


def _items(part: Part, section: Section, composers: Sequence[Composer]) -> Iterator[_Item]:
    """Break a section's heading and paragraphs; a line break begins a paragraph."""
    anchor = f"{part.id}/{section.id}"
    if section.title:
        text = clean(section.title).replace("\n", " ")
        yield _item(section, composers[_SECTION], text, heading=True)._replace(anchor=anchor)
        anchor = ""
    for paragraph in section.paragraphs:
        heading = paragraph.level > 0
        composer = composers[max(0, min(paragraph.level, _SECTION - 1))]
        for text in clean(paragraph.text).split("\n"):
            if text.strip():
                yield _item(section, composer, text, heading=heading)._replace(anchor=anchor)
                anchor = ""


def _item(section: Section, composer: Composer, text: str, *, heading: bool) -> _Item:
    lines = composer.break_lines(text, TEXT_WIDTH, _INDENT)
    return _Item(section.id, composer, tuple(lines), heading)


def _paginate(items: Sequence[_Item], used: int) -> tuple[tuple[_Stretch, ...], ...]:
    """Divide items among pages; the first rows of the first page are used."""
    pages: list[list[_Stretch]] = [[]]
    row = used
    for item, least in zip(items, _least_rows(items), strict=True):
        start, count = 0, len(item.lines)
        if row and least > ROWS - row and least <= ROWS:
            pages.append([])
            row = 0
        while start < count:
            taken = _taken(count - start, ROWS - row)
            if taken:
                pages[-1].append(_Stretch(item, row, start, start + taken))
            start += taken
            row += taken
            if start < count:
                pages.append([])
                row = 0
    return tuple(map(tuple, pages))


def _least_rows(items: Sequence[_Item]) -> list[int]:
    """Tell how many rows each item needs at the foot of a page, with what it stays with."""
    least: list[int] = []
    following = 0
    for item in reversed(items):
        count = len(item.lines)
        if item.heading:
            following = min(count + following, ROWS)
        else:
            following = count if count < 2 * _KEPT else _KEPT
        least.append(following)
    return least[::-1]


def _taken(left: int, room: int) -> int:
    """Tell how many of a paragraph's lines go on a page that has so much room."""
    if left <= room:
        return left
    return room if left - room >= _KEPT else max(left - _KEPT, 0)


def _draw(leaf: Leaf, stretch: _Stretch) -> None:
    """Draw the lines of an item; all but the last of a paragraph reach the right edge."""
    item, row, start, stop = stretch
    leaf.typesetter.place = item.section
    for number in range(start, stop):
        indent = 0.0 if number else _INDENT
        last = number == len(item.lines) - 1
        room = None if item.heading or last else TEXT_WIDTH - indent
        place = LEFT + indent, baseline(row + number - start)
        item.composer.draw(item.lines[number], place, room, leaf.texts)
