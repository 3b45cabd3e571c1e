"""The book: one file holds a department's budget of one fiscal year; the only thing that is stored.

Leaves what the lines add up to to `cube`, and what the stored pack means to `packs`.
"""

from budgettool.book.book import Book
from budgettool.book.change import Change, Edit
from budgettool.book.decisions import Decision
from budgettool.book.editing import Editing
from budgettool.book.errors import (
    BookError,
    BookExistsError,
    BookValueError,
    BusyError,
    DamagedBookError,
    DiskFullError,
    LockedError,
    MissingBookError,
    MissingRowError,
    NewerBookError,
    NotABookError,
    OpenedReadOnlyError,
    ReadOnlyError,
    SealedError,
    StorageError,
    UnreadableError,
)
from budgettool.book.history import Group
from budgettool.book.pack import StoredPack

__all__ = [
    "Book",
    "BookError",
    "BookExistsError",
    "BookValueError",
    "BusyError",
    "Change",
    "DamagedBookError",
    "Decision",
    "DiskFullError",
    "Edit",
    "Editing",
    "Group",
    "LockedError",
    "MissingBookError",
    "MissingRowError",
    "NewerBookError",
    "NotABookError",
    "OpenedReadOnlyError",
    "ReadOnlyError",
    "SealedError",
    "StorageError",
    "StoredPack",
    "UnreadableError",
]
