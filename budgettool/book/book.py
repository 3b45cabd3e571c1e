"""A book: the one place where a department's budget of one year is stored, and its life.

Every change goes through `edit`, `undo` or `redo`: one transaction, one entry in the log. If the
disk refuses it, the book goes on in memory (`unsaved`) until `save` or `save_as` succeeds. Leaves
the file to `opening` and `store`, the rows to `snapshot` and `editing`, the log to `history`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from budgettool.book import history, store
from budgettool.book.backups import KEPT, back_up
from budgettool.book.change import Change
from budgettool.book.deciding import Deciding
from budgettool.book.editing import Editing
from budgettool.book.errors import (
    BookExistsError,
    plain_errors,
)
from budgettool.book.history import Kind
from budgettool.book.lock import Lock, acquire
from budgettool.book.opening import (
    Clock,
    Keeper,
    NewId,
    local_time,
    make_file,
    open_to_read,
    open_to_write,
    random_id,
)
from budgettool.book.pack import StoredPack
from budgettool.book.writing import Writing
from budgettool.model import Department


class Book(Deciding):
    """An open book; use it in one thread, and as a context manager or with `close`.

    Attributes:
        path: Its file.
        new_id: Makes the ids of new rows.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: Lock | None, keeper: Keeper
    ) -> None:
        """Take over an open and verified database; use `create` and `open`."""
        super().__init__(path, connection, keeper)
        self.new_id = keeper.new_id
        self._lock = lock
        self._editing = False
        self._unsaved = False
        with self._reading():
            self._stacks = history.read_stacks(connection)

    @classmethod
    def create(  # noqa: PLR0913 - a new book needs all of this
        cls,
        path: Path,
        department: Department,
        year: int,
        pack: StoredPack,
        *,
        holder: str,
        clock: Clock = local_time,
        new_id: NewId = random_id,
    ) -> Self:
        """Make a new book and open it for writing.

        Args:
            path: Its file, which must not exist.
            department: Whose book it is.
            year: The fiscal year.
            pack: The pack to store.
            holder: Who opens it, as others will be told.
            clock: Gives the time.
            new_id: Gives a new row id at each call.

        Raises:
            BookExistsError: There is such a file.
            LockedError: Another is just making it.
            BookError: It cannot be written.
        """
        keeper = Keeper(holder, clock, new_id)
        lock = _acquire_new(path, keeper)
        try:
            make_file(path, department, year, pack, keeper)
            return cls._on(path, open_to_write(path, keeper, KEPT), lock, keeper)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        holder: str,
        writable: bool = True,
        clock: Clock = local_time,
        new_id: NewId = random_id,
        backups_kept: int = KEPT,
    ) -> Self:
        """Open a book; one of an older version is backed up and brought up to date.

        Args:
            path: Its file.
            holder: Who opens it, as others will be told.
            writable: Whether to take the lock; to read, none is needed, and an older book is
                brought up to date in memory only.
            clock: Gives the time.
            new_id: Gives a new row id at each call.
            backups_kept: How many backups stay beside the book.

        Raises:
            LockedError: Another has it open for writing.
            NotABookError: The file is of another kind; it is left as it is.
            NewerBookError: A newer program wrote it; it is left as it is.
            DamagedBookError: It is damaged, or was tampered with.
            BookError: It cannot be read or written.
        """
        keeper = Keeper(holder, clock, new_id)
        store.read_version(path)  # a file of another kind gets no lock beside it
        if not writable:
            return cls._on(path, open_to_read(path, keeper), None, keeper)
        lock = acquire(path, holder, keeper.since())
        try:
            return cls._on(path, open_to_write(path, keeper, backups_kept), lock, keeper)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _on(
        cls, path: Path, connection: sqlite3.Connection, lock: Lock | None, keeper: Keeper
    ) -> Self:
        try:
            return cls(path, connection, lock, keeper)
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the book and free its lock; what is `unsaved` is lost. Twice does no harm."""
        self._connection.close()
        if self._lock:
            self._lock.release()

    @property
    def read_only(self) -> bool:
        """Whether it was opened to be read."""
        return self._lock is None

    @property
    def unsaved(self) -> bool:
        """Whether the disk refused an edit, so that the newest work is in memory only."""
        return self._unsaved

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back; None where there is nothing."""
        return self._label_of(self._stacks.undo)

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again; None where there is nothing."""
        return self._label_of(self._stacks.redo)

    @contextmanager
    def edit(self, label: str) -> Iterator[Editing]:
        """Make edits as one transaction and one entry of the log.

        An exception inside takes all of them back. If the disk refuses them, they are kept in
        memory, `unsaved` is set, and the disk's error is raised with the change that was `kept`.

        Raises:
            OpenedReadOnlyError: The book was opened to be read.
            BookError: The disk refused; see above.
        """
        with self._writing(label, "edit") as editing:
            yield editing

    def undo(self) -> Change | None:
        """Take the last edit back; gives what that changed, or None where there is nothing."""
        return self._again("undo", self._stacks.undo)

    def redo(self) -> Change | None:
        """Do again what was last undone; gives what that changed, or None for nothing."""
        return self._again("redo", self._stacks.redo)

    def save(self) -> None:
        """Try again to write what the disk refused.

        Raises:
            BookError: It refused again; the work stays in memory.
        """
        if not self._unsaved:
            return
        with plain_errors(self.path):
            connection = store.connect(self.path, writable=True)
            try:
                self._connection.backup(connection)
            except BaseException:
                connection.close()
                raise
        self._go_on_with(connection)

    def save_as(self, path: Path) -> None:
        """Write the book, with what is unsaved, to a new file, and go on with that one.

        Raises:
            BookExistsError: There is such a file.
            BookError: It cannot be written; the book stays where it was.
        """
        lock = _acquire_new(path, self._keeper)
        try:
            store.copy_to(self._connection, path)
            connection = open_to_write(path, self._keeper, KEPT)
        except BaseException:
            lock.release()
            raise
        old, self._lock, self.path = self._lock, lock, path
        self._go_on_with(connection)
        if old:
            old.release()

    def back_up(self, reason: str = "手动备份", kept: int = KEPT) -> Path:
        """Write a backup beside the book; gives its path."""
        return back_up(self._connection, self.path, self._keeper.clock(), reason, kept)

    def _go_on_with(self, connection: sqlite3.Connection) -> None:
        self._connection.close()
        self._connection, self._unsaved = connection, False
        self._follow_file()

    def _label_of(self, stack: list[int]) -> str | None:
        if not stack:
            return None
        with self._reading() as connection:
            return history.read_label(connection, stack[-1])

    def _again(self, kind: Kind, stack: list[int]) -> Change | None:
        if not stack:
            return None
        target = stack[-1]
        change = self.change(target)
        if kind == "undo":
            change = change.inverse()
        with self._writing(change.label, kind, target) as editing, self._believable():
            editing.replay(change.edits)
        return change

    @contextmanager
    def _writing(self, label: str, kind: Kind, target: int | None = None) -> Iterator[Editing]:
        self._refuse_unless_writable()
        if self._editing:
            raise RuntimeError("an edit is already being made")
        self._editing = True
        try:
            writing = Writing(self.path, self._connection, self._go_on_in_memory)
            try:
                editing = Editing(label, self._connection, writing.write, self.new_id)
                yield editing
                number = writing.commit(self._keeper.entry(label, kind, target))
            except sqlite3.Error:
                with plain_errors(self.path):
                    raise
            finally:
                writing.roll_back()
        finally:
            self._editing = False
        if number is not None:
            self._stacks.follow(number, kind)
        if writing.failure:
            writing.failure.kept = editing.change
            raise writing.failure

    def _go_on_in_memory(self) -> sqlite3.Connection:
        """Leave a file that refuses to be written for a copy of what it holds."""
        with plain_errors(self.path):
            self._connection = store.to_memory(self._connection)
        self._unsaved = True
        self._follow_file()
        return self._connection


def _acquire_new(path: Path, keeper: Keeper) -> Lock:
    with plain_errors(path):
        if path.exists():
            raise BookExistsError(path)
    return acquire(path, keeper.name, keeper.since())
