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
_MAX_TRIES = 12


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


def wrap_evenly(text: str, limit: float, measure: Measure) -> list[str]:
    """Break a text into as few lines as `wrap`, all of nearly the same width."""
    best = wrap(text, limit, measure)
    if len(best) == 1 or "\n" in text:
        return best
    low, high = measure(text) / len(best), limit
    for _ in range(_MAX_TRIES):
        middle = (low + high) / 2
        lines = wrap(text, middle, measure)
        if len(lines) <= len(best) and max(map(measure, lines)) <= middle:
            best, high = lines, middle
        else:
            low = middle
    return best


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
            *full, unit = _cut(unit, limit, measure)  # noqa: PLW2901 - the rest goes on
            lines += full
            size = measure(unit)
        if line or not unit.isspace():
            line += unit
            width += size
    lines.append(line.rstrip())
    return lines


def _cut(unit: str, limit: float, measure: Measure) -> list[str]:
    """Cut a piece that is wider than a line, anywhere."""
    parts = [""]
    for character in unit:
        if parts[-1] and measure(parts[-1] + character) > limit:
            parts.append("")
        parts[-1] += character
    return parts
