"""The lock of a book: an OS lock on a file beside it, which names who holds it.

The operating system frees the lock when its holder ends, however it ends; the file that may stay
behind then means nothing. Leaves the book itself to `store`.
"""

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from budgettool.book.errors import LockedError, plain_errors

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE: Final = 1 << 30
"""Windows locks bytes against reading too, so the locked one lies behind the holder's name."""

_MAX_NOTE: Final = 4096
_ATTEMPTS: Final = 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a book open for writing.

    Attributes:
        name: The person or program.
        host: The computer.
        since: When the book was opened, as shown to the user.
    """

    name: str
    host: str
    since: str


class Lock:
    """A held lock; `release` gives it back."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor: int | None = descriptor

    def write(self, holder: Holder) -> None:
        """Write who holds it, for those who are refused."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            note = json.dumps(asdict(holder), ensure_ascii=False)
            os.write(self._descriptor, note.encode("utf-8", "replace"))

    def release(self) -> None:
        """Free the lock and remove its file; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if sys.platform == "win32":
            os.close(descriptor)
            _remove(self.path)  # refused by Windows if another has just opened it: that is right
        else:
            _remove(self.path)  # while still held, so that nobody locks a file that is going away
            os.close(descriptor)


def lock_path(book: Path) -> Path:
    """Give the file that is locked while a book is open for writing; a link leads to the book's."""
    real = Path(os.path.realpath(book))
    return real.with_name(real.name + ".lock")


def acquire(book: Path, name: str, since: str) -> Lock:
    """Take the lock of a book at once, or refuse.

    Args:
        book: The book's path.
        name: Who takes it, as others will be told.
        since: The time, as others will be told.

    Raises:
        LockedError: Another holds it.
        BookError: The lock file cannot be written.
    """
    path = lock_path(book)
    for _ in range(_ATTEMPTS):
        with plain_errors(book):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        if not _try_lock(descriptor):
            os.close(descriptor)
            break
        if _is_current(descriptor, path):
            return _named(book, Lock(path, descriptor), Holder(name, platform.node(), since))
        os.close(descriptor)  # its last holder removed it between our opening and locking
    holder = read_holder(book)
    raise LockedError(book, holder.name, holder.host, holder.since)


def read_holder(book: Path) -> Holder:
    """Read who wrote the lock file last; empty where it cannot be read."""
    try:
        with lock_path(book).open("rb") as file:
            note = json.loads(file.read(_MAX_NOTE))
    except (OSError, ValueError, RecursionError):
        note = None
    if not isinstance(note, dict):
        note = {}
    texts = (str(note.get(key, ""))[:80] for key in ("name", "host", "since"))
    return Holder(*texts)


def _named(book: Path, lock: Lock, holder: Holder) -> Lock:
    """Write the holder's name; a lock that cannot be named is given back."""
    try:
        with plain_errors(book):
            lock.write(holder)
    except BaseException:
        lock.release()
        raise
    return lock


def _is_current(descriptor: int, path: Path) -> bool:
    """Tell whether the file we locked is still the one that others will find."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return
