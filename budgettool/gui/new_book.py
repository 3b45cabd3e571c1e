"""New books, whole or not at all: from the wizard, from the sample, from last year's book.

Leaves what is asked of the user to `wizard` and `start_page`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from budgettool.book import Book, StoredPack
from budgettool.book.errors import plain_errors
from budgettool.codes import load_classification
from budgettool.cube.scope import open_cube
from budgettool.importing import Register, apply_difference, compare, propose_files
from budgettool.model import (
    AMOUNT,
    Department,
    ExpenditureLine,
    Facts,
    FieldKey,
    IncomeLine,
    Line,
    Unit,
)
from budgettool.packs.loader import load_pack
from budgettool.packs.location import data_folder, load_stored_pack, read_pack_files
from budgettool.packs.reading import PackError
from budgettool.sheets.packet import Packet

SAMPLE_NAME: Final = "样例 临溪市政府办公室2020年.ysb"
_SAMPLE_YEAR: Final = 2020
_SAMPLE_PACK: Final = "henan-2020"
_SAMPLE_DEPARTMENT: Final = Department(
    "016", "临溪市人民政府办公室", "临溪市政府办公室", "临溪市人民政府办公室"
)
_SAMPLE_FILES: Final = ("units.csv", "expenditure.csv", "income.csv", "fields.csv")


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a book, when, and from which packs.

    Attributes:
        holder: As others will be told.
        now: Gives the time.
        packs: The folders that hold packs.
    """

    holder: str
    now: Callable[[], datetime]
    packs: Sequence[Path]

    def create(self, path: Path, department: Department, year: int, pack_id: str) -> Book:
        """Make an empty book with its pack, and open it.

        Raises:
            BudgetToolError: It cannot be made; then there is no file.
        """
        files = read_pack_files(pack_id, self.packs)
        pack = load_pack(files)
        with plain_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        stored = StoredPack(pack.id, pack.version, files)
        return Book.create(path, department, year, stored, holder=self.holder, clock=self.now)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is asked of the user for a new book.

    Attributes:
        units: The first units; their ids are given by the book.
    """

    department: Department
    year: int
    pack_id: str
    units: tuple[Unit, ...] = ()


def make_book(maker: Maker, path: Path, answers: Answers) -> None:
    """Make a book with its units.

    Raises:
        BudgetToolError: It cannot be made; then there is no file.
    """
    with (
        _made(maker, path, answers.department, answers.year, answers.pack_id) as book,
        book.edit("建立单位") as edit,
    ):
        edit.insert_all(replace(unit, id=book.new_id()) for unit in answers.units)


def make_sample(maker: Maker, folder: Path) -> Path:
    """Make the sample in a folder by importing its files; one that is there stays as it is.

    Raises:
        BudgetToolError: It cannot be made.
    """
    path = folder / SAMPLE_NAME
    if path.exists():
        return path
    source = data_folder("templates") / "sample"
    with _made(maker, path, _SAMPLE_DEPARTMENT, _SAMPLE_YEAR, _SAMPLE_PACK) as book:
        pack = load_pack(book.pack.files)
        codes = load_classification(_SAMPLE_YEAR)
        register = Register(_SAMPLE_YEAR, (), pack.vocabulary, codes, text=pack.text)
        proposal = propose_files([source / name for name in _SAMPLE_FILES], register)
        difference = compare(proposal, book.facts(), "append", book.new_id)
        with book.edit("导入样例") as edit:
            apply_difference(edit, difference)
    return path


def make_next_year(maker: Maker, last: Path, path: Path, answers: Answers) -> None:
    """Make a book from last year's: units and projects as they were, its lines as last year's.

    Raises:
        BudgetToolError: Last year's cannot be read, or the new one not made.
    """
    with Book.open(last, holder=maker.holder, writable=False, clock=maker.now) as old:
        facts, codes = old.facts(), old.own_codes()
        kept = _kept_words(old, facts)
    with (
        _made(maker, path, answers.department, answers.year, answers.pack_id) as book,
        book.edit(f"沿用{facts.year}年账本") as edit,
    ):
        for code in codes:
            edit.set_code(code)
        edit.insert_all(replace(unit, id=book.new_id()) for unit in facts.units)
        edit.insert_all(replace(each, id=book.new_id()) for each in facts.projects)
        edit.insert_all(_prior(line, book.new_id()) for line in _own(facts.lines))
        for key, text in kept.items():
            edit.set_field(key, text)


def _kept_words(old: Book, facts: Facts) -> Mapping[FieldKey, str]:
    """Give what last year's text leaves to the new book; nothing where its pack has no text."""
    from budgettool.narrative.compose import composing  # noqa: PLC0415 - seldom needed
    from budgettool.narrative.keeping import keep_last_year  # noqa: PLC0415 - seldom needed

    try:
        pack = load_stored_pack(old.pack.id, old.pack.files)
    except PackError:
        return {}  # its lines are worth having all the same
    classification = load_classification(facts.year, [old.own_codes()])
    cube = open_cube(pack, facts, classification)
    last = composing(Packet(pack, facts, classification, cube, ()))
    return keep_last_year(last) if last else {}


def _own(lines: Sequence[Line]) -> list[ExpenditureLine | IncomeLine]:
    """Give a year's own figures, those of expenditure first."""
    kinds = (ExpenditureLine, IncomeLine)
    return [
        line
        for kind in kinds
        for line in lines
        if isinstance(line, kind) and line.measure == AMOUNT
    ]


def _prior(line: ExpenditureLine | IncomeLine, line_id: str) -> ExpenditureLine | IncomeLine:
    return replace(line, id=line_id, measure="prior")


@contextmanager
def _made(
    maker: Maker, path: Path, department: Department, year: int, pack_id: str
) -> Iterator[Book]:
    """Make a book to be filled; remove it, once it is closed, if that fails."""
    book = maker.create(path, department, year, pack_id)
    try:
        with book:
            yield book
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
