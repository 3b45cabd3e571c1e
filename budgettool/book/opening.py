"""How a book's file becomes an open, verified database of the present version, or is made new.

Leaves the lock to the caller, who must hold it to write.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from budgettool.book import history, store
from budgettool.book.applying import apply_edits
from budgettool.book.backups import back_up
from budgettool.book.change import Edit
from budgettool.book.editing import Editing
from budgettool.book.errors import plain_errors
from budgettool.book.history import Entry
from budgettool.book.pack import StoredPack
from budgettool.book.rows import BOOK_ID, BookRow, PackFile
from budgettool.book.schema import LATEST
from budgettool.model import Department

Clock = Callable[[], datetime]
NewId = Callable[[], str]

_CREATED: Final = "新建账本"
_MIGRATED: Final = "升级账本格式"


def local_time() -> datetime:
    """Give the time with its zone."""
    return datetime.now().astimezone()


def random_id() -> str:
    """Give an id that no other row has or will have."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who works on a book, by what clock, and where new ids come from."""

    name: str
    clock: Clock
    new_id: NewId

    def entry(self, label: str, kind: history.Kind, target: int | None = None) -> Entry:
        """Make an entry of the log as of now."""
        return Entry(label, self.clock(), self.name, kind, target)

    def since(self) -> str:
        """Give the time as it is shown to those who find the book locked."""
        return f"{self.clock():%Y-%m-%d %H:%M}"


def make_file(
    path: Path, department: Department, year: int, pack: StoredPack, keeper: Keeper
) -> None:
    """Write the file of a new book, whole or not at all.

    Raises:
        BookExistsError: There is such a file.
        BookError: It cannot be written.
    """
    names = (department.code, department.full, department.short, department.row)
    book = BookRow(BOOK_ID, year, *names, department.budget_code, pack.id, pack.version)
    files = (PackFile(keeper.new_id(), name, pack.files[name]) for name in sorted(pack.files))
    with store.new_file(path) as connection, _migrated(connection, keeper):

        def write(edits: tuple[Edit, ...]) -> sqlite3.Connection:
            apply_edits(connection, edits)
            return connection

        Editing(_CREATED, connection, write, keeper.new_id).insert_all((book, *files))
        history.append(connection, keeper.entry(_CREATED, "create"), ())


def open_to_write(path: Path, keeper: Keeper, backups_kept: int) -> sqlite3.Connection:
    """Open a book whose lock is held; one of an older version is backed up and migrated.

    Raises:
        BookError: It is no sound book, or cannot be written.
    """
    version = store.read_version(path)
    with plain_errors(path):
        os.close(os.open(path, os.O_RDWR))  # SQLite would open a read-only file, and refuse edits
        connection = store.connect(path, writable=True)
        try:
            store.verify(connection, path, version)
            store.prepare_writing(connection, path)
            if version < LATEST:
                back_up(connection, path, keeper.clock(), f"格式第{version}版升级前", backups_kept)
                _migrate(connection, keeper)
                store.verify(connection, path, LATEST)
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path, keeper: Keeper) -> sqlite3.Connection:
    """Open a book without its lock; one of an older version is migrated in memory only.

    Raises:
        BookError: It is no sound book, or cannot be read.
    """
    version = store.read_version(path)
    with plain_errors(path):
        connection = store.connect(path, writable=False)
        try:
            store.verify(connection, path, version)
            if version < LATEST:
                connection = store.to_memory(connection)
                _migrate(connection, keeper)
        except BaseException:
            connection.close()
            raise
        return connection


def _migrate(connection: sqlite3.Connection, keeper: Keeper) -> None:
    with _migrated(connection, keeper):
        history.append(connection, keeper.entry(_MIGRATED, "migrate"), ())


def _migrated(connection: sqlite3.Connection, keeper: Keeper) -> AbstractContextManager[None]:
    from budgettool.book.migrating import migrated  # noqa: PLC0415 - slow, and seldom needed

    return migrated(connection, keeper.clock())
