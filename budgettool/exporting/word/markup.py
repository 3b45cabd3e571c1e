"""Paragraphs and texts as WordprocessingML; whatever a text holds, the markup stays well-formed.

Elements stand in the order that the schema asks for: Word refuses a file where they do not.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape as escape_markup

from budgettool.exporting.pdf.text import clean

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_QUOTE: Final = {'"': "&quot;"}
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
_WIDE: Final = frozenset("WFA")
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_KNOWN_TEXTS: Final = 8192


@lru_cache(_KNOWN_TEXTS)
def escape(text: str) -> str:
    """Make a text fit to stand in markup, also in an attribute; what is no character is dropped."""
    return escape_markup(_NOT_XML.sub("", clean(text)), _QUOTE)


def one_line(text: str) -> str:
    """Make a text fit for an attribute or for a property: on one line."""
    return escape(text).replace("\n", " ")


def run(text: str, properties: str = "") -> str:
    """Set a text, line breaks included; nothing where it is empty.

    Args:
        text: Any text.
        properties: Markup of what differs from the paragraph's style.
    """
    if not text:
        return ""
    inner = escape(text).replace("\n", _BREAK)
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """Make a paragraph.

    Args:
        style: The id of its style.
        content: Markup of its runs.
        properties: Markup of what differs from the style, in the order of the schema.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str, properties: str = "") -> str:
    """Make a field that Word can renew, with what it shows until then."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""

    def mark(kind: str) -> str:
        return f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    asked = f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + asked + mark("separate") + run(shown, properties) + mark("end")


def tab_stops(stops: Sequence[tuple[str, int]]) -> str:
    """Set tab stops: kind and position in twips."""
    inner = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in stops)
    return f"<w:tabs>{inner}</w:tabs>"


def twips(points: float) -> int:
    """Turn points into twips."""
    return round(points * 20)


def width_of(text: str) -> float:
    """Measure a text in Chinese characters: what is not wide takes half of one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in _WIDE else 0.5 for c in clean(text))
