"""Breaks text into lines by the rules of Chinese typesetting (避头尾).

No line begins with closing punctuation or ends with opening punctuation; figures and Latin words
stay whole while they fit. Leaves measuring to `text`.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

Measure = Callable[[str], float]

_CLOSING = "，。、；：？！）》」』】〕〗〉］｝’”％‰℃…—～·,.;:?!)]}%"
_OPENING = "（《「『【〔〖〈［｛‘“￥＄([{¥$"
_WORD = r"[0-9A-Za-zÀ-ɏ.,+\-/%‰_@:#&*]+"
_UNIT = re.compile(rf"\s|{_WORD}|.", re.DOTALL)
_BLANK_LEFT = tuple("（《「『【〔〖〈［｛")
_BLANK_RIGHT = tuple("，。、；：）》」』】〕〗〉］｝")
_BLANK_HALF = 0.45
_MOST_UNITS = 60
_LONE = 6.0
_LATER = 0.01
_IN_BRACKETS = 8.0
_AT_BRACKETS = 2.0
_AFTER_NUMBER = 20.0


@lru_cache(maxsize=20_000)
def split_units(text: str) -> tuple[str, ...]:
    """Split a text into the pieces that a line break must not cut."""
    units: list[str] = []
    opened = False
    for piece in _UNIT.findall(text):
        closing = piece[0] in _CLOSING
        if units and (opened or closing) and not units[-1].isspace():
            units[-1] += piece
        else:
            units.append(piece)
        opened = piece[-1] in _OPENING
    return tuple(units)


def wrap(text: str, limit: float, measure: Measure) -> list[str]:
    """Break a text into lines no wider than a limit.

    Args:
        text: What to break; its own line breaks are kept.
        limit: The greatest width of a line.
        measure: Tells how wide a text is.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(split_units(paragraph), limit, measure)
    return lines


def squeeze(line: str) -> tuple[float, float]:
    """Tell how much of a line's ends is the blank half of a full-width punctuation mark."""
    head = _BLANK_HALF if line[:1] in _BLANK_LEFT else 0.0
    tail = _BLANK_HALF if line[-1:] in _BLANK_RIGHT else 0.0
    return (head, tail) if line else (0.0, 0.0)


def wrap_evenly(text: str, limit: float, measure: Measure) -> list[str]:
    """Break a text into as few lines as fit, all of nearly the same width.

    For centred cells: brackets stay whole where possible, no character stands alone, and the
    blank half of punctuation at either end of a line counts for nothing.
    """
    units = split_units(text)
    if "\n" not in text and units and _ink_width(text.strip(), measure) <= limit:
        return [text.strip()]
    if "\n" in text or len(units) > _MOST_UNITS:
        return wrap(text, limit, measure)
    pieces = [part for unit in units for part in _fitting(unit, limit, measure)]
    best: list[tuple[int, float, tuple[str, ...]]] = [(0, 0.0, ())]
    for stop in range(1, len(pieces) + 1):
        options = []
        for start in range(stop - 1, -1, -1):
            line = "".join(pieces[start:stop]).strip()
            width = _ink_width(line, measure)
            if width > limit and start < stop - 1:
                break
            count, cost, lines = best[start]
            cost += width * (width + _LATER * count) + _break_cost(pieces, start, line)
            options.append((count + 1, cost, (*lines, line)))
        best.append(min(options))
    return list(best[-1][2])


def _ink_width(line: str, measure: Measure) -> float:
    return measure(line) - sum(squeeze(line))


def _fitting(unit: str, limit: float, measure: Measure) -> list[str]:
    return [unit] if _ink_width(unit, measure) <= limit else cut_unit(unit, limit, measure)


def _break_cost(pieces: Sequence[str], start: int, line: str) -> float:
    """Weigh a break before `pieces[start]` and the line that follows."""
    cost = _LONE if len(line) == 1 else 0.0
    if start:
        before = "".join(pieces[:start])
        if before[-1].isdigit():
            cost += _AFTER_NUMBER  # 2020年 is one thing
        if before.count("（") > before.count("）"):
            cost += _IN_BRACKETS
        elif pieces[start][0] == "（" or before[-1] in "）：":
            cost -= _AT_BRACKETS
    return cost


def wrap_without_orphan(text: str, limit: float, measure: Measure) -> list[str]:
    """Break a text as `wrap` does, but leave no single character on the last line."""
    lines = wrap(text, limit, measure)
    if len(lines) > 1 and len(lines[-1]) == 1 and "\n" not in text:
        narrower = wrap(text, limit - measure(lines[-1]) * 1.01, measure)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _wrap_paragraph(units: Sequence[str], limit: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line, width = "", 0.0
    for unit in units:
        size = measure(unit)
        if line and width + size > limit:
            if unit.isspace():
                continue
            lines.append(line.rstrip())
            line, width = "", 0.0
        if size > limit:
            *full, unit = cut_unit(unit, limit, measure)  # noqa: PLW2901 - the rest goes on
            lines += full
            size = measure(unit)
        if line or not unit.isspace():
            line += unit
            width += size
    lines.append(line.rstrip())
    return lines


def cut_unit(unit: str, limit: float, measure: Measure) -> list[str]:
    """Cut a piece that is wider than a line, anywhere."""
    parts = [""]
    for character in unit:
        if parts[-1] and measure(parts[-1] + character) > limit:
            parts.append("")
        parts[-1] += character
    return parts
