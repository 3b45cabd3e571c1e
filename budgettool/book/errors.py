"""What can go wrong with a book, and the one place where SQLite's words become ours.

A `sqlite3.Error` that no disk, other program or damaged file can cause is our bug and passes on.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from budgettool.errors import BudgetToolError
from budgettool.files import cause

if TYPE_CHECKING:
    from budgettool.book.change import Change


class BookError(BudgetToolError):
    """Something about a book file cannot be done.

    Attributes:
        path: The book.
        kept: The change that was made all the same, in memory; None where nothing has changed.
    """

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"“{path.name}”{message}")
        self.path = path
        self.kept: Change | None = None


class MissingBookError(BookError):
    """There is no such file, or no such folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"不存在，请检查文件名和文件夹：{path}")


class BookExistsError(BookError):
    """A new book would overwrite a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "已经存在，未作改动；请换一个文件名，或先移走原来的文件")


class NotABookError(BookError):
    """The file is of another kind."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "不是预算账本文件（.ysb），未作改动；请检查是否选错了文件")


class NewerBookError(BookError):
    """The book was written by a newer program.

    Attributes:
        version: The version of its schema.
        supported: The newest version that this program reads.
    """

    def __init__(self, path: Path, version: int, supported: int) -> None:
        super().__init__(
            path,
            f"由更新版本的本软件保存（账本格式第{version}版，本软件只认识到第{supported}版），"
            "未作改动；请先升级本软件",
        )
        self.version = version
        self.supported = supported


class DamagedBookError(BookError):
    """The file is damaged, or was changed by another program.

    Attributes:
        reason: What was found.
        detail: What SQLite said about it, in its own words; may be empty.
    """

    def __init__(self, path: Path, reason: str, detail: str = "") -> None:
        super().__init__(path, f"已损坏，或被别的程序改动过（{reason}）；请打开最近的备份")
        self.reason = reason
        self.detail = detail


class LockedError(BookError):
    """Somebody else has the book open for writing.

    Attributes:
        holder: Who; empty where it could not be read.
        host: On which computer.
        since: Since when, as shown to the user.
    """

    def __init__(self, path: Path, holder: str, host: str, since: str) -> None:
        who = f"{holder or '别的窗口'}" + (f"（电脑 {host}）" if host else "")
        when = f"，自 {since} 起" if since else ""
        super().__init__(path, f"正由{who}编辑{when}；可以只读方式打开，或等对方关闭后再试")
        self.holder = holder
        self.host = host
        self.since = since


class BusyError(BookError):
    """Another program was reading or writing for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "正被别的程序占用；请关闭正在读取它的程序后再试")


class ReadOnlyError(BookError):
    """The file, its folder or its disk cannot be written, or the book was opened to be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, "不能写入：文件、文件夹或磁盘是只读的，或没有写入权限；请另存到别的文件夹"
        )


class UnreadableError(BookError):
    """The file may not even be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "没有读取权限，或正被别的程序占用；请检查文件和文件夹的权限后再试")


class OpenedReadOnlyError(ReadOnlyError):
    """The book was opened to be read only."""

    def __init__(self, path: Path) -> None:
        BookError.__init__(self, path, "是以只读方式打开的，不能修改；请另存后再改")


class SealedError(BookError):
    """The book is 定稿."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "已经定稿，不能修改；确需修改时，请先撤销定稿并写明理由")


class LongNameError(BookError):
    """The system has no room for so long a file name."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "的文件名太长，系统不能保存；请换一个短一些的文件名")


class DiskFullError(BookError):
    """The disk has no room."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "所在的磁盘已满，未能写入；请清理磁盘，或另存到别的磁盘")


class StorageError(BookError):
    """Reading or writing failed; an USB stick pulled out, a share that went away.

    Attributes:
        detail: What the system said, in its own words.
    """

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path, "读写失败，磁盘、U盘或网络可能已断开；请检查后再试，或另存到别的磁盘"
        )
        self.detail = detail


class BookValueError(BudgetToolError):
    """A value cannot be kept in a book.

    Attributes:
        table: The table, such as `expenditure_line`.
        field: The field, such as `amount`; empty where the whole row is too large.
        reason: Why not, in Chinese.
    """

    def __init__(self, table: str, field: str, reason: str) -> None:
        super().__init__(f"{table}.{field} 不能保存：{reason}" if field else f"不能保存：{reason}")
        self.table = table
        self.field = field
        self.reason = reason


class MissingRowError(BudgetToolError):
    """A row that should be changed is not in the book."""

    def __init__(self, row_id: str) -> None:
        super().__init__(f"要修改的行已不在账本中（编号 {row_id[:40]}）；请刷新后再试")
        self.row_id = row_id


_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY: Final = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_CANTOPEN,
}
_DAMAGED: Final = {
    sqlite3.SQLITE_CORRUPT: "数据结构不完整",
    sqlite3.SQLITE_FORMAT: "文件格式不对",
    sqlite3.SQLITE_NOLFS: "文件大小不对",
}
_FULL_ERRORS: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY_ERRORS: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_MISSING_ERRORS: Final = {errno.ENOENT, errno.ENOTDIR}


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what the environment does wrong into the errors of this module."""
    try:
        yield
    except sqlite3.Error as error:
        told = _told(error, path)
        if told is None:
            raise
        raise told from error
    except UnicodeDecodeError as error:
        raise DamagedBookError(path, "文字编码不对") from error
    except UnicodeEncodeError as error:
        raise BookValueError("", "", "文字中有不成对的编码，不是完整的字") from error
    except OSError as error:
        raise _told_by_system(error, path) from error


def _told(error: sqlite3.Error, path: Path) -> BudgetToolError | None:
    # Errors raised by Python's own layer carry no code; of these only undecodable text is a file's.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        undecodable = "decode to UTF-8" in str(error)
        return DamagedBookError(path, "文字编码不对") if undecodable else None
    primary = code & 0xFF
    if primary in _BUSY:
        return BusyError(path)
    if primary in _READ_ONLY:
        return ReadOnlyError(path) if path.exists() else MissingBookError(path)
    if primary in _DAMAGED:
        return DamagedBookError(path, _DAMAGED[primary])
    return _told_rarely(primary, str(error), path)


def _told_rarely(primary: int, text: str, path: Path) -> BudgetToolError | None:
    match primary:
        case sqlite3.SQLITE_FULL:
            return DiskFullError(path)
        case sqlite3.SQLITE_IOERR:
            return StorageError(path, text)
        case sqlite3.SQLITE_NOTADB:
            return NotABookError(path)
        case sqlite3.SQLITE_TOOBIG:
            return BookValueError("", "", "一行的内容太长")
    return None


def _told_by_system(error: OSError, path: Path) -> BookError:
    if error.errno in _FULL_ERRORS:
        return DiskFullError(path)
    if error.errno in _READ_ONLY_ERRORS:
        return ReadOnlyError(path)
    if error.errno in _MISSING_ERRORS:
        return MissingBookError(path)
    if error.errno == errno.ENAMETOOLONG:
        return LongNameError(path)
    return StorageError(path, cause(error))
