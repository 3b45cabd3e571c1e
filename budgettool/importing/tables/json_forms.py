"""Forms in a JSON file: `fields` by their labels, repeated rows as lists, projects one by one.

{"预算10表": {"fields": {"年度履职目标": "…", "年度主要任务": [["…", "…"]]},
              "indicators": [{"一级指标": "…", "指标值": "…"}]},
 "预算11表": {"projects": [{"项目名称": "…", "indicators": [{…}]}]}}
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

from budgettool.importing.errors import SourceError
from budgettool.importing.tables.json_text import json_text, json_unit
from budgettool.importing.tables.places import (
    Block,
    Places,
    Spot,
    is_per_project,
    label_of,
    places_of,
    unit_in,
)
from budgettool.importing.tables.raw import RawCell
from budgettool.importing.tables.raw_form import RawForm
from budgettool.packs.definition import FormDefinition, TableDefinition

_PROJECTS: Final = "projects"
_FIELDS: Final = "fields"
_DEEPEST: Final = 4
_SHOWN: Final = 30

Json = Mapping[str, Any]


def read_json_forms(
    path: Path, table: TableDefinition, form: FormDefinition, name: str, content: Json
) -> Iterator[RawForm]:
    """Read the forms that a table of a file holds.

    Raises:
        SourceError: A part is of a wrong type.
    """
    places = places_of(form)
    unit = json_unit(path, name, content.get("unit"))
    for place, part in _parts(path, table, name, content):
        found = _Found(path, f"{name}{place}", places)
        found.take(part, 0)
        if found.values or found.rows:
            yield RawForm(
                table,
                name,
                place,
                found.values,
                {prefix: tuple(rows) for prefix, rows in found.rows.items()},
                json_text(content.get("code")) or name,
                json_text(content.get("title")),
                unit or found.unit,
                json_text(content.get("year")),
                tuple(found.odd),
            )


def _parts(
    path: Path, table: TableDefinition, name: str, content: Json
) -> Iterator[tuple[str, Json]]:
    """Give the content of each form, with its place."""
    listed = content.get(_PROJECTS) if is_per_project(table) else None
    if listed is None:
        yield "", content
        return
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise SourceError(path, f"{name} 的 {_PROJECTS} 应是项目的列表，每个项目是“栏目: 内容”")
    for number, each in enumerate(listed, start=1):
        yield f"第 {number} 个项目", each


@dataclass
class _Found:
    """What has been found of one form so far."""

    path: Path
    name: str
    places: Places
    values: dict[Spot, RawCell] = field(default_factory=dict)
    rows: dict[str, list[tuple[RawCell, ...]]] = field(default_factory=dict)
    unit: str = ""
    odd: list[str] = field(default_factory=list)

    def take(self, part: Json, depth: int) -> None:
        """Take in what stands under labels; keys in Latin letters are those of the file's form."""
        for key, value in part.items():
            if isinstance(value, dict):
                self._take_deeper(key, value, depth)
            elif isinstance(value, list):
                self._take_rows(key, value)
            elif key == _FIELDS and value is not None:
                self._refuse(key, "应是“栏目: 内容”")
            elif (spot := self.places.labels.get(label_of(key))) is not None:
                self._take_value(key, spot, json_text(value))
            elif not key.isascii() and label_of(key) not in self.places.words:
                self.odd.append(f"表样中没有“{_shown(key)}”这一栏，没有核对")

    def _take_value(self, key: str, spot: Spot, text: str) -> None:
        self.unit = self.unit or unit_in(key)
        if spot in self.values:
            self.odd.append(f"“{_shown(key)}”写了两次，只取前一次")
        else:
            self.values[spot] = RawCell(text, "")

    def _take_deeper(self, key: str, value: Json, depth: int) -> None:
        if depth >= _DEEPEST or label_of(key) in self.places.labels:
            self._refuse(key, "应是一段文字或一个数")
        self.take(value, depth + 1)

    def _take_rows(self, key: str, listed: Sequence[object]) -> None:
        if key in {_FIELDS, _PROJECTS} or label_of(key) in self.places.labels:
            self._refuse(key, "不应是列表")
        named = [block for block in self.places.blocks if label_of(key) == block.over]
        for number, row in enumerate(listed, start=1):
            block = next(iter(named), None) or self._block(row)
            if block is None:
                if isinstance(row, dict) and (key == "indicators" or not key.isascii()):
                    self._refuse(f"{key} 第 {number} 行", "应是“表头: 内容”，表头与表样的相同")
                return
            cells = tuple(self._cells(f"{key} 第 {number} 行", block, row))
            self.rows.setdefault(block.row.repeat, []).append(cells)

    def _block(self, row: object) -> Block | None:
        """Find the repeated row whose heads a row has."""
        heads = {label_of(key) for key in row} if isinstance(row, dict) else set()
        fitting = [block for block in self.places.blocks if heads & set(block.heads)]
        return max(fitting, key=lambda block: len(heads & set(block.heads)), default=None)

    def _cells(self, place: str, block: Block, row: object) -> Iterator[RawCell]:
        if isinstance(row, dict):
            texts = {label_of(key): json_text(value) for key, value in row.items()}
            said = [texts.get(head, "") for head in block.heads]
        elif isinstance(row, list) and len(row) <= len(block.heads):
            said = [*map(json_text, row), *[""] * (len(block.heads) - len(row))]
        else:
            self._refuse(place, f"应是至多 {len(block.heads)} 段文字")
        yield from (RawCell(text, place) for text in said)

    def _refuse(self, key: str, reason: str) -> NoReturn:
        raise SourceError(self.path, f"{self.name} 的 {_shown(key)} {reason}")


def _shown(key: str) -> str:
    return json_text(key)[:_SHOWN]
