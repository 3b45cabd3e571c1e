"""Says which row of the pack's table a typed row is: by its codes, else by its name.

Leaves amounts to `sheets`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from budgettool.importing.tables.raw import RawRow, RawSide
from budgettool.packs.definition import CODED, Axis, RowDefinition, SideDefinition
from budgettool.packs.labels import placeholders
from budgettool.packs.reference import Path

_LENGTHS = {"类": 3, "款": 5, "项": 7}
_NUMBERING = re.compile(r"^(其中：?|[（(]?[一二三四五六七八九十\d]+[）)]?[、．.]?)+")
_BLANKS = re.compile(r"\s+")

Members = dict[str, str]
"""Codes by dimension."""


class Placed(NamedTuple):
    """A row of the file with its address in the table."""

    row: RawRow
    address: Path


class Misplaced(NamedTuple):
    """A row that the table does not know."""

    row: RawRow
    reason: str


class _Way(NamedTuple):
    """A definition with those that it is nested in."""

    through: tuple[RowDefinition, ...]

    @property
    def row(self) -> RowDefinition:
        return self.through[-1]


def place_rows(raw: RawSide) -> Iterator[Placed | Misplaced]:
    """Find the address of each row; rows without name and figure are passed over."""
    placer = _Placer(raw.side)
    rows = [row for row in raw.rows if row.keys or any(cell.text for cell in row.cells.values())]
    for number, row in enumerate(rows):
        yield placer.place(row, rows[number + 1 :])


class _Placer:
    """Places the rows of one side in their order: a row may belong to the one above."""

    def __init__(self, side: SideDefinition) -> None:
        self._keys = side.keys
        self._ways = tuple(_ways(side.rows, ()))
        self._labels = [key.id for key in side.keys if key.role == "label"]
        self._above: Members = {}

    def place(self, row: RawRow, later: Sequence[RawRow]) -> Placed | Misplaced:
        if fixed := self._fixed(row):
            return Placed(row, fixed)
        for way in self._ways:
            members = self._members(way, row)
            if members is None:
                continue
            members = self._completed(way, members, row, later)
            address = _address(way, members)
            if address is not None:
                self._above = members
                return Placed(row, address)
        name = self._label(row) or "、".join(row.keys.values())
        return Misplaced(row, f"表样中没有“{name}”这一行")

    def _label(self, row: RawRow) -> str:
        return next((row.keys[key] for key in self._labels if key in row.keys), "")

    def _fixed(self, row: RawRow) -> Path:
        """Find a row that always has the same name, its group told apart."""
        if any(key not in self._labels for key in row.keys):
            return ()
        said = self._label(row)
        ways = [way for way in self._ways if not way.row.each and not way.row.group]
        for plain in (_plain, _bare):
            for way in ways:
                names = {plain(_text(way.row)), plain(way.row.id)}
                if plain(said) in names and _in_group(way, row.group):
                    return tuple(step.id for step in way.through)
        return ()

    def _members(self, way: _Way, row: RawRow) -> Members | None:
        """Read the codes that a repeated row shows; None where it shows other columns."""
        if not way.row.each:
            return None
        shown = {
            key.id: hole.source
            for key in self._keys
            for hole in placeholders(way.row.show.get(key.id, ()))
        }
        coded = {key: source for key, source in shown.items() if not source.endswith("name")}
        filled = {key.id for key in self._keys if key.id in row.keys} - set(self._labels)
        if not set(coded) <= filled or not filled <= set(shown):
            return None
        return _codes({source: row.keys[key] for key, source in coded.items()})

    def _completed(
        self, way: _Way, members: Members, row: RawRow, later: Sequence[RawRow]
    ) -> Members:
        """Add what a row does not show: what the row above said, or the next row says."""
        completed = {**self._above, **members}
        if way.row.each[0].dimension == "unit" and "unit" not in members:
            completed["unit"] = self._unit_below(later) or self._label(row)
        return completed

    def _unit_below(self, later: Sequence[RawRow]) -> str:
        """Find the code of a unit that prints its name only, in the first row under it."""
        for row in later[:1]:
            for way in self._ways:
                members = self._members(way, row)
                if members and "unit" in members:
                    return members["unit"]
        return ""


def _ways(rows: Sequence[RowDefinition], above: tuple[RowDefinition, ...]) -> Iterator[_Way]:
    """Walk all definitions, those that show most columns first."""
    found = [_Way((*above, row)) for row in rows if not row.blanks]
    nested = [way for one in found for way in _ways(one.row.rows, one.through)]
    yield from sorted((*found, *nested), key=lambda way: -len(way.row.show))


def _codes(shown: Mapping[str, str]) -> Members:
    """Put the parts of codes together: 201, 03, 01 is 2010301; 301, 30101 is 30101."""
    members: Members = {}
    for level in ("code", *_LENGTHS):
        for source, text in shown.items():
            dimension, _, attribute = source.partition(".")
            if attribute != level:
                continue
            whole = len(text) == _LENGTHS.get(level, len(text))
            members[dimension] = text if whole else members.get(dimension, "") + text
    return members


def _address(way: _Way, members: Members) -> Path | None:
    """Write the address of a repeated row; None where a code that it needs is not known."""
    address: list[str] = []
    for definition in way.through:
        if not definition.each:
            address.append(definition.id)
        for axis in definition.each:
            code = _at_level(axis, members.get(axis.dimension, ""))
            if not code:
                return None
            address.append(code)
    return tuple(address)


def _at_level(axis: Axis, code: str) -> str:
    """Take as much of a code as a level has; nothing where the code is shorter."""
    if axis.dimension not in CODED:
        return code
    length = _LENGTHS[axis.attribute]
    return code[:length] if code.isdecimal() and len(code) >= length else ""


def _in_group(way: _Way, group: str) -> bool:
    groups = [row for row in way.through if row.group]
    if not group:
        return not groups
    return any(_bare(group) in {_bare(_text(row)), _bare(row.id)} for row in groups)


def _text(row: RowDefinition) -> str:
    return "".join(part for part in row.label if isinstance(part, str)) or row.id


def _plain(text: str) -> str:
    return _BLANKS.sub("", text).translate(_WIDTHS)


def _bare(text: str) -> str:
    return _NUMBERING.sub("", _plain(text)) or _plain(text)


_WIDTHS = str.maketrans({"(": "（", ")": "）", ":": "：", '"': "“"})
