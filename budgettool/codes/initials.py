"""Pinyin initials of names, with every reading of every character: 银行 is found by `yh` and `yx`.

Leaves to others which name is the better answer. The dictionary is loaded at the first question.
"""

from functools import cache

Letters = tuple[str, ...]
"""For each character of a name the letters that it can begin with, the common reading's first."""


def initials(name: str) -> Letters:
    """Give the letters of each character of a name; marks are left out."""
    return tuple(letters for letters in map(_letters, name) if letters)


def find(wanted: str, letters: Letters) -> tuple[int, bool] | None:
    """Find where a run of letters first fits into a name, and whether by rarer readings only."""
    found = None
    for start in range(len(letters) - len(wanted) + 1):
        if wanted[:1] not in letters[start]:
            continue
        run = letters[start : start + len(wanted)]
        if all(char in readings for char, readings in zip(wanted, run, strict=True)):
            rare = any(char != readings[0] for char, readings in zip(wanted, run, strict=True))
            if not rare:
                return start, False
            found = found or (start, True)
    return found


@cache
def _letters(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - costs 0.2 s, needed only by such a search

    readings = pinyin(char, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return "".join(dict.fromkeys(letter for found in readings for letter in found))
