"""The cover, and the title page before the tables: a few large lines, and who and when.

Leaves the words to the document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgettool.exporting.pdf.assembly import Spot
from budgettool.exporting.pdf.block import Numbers
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Page
from budgettool.exporting.pdf.paper import (
    ASCENT,
    BOTTOM,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP,
    Leaf,
    RunningHead,
    break_title,
)
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.wrapping import wrap_evenly
from budgettool.sheets.document import Part

_TITLE, _FOOT = Cut("biaosong"), Cut("fangsong")
_SIZES = (42.0, 38.0, 34.0, 30.0, 26.0, 22.0)
_PART_SIZES = (30.0, 26.0, 22.0)
_TITLE_PITCH = 1.6
_TITLE_MIDDLE = 0.32
"""Where the middle of the title is, as a part of the text's height."""
_MOST_LINES = 6
_FOOT_SIZE, _FOOT_PITCH, _FOOT_LIFT = 18.0, 32.0, 40.0
_FOOT_ROOM = 0.3 * TEXT_HEIGHT


@dataclass(frozen=True, slots=True)
class CoverBlock:
    """A page with a large title and lines at its foot.

    Attributes:
        head: The running head, on a page that has one; a cover has neither it nor a number.
    """

    part: Part
    typesetter: Typesetter
    head: RunningHead | None = None

    @property
    def page_count(self) -> int:
        """It is one page."""
        return 1

    def spots(self) -> Iterator[tuple[str, Spot]]:
        """Give where the part begins."""
        yield self.part.id, Spot(0)

    def draw(self, numbers: Numbers) -> Iterator[Page]:
        """Draw the page."""
        leaf = Leaf(self.typesetter)
        if self.head:
            self.head.put_on(leaf)
            leaf.number(numbers.before + 1, numbers.pages)
        self.typesetter.place = self.part.id
        title = self.part.lines or (self.part.title,)
        _put_title(leaf, title, _PART_SIZES if self.head else _SIZES)
        _put_foot(leaf, self.part.foot)
        yield leaf.page()


def _put_title(leaf: Leaf, title: Sequence[str], sizes: Sequence[float]) -> None:
    """Place the title as large as its words allow: each on one line, or on few."""
    texts = [text for text in map(clean, title) if text.strip()]
    size = _fitting_size(leaf.typesetter, texts, sizes)
    lines = [line for text in texts for line in break_title(leaf.typesetter, text, _TITLE, size)]
    pitch = min(size * _TITLE_PITCH, TEXT_HEIGHT * 2 * _TITLE_MIDDLE / max(len(lines), 1))
    size = min(size, pitch)
    y = TOP + TEXT_HEIGHT * _TITLE_MIDDLE - len(lines) * pitch / 2
    for line in lines:
        leaf.centre(y + (pitch - size) / 2 + size * ASCENT, line, _TITLE, size)
        y += pitch


def _fitting_size(typesetter: Typesetter, texts: Sequence[str], sizes: Sequence[float]) -> float:
    """Find the largest type in which nothing breaks; else that in which few lines result."""
    widest = max((typesetter.width(text, _TITLE) for text in texts), default=0.0)
    for size in sizes:
        if widest * size <= TEXT_WIDTH:
            return size
    for size in sizes[1:]:
        if sum(len(break_title(typesetter, text, _TITLE, size)) for text in texts) <= _MOST_LINES:
            return size
    return sizes[-1]


def _put_foot(leaf: Leaf, foot: Sequence[str]) -> None:
    limit = TEXT_WIDTH / _FOOT_SIZE + 1e-6

    def measure(text: str) -> float:
        return leaf.typesetter.width(text, _FOOT)

    lines = [
        line for text in foot for line in wrap_evenly(clean(text), limit, measure) if line.strip()
    ]
    pitch = min(_FOOT_PITCH, _FOOT_ROOM / max(len(lines), 1))
    y = BOTTOM - _FOOT_LIFT
    for line in reversed(lines):
        leaf.centre(y, line, _FOOT, min(_FOOT_SIZE, pitch))
        y -= pitch
