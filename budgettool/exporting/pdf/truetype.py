"""A TrueType face as PDF needs it: which glyph a character has, how wide it is, how it is drawn.

Reads only what is asked for, so that a face of 15 MB costs nothing until its glyphs are used. A
font file is hostile input: whatever is wrong with it ends in a `FontFileError`. Leaves choosing
a face to `fonts`, and writing the used part of it to `subset`.
"""

import mmap
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from budgettool.errors import BudgetToolError
from budgettool.files import cause

Buffer = bytes | mmap.mmap

_COLLECTION = b"ttcf"
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_UNICODE_WIDE = ((3, 10), (0, 6), (0, 4))
_UNICODE_NARROW = ((3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_WINDOWS, _MACINTOSH = 3, 1
_WINDOWS_CODECS = {2: "shift_jis", 3: "gb18030", 4: "big5"}
_MACINTOSH_CODECS = {0: "mac_roman", 2: "big5", 25: "gb18030"}
_NO_EMBEDDING, _NO_SUBSETTING, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200
_EDITABLE_OR_PRINT = 0x000C
_MAX_FACES = 64
_NAME_IDS = (1, 4, 16)


class FontFileError(BudgetToolError):
    """A font file cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"字体文件“{path.name}”不能使用：{reason}")
        self.path = path
        self.reason = reason


class _Table(NamedTuple):
    offset: int
    length: int


class Head(NamedTuple):
    """Measures of a face, in thousandths of the type size."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int


class Face:
    """One face of a font file.

    Attributes:
        path: Where it is.
        index: Which face of a collection.
        data: The whole file.
    """

    def __init__(self, path: Path, data: Buffer, index: int = 0) -> None:
        self.path = path
        self.index = index
        self.data = data
        try:
            self._tables = _read_directory(data, index)
            self.units = self._number("head", 18, ">H")
            self.glyph_count = self._number("maxp", 4, ">H")
            self._long_offsets = bool(self._number("head", 50, ">h"))
            self._width_count = self._number("hhea", 34, ">H")
            self._find_glyph = self._read_cmap()
        except (struct.error, IndexError, KeyError, ValueError) as error:
            raise FontFileError(path, "不是完整的 TrueType 字体") from error
        if not self.units or not self._width_count:
            raise FontFileError(path, "不是完整的 TrueType 字体")
        self._glyphs: dict[int, int] = {}

    def _number(self, table: str, offset: int, form: str) -> int:
        value: int = struct.unpack_from(form, self.data, self._tables[table].offset + offset)[0]
        return value

    def table(self, tag: str) -> bytes:
        """Give a table's bytes; empty where the face has none."""
        place = self._tables.get(tag)
        return bytes(self.data[place.offset : place.offset + place.length]) if place else b""

    def glyph(self, code: int) -> int:
        """Find the glyph of a character; 0 where there is none."""
        found = self._glyphs.get(code)
        if found is None:
            try:
                found = self._find_glyph(code)
            except (struct.error, IndexError):
                found = 0
            if found >= self.glyph_count:
                found = 0
            self._glyphs[code] = found
        return found

    def advance(self, glyph: int) -> int:
        """Measure a glyph's width in thousandths of the type size."""
        place = 4 * min(glyph, self._width_count - 1)
        return round(self._number("hmtx", place, ">H") * 1000 / self.units)

    def raw_metrics(self, glyph: int) -> tuple[int, int]:
        """Give a glyph's width and left bearing in the face's own units."""
        count = self._width_count
        if glyph < count:
            return self._number("hmtx", 4 * glyph, ">H"), self._number("hmtx", 4 * glyph + 2, ">h")
        width = self._number("hmtx", 4 * count - 4, ">H")
        return width, self._number("hmtx", 4 * count + 2 * (glyph - count), ">h")

    def outline(self, glyph: int) -> bytes:
        """Give a glyph's outline as it stands in `glyf`."""
        if self._long_offsets:
            place, form = 4 * glyph, ">II"
        else:
            place, form = 2 * glyph, ">HH"
        loca, glyf = self._tables["loca"], self._tables["glyf"]
        first, last = struct.unpack_from(form, self.data, loca.offset + place)
        scale = 1 if self._long_offsets else 2
        if not first <= last or last * scale > glyf.length:
            raise FontFileError(self.path, "字形数据不完整")
        start = glyf.offset
        return bytes(self.data[start + first * scale : start + last * scale])

    @cached_property
    def head(self) -> Head:
        """The face's measures."""
        scale = 1000 / self.units
        box = struct.unpack_from(">hhhh", self.data, self._tables["head"].offset + 36)
        ascent, descent = (self._number("hhea", place, ">h") for place in (4, 6))
        capitals = self.raw_cap_height or round(ascent * 0.8)
        left, low, right, high = (round(value * scale) for value in box)
        return Head(
            (left, low, right, high),
            round(ascent * scale),
            round(descent * scale),
            round(capitals * scale),
        )

    @property
    def raw_cap_height(self) -> int:
        """The height of capitals in the face's own units; 0 where it is not told."""
        table = self._tables.get("OS/2")
        told = table is not None and table.length >= 90 and self._number("OS/2", 0, ">H") > 1  # noqa: PLR2004 - layout of the format
        return self._number("OS/2", 88, ">h") if told else 0

    @property
    def embeddable(self) -> bool:
        """Whether its licence bits (`OS/2.fsType`) let a subset be embedded."""
        if self._tables.get("OS/2", _Table(0, 0)).length < 10:  # noqa: PLR2004 - layout of the format
            return True
        bits = self._number("OS/2", 8, ">H")
        if bits & (_NO_SUBSETTING | _BITMAP_ONLY):
            return False
        return not bits & _NO_EMBEDDING or bool(bits & _EDITABLE_OR_PRINT)

    @cached_property
    def postscript_name(self) -> str:
        """The name to use in a PDF: ASCII letters, digits and hyphens."""
        given = next((text for number, text in self._names() if number == 6), "")  # noqa: PLR2004 - name id
        kept = "".join(mark for mark in given if mark.isascii() and (mark.isalnum() or mark == "-"))
        return kept or "Face"

    @cached_property
    def names(self) -> frozenset[str]:
        """Family and full names, in every language, in lower case."""
        return frozenset(text.casefold() for number, text in self._names() if number in _NAME_IDS)

    @cached_property
    def full_name(self) -> str:
        """The name to show a user: Chinese where there is one."""
        full = [text for number, text in self._names() if number == 4]  # noqa: PLR2004 - name id
        return next((text for text in full if not text.isascii()), full[0] if full else "")

    def _names(self) -> Iterator[tuple[int, str]]:
        table = self.table("name")
        try:
            count, start = struct.unpack_from(">HH", table, 2)
            for item in range(count):
                platform, encoding, _, number, length, offset = struct.unpack_from(
                    ">6H", table, 6 + 12 * item
                )
                raw = table[start + offset : start + offset + length]
                text = _decode_name(platform, encoding, raw)
                if text:
                    yield number, text
        except struct.error:
            return

    def _read_cmap(self) -> Callable[[int], int]:
        start = self._tables["cmap"].offset
        count = struct.unpack_from(">H", self.data, start + 2)[0]
        places = {}
        for item in range(count):
            platform, encoding, offset = struct.unpack_from(">HHI", self.data, start + 4 + 8 * item)
            places[platform, encoding] = start + offset
        for key in (*_UNICODE_WIDE, *_UNICODE_NARROW):
            if key in places:
                form = struct.unpack_from(">H", self.data, places[key])[0]
                if form == 12:  # noqa: PLR2004 - number of the format
                    return _find_in_groups(self.data, places[key])
                if form == 4:  # noqa: PLR2004 - number of the format
                    return _find_in_segments(self.data, places[key])
        raise ValueError("no Unicode cmap")


def open_faces(path: Path) -> list[Face]:
    """Open a font file and give its faces.

    Raises:
        FontFileError: It cannot be read, is damaged, or has no TrueType outlines.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FontFileError(path, f"无法读取（{cause(error)}）") from error
    return [Face(path, data, index) for index in range(count_faces(data))]


def count_faces(data: Buffer) -> int:
    """Count the faces of a font file's bytes; 0 where it has no TrueType outlines."""
    mark = bytes(data[:4])
    if mark == _COLLECTION and len(data) >= 12:  # noqa: PLR2004 - layout of the format
        count: int = struct.unpack_from(">I", data, 8)[0]
        return min(count, _MAX_FACES)
    return 1 if mark in _TRUETYPE else 0


def _read_directory(data: Buffer, index: int) -> dict[str, _Table]:
    start = 0
    if bytes(data[:4]) == _COLLECTION:
        start = struct.unpack_from(">I", data, 12 + 4 * index)[0]
    if bytes(data[start : start + 4]) not in _TRUETYPE:
        raise ValueError("no TrueType outlines")
    count = struct.unpack_from(">H", data, start + 4)[0]
    tables = {}
    for item in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * item)
        if offset + length > len(data):
            raise ValueError("table beyond the end")
        tables[tag.decode("latin-1")] = _Table(offset, length)
    return tables


def _decode_name(platform: int, encoding: int, raw: bytes) -> str:
    if platform == _MACINTOSH:
        text = raw.decode(_MACINTOSH_CODECS.get(encoding, "latin-1"), "ignore")
    elif platform == _WINDOWS and encoding in _WINDOWS_CODECS:
        text = raw.replace(b"\0", b"").decode(_WINDOWS_CODECS[encoding], "ignore")
    else:
        text = raw.decode("utf-16-be", "ignore")
    return text.strip("\0 ")


def _find_in_groups(data: Buffer, start: int) -> Callable[[int], int]:
    """Look a character up in a cmap of format 12."""
    count = struct.unpack_from(">I", data, start + 12)[0]

    def find(code: int) -> int:
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * middle)
            if code < first:
                high = middle
            elif code > last:
                low = middle + 1
            else:
                found: int = glyph + code - first
                return found
        return 0

    return find


def _find_in_segments(data: Buffer, start: int) -> Callable[[int], int]:
    """Look a character up in a cmap of format 4."""
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, start + 16 + 4 * count)
    ranges_at = start + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)

    def find(code: int) -> int:
        item = bisect_left(ends, code)
        if item == count or code < starts[item]:
            return 0
        if not ranges[item]:
            return (code + int(deltas[item])) & 0xFFFF
        place = ranges_at + 2 * item + ranges[item] + 2 * (code - starts[item])
        glyph: int = struct.unpack_from(">H", data, place)[0]
        return glyph and (glyph + int(deltas[item])) & 0xFFFF

    return find
