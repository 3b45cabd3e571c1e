"""A page as plain shapes: texts, rules and filled boxes, in points from the top left corner.

Whoever paints it needs no knowledge of tables: the PDF and a window paint the same page. Leaves
placing the shapes to `layout` and painting them to `paint`.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Text(NamedTuple):
    """One run of text in one face.

    Attributes:
        x: Its left end.
        y: Its baseline.
        font: The face's id in the font book.
        bold: Whether the strokes are thickened, where the face has no bold sister.
        stretch: How far it is condensed; 1 for as it is.
        spread: Further space after each character, in points; less than 0 to set closer.
    """

    x: float
    y: float
    text: str
    font: str
    size: float
    bold: bool = False
    stretch: float = 1.0
    spread: float = 0.0


class Rule(NamedTuple):
    """A straight line, upright or level."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


class Box(NamedTuple):
    """A filled rectangle; `gray` is 0 for black and 1 for white."""

    x: float
    y: float
    width: float
    height: float
    gray: float


class Mark(NamedTuple):
    """A word behind everything else on a page.

    Attributes:
        texts: Placed about the point that the word is turned around.
        x, y: That point.
        turn: Cosine and sine of the angle by which it rises.
        gray: 0 for black and 1 for white.
    """

    texts: tuple[Text, ...]
    x: float
    y: float
    turn: tuple[float, float]
    gray: float


class Link(NamedTuple):
    """A rectangle that leads to another place of the document.

    Attributes:
        anchor: That place, by the name that the document's headings have.
    """

    x: float
    y: float
    width: float
    height: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page; texts are in reading order."""

    width: float
    height: float
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...] = ()
    links: tuple[Link, ...] = ()
