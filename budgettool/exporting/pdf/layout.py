"""Lays a sheet out on pages: title, captions, repeated header, rows, notes, page number.

Leaves the table's measures to `frame`, page breaks to `pagination`, cells to `drawing`, and the
file to `document`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain

from budgettool.exporting.pdf.columns import is_bold
from budgettool.exporting.pdf.drawing import GridCell, Shapes, draw_grid, draw_line
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.frame import (
    Frame,
    Setting,
    make_frame,
    wrap_paragraph,
)
from budgettool.exporting.pdf.page import Page, Text
from budgettool.exporting.pdf.pagination import (
    Part,
    Room,
    Rows,
    cell_lines,
    measure_rows,
    paginate,
)
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.wrapping import wrap_evenly
from budgettool.sheets.sheet import Caption, Row, Sheet

_ROOMY = 0.36
_LESS_SPACE = (0.3, 0.24, 0.18)
_LESS_TYPE = ((0.5, 0.2), (0.5, 0.14), (1.0, 0.16), (1.0, 0.1), (1.5, 0.14), (1.5, 0.08))
"""How a table that is a little too long for one page is made to fit: less space, less type."""
_SMALLEST_FOR_ONE_PAGE = 7.5
_MOST_ROWS_ON_ONE_PAGE = 50
_MOST_ROWS_TRIED = 200
_LINE = 1.35
_GAP = 3.0
_NOTE_GAP = 5.0
_FOOT_SIZE = 9.0
_FOOT_DROP = 18.0
_SMALL = 0.5


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet divided into pages, ready to be drawn one by one.

    Attributes:
        parts: The rows of each page.
        notes: Lines of the notes; where they need pages of their own, `note_pages` has them.
    """

    frame: Frame
    rows: Rows
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    note_pages: tuple[tuple[str, ...], ...]

    @property
    def page_count(self) -> int:
        """How many pages the sheet takes."""
        return len(self.parts) + len(self.note_pages)


def lay_out(sheet: Sheet, typesetter: Typesetter) -> Layout:
    """Find the measures and page breaks of a sheet.

    A table that is a little too long for one page gets tighter rows, then smaller type; a longer
    one gets tighter rows where that saves a page.
    """
    size = sheet.page.size
    layout = _lay_out_at(sheet, typesetter, Setting(size, size * _ROOMY))
    if layout.page_count == 1 or len(sheet.body) > _MOST_ROWS_TRIED:
        return layout
    saved = None
    for pad in _LESS_SPACE:
        tighter = _again(layout, size, pad)
        if tighter.page_count == 1:
            return tighter
        if not saved and tighter.page_count < layout.page_count:
            saved = tighter
    return _in_smaller_type(layout) or saved or layout


def _in_smaller_type(layout: Layout) -> Layout | None:
    """Fit a table on one page by smaller type, as little smaller as is enough."""
    sheet = layout.frame.sheet
    size = sheet.page.size
    least = min(_SMALLEST_FOR_ONE_PAGE, size)
    steps = [step for step in _LESS_TYPE if size - step[0] >= least]
    if len(sheet.body) > _MOST_ROWS_ON_ONE_PAGE:
        steps = steps[:1]
    tried = (_again(layout, size - less, pad) for less, pad in (*steps[-1:], *steps))
    if next(tried, layout).page_count > 1:  # the least space and type: nothing else will do
        return None
    return next(tighter for tighter in tried if tighter.page_count == 1)


def _again(layout: Layout, size: float, pad: float) -> Layout:
    frame = layout.frame
    return _lay_out_at(frame.sheet, frame.typesetter, Setting(size, size * pad), frame)


def _lay_out_at(
    sheet: Sheet, typesetter: Typesetter, setting: Setting, before: Frame | None = None
) -> Layout:
    frame = make_frame(sheet, typesetter, setting, before)
    margins = frame.margins
    whole = frame.height - margins.top - margins.bottom
    head = sum(_head_heights(frame))
    number = _number_height(frame)
    first = whole - _top_height(frame, with_captions=True) - head - number
    further = whole - _top_height(frame, with_captions=sheet.page.repeat_captions) - head
    if sheet.page.repeat_numbers:
        further -= number
    notes = _note_lines(frame)
    leading = _note_leading(frame)
    notes_height = len(notes) * leading + _NOTE_GAP if notes else 0.0
    rows = measure_rows(frame, max(min(first, further), setting.leading * 3))
    parts = paginate(rows, Room(first, further, notes_height))
    note_pages: tuple[tuple[str, ...], ...] = ()
    if notes and parts[-1].start == parts[-1].stop and len(parts) > 1:
        parts = parts[:-1]
        count = max(1, int(whole / leading))
        note_pages = tuple(
            tuple(notes[start : start + count]) for start in range(0, len(notes), count)
        )
        notes = []
    return Layout(frame, rows, tuple(parts), tuple(notes), note_pages)


def _head_heights(frame: Frame) -> list[float]:
    """Measure the rows of the header; a merged cell stretches the last row that it covers."""
    sheet, setting = frame.sheet, frame.setting
    heights = [setting.height_of(1)] * sheet.header_rows
    for item in sorted(sheet.header, key=lambda item: item.rowspan):
        lines = frame.lines(
            item.text, frame.cut("head"), frame.inner_width(item.column, item.colspan), "center"
        )
        last = min(item.row + item.rowspan, sheet.header_rows) - 1
        others = sum(heights[item.row : last])
        needed = setting.height_of(len(lines))
        heights[last] = max(heights[last], needed - others)
    return heights


def _number_height(frame: Frame) -> float:
    return frame.setting.height_of(1) if frame.sheet.numbers else 0.0


def _small(frame: Frame) -> float:
    """Give the type size of captions."""
    return max(frame.sheet.page.size + _SMALL, frame.setting.size)


def _title_lines(frame: Frame) -> list[str]:
    room = frame.edges[-1] - frame.edges[0]
    cut = frame.cut("title")
    limit = room / frame.sheet.page.title_size
    title = clean(frame.sheet.title)
    return wrap_evenly(title, limit, lambda part: frame.typesetter.width(part, cut))


def _top_height(frame: Frame, *, with_captions: bool) -> float:
    if not with_captions:
        return 0.0
    sheet = frame.sheet
    small = _small(frame) * _LINE
    title = len(_title_lines(frame)) * sheet.page.title_size * _LINE
    return (small if sheet.number else 0) + title + len(sheet.captions) * small + 2 * _GAP


def _note_leading(frame: Frame) -> float:
    return _note_size(frame) * 1.45


def _note_size(frame: Frame) -> float:
    return frame.setting.size


def _note_lines(frame: Frame) -> list[str]:
    room = frame.edges[-1] - frame.edges[0]
    cut, size = frame.cut("note"), _note_size(frame)
    return list(
        chain.from_iterable(
            wrap_paragraph(note, cut, room, size, frame) for note in frame.sheet.notes
        )
    )


def draw_pages(layout: Layout, before: int, pages: int) -> Iterator[Page]:
    """Draw the pages of a sheet one by one.

    Args:
        layout: The sheet with its page breaks.
        before: How many pages of the document come before.
        pages: How many pages the document has.
    """
    frame = layout.frame
    for number, part in enumerate(layout.parts):
        shapes = Shapes([], [], [])
        first = number == 0
        y = frame.margins.top
        if first or frame.sheet.page.repeat_captions:
            y = _draw_top(frame, shapes.texts)
        y = _draw_table(layout, part, y, shapes, numbered=_is_numbered(frame, first=first))
        if part is layout.parts[-1]:
            _draw_notes(frame, layout.notes, y + _NOTE_GAP, shapes.texts)
        yield _finish(frame, shapes, before + number + 1, pages)
    for number, lines in enumerate(layout.note_pages, before + len(layout.parts) + 1):
        shapes = Shapes([], [], [])
        _draw_notes(frame, lines, frame.margins.top, shapes.texts)
        yield _finish(frame, shapes, number, pages)


def _is_numbered(frame: Frame, *, first: bool) -> bool:
    return bool(frame.sheet.numbers) and (first or frame.sheet.page.repeat_numbers)


def _draw_top(frame: Frame, texts: list[Text]) -> float:
    """Draw number, title and captions; give where the table begins."""
    sheet, y = frame.sheet, frame.margins.top
    small, body = _small(frame), frame.cut("body")
    if sheet.number:
        _draw_aligned(frame, y + small, sheet.number, body, small, "right", texts)
        y += small * _LINE
    size = sheet.page.title_size
    for line in _title_lines(frame):
        _draw_aligned(frame, y + size, line, frame.cut("title"), size, "center", texts)
        y += size * _LINE
    y += _GAP
    for caption in sheet.captions:
        fitting = small * min(1.0, (frame.edges[-1] - frame.edges[0]) / _needed(frame, caption))
        for text, align in zip(caption, ("left", "center", "right"), strict=True):
            _draw_aligned(frame, y + small, text, body, fitting, align, texts)
        y += small * _LINE
    return y + _GAP


def _needed(frame: Frame, caption: Caption) -> float:
    """Measure the room in which the texts of a caption stand apart, in its usual size."""
    small, cut = _small(frame), frame.cut("body")
    left, center, right = (frame.typesetter.width(clean(text), cut) * small for text in caption)
    if center:
        return max(center + 2 * (max(left, right) + small), small)
    return max(left + right + small, small)


def _draw_aligned(  # noqa: PLR0913, PLR0917 - a line has that many properties
    frame: Frame, y: float, text: str, cut: Cut, size: float, align: str, texts: list[Text]
) -> None:
    if text:
        place = frame.edges[0], frame.edges[-1], y
        line = clean(text).replace("\n", " ")
        draw_line(frame.typesetter, place, line, cut, size, align, texts)


def _draw_table(layout: Layout, part: Part, y: float, shapes: Shapes, *, numbered: bool) -> float:
    """Draw header and rows of one page; give where the table ends."""
    frame = layout.frame
    heights = _head_heights(frame)
    cells = _head_cells(frame)
    if numbered:
        cells += _number_cells(frame, len(heights))
        heights.append(_number_height(frame))
    offset = len(heights)
    heights += layout.rows.heights[part.start : part.stop]
    cells += _open_cells(layout, part, offset)
    for number in range(part.start, part.stop):
        row = layout.rows.rows[number]
        cells += _row_cells(frame, row, number - part.start + offset)
    tops = list(accumulate(heights, initial=y))
    draw_grid(frame, cells, tops, shapes)
    return tops[-1]


def _head_cells(frame: Frame) -> list[GridCell]:
    cut = frame.cut("head")
    return [
        GridCell(
            item.row,
            item.column,
            item.rowspan,
            item.colspan,
            frame.lines(item.text, cut, frame.inner_width(item.column, item.colspan), "center"),
            cut,
            "center",
        )
        for item in sorted(frame.sheet.header, key=lambda item: (item.row, item.column))
    ]


def _number_cells(frame: Frame, row: int) -> list[GridCell]:
    """Make the number row; an empty text continues the cell at its left."""
    cut = frame.cut("body")
    cells: list[GridCell] = []
    for column, text in enumerate(frame.sheet.numbers[: len(frame.sheet.columns)]):
        if text or not cells:
            cells.append(GridCell(row, column, 1, 1, (clean(text),), cut, "center"))
        else:
            cells[-1] = cells[-1]._replace(colspan=cells[-1].colspan + 1)
    return cells


def _row_cells(frame: Frame, row: Row, place: int) -> list[GridCell]:
    plain, bold = frame.cut("body"), frame.cut("body", bold=True)
    filled = row.style == "band"
    return [
        GridCell(
            place,
            cell.column,
            cell.rowspan,
            cell.colspan,
            cell_lines(frame, row, cell) if cell.text else (),
            bold if is_bold(row, cell) else plain,
            cell.align,
            cell.indent,
            filled,
        )
        for cell in row.cells
    ]


def _open_cells(layout: Layout, part: Part, offset: int) -> list[GridCell]:
    """Repeat, at the top of a page, the merged cells that began on the page before."""
    cells = []
    for number, cell in layout.rows.open_at(part.start):
        rest = cell._replace(rowspan=number + cell.rowspan - part.start)
        row = layout.rows.rows[number]
        cells += _row_cells(layout.frame, row._replace(cells=(rest,)), offset)
    return cells


def _draw_notes(frame: Frame, lines: tuple[str, ...], y: float, texts: list[Text]) -> None:
    size = _note_size(frame)
    for line in lines:
        _draw_aligned(frame, y + size, line, frame.cut("note"), size, "left", texts)
        y += _note_leading(frame)


def _finish(frame: Frame, shapes: Shapes, number: int, pages: int) -> Page:
    template = frame.sheet.page.page_number
    text = template.replace("{page}", str(number)).replace("{pages}", str(pages))
    y = frame.height - frame.margins.bottom + _FOOT_DROP
    _draw_aligned(frame, y, text, frame.cut("body"), _FOOT_SIZE, "center", shapes.texts)
    return Page(
        frame.width,
        frame.height,
        tuple(shapes.texts),
        tuple(shapes.rules),
        tuple(shapes.boxes),
    )
