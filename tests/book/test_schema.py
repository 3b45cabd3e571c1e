import hashlib
import sqlite3
from dataclasses import fields

import pytest

from budgettool.book.rows import TABLES
from budgettool.book.schema import LATEST, MIGRATIONS, expected


def test_the_columns_of_a_table_are_the_fields_of_its_value():
    connection = sqlite3.connect(":memory:")
    for kind, *_, sql in expected(LATEST):
        if kind == "table":
            connection.execute(sql)
    for table in TABLES.values():
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')]
        assert columns == ["position", *(field.name for field in fields(table.row_type))]
    connection.close()


def test_every_table_is_strict():
    tables = [sql for kind, *_, sql in expected(LATEST) if kind == "table"]
    assert all(sql.endswith(") STRICT") for sql in tables)


@pytest.mark.parametrize(
    ("version", "fingerprint"),
    [
        (1, "5b035c4c3ad37440"),
        (2, "f832b2c50e37c98c"),
        (3, "0390711c484431ef"),
        (4, "0390711c484431ef"),  # positions and what the log may hold are new, no table is
    ],
)
def test_a_released_schema_never_changes(version, fingerprint):
    text = "\n".join(repr(row) for row in expected(version))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == fingerprint


def test_a_new_book_logs_its_migrations_in_order(book, path):
    connection = sqlite3.connect(path)
    query = 'SELECT "migration_set", "name", "applied_at" FROM "_sqlite_migrations" ORDER BY "id"'
    rows = connection.execute(query).fetchall()
    connection.close()
    assert [name for _, name, _ in rows] == list(MIGRATIONS) == sorted(MIGRATIONS)
    assert {(where, at) for where, _, at in rows} == {
        ("budgettool.book", book.history()[0].at.isoformat())
    }
