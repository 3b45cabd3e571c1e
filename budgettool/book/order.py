"""Where a row stands among the others of its table: positions with gaps, so that rows go between.

Rows are added a gap apart; one that goes below another takes a place in the gap under it. Where
that is used up, the rows that follow move down, by edits like any other, so that undo takes them
back to where they were. Leaves writing edits to `applying`.
"""

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from budgettool.book.change import POSITION, Change, Edit
from budgettool.book.rows import LINE_TABLES

GAP: Final = 1 << 20
"""How far apart rows stand that were added at the end."""

_MOVED: Final = 64
"""How many rows move at least where a gap is used up, so that it seldom is."""


class Room(NamedTuple):
    """Where new rows go, and what must move before."""

    positions: list[int]
    moves: tuple[Edit, ...]


class Stretch(NamedTuple):
    """Neighbouring lines as they stand, and the line of their table above them, if there is one."""

    above: str | None
    ids: tuple[str, ...]


def last_position(connection: sqlite3.Connection, table: str) -> int:
    """Give the position of the last row; 0 where there is none."""
    query = f'SELECT coalesce(max("position"), 0) FROM "{table}"'  # noqa: S608
    return int(connection.execute(query).fetchone()[0])


def position_after(last: int) -> int:
    """Give the position of a row that is added at the end."""
    return last + GAP if last else 1


def make_room(connection: sqlite3.Connection, table: str, above: int, count: int) -> Room:
    """Find places for new rows right below a position."""
    moved = 0
    while True:
        rows = _following(connection, table, above, moved + 1)
        below, end = rows[:moved], rows[moved:]
        number = count + len(below)
        step = (end[0][1] - above) // (number + 1) if end else GAP
        if step >= (max(2, GAP // _MOVED) if moved else 1):
            places = [above + step * nth for nth in range(1, number + 1)]
            return Room(places[:count], _moves(table, below, places[count:]))
        moved = max(_MOVED, moved * 2)


def stretches(connection: sqlite3.Connection, change: Change) -> list[Stretch]:
    """Find where the lines stand that a change has put among others; none for those at the end."""
    found = (_stretch(connection, table, change.edits) for table in LINE_TABLES)
    return [stretch for stretch in found if stretch]


def _stretch(connection: sqlite3.Connection, table: str, edits: Iterable[Edit]) -> Stretch | None:
    places: dict[str, int] = {}
    for edit in edits:
        if edit.table == table:
            _follow(places, edit)
    if not places:
        return None
    first, last = min(places.values()), max(places.values())
    query = f'SELECT "id" FROM "{table}" WHERE "position" %s ORDER BY "position" %s'  # noqa: S608
    ids = connection.execute(query % ("BETWEEN ? AND ?", ""), (first, last)).fetchall()
    below = connection.execute(query % ("> ?", "LIMIT 1"), (last,)).fetchone()
    if below is None and len(ids) == len(places):
        return None
    above = connection.execute(query % ("< ?", "DESC LIMIT 1"), (first,)).fetchone()
    return Stretch(above and above[0], tuple(row_id for (row_id,) in ids))


def _follow(places: dict[str, int], edit: Edit) -> None:
    """Note where a line has come to stand that was not there before."""
    if edit.after is None:
        places.pop(edit.id, None)
    elif edit.before is None and edit.position is not None:
        places[edit.id] = edit.position
    elif edit.moves and edit.id in places:
        places[edit.id] = int(edit.after[POSITION] or 0)


def _following(
    connection: sqlite3.Connection, table: str, above: int, count: int
) -> list[tuple[str, int]]:
    query = (
        f'SELECT "id", "position" FROM "{table}" '  # noqa: S608
        'WHERE "position" > ? ORDER BY "position" LIMIT ?'
    )
    return connection.execute(query, (above, count)).fetchall()


def _moves(table: str, rows: Iterable[tuple[str, int]], places: Iterable[int]) -> tuple[Edit, ...]:
    return tuple(
        Edit(table, row_id, {POSITION: old}, {POSITION: new})
        for (row_id, old), new in zip(rows, places, strict=True)
        if old != new
    )
