"""A book opened for a command, with its pack and the codes of its year."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from budgettool.book import Book
from budgettool.book.decisions import waivers_in
from budgettool.cli.surroundings import Surroundings
from budgettool.codes import Classification, load_classification, load_user_codes
from budgettool.cube.scope import open_cube
from budgettool.model import Facts
from budgettool.packs.definition import Pack
from budgettool.packs.location import find_pack, load_stored_pack, pack_folders
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding
from budgettool.rules.waivers import Judged, judge
from budgettool.rules.words import FindingWords
from budgettool.sheets.packet import Packet, derive


class Checked(NamedTuple):
    """A book under check, with the words for what is found."""

    facts: Facts
    checker: Checker
    words: FindingWords


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

    def check(self, pack: Pack) -> Checked:
        """Check all of the book, drafts included, by the rules and tables of a pack."""
        facts = self.book.facts()
        cube = open_cube(pack, facts, self.classification, self.pack.vocabulary)
        checker = Checker(Context(pack, facts, cube, self.book.drafts()))
        return Checked(facts, checker, FindingWords(pack, cube.dimensions, facts.lines))

    def judge(self, findings: Iterable[Finding]) -> Judged:
        """Tell which findings are open, and which are answered for."""
        return judge(findings, waivers_in(self.book.decisions()))


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
