"""Looks through the records of an xls workbook for what calamine leaves out.

Hidden rows and columns, error values, encryption, and how far each sheet
reaches. Leaves the values themselves to `xls`.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_BOF, _EOF, _SHEET, _FILEPASS = 0x809, 0x0A, 0x85, 0x2F
_FORMULA, _BOOLERR, _ROW, _COLUMNS = 0x06, 0x205, 0x208, 0x7D
_CELLS: Final = frozenset({_FORMULA, _BOOLERR, 0x203, 0x204, 0xFD, 0x27E, 0xBD})
_HIDDEN_ROW: Final = 0x20
_ERROR_RESULT: Final = 2
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class SheetMarks:
    """What was found in one sheet, rows and columns from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    height: int = 0
    width: int = 0


def is_encrypted(stream: bytes) -> bool:
    """Tell whether the workbook needs a password."""
    return any(kind == _FILEPASS for kind, _ in _records(stream, 0))


def read_marks(stream: bytes) -> list[SheetMarks]:
    """Look through every sheet, in the order of the workbook.

    Raises:
        struct.error: A record is shorter than it must be.
    """
    starts = [
        struct.unpack_from("<I", data)[0] for kind, data in _records(stream, 0) if kind == _SHEET
    ]
    return [_sheet_marks(stream, start) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Give the records of one part, those of charts inside it left out."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        start += 4
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[start : start + size]
        start += size


def _sheet_marks(stream: bytes, start: int) -> SheetMarks:
    marks = SheetMarks()
    for kind, data in _records(stream, start):
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", data)
            if flags & _HIDDEN_ROW:
                marks.hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<HH4xH", data)
            if flags & 1:
                marks.hidden_columns.update(range(first, last + 1))
        elif kind in _CELLS:
            _mark_cell(marks, kind, data)
    return marks


def _mark_cell(marks: SheetMarks, kind: int, data: bytes) -> None:
    row, column = struct.unpack_from("<HH", data)
    marks.height = max(marks.height, row + 1)
    marks.width = max(marks.width, column + 1)
    if kind == _BOOLERR:
        value, is_error = struct.unpack_from("<6xBB", data)
        if is_error:
            marks.errors[row, column] = _error(value)
    elif kind == _FORMULA:
        result, value, mark = struct.unpack_from("<6xBxB3xH", data)
        if mark == 0xFFFF and result == _ERROR_RESULT:  # noqa: PLR2004 - the format's own mark
            marks.errors[row, column] = _error(value)


def _error(value: int) -> str:
    return f"是错误值 {_ERRORS.get(value, '#错误')}"
