"""The one way in which a book's content changes: edits, applied as they are made.

An `Editing` is handed out by `Book.edit` and lives as long as its transaction. Leaves beginning,
committing and logging to `book`, values and tables to `rows`, the rows' order to `order`.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, cast

from budgettool.book.applying import check_logged
from budgettool.book.change import Change, Edit
from budgettool.book.errors import MissingRowError
from budgettool.book.order import last_position, make_room, position_after
from budgettool.book.pack import StoredPack
from budgettool.book.rows import (
    BOOK_ID,
    TABLES,
    Draft,
    FieldRow,
    OwnCodeRow,
    PackFile,
    Row,
    SavedMapping,
    Table,
    Value,
    check_values,
    quoted,
    table_of,
    values_of,
)
from budgettool.codes.code import Code
from budgettool.codes.record import as_record
from budgettool.model import Department, FieldKey

Write = Callable[[tuple[Edit, ...]], sqlite3.Connection]
"""Applies edits to the book; gives the connection to read from afterwards."""


class Editing:
    """Edits being made under one label.

    Attributes:
        label: What is being done, such as `改金额`.
    """

    def __init__(
        self,
        label: str,
        connection: sqlite3.Connection,
        write: Write,
        new_id: Callable[[], str],
    ) -> None:
        self.label = label
        self._edits: list[Edit] = []
        self._connection = connection
        self._write = write
        self._new_id = new_id
        self._last: dict[str, int] = {}

    @property
    def change(self) -> Change:
        """What was done so far; whole once the transaction has ended."""
        return Change(self.label, tuple(self._edits))

    def insert(self, row: Row, below: str | None = None) -> None:
        """Add a row, below another of its table or after all of them."""
        self.insert_all((row,), below)

    def insert_all(self, rows: Iterable[Row], below: str | None = None) -> None:
        """Add rows in order; much quicker than one by one.

        Args:
            rows: The rows.
            below: The id of a row of their table that they go right below; None for the end.

        Raises:
            MissingRowError: There is no such row.
        """
        for row_type, alike in groupby(rows, key=type):
            table, new = table_of(row_type), tuple(alike)
            places = self._at_end(table) if below is None else self._below(table, below, len(new))
            self._apply(_insertion(table, row, at) for row, at in zip(new, places, strict=False))

    def update(self, row_id: str, **changes: Value) -> None:
        """Change fields of a row; a draft of such a field is no longer needed and goes.

        Raises:
            MissingRowError: There is no such row.
            BookValueError: A value cannot be kept.
        """
        table, position, old = self._find(row_id)
        check_values(table, changes)
        if "id" in changes:
            raise TypeError("a row keeps its id")
        self._apply(self._drafts_of(row_id, changes))
        self._change(table, position, old, changes)

    def delete(self, row_id: str) -> None:
        """Remove a row, and what was drafted in it.

        Raises:
            MissingRowError: There is no such row.
        """
        table, position, old = self._find(row_id)
        self._apply(self._drafts_of(row_id))
        self._apply([Edit(table.name, row_id, old, None, position)])

    def draft(self, line_id: str, field: str, text: str | None) -> None:
        """Keep a text that is no value of a field yet, and empty the field; None drops the draft.

        Raises:
            MissingRowError: There is no such line.
        """
        table, position, old = self._find(line_id)
        allowed = dict(zip(table.columns, table.types, strict=True))
        if field not in allowed or field == "id":
            raise TypeError(f"{table.name} has no field {field!r}")
        if text is not None and type(None) in allowed[field]:
            self._change(table, position, old, {field: None})
        self._put(Draft, {"line": line_id, "field": field}, _some(text=text))

    def set_field(self, key: FieldKey, value: str | None) -> None:
        """Fill a field of a form; None empties it."""
        names = ("subject_kind", "subject_id", "key", "row")
        self._put(FieldRow, dict(zip(names, key, strict=True)), _some(value=value))

    def set_department(self, department: Department) -> None:
        """Change the department's code and names."""
        names = ("code", "full", "short", "row", "budget_code")
        self.update(BOOK_ID, **{name: getattr(department, name) for name in names})

    def set_pack(self, pack: StoredPack) -> None:
        """Store a pack in place of the one before."""
        self.update(BOOK_ID, pack=pack.id, pack_version=pack.version)
        names = {row[0] for row in self._connection.execute('SELECT "name" FROM "pack_file"')}
        for name in sorted(names - set(pack.files)):
            self._put(PackFile, {"name": name}, None)
        for name in sorted(pack.files):
            self._put(PackFile, {"name": name}, {"text": pack.files[name]})

    def set_code(self, code: Code) -> None:
        """Add a code to the book, or change it."""
        record = as_record(code)
        key = {"scheme": code.scheme, "code": record.pop("code")}
        self._put(OwnCodeRow, key, record)

    def remove_code(self, scheme: str, code: str) -> None:
        """Take a code that was added out of the book again."""
        self._put(OwnCodeRow, {"scheme": scheme, "code": code}, None)

    def set_mapping(self, name: str, content: Mapping[str, Any] | None) -> None:
        """Save an import mapping under a name; None removes it."""
        text = None if content is None else json.dumps(content, ensure_ascii=False, sort_keys=True)
        self._put(SavedMapping, {"name": name}, _some(content=text))

    def replay(self, edits: Iterable[Edit]) -> None:
        """Apply edits as the log has them.

        Raises:
            ValueError: They cannot be this program's.
        """
        batch = tuple(edits)
        check_logged(batch)
        self._apply(batch)

    def _apply(self, edits: Iterable[Edit]) -> None:
        batch = tuple(edits)
        if batch:
            self._connection = self._write(batch)
            self._edits.extend(batch)

    def _at_end(self, table: Table) -> Iterator[int]:
        """Give positions after all rows of a table."""
        if table.name not in self._last:
            self._last[table.name] = last_position(self._connection, table.name)
        while True:
            self._last[table.name] = position_after(self._last[table.name])
            yield self._last[table.name]

    def _below(self, table: Table, row_id: str, count: int) -> list[int]:
        """Give positions right below a row; what is in the way moves."""
        found = self._read(table, {"id": row_id})
        if found is None:
            raise MissingRowError(row_id)
        positions, moves = make_room(self._connection, table.name, found[0], count)
        self._apply(moves)
        self._last.pop(table.name, None)
        return positions

    def _change(
        self, table: Table, position: int, old: dict[str, Value], changes: Mapping[str, Value]
    ) -> None:
        after = {name: value for name, value in changes.items() if old[name] != value}
        if after:
            before = {name: old[name] for name in after}
            self._apply([Edit(table.name, str(old["id"]), before, after, position)])

    def _put(
        self, row_type: type[Row], key: Mapping[str, Value], rest: Mapping[str, Value] | None
    ) -> None:
        """Make the row that a key names have these other values; None removes it."""
        table = table_of(row_type)
        check_values(table, {**key, **(rest or {})})
        found = self._read(table, key)
        if found is None:
            if rest is not None:
                self.insert(cast("Callable[..., Row]", row_type)(self._new_id(), **key, **rest))
            return
        position, old = found
        if rest is None:
            self._apply([Edit(table.name, str(old["id"]), old, None, position)])
        else:
            self._change(table, position, old, rest)

    def _drafts_of(self, line_id: str, names: Iterable[str] | None = None) -> list[Edit]:
        table = TABLES["draft"]
        query = f'SELECT "position", {quoted(table.columns)} FROM "draft" WHERE "line" = ?'  # noqa: S608
        drafts = [
            (position, dict(zip(table.columns, values, strict=True)))
            for position, *values in self._connection.execute(query, [line_id])
        ]
        wanted = None if names is None else set(names)
        return [
            Edit("draft", old["id"], old, None, position)
            for position, old in drafts
            if wanted is None or old["field"] in wanted
        ]

    def _find(self, row_id: str) -> tuple[Table, int, dict[str, Value]]:
        for table in TABLES.values():
            found = self._read(table, {"id": row_id})
            if found:
                return table, *found
        raise MissingRowError(row_id)

    def _read(self, table: Table, key: Mapping[str, Value]) -> tuple[int, dict[str, Value]] | None:
        where = " AND ".join(f'"{name}" = ?' for name in key)
        query = f'SELECT "position", {quoted(table.columns)} FROM "{table.name}" WHERE {where}'  # noqa: S608
        found = self._connection.execute(query, tuple(key.values())).fetchone()
        if found is None:
            return None
        row = dict(zip(table.columns, found[1:], strict=True))
        row.update({flag: row[flag] == 1 for flag in table.flags})
        return found[0], row


def _insertion(table: Table, row: Row, position: int) -> Edit:
    after = dict(zip(table.columns, values_of(table, row), strict=True))
    return Edit(table.name, row.id, None, after, position)


def _some(**values: str | None) -> dict[str, Value] | None:
    """Give the values, or None where the only one is None."""
    return None if None in values.values() else dict(values)
