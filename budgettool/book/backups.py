"""Backups of a book, in a folder beside it where the user finds them.

Leaves when to make one to `book`.
"""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Final

from budgettool.book.errors import plain_errors
from budgettool.book.store import copy_to

KEPT: Final = 10
"""How many backups are kept unless told otherwise."""


def backup_folder(book: Path) -> Path:
    """Give the folder of a book's backups: `2026.备份` beside `2026.ysb`."""
    return book.with_name(f"{book.stem}.备份")


def list_backups(book: Path) -> list[Path]:
    """List the backups of a book, the oldest first."""
    folder = backup_folder(book)
    pattern = "[0-9]" * 8 + "-" + "[0-9]" * 6 + "*" + ".ysb"
    return sorted(folder.glob(pattern)) if folder.is_dir() else []


def back_up(
    connection: sqlite3.Connection, book: Path, now: datetime, reason: str, kept: int = KEPT
) -> Path:
    """Copy a book into its folder of backups, and remove the oldest beyond those kept.

    Args:
        connection: The open book.
        book: Its path.
        now: The time, which the backup's name begins with.
        reason: Why, in few Chinese words, for the name.
        kept: How many backups stay.

    Raises:
        BookError: The backup cannot be written; then nothing is removed.
    """
    folder = backup_folder(book)
    name = f"{now:%Y%m%d-%H%M%S} {reason}"
    with plain_errors(book):
        folder.mkdir(exist_ok=True)
    path = folder / f"{name}.ysb"
    for again in range(2, 100):
        if not path.exists():
            break
        path = folder / f"{name}（{again}）.ysb"
    copy_to(connection, path)
    with plain_errors(book):
        for old in list_backups(book)[: -max(kept, 1)]:
            old.unlink()
    return path
