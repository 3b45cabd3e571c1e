"""A saved mapping: how to read a foreign layout, as data that a book and a file can keep.

Columns are named by their heading; or, for a sheet without headings, by their letter with the first
row given. Leaves finding the headings to `layout`, keeping to the book.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from budgettool.files import cause
from budgettool.importing.errors import MappingError
from budgettool.importing.grid import column_index
from budgettool.importing.headings import FIELD_NAMES, KIND_NAMES, Kind, Meaning, read_heading
from budgettool.importing.layout import Column, Layout
from budgettool.importing.problem import replace_file
from budgettool.money import FEN_PER_UNIT

_VERSION: Final = 1
_MAX_BYTES: Final = 1_000_000
_MAX_FIRST_ROW: Final = 1_000
_TEXTS: Final = ("field", "heading", "column", "part", "measure", "dimension", "member", "unit")
_KEYS: Final = frozenset({"version", "kind", "unit", "first_row", "columns", "defaults"})


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What one column of the foreign sheet is.

    Attributes:
        field: A key of `FIELD_NAMES`.
        heading: Its heading, levels joined by `/`; or empty, if `column` is its letter.
        dimension, member: For an amount under the name of a source or nature.
        unit: 元 or 万元, where the column differs from the rest.
    """

    field: str
    heading: str = ""
    column: str = ""
    part: str = ""
    measure: str = "amount"
    dimension: str = ""
    member: str = ""
    unit: str = ""

    @property
    def meaning(self) -> Meaning:
        """The same in terms of headings."""
        member = (self.dimension, self.member) if self.member else None
        return Meaning(self.field, self.part, self.measure, member)


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """How to read one kind of foreign sheet.

    Attributes:
        unit: 元 or 万元 of all amounts; empty if the sheet says so itself.
        first_row: The first row under the headings, from 1, for columns given by letter; else 0.
        defaults: Text for fields that have no column.
    """

    kind: Kind
    columns: tuple[MappedColumn, ...]
    unit: str = ""
    first_row: int = 0
    defaults: Mapping[str, str] = field(default_factory=dict)

    def words(self) -> dict[str, Meaning]:
        """The meaning of each heading that it names."""
        return {
            "/".join(read_heading(column.heading.split("/")).parts): column.meaning
            for column in self.columns
            if column.heading
        }

    def fixed_layout(self, sheet: str) -> Layout | None:
        """Give the layout of a sheet whose columns are given by letter; None if they are not."""
        if not self.first_row:
            return None
        columns = tuple(
            Column(column_index(each.column), each.meaning, each.heading, each.unit)
            for each in self.columns
        )
        return Layout(sheet, self.kind, self.first_row - 1, columns, self.defaults)


def mapping_of(layout: Layout) -> SavedMapping:
    """Keep a layout as a mapping, by headings."""
    columns = tuple(
        MappedColumn(
            column.field,
            column.heading,
            part=column.meaning.part,
            measure=column.meaning.measure,
            dimension=column.meaning.member[0] if column.meaning.member else "",
            member=column.meaning.member[1] if column.meaning.member else "",
        )
        for column in layout.columns
    )
    units = {column.unit for column in layout.of("amount")}
    unit = units.pop() if len(units) == 1 else ""
    return SavedMapping(layout.kind, columns, unit, 0, dict(layout.defaults))


def mapping_from_data(data: object) -> SavedMapping:
    """Check data from a book or file.

    Raises:
        MappingError: It is not a mapping, or names a field that there is not.
    """
    if not isinstance(data, dict) or not set(data) <= _KEYS:
        raise MappingError(f"导入对应表应有这些项：{'、'.join(sorted(_KEYS))}")
    kind, unit, first_row = data.get("kind"), data.get("unit", ""), data.get("first_row", 0)
    if data.get("version") != _VERSION:
        raise MappingError("导入对应表的版本不认识，请用新版程序，或重新建立")
    if kind not in KIND_NAMES:
        raise MappingError(f"导入对应表的 kind 应为{'、'.join(KIND_NAMES)}之一")
    if unit not in {"", *FEN_PER_UNIT}:
        raise MappingError(f"导入对应表的 unit 应为{'、'.join(FEN_PER_UNIT)}之一")
    if type(first_row) is not int or not 0 <= first_row <= _MAX_FIRST_ROW:
        raise MappingError("导入对应表的 first_row 应为行号")
    columns = tuple(_column(each, first_row) for each in _list(data.get("columns")))
    defaults = _texts(data.get("defaults", {}), frozenset(FIELD_NAMES))
    return SavedMapping(cast("Kind", kind), columns, unit, first_row, defaults)


def mapping_data(mapping: SavedMapping) -> dict[str, Any]:
    """Give a mapping as plain data, defaults left out."""
    blank = MappedColumn("")
    columns = [
        {
            name: getattr(column, name)
            for name in _TEXTS
            if getattr(column, name) != getattr(blank, name)
        }
        for column in mapping.columns
    ]
    return {
        "version": _VERSION,
        "kind": mapping.kind,
        "unit": mapping.unit,
        "first_row": mapping.first_row,
        "columns": columns,
        "defaults": dict(mapping.defaults),
    }


def read_mapping(path: Path) -> SavedMapping:
    """Read a mapping from a JSON file.

    Raises:
        MappingError: It cannot be read, or is no mapping.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise MappingError(f"读不到导入对应表“{path}”（{cause(error)}）") from error
    if len(content) > _MAX_BYTES:
        raise MappingError(f"“{path.name}”过大，不是导入对应表")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MappingError(f"“{path.name}”不是导入对应表（应为 JSON）") from error
    return mapping_from_data(data)


def write_mapping(path: Path, mapping: SavedMapping) -> None:
    """Write a mapping to a JSON file, whole or not at all."""
    text = json.dumps(mapping_data(mapping), ensure_ascii=False, indent=2)
    replace_file(path, f"{text}\n".encode())


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise MappingError("导入对应表的 columns 应列出各列")
    return value


def _column(value: object, first_row: int) -> MappedColumn:
    texts = _texts(value, frozenset(_TEXTS))
    name = texts.get("field", "")
    if name not in FIELD_NAMES:
        raise MappingError(f"导入对应表里没有叫“{name}”的栏目；可用：{'、'.join(FIELD_NAMES)}")
    if texts.get("unit", "") not in {"", *FEN_PER_UNIT}:
        raise MappingError(f"栏目“{name}”的 unit 应为{'、'.join(FEN_PER_UNIT)}之一")
    if texts.get("part", "") not in {"", "类", "款", "项"}:
        raise MappingError(f"栏目“{name}”的 part 应为类、款、项之一")
    if bool(texts.get("member")) != (texts.get("dimension") in {"source", "nature"}):
        raise MappingError(f"栏目“{name}”的 dimension（source 或 nature）与 member 要一起写")
    letters = texts.get("column", "")
    is_letter = letters.isascii() and letters.isupper() and len(letters) <= 2  # noqa: PLR2004
    if (first_row and not is_letter) or (not first_row and not texts.get("heading")):
        raise MappingError(
            f"栏目“{name}”要写 heading（列标题），或同时写 first_row 和 column（列字母）"
        )
    return MappedColumn(**texts)


def _texts(value: object, allowed: frozenset[str]) -> dict[str, str]:
    if not isinstance(value, dict) or not set(value) <= allowed:
        raise MappingError(f"导入对应表里有不认识的项；可用：{'、'.join(sorted(allowed))}")
    if not all(isinstance(text, str) for text in value.values()):
        raise MappingError("导入对应表里的值都应是文字")
    return value
