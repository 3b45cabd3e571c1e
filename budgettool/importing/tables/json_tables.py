"""Tables in a JSON file: `{"tables": {"预算02表": {"columns": […], "rows": [{…, "cells": […]}]}}}`.

A table of two sides has `sides` by their heads instead of rows. A row names itself by `label`,
`group` and its codes under the heads of the naming columns; a blank figure is null.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from budgettool.importing.errors import SourceError
from budgettool.importing.tables.json_forms import read_json_forms
from budgettool.importing.tables.json_text import json_text, json_unit
from budgettool.importing.tables.page import number_of
from budgettool.importing.tables.raw import RawCell, RawRow, RawSide
from budgettool.importing.tables.raw_tables import RawTables
from budgettool.packs.definition import Pack, SideDefinition, TableDefinition

_MOST_BYTES: Final = 50_000_000
_DIGITS = re.compile(r"\d+")


def read_json_tables(path: Path, pack: Pack) -> RawTables:
    """Read the tables and forms of a file; what is none of the pack's is passed over.

    Raises:
        SourceError: It is no JSON of this form.
    """
    found = RawTables()
    for key, content in _load(path).items():
        name = json_text(key)
        table = table_named(pack, name)
        if table is None or not isinstance(content, dict):
            continue
        if table.id in found.sides or table.id in found.forms:
            raise SourceError(path, f"有两处都是 {number_of(table)}")
        if sides := list(_sides(path, table, name, content)):
            found.sides[table.id] = sides
        elif table.form and (
            forms := list(read_json_forms(path, table, table.form, name, content))
        ):
            found.forms[table.id] = forms
    return found


def table_named(pack: Pack, name: str) -> TableDefinition | None:
    """Find the table that a name such as `预算02表`, `表2` or `02` means."""
    number = _DIGITS.search(name)
    if number is None:
        return None
    return next((table for table in pack.tables if int(number[0]) == _number(table)), None)


def _number(table: TableDefinition) -> int:
    found = _DIGITS.search(table.id)
    return int(found[0]) if found else -1


def _load(path: Path) -> Mapping[str, Any]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(path, "读不出来，请检查路径和权限") from error
    if len(data) > _MOST_BYTES:
        raise SourceError(path, "文件过大")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError(path, "不是 JSON 文件") from error
    tables = content.get("tables", content) if isinstance(content, dict) else None
    if not isinstance(tables, dict):
        raise SourceError(path, "里面没有 tables，写法见“JSON 表格”说明")
    return tables


def _sides(
    path: Path, table: TableDefinition, name: str, content: Mapping[str, Any]
) -> Iterator[RawSide]:
    sides = content.get("sides")
    for definition in table.sides:
        part = sides.get(definition.head) if isinstance(sides, dict) else content
        if isinstance(part, dict) and isinstance(part.get("rows"), list):
            yield RawSide(
                table,
                definition,
                name,
                tuple(_rows(path, name, definition, part)),
                json_text(content.get("code")) or name,
                json_text(content.get("title")),
                json_unit(path, name, content.get("unit")),
            )


def _rows(path: Path, name: str, side: SideDefinition, part: Mapping[str, Any]) -> Iterator[RawRow]:
    columns = _columns(path, name, side, part.get("columns"))
    for number, row in enumerate(part["rows"], start=1):
        cells = row.get("cells") if isinstance(row, dict) else None
        if not isinstance(cells, list) or len(cells) > len(columns):
            raise SourceError(path, f"{name} 的第 {number} 行：cells 应是至多 {len(columns)} 个数")
        place = f"第 {number} 行"
        yield RawRow(
            place,
            dict(_keys(side, row)),
            json_text(row.get("group")),
            {
                column: RawCell(json_text(cell), f"{place}第 {at} 列")
                for at, (column, cell) in enumerate(zip(columns, cells, strict=False), start=1)
            },
        )


def _columns(path: Path, name: str, side: SideDefinition, named: object) -> Sequence[int]:
    """Say which columns of the side the figures of a row are, in their order."""
    printed = [place for place, column in enumerate(side.columns) if not column.hidden]
    if not isinstance(named, list):
        return printed
    found = [_column(side, json_text(column)) for column in named]
    if all(column is not None for column in found):
        return [column for column in found if column is not None]
    if len(named) == len(printed):
        return printed
    raise SourceError(path, f"{name} 的 columns 与表样的列对不上")


def _column(side: SideDefinition, text: str) -> int | None:
    path = tuple(text.split("/"))
    matching = [
        place
        for place, column in enumerate(side.columns)
        if column.path == path or column.path[-len(path) :] == path
    ]
    return matching[0] if len(matching) == 1 else None


def _keys(side: SideDefinition, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in side.keys:
        heads = ["".join(part for part in head if isinstance(part, str)) for head in key.head]
        found: Any = row
        for head in heads:
            found = found.get(head) if isinstance(found, dict) else None
        text = json_text(found) or json_text(row.get(heads[-1]))
        if key.role == "label":
            text = text or json_text(row.get("label"))
        if text and key.role != "group":
            yield key.id, text
