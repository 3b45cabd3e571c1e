"""The log of a book: every change ever made, in order, which undo and redo read backwards.

The log is only appended to. What can be undone follows from it, so it survives a restart. Leaves
applying a change to `editing`.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

from budgettool.book.change import Change, Edit, from_text, to_text

Kind = Literal["create", "edit", "undo", "redo", "migrate"]


@dataclass(frozen=True, slots=True)
class Group:
    """One entry of the log.

    Attributes:
        number: Its number in the log, from 1.
        label: What was done, such as `改金额`; for undo and redo, what was undone or redone.
        at: When.
        holder: Who.
        kind: `create` and `migrate` cannot be undone and end what can.
        target: The number of the edit that an undo or redo is about.
    """

    number: int
    label: str
    at: datetime
    holder: str
    kind: Kind
    target: int | None = None


class Entry(NamedTuple):
    """A group that is about to be added; fields as in `Group`."""

    label: str
    at: datetime
    holder: str
    kind: Kind
    target: int | None = None


@dataclass(slots=True)
class Stacks:
    """The numbers of the groups that can be undone and redone, the next one last."""

    undo: list[int]
    redo: list[int]

    def follow(self, number: int, kind: str) -> None:
        """Take note of one more group."""
        match kind:
            case "edit":
                self.undo.append(number)
                self.redo.clear()
            case "undo":
                self.redo.append(self.undo.pop())
            case "redo":
                self.undo.append(self.redo.pop())
            case _:
                self.undo.clear()
                self.redo.clear()


def read_stacks(connection: sqlite3.Connection) -> Stacks:
    """Work out from the log what can be undone and redone.

    Raises:
        ValueError: The log undoes what is not there: it was tampered with.
    """
    stacks = Stacks([], [])
    query = 'SELECT "position", "kind" FROM "edit_group" ORDER BY "position"'
    for number, kind in connection.execute(query):
        if (kind == "undo" and not stacks.undo) or (kind == "redo" and not stacks.redo):
            raise ValueError(f"group {number} is a {kind} of nothing")
        stacks.follow(number, kind)
    return stacks


def read_groups(connection: sqlite3.Connection) -> list[Group]:
    """List the log, the oldest group first.

    Raises:
        ValueError: A time is none.
    """
    query = (
        'SELECT "position", "label", "at", "holder", "kind", "target" '
        'FROM "edit_group" ORDER BY "position"'
    )
    return [
        Group(number, label, datetime.fromisoformat(at), holder, kind, target)
        for number, label, at, holder, kind, target in connection.execute(query)
    ]


def read_label(connection: sqlite3.Connection, number: int) -> str:
    """Read what a group is called, without its edits.

    Raises:
        ValueError: There is no such group.
    """
    group = connection.execute(
        'SELECT "label" FROM "edit_group" WHERE "position" = ?', [number]
    ).fetchone()
    if group is None:
        raise ValueError(f"no group {number}")
    return str(group[0])


def read_change(connection: sqlite3.Connection, number: int) -> Change:
    """Read what a group did.

    Raises:
        ValueError: There is no such group, or its edits are not readable.
    """
    label = read_label(connection, number)
    fields = cache(from_text)  # a change of many rows may say the same of all of them
    query = (
        'SELECT "table", "id", "before", "after", "place" FROM "edit" '
        'WHERE "edit_group" = ? ORDER BY "position"'
    )
    return Change(
        label,
        tuple(
            Edit(table, row_id, fields(before), fields(after), place)
            for table, row_id, before, after, place in connection.execute(query, [number])
        ),
    )


def append(connection: sqlite3.Connection, entry: Entry, edits: Iterable[Edit]) -> int:
    """Add a group with its edits, inside the caller's transaction; gives its number."""
    number = connection.execute(
        'INSERT INTO "edit_group" ("label", "at", "holder", "kind", "target") '
        "VALUES (?, ?, ?, ?, ?)",
        (entry.label, entry.at.isoformat(), entry.holder, entry.kind, entry.target),
    ).lastrowid
    assert number is not None  # noqa: S101 - an INSERT always has one
    connection.executemany(
        'INSERT INTO "edit" ("edit_group", "table", "id", "place", "before", "after") '
        "VALUES (?, ?, ?, ?, ?, ?)",
        _logged(number, edits),
    )
    return number


def _logged(number: int, edits: Iterable[Edit]) -> Iterator[tuple[int | str | None, ...]]:
    """Give the rows of the log; what many rows have in common is written out once."""
    last: Edit | None = None
    before = after = None
    for edit in edits:
        if last is None or not edit.changes_like(last):
            before, after = to_text(edit.before), to_text(edit.after)
        last = edit
        yield number, edit.table, edit.id, edit.position, before, after
