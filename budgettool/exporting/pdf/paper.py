"""A page of text: its margins, the grid that all lines stand on, the running head, the number.

Measures after GB/T 9704: A4, 37 mm above, 28 mm at the left, 156 × 225 mm of text, 22 lines of 28
characters. Leaves what stands on the lines to `flow`, `cover`, `contents` and `charts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from budgettool.exporting.pdf.drawing import draw_line
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Box, Link, Page, Rule, Text
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.wrapping import wrap_evenly

_MM = 72 / 25.4
WIDTH, HEIGHT = 595.28, 841.89
LEFT, TOP = 28 * _MM, 37 * _MM
TEXT_WIDTH, TEXT_HEIGHT = 156 * _MM, 225 * _MM
RIGHT, BOTTOM = LEFT + TEXT_WIDTH, TOP + TEXT_HEIGHT
ROWS = 22
"""Lines of text on a page."""
ACROSS = 28
"""Characters on a line."""
PITCH = TEXT_HEIGHT / ROWS
"""Distance of two lines."""
SIZE = 16.0
"""Type size of text: 三号."""
TITLE_SIZE = 22.0
"""Type size of titles: 二号."""
ASCENT = 0.88
"""How much of the type size stands above the baseline."""
HEAD = "页眉"
"""Where a character without glyph stands that is in the running head."""

_TITLE = Cut("biaosong")
_TITLE_PITCH = 34.0
_TITLE_SPACE = 20.0
_HEAD_CUT, _HEAD_SIZE, _HEAD_PITCH = Cut("song"), 9.0, 12.0
_HEAD_LINES = 3
_HEAD_RULE, _HEAD_DROP, _HEAD_LIFT = 0.5, 28.0, 5.0
_FOOT_CUT, _FOOT_SIZE, _FOOT_DROP = Cut("song"), 10.5, 32.0
_TABLE_HEAD_SIZE, _TABLE_HEAD_Y, _TABLE_MARGIN = 8.0, 31.0, 42.0


@dataclass(slots=True)
class Leaf:
    """A page of text in the making."""

    typesetter: Typesetter
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def centre(self, y: float, line: str, cut: Cut, size: float) -> None:
        """Place a line in the middle of the text's width, condensed where it is wider."""
        if line:
            place = LEFT, RIGHT, y
            draw_line(self.typesetter, place, line, cut, size, "center", self.texts)

    def number(self, page: int, pages: int) -> None:
        """Place the page's number at its foot."""
        self.centre(BOTTOM + _FOOT_DROP, f"{page} / {pages}", _FOOT_CUT, _FOOT_SIZE)

    def page(self) -> Page:
        """Give the page."""
        return Page(
            WIDTH,
            HEIGHT,
            tuple(self.texts),
            tuple(self.rules),
            tuple(self.boxes),
            tuple(self.links),
        )


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What stands small at the head of each page but the cover: over a rule on pages of text."""

    typesetter: Typesetter
    text: str

    def put_on(self, leaf: Leaf) -> None:
        """Place it on a page of text; a long one takes up to three lines."""
        self.typesetter.place = HEAD
        rule = TOP - _HEAD_DROP
        lines = break_title(self.typesetter, self.text, _HEAD_CUT, _HEAD_SIZE)[:_HEAD_LINES]
        for number, line in enumerate(reversed(lines)):
            y = rule - _HEAD_LIFT - number * _HEAD_PITCH
            leaf.centre(y, line, _HEAD_CUT, _HEAD_SIZE)
        if lines:
            leaf.rules.append(Rule(LEFT, rule, RIGHT, rule, _HEAD_RULE))

    def put_on_table(self, page: Page) -> Page:
        """Place it on a page of a table, above the table's own title."""
        text = clean(self.text).replace("\n", " ")
        if not text:
            return page
        self.typesetter.place = HEAD
        texts: list[Text] = []
        place = _TABLE_MARGIN, page.width - _TABLE_MARGIN, _TABLE_HEAD_Y
        draw_line(self.typesetter, place, text, _HEAD_CUT, _TABLE_HEAD_SIZE, "center", texts)
        return replace(page, texts=(*texts, *page.texts))


def baseline(row: float, size: float = SIZE) -> float:
    """Tell where the baseline of a line of the grid is; rows are counted from 0."""
    return TOP + row * PITCH + (PITCH - size) / 2 + size * ASCENT


def break_title(typesetter: Typesetter, text: str, cut: Cut, size: float) -> list[str]:
    """Break a centred text; one that is too long breaks at its wide blank first."""
    limit = TEXT_WIDTH / size + 1e-6
    lines: list[str] = []
    for part in clean(text).split("\n"):
        fits = typesetter.width(part, cut) <= limit
        for piece in [part] if fits else part.split("\u3000"):
            lines += wrap_evenly(piece, limit, lambda some: typesetter.width(some, cut))
    return [line for line in lines if line.strip()]


@dataclass(frozen=True, slots=True)
class Title:
    """The title at the head of a part, and how many lines of the grid it takes."""

    lines: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many lines of the grid it takes."""
        if not self.lines:
            return 0
        height = len(self.lines) * _TITLE_PITCH + _TITLE_SPACE
        return min(int(height / PITCH + 1), ROWS - 2)

    def put_on(self, leaf: Leaf) -> None:
        """Place it at the head of a page of text, in the middle of its lines of the grid."""
        room = self.rows * PITCH
        pitch = min(_TITLE_PITCH, room / max(len(self.lines), 1))
        top = TOP + (room - len(self.lines) * pitch) / 2
        _put_title(leaf, self.lines, top, pitch)


def make_title(typesetter: Typesetter, text: str) -> Title:
    """Break a part's title into lines."""
    return Title(tuple(break_title(typesetter, text, _TITLE, TITLE_SIZE)))


def _put_title(leaf: Leaf, lines: Sequence[str], top: float, pitch: float) -> None:
    size = min(TITLE_SIZE, pitch)
    for number, line in enumerate(lines):
        y = top + number * pitch + (pitch - size) / 2 + size * ASCENT
        leaf.centre(y, line, _TITLE, size)
