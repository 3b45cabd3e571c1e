"""Checks forms of targets without a book: what can be asked of them as they were read from a file.

Leaves tables to `rules.sheets`; what needs lines or fields of a book is listed as not evaluated.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from budgettool.model import Department, Facts
from budgettool.packs.definition import Pack
from budgettool.rules.book.targets import finding_of, flaws_of_form
from budgettool.rules.finding import Finding
from budgettool.rules.publication.targets import (
    forms_of,
    project_of,
    unread_overall,
    unread_projects,
    wrong_overall,
    wrong_projects,
)
from budgettool.rules.publication.withheld import personal_in_sheets
from budgettool.rules.rule import Rule
from budgettool.rules.text.residues import residues
from budgettool.rules.text.under_check import TextUnderCheck
from budgettool.sheets.figures_of_tables import NoFigures
from budgettool.sheets.filled import filled_of
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.sheet import Sheet

_YEAR: Final = re.compile(r"(20\d\d)\s*年")
_WITH_LINES: Final = "项目的明细要有账本；只核对了项目本年度金额不大于项目总金额"
_WITH_FIELDS: Final = "必填的栏目要有账本才能核对；其余核对了"


@dataclass(frozen=True, slots=True)
class _Forms:
    """What is asked: all sheets, of which some are forms."""

    pack: Pack
    sheets: Sequence[Sheet]
    year: int

    @property
    def of_projects(self) -> list[Sheet]:
        return forms_of(self.pack, self.sheets, "project")


def check_forms(
    pack: Pack, sheets: Sequence[Sheet], year: int, rules: Mapping[str, Rule]
) -> tuple[list[Finding], dict[str, str]]:
    """Ask what can be asked of forms alone.

    Args:
        pack: Says which sheets are forms.
        sheets: All that were read, tables too.
        year: Of the budget.
        rules: As the pack has them, by code.

    Returns:
        What is wrong, and why a rule could not be evaluated, or of what part; an empty reason for
        one that was.
    """
    forms = _Forms(pack, sheets, year)
    found: list[Finding] = []
    unknown: dict[str, str] = {}
    for code, ask in _ASKED.items():
        if not rules[code].off:
            found += ask(forms, rules[code])
            unknown[code] = _LACKING[code](forms) if code in _LACKING else ""
    return found, unknown


def _overall(forms: _Forms, rule: Rule) -> Iterator[Finding]:
    return wrong_overall(forms.pack, forms.sheets, rule)


def _amounts(forms: _Forms, rule: Rule) -> Iterator[Finding]:
    return wrong_projects(forms.pack, forms.sheets, rule, None)


def _whole(forms: _Forms, rule: Rule) -> Iterator[Finding]:
    year = _year_said(forms.sheets)
    for sheet in forms.of_projects:
        for flaw in flaws_of_form(forms.pack, year, project_of(sheet), filled_of(sheet)):
            yield finding_of(rule, flaw)


def _year_said(sheets: Sequence[Sheet]) -> int | None:
    """Give the year that sheets print; None where none does, so that no day can be out of it."""
    texts = (text for each in sheets for text in (each.title, *chain(*each.captions)))
    found = (_YEAR.search(text) for text in texts)
    return next((int(each[1]) for each in found if each), None)


def _personal(forms: _Forms, rule: Rule) -> Iterator[Finding]:
    return personal_in_sheets(forms.pack, forms.sheets, rule)


def _residues(forms: _Forms, rule: Rule) -> Iterator[Finding]:
    if forms.pack.text is not None:
        facts = Facts(forms.year, Department("", ""))
        quantities = Quantities(forms.pack.text, facts, NoFigures())
        yield from residues(TextUnderCheck(forms.pack, (), quantities, forms.sheets), rule)


def _unread_overall(forms: _Forms) -> str:
    return unread_overall(forms.pack, forms.sheets)


def _unread_amounts(forms: _Forms) -> str:
    return unread_projects(forms.pack, forms.sheets) or _WITH_LINES


def _unread_fields(forms: _Forms) -> str:
    return _WITH_FIELDS if forms.of_projects else unread_projects(forms.pack, forms.sheets)


_ASKED: Final[Mapping[str, Callable[[_Forms, Rule], Iterable[Finding]]]] = {
    "B10": _overall,
    "B11.1": _amounts,
    "B11.3": _whole,
    "P01": _personal,
    "BT11": _residues,
}
_LACKING: Final[Mapping[str, Callable[[_Forms], str]]] = {
    "B10": _unread_overall,
    "B11.1": _unread_amounts,
    "B11.3": _unread_fields,
}
