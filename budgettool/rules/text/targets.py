"""B11.2: where the text says that all projects have targets, those that have them are all.

Leaves whether the targets of a project are whole to `book.targets`.
"""

import re
from collections.abc import Iterator
from typing import Final

from budgettool.money import exact_text
from budgettool.packs.text import Quantity
from budgettool.rules.finding import SectionPlace
from budgettool.rules.rule import Rule
from budgettool.rules.text.under_check import Found, TextUnderCheck, finding
from budgettool.sheets.filled import form_projects

_SENTENCE: Final = re.compile(r"[^。；;\n]+")
_ALL: Final = re.compile(r"均|都|全部|所有|全覆盖")
_LISTED: Final = 6


def uncovered_projects(check: TextUnderCheck, rule: Rule) -> Found:
    """Find sentences that claim all projects where some have no sheet of targets."""
    for covered in _covered(check):
        found, most = check.exact(covered.id), check.exact(covered.whole)
        if found is None or most is None or found == most:
            continue
        for place in _claims(check):
            said = f"说全部项目都编制了绩效目标，绩效目标表只有 {exact_text(int(found), '万元')}"
            message = f"{said}，项目支出 {exact_text(int(most), '万元')}{_lacking(check, covered)}"
            yield finding(rule, place, message, about=(message,), amounts=(most, found))


def unknown_cover(check: TextUnderCheck) -> str:
    """Say why a claim cannot be judged."""
    known = all(check.exact(each.id) is not None for each in _covered(check))
    return "" if known or not any(_claims(check)) else "没有读到各项目的绩效目标表"


def _covered(check: TextUnderCheck) -> list[Quantity]:
    """Give what sums the projects that have a sheet, and is part of all projects."""
    return [each for each in check.quantities.text.quantities if each.sums and each.whole]


def _claims(check: TextUnderCheck) -> Iterator[SectionPlace]:
    """Find the sentences that speak of targets of projects, and of all of them."""
    for section in check.sections:
        for number, paragraph in enumerate(section.paragraphs):
            for found in _SENTENCE.finditer(paragraph.text):
                said = found.group()
                if "绩效目标" in said and "项目" in said and _ALL.search(said):
                    yield SectionPlace(section.id, number, found.start(), found.end())


def _lacking(check: TextUnderCheck, covered: Quantity) -> str:
    """Name the projects that have lines and no sheet, where there is a book to tell."""
    form, facts = check.pack.table(covered.forms), check.quantities.facts
    if form is None or not facts.projects:
        return ""
    have = {project.name for project in form_projects(form, facts)}
    spent = {getattr(line, "project", None) for line in facts.lines}
    names = [each.name for each in facts.projects if each.name in spent - have]
    more = f"等 {len(names)} 个" if len(names) > _LISTED else ""
    return f"；没有绩效目标表的项目：{'、'.join(names[:_LISTED])}{more}" if names else ""
