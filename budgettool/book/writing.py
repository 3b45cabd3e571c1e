"""One transaction of edits that does not lose work: what the disk refuses goes on in memory.

Leaves what edits mean to `editing`, and which database is the book's to `book`.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from budgettool.book import history
from budgettool.book.applying import apply_edits
from budgettool.book.change import Edit
from budgettool.book.errors import BookError, plain_errors
from budgettool.book.history import Entry

GoOnInMemory = Callable[[], sqlite3.Connection]
"""Leaves the file, with what was committed, for a copy in memory."""


class Writing:
    """A transaction being written.

    Attributes:
        failure: What the disk answered, if it refused.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, go_on_in_memory: GoOnInMemory
    ) -> None:
        """Begin it.

        Raises:
            BookError: Another is writing.
        """
        self.failure: BookError | None = None
        self._path = path
        self._connection = connection
        self._go_on_in_memory = go_on_in_memory
        self._done: list[Edit] = []
        with plain_errors(path):
            connection.execute("BEGIN IMMEDIATE")

    def write(self, edits: tuple[Edit, ...]) -> sqlite3.Connection:
        """Apply edits; gives the connection that has them."""
        try:
            with plain_errors(self._path):
                apply_edits(self._connection, edits)
        except BookError as error:
            self._rescue(error)
            apply_edits(self._connection, edits)
        self._done.extend(edits)
        return self._connection

    def commit(self, entry: Entry) -> int | None:
        """Log and commit what was written; gives its number, or None where there was nothing."""
        if not self._done:
            return None
        try:
            with plain_errors(self._path):
                return self._log(entry)
        except BookError as error:
            self._rescue(error)
            return self._log(entry)

    def roll_back(self) -> None:
        """Take back what is not committed."""
        with plain_errors(self._path):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _log(self, entry: Entry) -> int:
        number = history.append(self._connection, entry, self._done)
        self._connection.execute("COMMIT")
        return number

    def _rescue(self, error: BookError) -> None:
        if self.failure:
            raise error
        self.failure = error
        self.roll_back()
        self._connection = self._go_on_in_memory()
        self._connection.execute("BEGIN")
        apply_edits(self._connection, self._done)
