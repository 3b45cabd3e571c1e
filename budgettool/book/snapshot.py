"""Everything that a book holds, read in bulk as frozen values.

A hundred thousand lines are read at each start, so this is written for speed: equal texts are one
object, and lines are filled before they are frozen. Leaves the transaction around it to `book`.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from budgettool.book.pack import StoredPack
from budgettool.book.records import read_records
from budgettool.book.rows import (
    LINE_TABLES,
    TABLES,
    AnyRow,
    BookRow,
    Draft,
    Table,
    table_of,
    unfrozen,
)
from budgettool.codes.code import SCHEMES, Code
from budgettool.codes.record import code_from_record
from budgettool.model import Ceiling, Department, Facts, FieldKey, Line, Project, Unit


class _Texts(dict[bytes, str]):
    """Texts by their bytes, each decoded once."""

    def __missing__(self, data: bytes) -> str:
        text = self[data] = data.decode()
        return text


def read_facts(connection: sqlite3.Connection, lines: Iterable[Line] | None = None) -> Facts:
    """Read all that sheets are built from, but the lines if they are known already."""
    book = read_book(connection)
    if lines is None:
        lines = _read_lines(connection)
    return Facts(
        year=book.year,
        department=department_of(book),
        units=tuple(read_rows(connection, Unit)),
        projects=tuple(read_rows(connection, Project)),
        lines=tuple(lines),
        fields=MappingProxyType(read_fields(connection)),
        ceilings=tuple(read_rows(connection, Ceiling)),
    )


def _read_lines(connection: sqlite3.Connection) -> Iterator[Line]:
    for name in LINE_TABLES:
        # Each table gets its own memory of texts: ids are many, and of no use to the next.
        yield from read_rows(connection, TABLES[name].row_type)  # type: ignore[misc]


def read_book(connection: sqlite3.Connection) -> BookRow:
    """Read what there is once.

    Raises:
        ValueError: It is missing.
    """
    rows = read_rows(connection, BookRow)
    if not rows:
        raise ValueError("no row in table book")
    return rows[0]


def department_of(book: BookRow) -> Department:
    """Give the department's code and names."""
    return Department(book.code, book.full, book.short, book.row, book.budget_code)


def read_pack(connection: sqlite3.Connection) -> StoredPack:
    """Read the stored pack."""
    book = read_book(connection)
    files = dict(connection.execute('SELECT "name", "text" FROM "pack_file" ORDER BY "name"'))
    return StoredPack(book.pack, book.pack_version, MappingProxyType(files))


def read_drafts(connection: sqlite3.Connection) -> Mapping[tuple[str, str], str]:
    """Read the drafts: text by line id and field."""
    drafts = read_rows(connection, Draft)
    return MappingProxyType({(draft.line, draft.field): draft.text for draft in drafts})


def read_codes(connection: sqlite3.Connection) -> tuple[Code, ...]:
    """Read the codes added to the book.

    Raises:
        ValueError: A scheme is none.
        CodeValueError: A code cannot be one.
    """
    table = TABLES["own_code"]
    codes = []
    for row in _ordered(connection, table):
        record = dict(zip(table.columns, row, strict=True))
        scheme = next((known for known in SCHEMES if known == record["scheme"]), None)
        if scheme is None:
            raise ValueError(f"no scheme {record['scheme']!r}")
        codes.append(code_from_record(scheme, record))
    return tuple(codes)


def read_mappings(connection: sqlite3.Connection) -> Mapping[str, Any]:
    """Read the saved import mappings by name.

    Raises:
        ValueError: A content is not JSON.
    """
    query = 'SELECT "name", "content" FROM "mapping" ORDER BY "position"'
    return MappingProxyType({name: json.loads(text) for name, text in connection.execute(query)})


def read_rows(connection: sqlite3.Connection, row_type: type[AnyRow]) -> list[AnyRow]:
    """Read all rows of a type, in the order in which they were added."""
    table = table_of(row_type)
    flags = [(name, table.columns.index(name)) for name in table.flags]
    draft_type = unfrozen(table.name)
    connection.text_factory = _Texts().__getitem__
    try:
        rows = []
        for values in _ordered(connection, table):
            row = draft_type(*values)
            for name, index in flags:
                setattr(row, name, values[index] == 1)
            row.__class__ = row_type
            rows.append(row)
        return rows
    finally:
        connection.text_factory = str


def _ordered(connection: sqlite3.Connection, table: Table) -> Iterable[tuple[Any, ...]]:
    return connection.execute(f'{table.select()} ORDER BY "position"')


def read_fields(connection: sqlite3.Connection) -> dict[FieldKey, str]:
    """Read the fields of forms, and what is recorded about publishing, which holds over them."""
    query = (
        'SELECT "subject_kind", "subject_id", "key", "row", "value" '
        'FROM "field" ORDER BY "position"'
    )
    fields = {(kind, subject, key, row): value
              for kind, subject, key, row, value in connection.execute(query)}  # fmt: skip
    for field, value in read_records(connection).items():
        fields[field] = value
        if not value:
            del fields[field]
    return fields
