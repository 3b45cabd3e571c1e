"""The file of a book as an SQLite database: opened carefully, verified, copied whole.

Nothing is believed about a file before its schema is exactly ours. Leaves the tables to `schema`,
who may write to `lock`, and what the rows mean to `book`.
"""

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from budgettool.book.errors import (
    BookExistsError,
    BusyError,
    DamagedBookError,
    MissingBookError,
    NewerBookError,
    NotABookError,
    ReadOnlyError,
    UnreadableError,
    plain_errors,
)
from budgettool.book.schema import APPLICATION_ID, LATEST, actual, expected

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = struct.Struct(">16x H 10x I 28x I 4x I")
_HEADER_SIZE: Final = 100
_LONGEST_ROW: Final = 64 * 1024 * 1024
_LONGEST_STATEMENT: Final = 100_000
_BUSY_SECONDS: Final = 5.0


def read_version(path: Path) -> int:
    """Read a book's schema version from the first bytes, without opening it as a database.

    Raises:
        MissingBookError: There is no such file.
        UnreadableError: It may not be read.
        NotABookError: It is of another kind.
        NewerBookError: It was written by a newer program.
        DamagedBookError: It cannot be a version of ours.
    """
    try:
        with plain_errors(path):
            header = _read_header(path)
    except ReadOnlyError as error:
        raise UnreadableError(path) from error
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise NotABookError(path)
    _, _, version, application = _HEADER.unpack_from(header)
    if application != APPLICATION_ID:
        raise NotABookError(path)
    if version > LATEST:
        raise NewerBookError(path, version, LATEST)
    if version < 1:
        raise DamagedBookError(path, "没有格式版本")
    return int(version)


def _read_header(path: Path) -> bytes:
    if not path.is_file():
        raise NotABookError(path) if path.exists() else MissingBookError(path)
    with path.open("rb") as file:
        return file.read(_HEADER_SIZE)


def connect(
    path: Path, *, writable: bool, busy_seconds: float = _BUSY_SECONDS
) -> sqlite3.Connection:
    """Open an existing file as a database that is not trusted.

    The file is opened for writing even to be read where the system allows it, because after a crash
    somebody must take back the half-written transaction; `query_only` keeps readers from more.
    """
    connection = sqlite3.connect(
        f"{_address(path)}?mode=rw", uri=True, isolation_level=None, timeout=busy_seconds
    )
    try:
        _restrict(connection, writable=writable)
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    """Write a path as SQLite reads it; `as_uri` names the server of a Windows share otherwise."""
    text = path.absolute().as_posix()
    start = "file://" if text.startswith("/") else "file:///"
    return start + quote(os.fsencode(text), safe="/:")


def in_memory() -> sqlite3.Connection:
    """Open an empty database that is in no file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _restrict(connection, writable=True)
    return connection


def to_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Move to a copy that is in no file; the file is closed."""
    memory = in_memory()
    try:
        connection.backup(memory)
    except BaseException:
        memory.close()
        raise
    connection.close()
    return memory


def _restrict(connection: sqlite3.Connection, *, writable: bool) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_ROW)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_STATEMENT)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "cache_size = -16384",
        "synchronous = FULL",
        f"query_only = {'OFF' if writable else 'ON'}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def verify(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a database that is not exactly a sound book of a version.

    Raises:
        DamagedBookError: The schema, the structure or a value is not as it must be.
    """
    if actual(connection) != expected(version):
        raise DamagedBookError(path, "表结构与本软件的不符")
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found != version:
        raise DamagedBookError(path, "格式版本前后不一")
    (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if told != "ok":
        raise DamagedBookError(path, "数据检查未通过", str(told))


def data_version(connection: sqlite3.Connection) -> int:
    """Give a number that changes when another connection has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def schema_version(connection: sqlite3.Connection) -> int:
    """Give a number that changes when the tables were changed."""
    return int(connection.execute("PRAGMA schema_version").fetchone()[0])


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """Check everything, indexes too; each problem as SQLite tells it, empty where sound."""
    told = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    return [] if told == ["ok"] else told


def prepare_writing(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure of the rollback journal: a copy of the file is then a copy of the book.

    Raises:
        BusyError: Another program has it open in another mode.
    """
    (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise BusyError(path)


@contextmanager
def new_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Make a book's file whole or not at all: it appears when the caller is done.

    Raises:
        BookExistsError: There is such a file already.
        BookError: It cannot be written.
    """
    with plain_errors(path):
        if path.exists():
            raise BookExistsError(path)
        with _temporary(path) as connection:
            yield connection
        _move(_temporary_path(path), path)


def copy_to(connection: sqlite3.Connection, path: Path) -> None:
    """Write a copy of a database to a new file, whole or not at all.

    Raises:
        BookExistsError: There is such a file already.
        BookError: It cannot be written.
    """
    with plain_errors(path):
        if path.exists():
            raise BookExistsError(path)
        with _temporary(path) as target:
            connection.backup(target)
        _move(_temporary_path(path), path)


def _temporary_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


@contextmanager
def _temporary(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an empty database beside a path; what is left of it after a failure is removed."""
    temporary = _temporary_path(path)
    _discard(temporary)
    try:
        temporary.touch(exist_ok=False)
        connection = connect(temporary, writable=True)
        try:
            yield connection
        finally:
            connection.close()
    except BaseException:
        _discard(temporary)
        raise


def _discard(temporary: Path) -> None:
    journal = temporary.with_name(f"{temporary.name}-journal")
    for leftover in (temporary, journal):
        with suppress(OSError):
            leftover.unlink()


def _move(temporary: Path, path: Path) -> None:
    """Give a finished file its name, never another's; then make the name durable."""
    if path.exists():
        _discard(temporary)
        raise BookExistsError(path)
    try:
        temporary.replace(path)
    except BaseException:
        _discard(temporary)
        raise
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
