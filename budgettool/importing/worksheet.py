"""Reads the cells of one worksheet of an xlsx file as its XML goes by.

Cells without content cost nothing, limits stop the reading at once. Leaves files to `xlsx`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from budgettool.importing.errors import DamagedError, TooLargeError
from budgettool.importing.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    Area,
    Grid,
    cell_name,
    column_index,
    number_text,
)

NO_RESULT: Final = "公式没有结果，请用 Excel/WPS 打开并保存一次"

_DIGITS = "0123456789"
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a worksheet's dates have no zone
_MAX_DAYS = 2_958_465
_MAX_MERGED = 100_000
_MAX_HIDDEN_COLUMNS = 16_384
_TRUE = frozenset({"1", "true"})
_TEXT_TYPES = frozenset({"str", "inlineStr"})
_ODD_TYPES = frozenset({"b", "e", "d"})
_VALUES = frozenset({"v", "t"})


class SheetReader:
    """Takes the elements of a worksheet part and keeps what has content."""

    def __init__(self, path: Path, strings: Mapping[str, str], dates: frozenset[str]) -> None:
        self._path = path
        self._strings = strings
        self._dates = dates
        self._rows: list[tuple[str, ...]] = []
        self._row: list[str] = []
        self._at = -1
        self._column = -1
        self._columns: dict[str, int] = {}
        self._type = ""
        self._style = ""
        self._formula = False
        self._taking = False
        self._guide = False
        self._parts: list[str] = []
        self._length = 0
        self._filled = 0
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._flaws: dict[tuple[int, int], str] = {}

    def grid(self, name: str, *, hidden: bool) -> Grid:
        """Give what was read."""
        return Grid(
            name,
            self._rows,
            tuple(self._merged),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            self._flaws,
            hidden=hidden,
        )

    def start(self, name: str, values: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "c":
            self._start_cell(values)
        elif name in _VALUES:
            self._taking = not self._guide
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(values)
        elif name == "rPh":
            self._guide = True
        elif name == "mergeCell":
            self._merge(values.get("ref", ""))
        elif name == "col":
            self._start_columns(values)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "c":
            if self._parts or self._formula:
                self._end_cell("".join(self._parts))
        elif name in _VALUES:
            self._taking = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._guide = False

    def text(self, text: str) -> None:
        """Take characters."""
        if self._taking:
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise TooLargeError(self._path, f"单元格 {self._name()} 超过 {MAX_TEXT:,} 个字")
            self._parts.append(text)

    def _start_row(self, values: dict[str, str]) -> None:
        self._at = self._number(values["r"]) - 1 if "r" in values else self._at + 1
        if self._at < len(self._rows) and self._rows:
            raise DamagedError(self._path, f"第 {self._at + 1} 行的次序不对")
        self._row = []
        self._column = -1
        if values.get("hidden") in _TRUE or values.get("ht") == "0":
            self._hidden_rows.add(self._at)

    def _end_row(self) -> None:
        if not self._row:
            return
        if self._at >= MAX_ROWS:
            raise TooLargeError(self._path, f"超过 {MAX_ROWS:,} 行")
        self._rows.extend(() for _ in range(self._at - len(self._rows)))
        self._rows.append(tuple(self._row))

    def _start_cell(self, values: dict[str, str]) -> None:
        letters = values.get("r", "").rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = self._new_column(letters)
        self._column = column
        self._type = values.get("t", "n")
        self._style = values.get("s", "")
        self._formula = False
        self._parts = []
        self._length = 0

    def _new_column(self, letters: str) -> int:
        if not letters:
            return self._column + 1
        if not (letters.isascii() and letters.isupper() and len(letters) <= 3):  # noqa: PLR2004
            raise DamagedError(self._path, f"单元格“{letters[:9]}”的位置不对")
        self._columns[letters] = column_index(letters)
        return self._columns[letters]

    def _end_cell(self, raw: str) -> None:
        text = self._value(raw)
        if not text:
            return
        row = self._row
        if self._column < len(row):
            raise DamagedError(self._path, f"单元格 {self._name()} 的次序不对")
        if self._column >= MAX_COLUMNS:
            raise TooLargeError(self._path, f"第 {self._at + 1} 行超过 {MAX_COLUMNS} 列")
        self._filled += 1
        if self._filled > MAX_CELLS:
            raise TooLargeError(self._path, f"超过 {MAX_CELLS:,} 个单元格")
        if self._column > len(row):
            row.extend([""] * (self._column - len(row)))
        row.append(text)

    def _value(self, raw: str) -> str:
        """Give a cell's text; a blank one where there is none."""
        kind = self._type
        if kind == "s":
            return self._shared(raw)
        if kind in _TEXT_TYPES:
            return raw.strip()
        if not raw:
            return self._flaw("（公式）", NO_RESULT)
        return self._odd(kind, raw) if kind in _ODD_TYPES else self._numeric(raw)

    def _odd(self, kind: str, raw: str) -> str:
        if kind == "b":
            return "是" if raw in _TRUE else "否"
        return self._flaw(raw, f"是错误值 {raw[:20]}" if kind == "e" else "是日期，不是数")

    def _numeric(self, raw: str) -> str:
        try:
            value = float(raw)
        except ValueError as error:
            raise DamagedError(self._path, f"单元格 {self._name()} 不是数") from error
        if self._style in self._dates and 0 < value <= _MAX_DAYS:
            day = _DAY_ZERO + timedelta(days=value)
            return self._flaw(f"{day:%Y-%m-%d}", "是日期，不是数")
        return raw if raw.isdecimal() and len(raw) <= 15 else number_text(value)  # noqa: PLR2004

    def _shared(self, raw: str) -> str:
        text = self._strings.get(raw)
        if text is None:
            raise DamagedError(self._path, f"单元格 {self._name()} 的文字缺失")
        return text

    def _flaw(self, text: str, reason: str) -> str:
        self._flaws[self._at, self._column] = reason
        return text

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if len(self._merged) >= _MAX_MERGED:
            raise TooLargeError(self._path, f"超过 {_MAX_MERGED:,} 处合并单元格")
        top, left = self._position(first)
        bottom, right = self._position(last or first)
        self._merged.append(Area(top, left, bottom, right))

    def _position(self, reference: str) -> tuple[int, int]:
        letters = reference.rstrip(_DIGITS)
        return self._number(reference[len(letters) :]) - 1, self._new_column(letters)

    def _start_columns(self, values: dict[str, str]) -> None:
        if values.get("hidden") in _TRUE or values.get("width") == "0":
            first, last = self._number(values.get("min", "")), self._number(values.get("max", ""))
            self._hidden_columns.update(range(first - 1, min(last, _MAX_HIDDEN_COLUMNS)))

    def _number(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) <= 9):  # noqa: PLR2004
            raise DamagedError(self._path, f"编号“{text[:9]}”不是数")
        return int(text)

    def _name(self) -> str:
        return cell_name(self._at, self._column)
