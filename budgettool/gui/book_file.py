"""What files are called in the system's file dialogs."""

import re
from pathlib import Path
from typing import Final

BOOK_FILTER: Final = "预算账本 (*.ysb)"

_MOST_BYTES: Final = 200
"""Systems take 255; what is written beside a file adds to its name (`.tmp-journal`, a time)."""

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def with_book_suffix(path: Path) -> Path:
    """Give the path its suffix `.ysb` where the user left it out."""
    return path if path.suffix.lower() == ".ysb" else path.with_name(f"{path.name}.ysb")


def proposed_name(department: str, rest: str) -> str:
    """Make a file's name that every system takes; only the department's name gives way."""
    name = _UNSAFE.sub("_", department).strip(" .")
    room = _MOST_BYTES - len(rest.encode())
    return name.encode()[:room].decode(errors="ignore") + rest
