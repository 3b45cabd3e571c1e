"""Text for terminals: columns aligned although Chinese characters are two cells wide."""

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Count the terminal cells that a text fills."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Put rows of texts into columns, two spaces apart; `right` names right-aligned columns."""
    if not rows:
        return []
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = []
        for n, text in enumerate(row):
            space = " " * (widths[n] - width(text))
            cells.append(space + text if n in right else text + space)
        lines.append("  ".join(cells).rstrip())
    return lines
