"""The colours of the look, in light and dark; which of the two is shown is for `theme` to say."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme; contrast of text on ground is at least 4.5 : 1."""

    ground: str
    ground_2: str
    text: str
    text_2: str
    line: str
    accent: str
    on_accent: str
    good: str
    care: str
    wrong: str
    selection: str


LIGHT: Final = Colours(
    ground="#FFFFFF",
    ground_2="#F6F7F9",
    text="#1F2328",
    text_2="#59636E",
    line="#D8DEE4",
    accent="#1F6FEB",
    on_accent="#FFFFFF",
    good="#1A7F37",
    care="#9A6700",
    wrong="#CF222E",
    selection="#DCE9FD",
)
DARK: Final = Colours(
    ground="#16181D",
    ground_2="#1D2026",
    text="#E6EAF0",
    text_2="#9AA4B2",
    line="#30363D",
    accent="#58A6FF",
    on_accent="#0B1A2B",
    good="#3FB950",
    care="#D29922",
    wrong="#FF7B72",
    selection="#1D3557",
)
