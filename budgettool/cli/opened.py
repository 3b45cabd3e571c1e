"""A book opened for a command, with its pack and the codes of its year.

Leaves checking it to `checked_book`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from budgettool.book import Book
from budgettool.cli.surroundings import Surroundings
from budgettool.codes import Classification, load_classification, load_user_codes
from budgettool.packs.definition import Pack
from budgettool.packs.location import find_pack, load_stored_pack, pack_folders
from budgettool.sheets.packet import Packet, derive


@dataclass(frozen=True, slots=True)
class OpenBook:
    """What commands need of a book."""

    book: Book
    pack: Pack
    classification: Classification
    surroundings: Surroundings

    def pack_or_other(self, other_pack: str | None) -> Pack:
        """Give the book's own pack, or another one by its id."""
        if other_pack is None:
            return self.pack
        return find_pack(other_pack, pack_folders(self.surroundings.own_packs))

    def derive(self, unit: str | None = None, other_pack: str | None = None) -> Packet:
        """Derive the book's sheets, or those of another pack over the same lines."""
        return derive(
            self.book.facts(),
            self.pack_or_other(other_pack),
            self.classification,
            vocabulary=self.pack.vocabulary,
            unit=unit,
        )


@contextmanager
def opened(path: str, surroundings: Surroundings, *, writable: bool = False) -> Iterator[OpenBook]:
    """Open a book for a command.

    Raises:
        BookError: It cannot be opened.
        PackError: The pack that it stores cannot be understood.
    """
    with Book.open(Path(path), holder=surroundings.holder, writable=writable) as book:
        loaded = load_user_codes(surroundings.code_tables, book.year)
        classification = load_classification(book.year, [loaded, book.own_codes()])
        stored = book.pack
        pack = load_stored_pack(stored.id, stored.files)
        yield OpenBook(book, pack, classification, surroundings)
