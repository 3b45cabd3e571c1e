"""Cover, title pages and text as paragraphs.

Leaves contents to `contents`, tables to `tables`, and charts to `charts`.
"""

from collections.abc import Iterator
from typing import Final

from budgettool.exporting.word.anchors import Anchors
from budgettool.exporting.word.markup import paragraph, run, twips
from budgettool.exporting.word.pages import LETTER
from budgettool.exporting.word.styles import (
    COVER_FOOT_LINE,
    COVER_FOOT_SIZE,
    TITLE_SIZE,
    size_of,
)
from budgettool.exporting.word.titles import break_title, fitting_size
from budgettool.sheets.document import Part
from budgettool.sheets.text import Paragraph, Section

BREAK: Final = "<w:pageBreakBefore/>"
"""Begins a page before a paragraph."""

_STYLE_OF: Final = ("BodyText", "Heading3", "Heading4")
_HEIGHT: Final = LETTER.height - LETTER.top - LETTER.bottom
_COVER_SIZES: Final = (42.0, 38.0, 34.0, 30.0, 26.0, TITLE_SIZE)
_PART_SIZES: Final = (30.0, 26.0, TITLE_SIZE)
_PITCH: Final = 1.6
_MIDDLE: Final = 0.32
"""Where the middle of a cover's title is, as a part of the height."""
_LIFT: Final = 1000
"""What stays free below the last line of a cover, also for a line more than was thought."""


def cover(part: Part) -> Iterator[str]:
    """Set a cover: its lines large above the middle, who and when at its foot."""
    size = fitting_size(part.lines, _COVER_SIZES)
    pitch = twips(size * _PITCH)
    broken = [break_title(line, size) for line in part.lines]
    height = sum(map(len, broken)) * pitch
    above = max(round(_HEIGHT * _MIDDLE) - height // 2, 0)
    for number, lines in enumerate(broken):
        content = run("\n".join(lines), size_of(size))
        yield paragraph("Title", content, _spaced(0 if number else above, pitch))
    yield from _foot(part.foot, above + height if broken else 0)


def title_page(part: Part, anchors: Anchors, *, breaks: bool) -> Iterator[str]:
    """Set the page before tables: the part's title, and who and when at its foot."""
    size = fitting_size([part.title], _PART_SIZES)
    pitch = twips(size * _PITCH)
    lines = break_title(part.title, size)
    height = len(lines) * pitch
    above = max(round(_HEIGHT * _MIDDLE) - height // 2, 0)
    title = anchors.mark(part.id, run("\n".join(lines), size_of(size)))
    yield paragraph("Heading1", title, (BREAK if breaks else "") + _spaced(above, pitch))
    yield from _foot(part.foot, above + height)


def _spaced(above: int, pitch: int) -> str:
    return f'<w:spacing w:before="{above}" w:after="0" w:line="{pitch}" w:lineRule="exact"/>'


def _foot(lines: tuple[str, ...], used: int) -> Iterator[str]:
    """Set lines so that the last stands near the foot of the page."""
    needed = sum(len(break_title(line, COVER_FOOT_SIZE)) for line in lines) * COVER_FOOT_LINE
    gap = max(_HEIGHT - used - needed - _LIFT, 0)
    for number, line in enumerate(lines):
        above = "" if number else f'<w:spacing w:before="{gap}"/>'
        yield paragraph("CoverFoot", run(line), above)


def text(part: Part, anchors: Anchors, *, breaks: bool) -> Iterator[str]:
    """Set a part of text: its title, then its sections."""
    opening = BREAK if breaks else ""
    if part.title:
        yield part_title(part, anchors, opening)
        opening = ""
    for section in part.sections:
        for style, content in _section(section, f"{part.id}/{section.id}", anchors):
            yield paragraph(style, content, opening)
            opening = ""


def part_title(part: Part, anchors: Anchors, opening: str) -> str:
    """Set the title of a part above its text."""
    title = "\n".join(break_title(part.title, TITLE_SIZE))
    return paragraph("Heading1", anchors.mark(part.id, run(title)), opening)


def _section(section: Section, anchor: str, anchors: Anchors) -> Iterator[tuple[str, str]]:
    """Give the style and content of each paragraph."""
    if section.title:
        yield "Heading2", anchors.mark(anchor, run(section.title))
    for item in section.paragraphs:
        yield _style_of(item), run(item.text)


def _style_of(item: Paragraph) -> str:
    return _STYLE_OF[min(item.level, len(_STYLE_OF) - 1)]
