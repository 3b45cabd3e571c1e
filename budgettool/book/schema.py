"""The tables of a book: hand-written DDL in named migrations, and what a sound file must contain.

A migration is never edited once released; a later need is a new one. Leaves running them on a book
to `migrating`, when to do so to `opening`.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from types import MappingProxyType
from typing import Final

Migration = Callable[[sqlite3.Connection], None]
"""Brings the tables from one version to the next, inside the caller's transaction."""

APPLICATION_ID: Final = 0x59534231
"""`YSB1`: what tells a book from any other SQLite file."""


def _create(connection: sqlite3.Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(statement)


def _lines_and_log(connection: sqlite3.Connection) -> None:
    """Department, units, projects, lines, fields, pack, and the log of edits."""
    _create(
        connection,
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


def _balances_own_codes_mappings(connection: sqlite3.Connection) -> None:
    """Carried-over balances, codes added to the book, saved import mappings."""
    _create(
        connection,
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


def _ceilings(connection: sqlite3.Connection) -> None:
    """Ceilings on expenditure."""
    _create(
        connection,
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


def _gaps(connection: sqlite3.Connection) -> None:
    """Room between rows for others; from here on the log may hold edits that move rows."""
    for table in (
        "unit", "project", "expenditure_line", "income_line", "balance_line", "field", "draft",
        "pack_file", "own_code", "mapping", "ceiling",
    ):  # fmt: skip
        _create(
            connection,
            f'UPDATE "{table}" SET "position" = -(("position" - 1) * 1048576 + 1)',  # noqa: S608
            f'UPDATE "{table}" SET "position" = -"position"',  # noqa: S608
        )


def _decisions(connection: sqlite3.Connection) -> None:
    """Waivers of findings, 定稿, and records: what is decided about a book beside its content."""
    _create(
        connection,
        """CREATE TABLE "decision" (
    "position" INTEGER PRIMARY KEY,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('waive', 'withdraw', 'seal', 'unseal', 'record')),
    "code" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "at" TEXT NOT NULL
) STRICT""",
    )


MIGRATIONS: Final[Mapping[str, Migration]] = MappingProxyType(
    {
        "001_lines_and_log": _lines_and_log,
        "002_balances_own_codes_mappings": _balances_own_codes_mappings,
        "003_ceilings": _ceilings,
        "004_gaps": _gaps,
        "005_decisions": _decisions,
    }
)
"""The migrations by name, in order; a file of version n has had the first n."""

LATEST: Final = len(MIGRATIONS)

LOG_OF_MIGRATIONS: Final = """CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
    "id" INTEGER PRIMARY KEY,
    "migration_set" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "applied_at" TEXT NOT NULL,
    UNIQUE ("migration_set", "name")
) STRICT"""
"""Made by us, because sqlite-utils would make its own without STRICT."""


@cache
def expected(version: int) -> tuple[tuple[str | None, ...], ...]:
    """Give every row that `sqlite_master` must have in a version, and no other."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(LOG_OF_MIGRATIONS)
        for migration in tuple(MIGRATIONS.values())[:version]:
            migration(connection)
        return actual(connection)


def actual(connection: sqlite3.Connection) -> tuple[tuple[str | None, ...], ...]:
    """Give what `sqlite_master` has, in an order that does not depend on the file."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return tuple(sorted(rows, key=repr))
