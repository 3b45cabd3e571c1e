"""What stands above a table and below it: number, title, captions, notes.

The title is a heading. Of a table that is printed for each project, Word's navigation pane finds
the sheets by the project's name, which stands at the left of the number.
"""

from collections.abc import Iterator
from typing import Final

from budgettool.exporting.word.anchors import Anchors
from budgettool.exporting.word.faces import fonts_of, is_default, style_of
from budgettool.exporting.word.markup import paragraph, run, tab_stops, twips
from budgettool.exporting.word.measures import Measures
from budgettool.exporting.word.prose import BREAK
from budgettool.exporting.word.styles import size_of
from budgettool.sheets.sheet import Caption, Sheet

_LINE: Final = 1.35
_NOTE_LINE: Final = 1.45
_NOTE_GAP: Final = 5.0
_GAP: Final = 50
"""Space between what stands above a table and the table, in twips."""
_SMALL: Final = 0.5
_PROJECT_LEVEL: Final = 3
_TAB: Final = "<w:r><w:tab/></w:r>"


def above_first(
    sheet: Sheet, measures: Measures, anchor: str, anchors: Anchors, *, breaks: bool
) -> Iterator[str]:
    """Set what stands above a table where it begins.

    Args:
        sheet: The table.
        measures: How it is set.
        anchor: By which contents find it.
        anchors: Where the bookmarks are.
        breaks: Whether it begins a page.
    """
    opening = BREAK if breaks else ""
    below_title = anchors.level(anchor) == _PROJECT_LEVEL
    numbered = _number(sheet, measures, anchor if below_title else "", anchors, opening)
    if numbered:
        yield numbered
        opening = ""
    title = run(sheet.title, _title_look(sheet))
    style = "TableTitleNext" if below_title else "TableTitle"
    yield paragraph(style, anchors.mark(anchor, title), opening + _title_lines(sheet))
    yield from _captions(sheet, measures)


def above_further(sheet: Sheet, measures: Measures) -> Iterator[str]:
    """Set what stands above a table on each page that follows its first."""
    if sheet.number:
        yield paragraph(
            "TableNumber", _small(sheet, measures, sheet.number), _lines(sheet, measures)
        )
    yield paragraph("TableTitleNext", run(sheet.title, _title_look(sheet)), _title_lines(sheet))
    yield from _captions(sheet, measures)


def notes(sheet: Sheet, measures: Measures) -> Iterator[str]:
    """Set the notes below a table."""
    look = _look(sheet, "note") + size_of(measures.size)
    line = f'w:line="{twips(measures.size * _NOTE_LINE)}" w:lineRule="exact"/>'
    for number, note in enumerate(sheet.notes):
        before = 0 if number else twips(_NOTE_GAP)
        yield paragraph("TableNote", run(note, look), f'<w:spacing w:before="{before}" {line}')


def _number(sheet: Sheet, measures: Measures, anchor: str, anchors: Anchors, opening: str) -> str:
    """Set the line of a table's number; an anchor where that line is the heading."""
    project = sheet.id.partition("/")[2]
    number = _small(sheet, measures, sheet.number)
    if not project:
        lines = opening + _lines(sheet, measures)
        return paragraph("TableNumber", number, lines) if number else ""
    named = _small(sheet, measures, project)
    if anchor:
        named = anchors.mark(anchor, named)
    stops = tab_stops([("right", measures.paper.room)])
    properties = opening + stops + _lines(sheet, measures)
    if anchor:
        return paragraph("TableProject", named + _TAB + number, properties)
    return paragraph("TableNumber", named + _TAB + number, f'{properties}<w:jc w:val="left"/>')


def _captions(sheet: Sheet, measures: Measures) -> Iterator[str]:
    for number, caption in enumerate(sheet.captions, 1):
        stops, align, content = _caption(sheet, measures, caption)
        below = _GAP if number == len(sheet.captions) else 0
        properties = stops + _lines(sheet, measures, below) + align
        yield paragraph("TableCaption", content, properties)


def _caption(sheet: Sheet, measures: Measures, caption: Caption) -> tuple[str, str, str]:
    """Give tab stops, alignment and content of a line with texts at several places."""
    room = measures.paper.room
    left, center, right = (_small(sheet, measures, text) for text in caption)
    if left or (center and right):
        middle = [("center", room // 2)] if center else []
        stops = tab_stops([*middle, ("right", room)]) if center or right else ""
        content = left + (_TAB + center if center else "") + (_TAB + right if right else "")
        return stops, "", content
    align = "center" if center else "right"
    return "", f'<w:jc w:val="{align}"/>', center or right


def _look(sheet: Sheet, part: str) -> str:
    """Name the face of a part where it is not as in most tables."""
    return "" if is_default(sheet.page, part) else fonts_of(style_of(sheet.page, part))


def _title_look(sheet: Sheet) -> str:
    return _look(sheet, "title") + size_of(sheet.page.title_size)


def _title_lines(sheet: Sheet) -> str:
    line = twips(sheet.page.title_size * _LINE)
    return f'<w:spacing w:line="{line}" w:lineRule="exact"/>'


def _small_size(sheet: Sheet, measures: Measures) -> float:
    return max(sheet.page.size + _SMALL, measures.size)


def _small(sheet: Sheet, measures: Measures, text: str) -> str:
    return run(text, _look(sheet, "body") + size_of(_small_size(sheet, measures)))


def _lines(sheet: Sheet, measures: Measures, below: int = 0) -> str:
    line = twips(_small_size(sheet, measures) * _LINE)
    return f'<w:spacing w:after="{below}" w:line="{line}" w:lineRule="exact"/>'
