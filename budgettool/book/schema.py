"""The tables of a book: hand-written DDL in named migrations, and what a sound file must contain.

A migration is never edited once released; a later need is a new one. Leaves backups to `backups`,
when to migrate to `store`.
"""

import sqlite3
from datetime import datetime
from functools import cache
from typing import Final

from sqlite_utils import Database, Migrations

APPLICATION_ID: Final = 0x59534231
"""`YSB1`: what tells a book from any other SQLite file."""

_SET: Final = "budgettool.book"

_migration: Final = Migrations(_SET)


def _create(db: Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)


@_migration(name="001_lines_and_log")
def _lines_and_log(db: Database) -> None:
    """Department, units, projects, lines, fields, pack, and the log of edits."""
    _create(
        db,
        """CREATE TABLE "book" (
    "position" INTEGER PRIMARY KEY CHECK ("position" = 1),
    "id" TEXT NOT NULL UNIQUE CHECK ("id" = 'book'),
    "year" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "full" TEXT NOT NULL,
    "short" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "budget_code" TEXT NOT NULL,
    "pack" TEXT NOT NULL,
    "pack_version" TEXT NOT NULL
) STRICT""",
        """CREATE TABLE "unit" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent" TEXT,
    "merged" INTEGER NOT NULL CHECK ("merged" IN (0, 1)),
    "headcount" INTEGER
) STRICT""",
        """CREATE TABLE "project" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "nature" TEXT,
    "unit" TEXT
) STRICT""",
        """CREATE TABLE "expenditure_line" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "unit" TEXT,
    "function" TEXT,
    "department_economic" TEXT,
    "government_economic" TEXT,
    "nature" TEXT,
    "source" TEXT,
    "project" TEXT,
    "amount" INTEGER,
    "measure" TEXT NOT NULL,
    "procurement" TEXT,
    "secret" INTEGER NOT NULL CHECK ("secret" IN (0, 1)),
    "counterparty" TEXT,
    "memo" TEXT NOT NULL
) STRICT""",
        """CREATE TABLE "income_line" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "unit" TEXT,
    "source" TEXT,
    "function" TEXT,
    "amount" INTEGER,
    "measure" TEXT NOT NULL,
    "counterparty" TEXT,
    "memo" TEXT NOT NULL
) STRICT""",
        """CREATE TABLE "field" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    UNIQUE ("subject_kind", "subject_id", "key", "row")
) STRICT""",
        """CREATE TABLE "draft" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "line" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    UNIQUE ("line", "field")
) STRICT""",
        """CREATE TABLE "pack_file" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL UNIQUE,
    "text" TEXT NOT NULL
) STRICT""",
        """CREATE TABLE "edit_group" (
    "position" INTEGER PRIMARY KEY,
    "label" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('create', 'edit', 'undo', 'redo', 'migrate')),
    "target" INTEGER
) STRICT""",
        """CREATE TABLE "edit" (
    "position" INTEGER PRIMARY KEY,
    "edit_group" INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "place" INTEGER,
    "before" TEXT,
    "after" TEXT
) STRICT""",
        'CREATE INDEX "edit_of_group" ON "edit" ("edit_group")',
    )


@_migration(name="002_balances_own_codes_mappings")
def _balances_own_codes_mappings(db: Database) -> None:
    """Carried-over balances, codes added to the book, saved import mappings."""
    _create(
        db,
        """CREATE TABLE "balance_line" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "unit" TEXT,
    "source" TEXT,
    "function" TEXT,
    "amount" INTEGER,
    "measure" TEXT NOT NULL,
    "memo" TEXT NOT NULL
) STRICT""",
        """CREATE TABLE "own_code" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "scheme" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    UNIQUE ("scheme", "code")
) STRICT""",
        """CREATE TABLE "mapping" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL UNIQUE,
    "content" TEXT NOT NULL
) STRICT""",
    )


@_migration(name="003_ceilings")
def _ceilings(db: Database) -> None:
    """Ceilings on expenditure."""
    _create(
        db,
        """CREATE TABLE "ceiling" (
    "position" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "unit" TEXT,
    "nature" TEXT,
    "project" TEXT,
    "source" TEXT,
    "amount" INTEGER,
    "memo" TEXT NOT NULL
) STRICT""",
    )


MIGRATIONS: Final = ("001_lines_and_log", "002_balances_own_codes_mappings", "003_ceilings")
"""The names of the migrations in order; a file of version n has the first n."""

LATEST: Final = len(MIGRATIONS)

_LOG_OF_MIGRATIONS: Final = """CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
    "id" INTEGER PRIMARY KEY,
    "migration_set" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "applied_at" TEXT NOT NULL,
    UNIQUE ("migration_set", "name")
) STRICT"""
"""Made here, because sqlite-utils would make its own without STRICT."""


def migrate(db: Database, now: datetime, version: int = LATEST) -> None:
    """Bring the tables to a version, inside the caller's transaction.

    Args:
        db: The open database.
        now: The time that the log of migrations gets.
        version: The version to stop at; older ones serve tests.
    """
    db.execute(_LOG_OF_MIGRATIONS)
    done = len(_migration.applied(db))
    _migration.apply(db, stop_before=MIGRATIONS[version:])
    db.execute(
        'UPDATE "_sqlite_migrations" SET "applied_at" = ? WHERE "id" > ?', [now.isoformat(), done]
    )
    db.execute(f"PRAGMA user_version = {version:d}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")


@cache
def expected(version: int) -> tuple[tuple[str | None, ...], ...]:
    """Give every row that `sqlite_master` must have in a version, and no other."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db = Database(connection, execute_plugins=False)
        with db.atomic():
            migrate(db, datetime.min, version)  # noqa: DTZ901 - the time is not looked at
        return actual(connection)
    finally:
        connection.close()


def actual(connection: sqlite3.Connection) -> tuple[tuple[str | None, ...], ...]:
    """Give what `sqlite_master` has, in an order that does not depend on the file."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return tuple(sorted(rows, key=repr))
