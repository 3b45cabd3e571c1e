"""The marks of findings: a sign and a tone for each level, as colour alone carries no meaning."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from budgettool.packs.rule import Level

MARKS: Final[Mapping[Level, str]] = MappingProxyType({"H": "●", "S": "○", "I": "◇"})
"""The sign that stands in a marked cell."""

TONES: Final[Mapping[Level, str]] = MappingProxyType({"H": "wrong", "S": "care", "I": "quiet"})
"""The tone in which it is shown, as the style sheet knows it."""
