"""The style of a page: a file that travels with the package, and rules for what a page has.

Widths are classes, not attributes, so that the page can forbid every style but its own.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

from budgettool.exporting.web.markup import clean

_COLUMN: Final = re.compile(r'<col class="([wq])(\d+)">')
_TYPE: Final = re.compile(r'<table class="[a-z ]*t(\d+)"')


def style_of(body: str, mark: str = "") -> str:
    """Give the style that a page with this body needs; each table and page bears its mark."""
    return _sheet() + "".join(_rules(body)) + (_marking(mark) if mark else "")


def digest_of(style: str) -> str:
    """Give what a page's policy calls its one style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@cache
def _sheet() -> str:
    folder = resources.files("budgettool.exporting.web")
    return (folder / "page.css").read_text(encoding="utf-8")


def _marking(mark: str) -> str:
    """Put a mark behind the title of each part and table, and at the head of each printed page."""
    plain = "".join(f"\\{ord(character):06x}" for character in clean(mark))
    return (
        f'.opening h2::after,.title::after{{content:"（{plain}）";color:var(--mark)}}\n'
        f'@page{{@top-right{{content:"{plain}";font:bold 12pt sans-serif;color:#b3121d}}}}\n'
    )


def _rules(body: str) -> Iterator[str]:
    for kind, width in sorted({(kind, int(width)) for kind, width in _COLUMN.findall(body)}):
        unit = "em" if kind == "w" else "%"
        yield f".{kind}{width}{{width:{width}{unit}}}\n"
    sizes = "".join(
        f".t{size}{{font-size:{size}pt}}" for size in sorted(set(map(int, _TYPE.findall(body))))
    )
    if sizes:
        yield f"@media print{{{sizes}}}\n"
