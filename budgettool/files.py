"""Files that are written whole or not at all, and why the system refuses one, in plain Chinese."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_CAUSES: Final = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件过大",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已有同名的文件",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EBUSY: "正被别的程序使用",
    errno.EIO: "读写出错，磁盘或 U 盘可能已断开",
    errno.ENODEV: "磁盘或 U 盘已断开",
}


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that takes its place when all went well; else nothing is left.

    Raises:
        OSError: The system refuses; an older file of that name stays as it was.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at one stroke; see `whole_file`."""
    with whole_file(path) as file:
        file.write(data)


def cause(error: OSError) -> str:
    """Say why the system refused a file."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)
