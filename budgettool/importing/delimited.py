"""Reads CSV: UTF-8 (with or without a mark), UTF-16 with one, GB18030; comma, semicolon or tab.

Leaves it to `workbook` to find out that a file is text.
"""

import codecs
import csv
import re
from collections import Counter
from pathlib import Path
from typing import TextIO

from budgettool.importing.errors import DamagedError, SourceError, TooLargeError
from budgettool.importing.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    Grid,
    Progress,
    Workbook,
    cell_name,
    no_progress,
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_SAMPLE = 64 * 1024
_STEP = 2_000
_PROTECTED = re.compile(r'="(.*)"', re.DOTALL)
_QUOTED = re.compile(r'"[^"]*"')


def read_csv(path: Path, progress: Progress = no_progress) -> Workbook:
    """Read a text file as a workbook of one sheet.

    Raises:
        SourceError: Its encoding is unknown, or it is no text.
        TooLargeError: It has too many rows, columns or cells.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator(file.read(_SAMPLE))
        file.seek(0)
        try:
            rows = _rows(path, file, separator, progress)
        except csv.Error as error:
            raise DamagedError(path, "引号没有成对，或一个单元格过长") from error
    return Workbook(path.name, (Grid(path.stem, rows),))


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name if _is(path, name) else _refuse(path)
    for name in ("utf-8", "gb18030"):
        if _is(path, name):
            return name
    return _refuse(path)


def _refuse(path: Path) -> str:
    raise SourceError(
        path, "文字编码不是 UTF-8 或 GB18030，请用 WPS/Excel 打开并另存为 xlsx，再导入"
    )


def _is(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    raise DamagedError(path, "文本中有空字符")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _separator(sample: str) -> str:
    """Take the separator that most lines have; a comma where none has any."""
    counts: Counter[str] = Counter()
    for line in _QUOTED.sub("", sample).splitlines()[:50]:
        present = {mark: line.count(mark) for mark in ",;\t"}
        best = max(present, key=lambda mark: present[mark])
        counts[best] += bool(present[best])
    return max(",;\t", key=lambda mark: counts[mark])


def _rows(path: Path, file: TextIO, separator: str, progress: Progress) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    filled = 0
    for record in csv.reader(file, delimiter=separator):
        row = _row(path, len(rows), record)
        filled += len(row)
        rows.append(row)
        if len(rows) > MAX_ROWS:
            raise TooLargeError(path, f"超过 {MAX_ROWS:,} 行")
        if filled > MAX_CELLS:
            raise TooLargeError(path, f"超过 {MAX_CELLS:,} 个单元格")
        if len(rows) % _STEP == 0:
            progress("读取文件", len(rows), 0)
    return rows


def _row(path: Path, number: int, record: list[str]) -> tuple[str, ...]:
    while record and not record[-1].strip():
        record.pop()
    if len(record) > MAX_COLUMNS:
        raise TooLargeError(path, f"第 {number + 1} 行超过 {MAX_COLUMNS} 列")
    for column, text in enumerate(record):
        if len(text) > MAX_TEXT:
            raise TooLargeError(path, f"单元格 {cell_name(number, column)} 超过 {MAX_TEXT:,} 个字")
    return tuple(_plain(text) for text in record)


def _plain(text: str) -> str:
    """Take off what keeps Excel from turning a code into a number: `="016"` and `'016`."""
    text = text.strip()
    if protected := _PROTECTED.fullmatch(text):
        return protected[1].strip()
    return text.removeprefix("'")
