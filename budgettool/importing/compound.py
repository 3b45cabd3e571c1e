"""Takes one stream out of an OLE compound file, the container of xls, and of encrypted xlsx.

Every chain is bounded by the size of the file, so that a forged one ends in an error. Leaves the
meaning of streams to `biff` and `xls`.
"""

import struct
from collections.abc import Iterator
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FREE: Final = 0xFFFFFFFA
_ENTRY: Final = 128
_HEADER: Final = 512
_IN_HEADER: Final = 109
_ROOT: Final = 5
_SHIFTS: Final = range(7, 16)


class CompoundError(Exception):
    """The file is no sound compound file."""


class Compound:
    """The streams of a compound file that is in memory."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER or not content.startswith(MAGIC):
            raise CompoundError
        self._content = content
        shift, self._small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in _SHIFTS or self._small_shift not in range(4, shift):
            raise CompoundError
        self._size = 1 << shift
        self._fat = self._read_fat()
        first, self._cutoff, small_first = struct.unpack_from("<I4xII", content, 48)
        self._entries = dict(_entries(self._chained(first)))
        self._small_fat = _numbers(self._chained(small_first)) if small_first < _FREE else ()

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """Give a stream whole.

        Raises:
            CompoundError: There is no such stream, or its chain is broken.
        """
        if name not in self._entries:
            raise CompoundError
        first, size, _ = self._entries[name]
        if size >= self._cutoff:
            return self._chained(first)[:size]
        root = next((start for start, _, kind in self._entries.values() if kind == _ROOT), _FREE)
        small, step = self._chained(root), 1 << self._small_shift
        chain = _chain(first, self._small_fat)
        return b"".join(small[at * step : (at + 1) * step] for at in chain)[:size]

    def _sector(self, number: int) -> bytes:
        start = _HEADER if self._size == _HEADER else self._size
        at = start + number * self._size
        if at >= len(self._content):
            raise CompoundError
        return self._content[at : at + self._size]

    def _chained(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(first, self._fat))

    def _read_fat(self) -> tuple[int, ...]:
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        following, count = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, len(self._content) // self._size)):
            if following >= _FREE:
                break
            *more, following = _numbers(self._sector(following))
            numbers += more
        fat = (self._sector(number) for number in numbers if number < _FREE)
        return _numbers(b"".join(fat))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _chain(first: int, table: tuple[int, ...]) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if first >= _FREE:
            return
        if first >= len(table):
            raise CompoundError
        yield first
        first = table[first]
    raise CompoundError


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        first, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        if name:
            yield name, (first, size, kind)
