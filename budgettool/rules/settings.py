"""Which settings a pack can give to the rules of the program: `[settings]` of its `rules.toml`.

A name that no rule reads is refused, so that a misspelt one cannot pass for a setting. Leaves what
each setting holds to `lines.permits` and `book.settings`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from budgettool.packs.definition import Pack
from budgettool.packs.reading import PackError
from budgettool.rules.book.settings import check_book_settings
from budgettool.rules.lines.permits import check_permits
from budgettool.rules.text.settings import text_settings

SETTINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "natures": ("L05",),
        "sources": ("L11",),
        "procurement": ("L12",),
        "balance": ("D01",),
        "change": ("D07",),
        "official_spending": ("D06",),
        "running_costs": ("D05",),
        "projects": ("D03",),
        "targets": ("B11.3",),
        "publication": ("P01", "P04"),
        "text": ("D09", "BT1", "BT6", "BT7", "BT8", "BT11", "BT13"),
    }
)
"""The settings by name, with the rules that read them."""


def check_settings(pack: Pack) -> None:
    """Refuse settings that no rule reads, or that cannot be understood.

    Raises:
        PackError: There is one; it names the place.
    """
    for name in pack.rules.settings:
        if name not in SETTINGS:
            reason = f"没有这项设置；可以写的：{'、'.join(SETTINGS)}"
            raise PackError("rules.toml", f"settings.{name}", reason)
    check_permits(pack)
    check_book_settings(pack)
    text_settings(pack)
