"""Reading an open book: each question is answered in one short transaction, by frozen values.

Leaves opening and writing to `book`, how rows become values to `snapshot`.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from budgettool.book import history, order, snapshot, store
from budgettool.book.change import Change
from budgettool.book.decisions import Decision, is_sealed, read_decisions
from budgettool.book.errors import (
    BookValueError,
    DamagedBookError,
    MissingRowError,
    plain_errors,
)
from budgettool.book.history import Group
from budgettool.book.pack import StoredPack
from budgettool.book.schema import LATEST
from budgettool.codes.code import Code, CodeValueError
from budgettool.model import Department, Facts, Line


class Reading:
    """What can be asked of an open book.

    Attributes:
        path: Its file.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take over an open and verified database."""
        self.path = path
        self._connection = connection
        self._seen = self._schema = 0
        self._follow_file()

    @property
    def year(self) -> int:
        """The fiscal year."""
        with self._reading() as connection:
            return snapshot.read_book(connection).year

    @property
    def department(self) -> Department:
        """Whose book it is."""
        with self._reading() as connection:
            return snapshot.department_of(snapshot.read_book(connection))

    @property
    def pack(self) -> StoredPack:
        """The pack that is stored in the book."""
        with self._reading() as connection:
            return snapshot.read_pack(connection)

    def facts(self, lines: Iterable[Line] | None = None) -> Facts:
        """Read everything that sheets are built from, as it stands now.

        Args:
            lines: The lines, where it is known that they are these: they are most of the work.
        """
        with self._reading() as connection:
            self._seen = store.data_version(self._connection)
            return snapshot.read_facts(connection, lines)

    def drafts(self) -> Mapping[tuple[str, str], str]:
        """Read the texts that are no values yet, by line id and field."""
        with self._reading() as connection:
            return snapshot.read_drafts(connection)

    def own_codes(self) -> tuple[Code, ...]:
        """Read the codes that were added to the book."""
        with self._reading() as connection:
            return snapshot.read_codes(connection)

    def mappings(self) -> Mapping[str, Any]:
        """Read the saved import mappings by name."""
        with self._reading() as connection:
            return snapshot.read_mappings(connection)

    def history(self) -> list[Group]:
        """List every change ever made, the oldest first."""
        with self._reading() as connection:
            return history.read_groups(connection)

    def change(self, number: int) -> Change:
        """Read what an entry of the history did."""
        with self._reading() as connection:
            return history.read_change(connection, number)

    def stretches(self, change: Change) -> list[order.Stretch]:
        """Find where lines stand that a change has just put among others."""
        with self._reading() as connection:
            return order.stretches(connection, change)

    def decisions(self) -> tuple[Decision, ...]:
        """List what was ever decided, waivers, 定稿 and records, the oldest first."""
        with self._reading() as connection:
            return read_decisions(connection)

    @property
    def sealed(self) -> bool:
        """Whether the book is 定稿, so that it cannot be edited."""
        with self._reading() as connection:
            return is_sealed(connection)

    def changed_elsewhere(self) -> bool:
        """Tell whether another has written to the file since `facts` was last read."""
        with plain_errors(self.path):
            return store.data_version(self._connection) != self._seen

    def check(self) -> None:
        """Check the whole file.

        Raises:
            DamagedBookError: Something is wrong; the message says what.
        """
        with plain_errors(self.path):
            problems = store.find_damage(self._connection)
        if problems:
            raise DamagedBookError(self.path, "数据检查未通过", "\n".join(problems))

    def _follow_file(self) -> None:
        with plain_errors(self.path):
            self._seen = store.data_version(self._connection)
            self._schema = store.schema_version(self._connection)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Read in one short transaction, or in the one that is open."""
        connection = self._connection
        with self._believable(), plain_errors(self.path):
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                if store.schema_version(self._connection) != self._schema:
                    # Its writer was another program.
                    store.verify(self._connection, self.path, LATEST)
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    @contextmanager
    def _believable(self) -> Iterator[None]:
        """Call damage what the file holds and this program cannot have written."""
        try:
            yield
        except (BookValueError, CodeValueError, MissingRowError) as error:
            raise DamagedBookError(self.path, str(error)) from error
        except (ValueError, RecursionError) as error:
            raise DamagedBookError(self.path, "有一项内容不能读取") from error
