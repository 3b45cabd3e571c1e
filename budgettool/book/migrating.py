"""Brings the tables of an open book up to date, by sqlite-utils.

Imported only where a book is made or upgraded: reading one must not wait for that library. Leaves
the migrations themselves to `schema`, backups before them to `opening`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from sqlite_utils import Database, Migrations

from budgettool.book.schema import (
    APPLICATION_ID,
    LATEST,
    LOG_OF_MIGRATIONS,
    MIGRATIONS,
    Migration,
)

_SET: Final = "budgettool.book"


@contextmanager
def migrated(connection: sqlite3.Connection, now: datetime) -> Iterator[None]:
    """Apply what is pending, and what the caller then does, as one transaction.

    Args:
        connection: The open book, or an empty database.
        now: The time that the log of migrations gets.
    """
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    migrations = _migrations()
    with db.atomic():
        db.execute(LOG_OF_MIGRATIONS)
        done = len(migrations.applied(db))
        migrations.apply(db)
        db.execute(
            'UPDATE "_sqlite_migrations" SET "applied_at" = ? WHERE "id" > ?',
            [now.isoformat(), done],
        )
        db.execute(f"PRAGMA user_version = {LATEST:d}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        yield


def _migrations() -> Migrations:
    migrations = Migrations(_SET)
    for name, migration in MIGRATIONS.items():
        _register(migrations, name, migration)
    return migrations


def _register(migrations: Migrations, name: str, migration: Migration) -> None:
    @migrations(name=name)
    def apply(db: Database) -> None:
        migration(db.conn)
