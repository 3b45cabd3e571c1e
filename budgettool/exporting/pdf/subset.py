"""Writes the used glyphs of a TrueType face as a font program for a PDF.

Glyphs are numbered in the order in which they were asked for, so the result depends on the text
alone. Leaves reading to `truetype`, and the PDF objects around the program to `embedding`.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence

from budgettool.exporting.pdf.truetype import Face

_HINTING = ("cvt ", "fpgm", "prep")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
_COMPOSITE_HEADER = 10
_CHECKSUM_OF_FILE = 0xB1B0AFBA


def subset_program(face: Face, glyphs: Sequence[int]) -> bytes:
    """Write a font program with the given glyphs, renumbered from 0 in their order.

    Args:
        face: Where the glyphs are from.
        glyphs: Glyph numbers in the face; the first is 0, the glyph of no character.
    """
    order = _with_components(face, glyphs)
    numbers = {glyph: number for number, glyph in enumerate(order)}
    outlines = [_renumber(face.outline(glyph), numbers) for glyph in order]
    places, offset = [0], 0
    for outline in outlines:
        offset += len(outline)
        places.append(offset)
    count = len(order)
    metrics = b"".join(struct.pack(">Hh", *face.raw_metrics(glyph)) for glyph in order)
    head, maxp, hhea = face.table("head"), face.table("maxp"), face.table("hhea")
    tables = {
        "glyf": b"".join(outlines),
        "head": head[:8] + bytes(4) + head[12:50] + struct.pack(">h", 1) + head[52:],
        "hhea": hhea[:34] + struct.pack(">H", count) + hhea[36:],
        "hmtx": metrics,
        "loca": struct.pack(f">{count + 1}I", *places),
        "maxp": maxp[:4] + struct.pack(">H", count) + maxp[6:],
    }
    hinting = {tag: data for tag in _HINTING if (data := face.table(tag))}
    return _assemble(tables | hinting)


def _with_components(face: Face, glyphs: Sequence[int]) -> list[int]:
    order = list(dict.fromkeys(glyphs))
    seen = set(order)
    for glyph in order:  # grows while it is read
        for _, part in _components(face.outline(glyph)):
            if part not in seen and part < face.glyph_count:
                seen.add(part)
                order.append(part)
    return order


def _components(outline: bytes) -> Iterator[tuple[int, int]]:
    """Give place and number of each glyph of which a composite one consists."""
    if len(outline) < _COMPOSITE_HEADER or struct.unpack_from(">h", outline)[0] >= 0:
        return
    place = _COMPOSITE_HEADER
    more = True
    while more and place + 4 <= len(outline):
        flags, glyph = struct.unpack_from(">HH", outline, place)
        yield place + 2, glyph
        place += 8 if flags & _WORDS else 6
        place += 2 * bool(flags & _SCALE)
        place += 4 * bool(flags & _TWO_SCALES)
        place += 8 * bool(flags & _MATRIX)
        more = bool(flags & _MORE)


def _renumber(outline: bytes, numbers: Mapping[int, int]) -> bytes:
    changed = bytearray(outline)
    for place, glyph in _components(outline):
        struct.pack_into(">H", changed, place, numbers.get(glyph, 0))
    return bytes(changed) + bytes(-len(changed) % 4)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _assemble(tables: Mapping[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << count.bit_length() - 1
    directory = [
        struct.pack(
            ">4sHHHH",
            b"\0\1\0\0",
            count,
            16 * power,
            power.bit_length() - 1,
            16 * (count - power),
        )
    ]
    offset = 12 + 16 * count
    body = []
    for tag in sorted(tables):
        data = tables[tag]
        directory.append(
            struct.pack(">4sIII", tag.encode("ascii"), _checksum(data), offset, len(data))
        )
        padded = data + bytes(-len(data) % 4)
        body.append(padded)
        offset += len(padded)
    program = bytearray(b"".join(directory + body))
    place = program.find(b"head", 12, 12 + 16 * count)
    head_at = struct.unpack_from(">I", program, place + 8)[0]
    adjustment = (_CHECKSUM_OF_FILE - _checksum(bytes(program))) & 0xFFFFFFFF
    struct.pack_into(">I", program, head_at + 8, adjustment)
    return bytes(program)
