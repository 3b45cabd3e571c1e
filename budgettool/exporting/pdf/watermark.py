"""The mark of a draft: one large, light word behind a page, so that no figure is hidden.

Leaves painting it to `paint`.
"""

from math import atan2, cos, hypot, sin

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.page import Mark, Text
from budgettool.exporting.pdf.text import Typesetter

_GRAY = 0.93
_LENGTH = 0.36
"""How much of the page's diagonal the word takes."""
_LARGEST = 0.36
"""The largest type, as a part of the page's shorter side."""
_MIDDLE = 0.36
"""Half the height of a character above its baseline, in units of the type size."""


def make_mark(word: str, width: float, height: float, typesetter: Typesetter) -> Mark:
    """Compose a word along the diagonal of a page, its middle in the page's middle.

    Args:
        word: One line; wide blanks between its characters are of use to a short one.
        width: The page's.
        height: The page's.
        typesetter: Finds the faces.
    """
    runs = typesetter.runs(word, Cut("hei"))
    length = sum(run.width for run in runs)
    size = min(hypot(width, height) * _LENGTH / length, min(width, height) * _LARGEST)
    angle = atan2(height, width)
    texts = []
    along = -length * size / 2
    for typeface, part, advance in runs:
        texts.append(Text(along, _MIDDLE * size, part, typeface.id, size, typeface.thicken))
        along += advance * size
    turn = round(cos(angle), 5), round(sin(angle), 5)
    return Mark(tuple(texts), width / 2, height / 2, turn, _GRAY)
