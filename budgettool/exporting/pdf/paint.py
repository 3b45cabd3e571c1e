"""Paints pages of shapes as PDF content, and keeps the faces that they use.

Leaves placing the shapes to `layout`, and the file around the pages to `document`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from budgettool.exporting.pdf.embedding import EmbeddedFace
from budgettool.exporting.pdf.fonts import FontBook
from budgettool.exporting.pdf.page import Box, Mark, Page, Rule, Text

_THICKENING = 0.03


class Painter:
    """Turns pages into content streams.

    Attributes:
        faces: The faces used so far, by their id in the font book.
    """

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self.faces: dict[str, EmbeddedFace] = {}

    def paint(self, page: Page, mark: Mark | None = None) -> bytes:
        """Write one page's content, behind it a mark."""
        parts = [
            *(self._paint_mark(mark, page.height) if mark else ()),
            *_paint_boxes(page.boxes, page.height),
            *_paint_rules(page.rules, page.height),
            *self._paint_texts(page.texts, page.height),
        ]
        return "\n".join(parts).encode("ascii")

    def _face(self, font: str) -> EmbeddedFace:
        if font not in self.faces:
            self.faces[font] = EmbeddedFace(len(self.faces) + 1, self.book.face(font))
        return self.faces[font]

    def _paint_mark(self, mark: Mark, height: float) -> list[str]:
        """Write a mark as what belongs to no text, so that readers can leave it out."""
        cosine, sine = mark.turn
        place = f"{cosine:g} {sine:g} {-sine:g} {cosine:g} {mark.x:.2f} {height - mark.y:.2f} cm"
        return [
            "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC",
            f"q {mark.gray:g} g {mark.gray:g} G {place}",
            *self._paint_texts(mark.texts, 0.0),
            "Q",
            "EMC",
        ]

    def _paint_texts(self, texts: Iterable[Text], height: float) -> list[str]:
        parts = ["BT"]
        current: _Setting | None = None
        for x, y, text, font, size, bold, stretch, spread in texts:
            face = self.faces.get(font) or self._face(font)
            if current != (font, size, bold, stretch, spread):
                setting = _Setting(font, size, bold, stretch, spread)
                parts.append(_switch(current or _PLAIN, setting, face.name))
                current = setting
            code = text.translate(face)
            parts.append(f"1 0 0 1 {x:.2f} {height - y:.2f} Tm <{code}> Tj")
        parts.append("ET")
        return parts


class _Setting(NamedTuple):
    """How texts are set, until it changes."""

    font: str
    size: float
    bold: bool
    stretch: float
    spread: float


_PLAIN = _Setting("", 0.0, bold=False, stretch=1.0, spread=0.0)


def _switch(before: _Setting, now: _Setting, name: str) -> str:
    """Write the change to another face, size, weight, stretch or spread."""
    parts = [f"/{name} {now.size:g} Tf"]
    if now.bold:
        parts.append(f"2 Tr {now.size * _THICKENING:.3f} w")
    elif before.bold:
        parts.append("0 Tr")
    if now.stretch != before.stretch:
        parts.append(f"{now.stretch * 100:.2f} Tz")
    if now.spread != before.spread:
        parts.append(f"{now.spread:.3f} Tc")
    return " ".join(parts)


def _paint_boxes(boxes: Iterable[Box], height: float) -> list[str]:
    return [
        f"{box.gray:g} g {box.x:.2f} {height - box.y - box.height:.2f} "
        f"{box.width:.2f} {box.height:.2f} re f 0 g"
        for box in boxes
    ]


def _paint_rules(rules: Iterable[Rule], height: float) -> list[str]:
    parts = ["2 J"]
    current = 0.0
    for x0, y0, x1, y1, width in rules:
        if width != current:
            parts.append(f"{width:g} w")
            current = width
        parts.append(f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l S")
    return parts
