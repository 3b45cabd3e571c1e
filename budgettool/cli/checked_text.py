"""`budgettool check --text`: a text from a file, judged by a book or by tables that were read."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from budgettool.cli.opened import OpenBook
from budgettool.codes import Classification
from budgettool.cube.dimensions import Dimensions
from budgettool.errors import BudgetToolError
from budgettool.importing.tables import ReadTables
from budgettool.importing.typed_text import read_text, sections_of
from budgettool.model import Department, Facts
from budgettool.narrative.compose import composing
from budgettool.packs.definition import Pack
from budgettool.packs.text import TextBook
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.publication.withheld import personal_in
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import as_packed
from budgettool.rules.text.checking import check_text
from budgettool.rules.text.sheet_figures import SheetFigures
from budgettool.sheets.publishing import publish_packet
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Section

_PERSONAL = "P01"


_YEAR: Final = re.compile(r"(20\d\d)\s*年\s*度?\s*(?:部门|单位)预算")


class NoTextError(BudgetToolError):
    """A pack says nothing of texts."""

    def __init__(self, pack: str) -> None:
        super().__init__(f"表样包 {pack} 没有说明文字，不能核对")
        self.pack = pack


def check_text_of_book(path: Path, book: OpenBook, other_pack: str | None) -> CheckResult:
    """Check a text against a book, as it would be published.

    Raises:
        TextFileError: The file cannot be read.
        NoTextError: The pack has no text.
    """
    outward, _ = publish_packet(book.derive(None, other_pack))
    made = composing(outward)
    if made is None:
        raise NoTextError(outward.pack.id)
    sections = sections_of(read_text(path), made.text)
    result = check_text(outward.pack, sections, made.quantities, outward.sheets)
    return result.joined(_personal(outward.pack, sections))


def check_text_of_tables(
    path: Path, pack: Pack, tables: ReadTables, codes: Classification
) -> CheckResult:
    """Check a text against tables alone: last year, counts and procurement are not known.

    The words in their forms are looked at with the tables, by `check_sheets`.

    Raises:
        TextFileError: The file cannot be read.
        NoTextError: The pack has no text.
    """
    text = _text(pack)
    facts = Facts(codes.year, Department("", ""))
    dimensions = Dimensions(facts, codes, pack.vocabulary, pack.qualified_names)
    figures = SheetFigures(pack, tables.sheets, dimensions)
    sections = sections_of(read_text(path), text)
    quantities = Quantities(text, facts, figures, forms=figures.projects)
    result = check_text(pack, sections, quantities, units=figures.units(), step=figures.step)
    return result.joined(_personal(pack, sections))


def year_of_text(path: Path) -> int | None:
    """Read of which year's budget a text tells in its titles; None where none does.

    Raises:
        TextFileError: The file cannot be read.
    """
    found = (_YEAR.search(line) for line in read_text(path))
    return next((int(each[1]) for each in found if each), None)


def _text(pack: Pack) -> TextBook:
    if pack.text is None or not pack.text.parts:
        raise NoTextError(pack.id)
    return pack.text


def _personal(pack: Pack, sections: Sequence[Section]) -> CheckResult:
    """Look for personal data in a text that was typed; nothing masks those."""
    rule = as_packed(PROGRAM_RULES, pack)[_PERSONAL]
    found = () if rule.off else tuple(personal_in(sections, rule))
    return CheckResult({rule.code: rule}, found)
