"""Writes edits to the tables of a book, and refuses logged ones that cannot be this program's.

Leaves making edits to `editing`, the transaction around them to `writing`.
"""

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from budgettool.book.change import POSITION, Edit, Fields
from budgettool.book.errors import BookValueError, MissingRowError
from budgettool.book.rows import TABLES, Table, Value, check_values

_LAST: Final = 1 << 62
"""Beyond any position that this program gives."""


def apply_edits(connection: sqlite3.Connection, edits: Iterable[Edit]) -> None:
    """Write edits to the tables, those alike in one go.

    Raises:
        MissingRowError: A row to change or delete is not there.
    """
    for (name, kind, fields), alike in groupby(edits, key=_kind):
        table = TABLES[name]
        if kind == "insert":
            connection.executemany(table.insert(), (_inserted(table, edit) for edit in alike))
        elif kind == "move":
            _move(connection, table, tuple(alike))
        elif kind == "update":
            _update(connection, table, fields, tuple(alike))
        else:
            _delete(connection, table, alike)


def check_logged(edits: Iterable[Edit]) -> None:
    """Refuse edits that this program cannot have logged, since a file may be forged.

    Raises:
        ValueError: One is none of ours.
    """
    known: Edit | None = None
    for edit in edits:
        if known is None or not edit.changes_like(known):
            _check_one(edit)
            known = edit


def _check_one(edit: Edit) -> None:
    table = TABLES.get(edit.table)
    if table is None or (edit.before is None and edit.after is None):
        raise ValueError(f"no such edit of {edit.table!r}")
    if edit.moves:
        _check_move(edit)
        return
    for fields in (edit.before, edit.after):
        _check_fields(table, fields)
    whole = edit.before is None or edit.after is None
    fields = edit.after if edit.after is not None else edit.before
    if not fields or (whole and set(fields) != set(table.columns)):
        raise ValueError(f"an edit of {table.name} has other fields")
    if whole and (fields["id"] != edit.id or not isinstance(edit.position, int)):
        raise ValueError(f"an edit of {table.name} names two rows")
    if not whole and "id" in fields:
        raise ValueError(f"an edit of {table.name} changes the id")


def _kind(edit: Edit) -> tuple[str, str, tuple[str, ...]]:
    if edit.before is None:
        return edit.table, "insert", ()
    if edit.after is None:
        return edit.table, "delete", ()
    return edit.table, "move" if edit.moves else "update", tuple(edit.after)


def _inserted(table: Table, edit: Edit) -> tuple[Value, ...]:
    assert edit.after is not None  # noqa: S101 - that is what an insertion is
    return (edit.position, *(edit.after[column] for column in table.columns))


def _move(connection: sqlite3.Connection, table: Table, moves: tuple[Edit, ...]) -> None:
    """Move rows, first out of the way of each other: no two may have one position."""
    there = [(edit.after[POSITION], edit.id) for edit in moves if edit.after]
    away = f'UPDATE "{table.name}" SET "position" = -? WHERE "id" = ?'  # noqa: S608
    back = f'UPDATE "{table.name}" SET "position" = -"position" WHERE "position" < 0'  # noqa: S608
    if connection.executemany(away, there).rowcount != len(there):
        raise MissingRowError(moves[0].id)
    connection.execute(back)


def _update(
    connection: sqlite3.Connection, table: Table, fields: tuple[str, ...], edits: tuple[Edit, ...]
) -> None:
    columns = ", ".join(f'"{name}" = ?' for name in fields)
    statement = f'UPDATE "{table.name}" SET {columns} WHERE "id" = ?'  # noqa: S608
    values = ((*edit.after.values(), edit.id) for edit in edits if edit.after)
    if connection.executemany(statement, values).rowcount == len(edits):
        return
    there = f'SELECT 1 FROM "{table.name}" WHERE "id" = ?'  # noqa: S608
    for edit in edits:
        if connection.execute(there, [edit.id]).fetchone() is None:
            raise MissingRowError(edit.id)


def _delete(connection: sqlite3.Connection, table: Table, edits: Iterable[Edit]) -> None:
    statement = f'DELETE FROM "{table.name}" WHERE "id" = ?'  # noqa: S608
    for edit in edits:
        if connection.execute(statement, [edit.id]).rowcount != 1:
            raise MissingRowError(edit.id)


def _check_fields(table: Table, fields: Fields | None) -> None:
    try:
        check_values(table, fields or {})
    except (TypeError, BookValueError) as error:
        raise ValueError(str(error)) from error


def _check_move(edit: Edit) -> None:
    for fields in (edit.before, edit.after):
        place = fields.get(POSITION) if fields and len(fields) == 1 else None
        if type(place) is not int or not 0 < place < _LAST:
            raise ValueError(f"an edit of {edit.table} moves a row to no place")
