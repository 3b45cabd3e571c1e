"""What the file of a book is called in the system's file dialogs."""

from pathlib import Path
from typing import Final

BOOK_FILTER: Final = "预算账本 (*.ysb)"


def with_book_suffix(path: Path) -> Path:
    """Give the path its suffix `.ysb` where the user left it out."""
    return path if path.suffix == ".ysb" else path.with_name(f"{path.name}.ysb")
