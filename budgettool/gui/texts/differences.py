"""Where one text differs from another, by words: what is marked where two are held side by side."""

import re
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_MOST: Final = 6_000
"""Words above which nothing is compared: the time grows with their square."""


def differing(text: str, other: str) -> list[tuple[int, int]]:
    """Give the stretches of a text that another does not have; none where both are very long."""
    words, others = _WORD.findall(text), _WORD.findall(other)
    if max(len(words), len(others)) > _MOST:
        return []
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    matched = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return [(starts[i], starts[j]) for sign, i, j, _, _ in matched if sign != "equal" and i < j]
