"""How wide columns and how high rows must be, in points.

Excel fits no row to a merged cell, and a figure too wide becomes `####`; so both are reckoned here,
with a Chinese character as one em and a Latin one as half an em, as in 宋体.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from budgettool.sheets.sheet import Sheet

MARGIN = 36.0
MAX_HEIGHT = 409.0
_PAPER = {"A4": (595.3, 841.9), "A3": (841.9, 1190.6)}
_PADDING = 7.0
_WRAP_PADDING = 4.5
_SURE = 0.92
"""Columns come out this much narrower where the program does not round the default font up."""
_INDENT = 16.5
"""One step of indent: three spaces of the default font."""
_LINE = 1.28
_ROW_PADDING = 4.0
_LEAST_EMS = 2.6


class Block(NamedTuple):
    """A text and the grid that it covers, rows from 0."""

    row: int
    rowspan: int
    column: int
    colspan: int
    text: str
    indent: int = 0


def page_width(sheet: Sheet) -> float:
    """Give the width between the margins of the printed page."""
    narrow, wide = _PAPER[sheet.page.paper]
    return (wide if sheet.page.orientation == "landscape" else narrow) - 2 * MARGIN


def page_height(sheet: Sheet) -> float:
    """Give the height between the margins of the printed page."""
    narrow, wide = _PAPER[sheet.page.paper]
    return (narrow if sheet.page.orientation == "landscape" else wide) - 2 * MARGIN - 22


def column_widths(sheet: Sheet, factor: float = 1.0) -> list[float]:
    """Share the page among the columns, none narrower than its longest figure.

    What figures take beyond their share comes from the other columns, as far as they can give it;
    beyond that the page is scaled as it is printed. `factor` times the page is shared.
    """
    page = page_width(sheet) * factor
    whole = sum(column.width for column in sheet.columns) or 1.0
    shares = [page * column.width / whole for column in sheet.columns]
    least = _least_widths(sheet)
    widths = [max(share, low) for share, low in zip(shares, least, strict=True)]
    excess = sum(widths) - page
    slack = sum(width - low for width, low in zip(widths, least, strict=True))
    if excess <= 0 or slack <= 0:
        return widths
    given = min(1.0, excess / slack)
    return [width - (width - low) * given for width, low in zip(widths, least, strict=True)]


def _least_widths(sheet: Sheet) -> list[float]:
    longest = [_LEAST_EMS * 2] * len(sheet.columns)
    for row in sheet.body:
        for cell in row.cells:
            if cell.colspan == 1 and cell.kind in {"amount", "rate", "number"}:
                ems = len(cell.text) * (1.08 if cell.bold or row.style != "plain" else 1.0)
                longest[cell.column] = max(longest[cell.column], ems)
    return [halves * sheet.page.size / 2 + _PADDING for halves in longest]


def row_heights(
    count: int,
    blocks: Sequence[Block],
    widths: Sequence[float],
    size: float,
    least: Sequence[float],
) -> list[float]:
    """Give each row the height that its texts need.

    Args:
        count: How many rows.
        blocks: The texts; one over several rows adds what they lack to its last row.
        widths: Of the grid's columns.
        size: Of the letters.
        least: Least height of each row, in lines.
    """
    edges = [0.0, *accumulate(widths)]
    heights = [max(1.0, lines) * size * _LINE + _ROW_PADDING for lines in least]
    tall: dict[tuple[int, int], float] = {}
    for block in blocks:
        room = edges[block.column + block.colspan] - edges[block.column]
        lines = line_count(block.text, room * _SURE - block.indent * _INDENT, size)
        needed = lines * size * _LINE + _ROW_PADDING
        if block.rowspan == 1:
            heights[block.row] = max(heights[block.row], needed)
        elif lines > 1:
            key = (block.row, block.rowspan)
            tall[key] = max(tall.get(key, 0.0), needed)
    _stretch(heights, tall)
    return [min(height, MAX_HEIGHT) for height in heights[:count]]


def _stretch(heights: list[float], tall: Mapping[tuple[int, int], float]) -> None:
    for (row, rowspan), needed in sorted(tall.items(), key=lambda item: item[0][1]):
        rows = range(row, min(row + rowspan, len(heights)))
        lack = needed - sum(heights[index] for index in rows)
        if lack > 0:
            for index in rows:
                heights[index] += lack / len(rows)


def line_count(text: str, width: float, size: float) -> int:
    """Count the lines that a text takes in a width."""
    if len(text) * size <= width - _WRAP_PADDING and "\n" not in text:
        return 1
    room = max(2, int((width - _WRAP_PADDING) / size * 2))
    return _lines_in(text, room)


@lru_cache(maxsize=4096)
def _lines_in(text: str, room: int) -> int:
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0
        for character in paragraph:
            halves = half_ems(character)
            if used + halves > room:
                lines += 1
                used = 0
            used += halves
    return lines


def text_width(text: str, size: float) -> float:
    """Give the width of a text on one line."""
    return sum(half_ems(character) for character in text) * size / 2 + _PADDING


@lru_cache(maxsize=4096)
def half_ems(character: str) -> int:
    """Count half ems: two for a Chinese character, one for a Latin one."""
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
