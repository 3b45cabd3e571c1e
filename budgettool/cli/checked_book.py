"""An open book under check, for the commands that judge one; it takes a while to load.

Leaves opening to `opened`, texts and tables from files to `checked_text` and `check`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from budgettool.book.decisions import waivers_in
from budgettool.cli.opened import OpenBook
from budgettool.cube.scope import open_cube
from budgettool.model import Facts
from budgettool.packs.definition import Pack
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding
from budgettool.rules.waivers import Judged, judge
from budgettool.rules.words import FindingWords


class Checked(NamedTuple):
    """A book under check, with the words for what is found."""

    facts: Facts
    checker: Checker
    words: FindingWords


def check_book(book: OpenBook, pack: Pack) -> Checked:
    """Check all of a book, drafts included, by the rules and tables of a pack."""
    facts = book.book.facts()
    cube = open_cube(pack, facts, book.classification, book.pack.vocabulary)
    checker = Checker(Context(pack, facts, cube, book.book.drafts()))
    return Checked(facts, checker, FindingWords(pack, cube.dimensions, facts.lines))


def judge_findings(book: OpenBook, findings: Iterable[Finding]) -> Judged:
    """Tell which findings of a book are open, and which are answered for."""
    return judge(findings, waivers_in(book.book.decisions()))
