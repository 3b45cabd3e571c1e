"""Decides where a table breaks: heights of its rows, and which rows stand on which page.

A row is never split, unless it alone is taller than a page. Leaves column widths to `frame` and
drawing to `drawing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from budgettool.exporting.pdf.columns import is_bold
from budgettool.exporting.pdf.frame import Frame
from budgettool.sheets.sheet import Cell, Row

_MOST_GIVEN_UP = 0.35
_KEPT_TOGETHER = 2
_LEAST_LINES = 3


class Part(NamedTuple):
    """The rows of one page, from `start` up to `stop`."""

    start: int
    stop: int


class Room(NamedTuple):
    """Height for rows: on the first page, on each further one, and what the notes need."""

    first: float
    further: float
    notes: float = 0.0


@dataclass(frozen=True, slots=True)
class Rows:
    """The body as it is drawn, with the height of each row.

    Attributes:
        spans: Row and cell of each cell that covers more than one row.
    """

    rows: tuple[Row, ...]
    heights: tuple[float, ...]
    spans: tuple[tuple[int, Cell], ...]

    def open_at(self, start: int) -> list[tuple[int, Cell]]:
        """Give the cells that began above a row and still cover it."""
        return [(row, cell) for row, cell in self.spans if row < start < row + cell.rowspan]


def measure_rows(frame: Frame, tallest: float) -> Rows:
    """Measure the body's rows; a row taller than `tallest` is split into several."""
    body: Sequence[Row] = frame.sheet.body
    heights = [_row_height(frame, row) for row in body]
    if heights and max(heights) > tallest:
        body = _split_tall_rows(frame, heights, tallest)
        heights = [_row_height(frame, row) for row in body]
    spans = tuple((number, cell) for number, row in enumerate(body) for cell in _spanning(row))
    for number, cell in spans:
        covered = range(number, min(number + cell.rowspan, len(body)))
        lack = _text_height(frame, body[number], cell) - sum(heights[row] for row in covered)
        for row in covered:
            heights[row] = min(heights[row] + max(lack, 0.0) / len(covered), tallest)
    return Rows(tuple(body), tuple(heights), spans)


def _spanning(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.rowspan > 1]


def _row_height(frame: Frame, row: Row) -> float:
    setting = frame.setting
    most = row.height
    for cell in row.cells:
        if cell.text and cell.rowspan == 1 and cell.kind == "text":
            most = max(most, _line_count(frame, row, cell))
    return setting.height_of(most)


def _line_count(frame: Frame, row: Row, cell: Cell) -> int:
    return len(cell_lines(frame, row, cell))


def cell_lines(frame: Frame, row: Row, cell: Cell) -> tuple[str, ...]:
    """Break the text of a body cell into lines; a figure stays on one."""
    if cell.kind != "text":
        return (cell.text,)
    cut = frame.cut("body", bold=is_bold(row, cell))
    room = frame.inner_width(cell.column, cell.colspan) - cell.indent * frame.setting.size
    return frame.lines(cell.text, cut, max(room, frame.setting.size), cell.align)


def _text_height(frame: Frame, row: Row, cell: Cell) -> float:
    return frame.setting.height_of(_line_count(frame, row, cell))


def _split_tall_rows(frame: Frame, heights: Sequence[float], tallest: float) -> list[Row]:
    """Split each row that is taller than a page; its first part fills the page begun before."""
    pieces: list[list[Row]] = []
    used = 0.0
    for row, height in zip(frame.sheet.body, heights, strict=True):
        if height > tallest:
            pieces.append(_split_row(frame, row, tallest - used, tallest))
            used = _row_height(frame, pieces[-1][-1])
        else:
            pieces.append([row])
            used = height if used + height > tallest else used + height
    starts = list(accumulate((len(piece) for piece in pieces), initial=0))
    rows: list[Row] = []
    for number, piece in enumerate(pieces):
        first = piece[0]
        cells = tuple(
            cell._replace(rowspan=_new_span(starts, number, cell)) for cell in first.cells
        )
        rows += [first._replace(cells=cells), *piece[1:]]
    return rows


def _new_span(starts: Sequence[int], number: int, cell: Cell) -> int:
    if cell.rowspan == 1:
        return 1
    last = min(number + cell.rowspan, len(starts) - 1)
    return starts[last] - starts[number]


def _split_row(frame: Frame, row: Row, rest: float, tallest: float) -> list[Row]:
    """Divide a row's lines among as many rows as pages are needed.

    A short label stands beside each of the parts.
    """
    texts = {
        cell: cell_lines(frame, row, cell)
        for cell in row.cells
        if cell.rowspan == 1 and cell.kind == "text"
    }
    longest = max([len(lines) for lines in texts.values()] or [1])
    count = max(1, frame.setting.lines_in(tallest))
    first = frame.setting.lines_in(rest)
    first = first if first >= _LEAST_LINES else count
    cuts = [0, *range(first, longest, count), longest]
    return [
        row._replace(height=1.0, cells=tuple(_cell_parts(row, texts, start, stop)))
        for start, stop in pairwise(cuts)
    ]


def _cell_parts(
    row: Row, texts: Mapping[Cell, tuple[str, ...]], start: int, stop: int
) -> Iterator[Cell]:
    """Give the cells of one part of a divided row."""
    for cell in row.cells:
        lines = texts.get(cell)
        if lines is None:
            if not start:
                yield cell
            elif cell.rowspan == 1:
                yield cell._replace(text="")
        elif len(lines) <= _LEAST_LINES:
            yield cell
        else:
            yield cell._replace(text="\n".join(lines[start:stop]))


def paginate(rows: Rows, room: Room) -> list[Part]:
    """Divide the rows among pages.

    The last part may be empty (`start == stop`): then a further page holds the notes alone.
    """
    parts: list[Part] = []
    start, total = 0, len(rows.rows)
    while start < total or not parts:
        height = room.further if parts else room.first
        stop = _last_fitting(rows, start, height)
        if stop < total:
            stop = _better_break(rows, start, stop)
        parts.append(Part(start, stop))
        start = stop
    parts = _without_orphan(rows, parts, room)
    return _with_notes(rows, parts, room)


def _last_fitting(rows: Rows, start: int, height: float) -> int:
    used, stop = 0.0, start
    while stop < len(rows.heights) and used + rows.heights[stop] <= height + 0.01:
        used += rows.heights[stop]
        stop += 1
    return min(max(stop, start + 1), len(rows.heights))


def _better_break(rows: Rows, start: int, stop: int) -> int:
    """Move a break up, before a merged cell or a group's heading, where little is given up."""
    limit = start + max(1, round((stop - start) * (1 - _MOST_GIVEN_UP)))
    better = stop
    while covering := rows.open_at(better):
        better = min(row for row, _ in covering)
    if better < limit:
        better = stop
    while better > limit and _is_heading(rows.rows[better - 1], rows.rows[better]):
        better -= 1
    return better


def _is_heading(row: Row, following: Row) -> bool:
    """Tell whether a row is the heading or subtotal of the rows that follow."""
    return _is_bold_row(row) and not _is_bold_row(following)


def _is_bold_row(row: Row) -> bool:
    return row.style != "plain" or any(cell.bold for cell in row.cells)


def _without_orphan(rows: Rows, parts: list[Part], room: Room) -> list[Part]:
    """Leave no single row, such as the total, alone on the last page."""
    if len(parts) < _KEPT_TOGETHER:
        return parts
    *head, before, last = parts
    alone = last.stop - last.start < _KEPT_TOGETHER <= before.stop - before.start - 1
    together = sum(rows.heights[before.stop - 1 : last.stop])
    if not alone or together > room.further:
        return parts
    return [*head, Part(before.start, before.stop - 1), Part(last.start - 1, last.stop)]


def _with_notes(rows: Rows, parts: list[Part], room: Room) -> list[Part]:
    """Make room for the notes under the last rows, or on a further page."""
    if not room.notes:
        return parts
    *head, last = parts
    height = room.further if head else room.first
    if sum(rows.heights[last.start : last.stop]) + room.notes <= height:
        return parts
    moved = last.stop - _KEPT_TOGETHER
    needed = sum(rows.heights[max(moved, 0) : last.stop]) + room.notes
    if moved - last.start >= _KEPT_TOGETHER and needed <= room.further:
        return [*head, Part(last.start, moved), Part(moved, last.stop)]
    return [*parts, Part(last.stop, last.stop)]
