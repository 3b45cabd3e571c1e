"""How large things are: spaces, heights and sizes of text, in proportion to the text of the body.

Imports no Qt; what size the body's text has is for `theme` to say.
"""

from dataclasses import dataclass, fields
from functools import cache
from typing import Final

BODY_SIZE: Final = 13
"""The body's text in pixels, for which the measures are drawn; it is never smaller."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Every measure of the look, in pixels; the defaults are those of the smallest text."""

    space_1: int = 4
    space_2: int = 8
    space_3: int = 12
    space_4: int = 16
    space_6: int = 24
    radius: int = 6
    row_height: int = 28
    head_height: int = 32
    rail_width: int = 168
    panel_width: int = 280
    top_height: int = 48
    totals_height: int = 40
    icon_size: int = 16
    label_size: int = 12
    body_size: int = BODY_SIZE
    head_size: int = 15
    total_size: int = 20

    def scaled(self, pixels: int) -> int:
        """Give a length that is drawn for the smallest text as long as this text wants it."""
        return round(pixels * self.body_size / BODY_SIZE)


@cache
def measures_at(body_size: int) -> Measures:
    """Give the measures that go with a size of the body's text."""
    drawn = Measures()
    size = max(body_size, BODY_SIZE)
    return Measures(
        **{each.name: round(getattr(drawn, each.name) * size / BODY_SIZE) for each in fields(drawn)}
    )
