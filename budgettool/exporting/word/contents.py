"""The contents: a field that Word can renew, with the entries and page numbers of today.

Leaves where headings are to `anchors`.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from budgettool.exporting.word.anchors import Anchors
from budgettool.exporting.word.markup import field, paragraph, run, twips, width_of
from budgettool.exporting.word.pages import LETTER
from budgettool.exporting.word.prose import BREAK
from budgettool.exporting.word.styles import TITLE_SIZE, Style
from budgettool.exporting.word.titles import break_title
from budgettool.sheets.document import Heading, Part

_TITLE: Final = "目　录"
_INDENT: Final = 2
_NUMBER_ROOM: Final = 4
_TITLE_ROWS: Final = 3
_FIELD_BEGIN: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
    'TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_LEADER: Final = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{LETTER.room}"/></w:tabs>'


class _Setting(NamedTuple):
    """How many rows a page has, and the type in which they are set."""

    rows: int
    size: float


_SETTINGS: Final = (_Setting(26, 14.0), _Setting(30, 13.0), _Setting(34, 12.0))
"""The first in which all entries are on one page is used; else the first of all."""


def contents_styles(headings: Sequence[Heading]) -> tuple[Style, Style]:
    """Make the styles of entries: so dense that they fit on one page, where that can be."""
    setting = next((item for item in _SETTINGS if _fits(headings, item)), _SETTINGS[0])
    pitch = (LETTER.height - LETTER.top - LETTER.bottom) // setting.rows
    spacing = f"{pitch}:exact"
    hanging = twips(_INDENT * setting.size)
    return (
        Style(
            "TOC1", "toc 1", face="hei", size=setting.size, spacing=spacing, tabs=_LEADER,
            extra=f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>',
        ),
        Style(
            "TOC2", "toc 2", size=setting.size, spacing=spacing, tabs=_LEADER,
            extra=f'<w:ind w:left="{2 * hanging}" w:hanging="{hanging}"/>',
        ),
    )  # fmt: skip


def _fits(headings: Sequence[Heading], setting: _Setting) -> bool:
    across = LETTER.room / twips(setting.size) - _NUMBER_ROOM
    rows = sum(
        ceil((width_of(heading.title) + _INDENT * (heading.level - 1)) / across)
        for heading in headings
    )
    return rows + _TITLE_ROWS <= setting.rows


def contents(part: Part, anchors: Anchors, *, breaks: bool) -> Iterator[str]:
    """Set the contents."""
    title = "\n".join(break_title(part.title or _TITLE, TITLE_SIZE))
    yield paragraph("TOCHeading", run(title), BREAK if breaks else "")
    entries = [_entry(heading, anchors) for heading in anchors.listed]
    if not entries:
        return
    entries[0] = entries[0]._replace(content=_FIELD_BEGIN + entries[0].content)
    entries[-1] = entries[-1]._replace(content=entries[-1].content + _FIELD_END)
    inner = "".join(paragraph(entry.style, entry.content) for entry in entries)
    yield (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


class _Entry(NamedTuple):
    """A paragraph of the contents."""

    style: str
    content: str


def _entry(heading: Heading, anchors: Anchors) -> _Entry:
    bookmark = anchors.bookmark(heading.anchor)
    title = run(heading.title.replace("\n", ""))
    page = field(f"PAGEREF {bookmark} \\h", anchors.page(heading))
    link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{title}<w:r><w:tab/></w:r>{page}'
    return _Entry(f"TOC{heading.level}", f"{link}</w:hyperlink>")
