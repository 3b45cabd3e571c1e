"""Says which row of the pack's table a typed row is: by its codes, else by its name.

Leaves amounts to `sheets`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from budgettool.importing.tables.naming import (
    LENGTHS,
    Members,
    bare,
    codes,
    is_coded,
    names_of,
    numbered_member,
    plain,
)
from budgettool.importing.tables.raw import RawRow, RawSide
from budgettool.packs.definition import CODED, Axis, RowDefinition, SideDefinition
from budgettool.packs.labels import placeholders
from budgettool.packs.reference import Path


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

    @property
    def ids(self) -> Path:
        return tuple(row.id for row in self.through)


def place_rows(raw: RawSide) -> Iterator[Placed | Misplaced]:
    """Find the address of each row; unknown rows without any figure are passed over."""
    placer = _Placer(raw.side)
    rows = [row for row in raw.rows if row.keys or row.has_figures]
    for row, below in zip(rows, (*rows[1:], None), strict=False):
        placed = placer.place(row, below)
        if isinstance(placed, Placed) or row.has_figures:
            yield placed


class _Placer:
    """Places the rows of one side in their order: a row may belong to the one above."""

    def __init__(self, side: SideDefinition) -> None:
        self._keys = side.keys
        ways = tuple(_ways(side.rows, ()))
        self._each = [way for way in ways if way.row.each]
        self._fixed = [way for way in ways if not way.row.each]
        self._named = [(written, _by_name(self._fixed, written)) for written in (plain, bare)]
        self._labels = [key.id for key in side.keys if key.role == "label"]
        self._above: Members = {}
        self._last: Path = ()
        self._seen: set[Path] = set()

    def place(self, row: RawRow, below: RawRow | None) -> Placed | Misplaced:
        """Find the address of a row."""
        if fixed := self._fixed_address(row):
            self._last = fixed
            self._seen.add(fixed)
            return Placed(row, fixed)
        for way in self._each:
            members = self._members(way, row)
            if members is None:
                continue
            members = self._completed(way, members, row, below)
            address = _address(way, members)
            if address is not None:
                self._above = members
                return Placed(row, address)
        name = self._label(row) or "、".join(row.keys.values())
        return Misplaced(row, f"表样中没有“{name}”这一行")

    def _label(self, row: RawRow) -> str:
        """Give the name of a row; 合计 may be typed where codes are."""
        named = next((row.keys[key] for key in self._labels if key in row.keys), "")
        return named or (next(iter(row.keys.values())) if len(row.keys) == 1 else "")

    def _fixed_address(self, row: RawRow) -> Path:
        """Find a row that always has the same name, its group told apart."""
        if not self._keys:
            return next((way.ids for way in self._fixed if way.ids not in self._seen), ())
        if len(row.keys) > 1:
            return ()
        said = self._label(row)
        for written, ways in self._named:
            named = ways.get(written(said), [])
            if row.group:
                named = [way for way in named if _in_group(way, row.group)] or named
            if found := self._nearest(named):
                return self._opened(found, row)
        return ()

    def _nearest(self, ways: Sequence[_Way]) -> _Way | None:
        """Choose among rows of one name: the one beside, or under, the row above."""
        free = [way for way in ways if way.ids not in self._seen] or list(ways)
        above = (self._last, self._last[:-1])
        return next((way for way in free if way.ids[:-1] in above and len(way.ids) > 1), None) or (
            free[0] if free else None
        )

    def _opened(self, way: _Way, row: RawRow) -> Path:
        """Give the address; the name of a group alone only says where the rows below belong."""
        if not way.row.group:
            return way.ids
        if not row.has_figures:
            self._last = way.ids
        return ()

    def _members(self, way: _Way, row: RawRow) -> Members | None:
        """Read the codes that a repeated row shows; None where it shows others."""
        shown = {
            key.id: hole.source
            for key in self._keys
            for hole in placeholders(way.row.show.get(key.id, ()))
        }
        coded = {key: source for key, source in shown.items() if is_coded(source)}
        filled = set(row.keys) - set(self._labels)
        if not filled <= set(shown):
            return None
        texts = {source: row.keys[key] for key, source in coded.items() if key in filled}
        members = codes(texts, coded.values())
        needed = {source.partition(".")[0] for source in coded.values()} & set(CODED)
        if not needed <= members.keys():
            return None
        return members or numbered_member(way.row, self._label(row))

    def _completed(self, way: _Way, members: Members, row: RawRow, below: RawRow | None) -> Members:
        """Add what a row does not show: what the row above said, or the next row says."""
        completed = {**self._above, **members}
        if way.row.each[0].dimension == "unit" and "unit" not in members:
            completed["unit"] = self._unit_below(below) or self._label(row)
        elif not members:
            return {}
        return completed

    def _unit_below(self, below: RawRow | None) -> str:
        """Find the code of a unit that prints its name only, in the first row under it."""
        for way in self._each if below else ():
            members = self._members(way, below) if below else None
            if members and "unit" in members:
                return members["unit"]
        return ""


def _ways(rows: Sequence[RowDefinition], above: tuple[RowDefinition, ...]) -> Iterator[_Way]:
    """Walk all definitions, those that show most columns first."""
    found = [_Way((*above, row)) for row in rows if not row.blanks]
    nested = [way for one in found for way in _ways(one.row.rows, one.through)]
    yield from sorted((*found, *nested), key=lambda way: -len(way.row.show))


def _by_name(ways: Sequence[_Way], written: Callable[[str], str]) -> dict[str, list[_Way]]:
    named: dict[str, list[_Way]] = {}
    for way in ways:
        for name in {written(name) for name in names_of(way.row)}:
            named.setdefault(name, []).append(way)
    return named


def _in_group(way: _Way, group: str) -> bool:
    named = {bare(name) for row in way.through[:-1] for name in names_of(row)}
    return bare(group) in named


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
    length = LENGTHS[axis.attribute]
    return code[:length] if code.isdecimal() and len(code) >= length else ""
