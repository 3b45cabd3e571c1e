"""Names inside a workbook that Excel accepts: of worksheets, and of cells that formulas may use."""

import re
import unicodedata
from collections.abc import Iterable

from budgettool.sheets.sheet import Sheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SHEET_LENGTH = 31
_NAME_LENGTH = 255
_RESERVED = {"history"}


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Make names of worksheets safe and unique, case aside."""
    taken: set[str] = set(_RESERVED)
    return [_claim(_sheet_name(name), taken, _SHEET_LENGTH) for name in wanted]


def tab_name(sheet: Sheet) -> str:
    """Say what a sheet's tab is called: its number, with whose it is where there are several."""
    _, _, whose = sheet.id.partition("/")
    return f"{sheet.number or sheet.id} {whose}".strip()


class CellNames:
    """The names given so far in one workbook, so that none is given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def claim(self, *words: str) -> str:
        """Join words into a free name, such as `预算05_合计_总计`."""
        name = "_".join(part for word in words if (part := _letters(word)))
        if not _starts_well(name):
            name = f"_{name}"
        return _claim(name, self._taken, _NAME_LENGTH)


def _sheet_name(text: str) -> str:
    printable = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return _FORBIDDEN.sub("_", printable).strip().strip("'") or "表"


def _letters(word: str) -> str:
    """Keep letters and digits; all else is one underscore."""
    kept = "".join(c if unicodedata.category(c)[0] == "L" or c.isdecimal() else " " for c in word)
    return "_".join(kept.split())


def _starts_well(name: str) -> bool:
    """Tell whether a name begins with a Chinese character, so that no cell is called that."""
    return bool(name) and name[0].isalpha() and not name[0].isascii()


def _claim(name: str, taken: set[str], length: int) -> str:
    free = _cut(name, length)
    number = 2
    while free.casefold() in taken:
        suffix = f"_{number}"
        free = _cut(name, length - len(suffix)) + suffix
        number += 1
    taken.add(free.casefold())
    return free


def _cut(name: str, length: int) -> str:
    """Shorten to a length that Excel counts in UTF-16 units."""
    while len(name.encode("utf-16-le")) > 2 * length:
        name = name[:-1]
    return name
