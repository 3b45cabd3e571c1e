"""Checks tables without a book: the pack's equations over sheets of any origin.

Leaves reading files to `importing.tables`, forms among the sheets to `rules.forms`; what needs
lines, units or settings is listed as not evaluated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from budgettool.codes import Classification
from budgettool.cube.dimensions import Dimensions
from budgettool.model import Department, Facts
from budgettool.money import FEN_PER_UNIT, format_fen
from budgettool.packs.definition import Pack, TableDefinition
from budgettool.packs.labels import fill
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.equations import Asked, Equations, Outcome
from budgettool.rules.finding import Finding
from budgettool.rules.forms import check_forms
from budgettool.rules.grids import SheetGrid
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import as_packed
from budgettool.rules.settings import check_settings
from budgettool.rules.suspects import Suspect, find_suspects
from budgettool.rules.words import FindingWords
from budgettool.sheets.sheet import Sheet

_NEEDS_BOOK: Final = "要有账本的明细和单位才能核对"
_UNREAD: Final = "有的数读不出来，或者没有印在表里（只在表下的注里）"


def check_sheets(
    pack: Pack, sheets: Sequence[Sheet], classification: Classification
) -> CheckResult:
    """Ask what can be asked of tables alone; a rule that cannot be evaluated says why."""
    check_settings(pack)
    dimensions = Dimensions(
        Facts(classification.year, Department("", "")),
        classification,
        pack.vocabulary,
        pack.qualified_names,
    )
    grids = sheet_grids(pack, sheets)
    equations = Equations(pack, grids, dimensions)
    outcomes = dict(equations.all())
    suspects = find_suspects(equations, outcomes, grids)
    words = FindingWords(pack, dimensions)
    unknown = {rule.code: _NEEDS_BOOK for rule in PROGRAM_RULES}
    unknown |= {
        code: f"没有{'、'.join(_numbers(pack, tables))}"
        for code, tables in equations.impossible.items()
    }
    unknown |= {asked.code: _UNREAD for asked, each in outcomes.items() if each.unknown}
    rules = as_packed(PROGRAM_RULES, pack)
    of_forms, lacking = check_forms(pack, sheets, classification.year, rules)
    unknown = {code: reason for code, reason in (unknown | lacking).items() if reason}
    return CheckResult(
        rules,
        (*_explained(outcomes, suspects, words), *of_forms),
        tuple(each.residue for each in outcomes.values() if each.residue),
        {code: reason for code, reason in unknown.items() if not rules[code].off},
    )


def _explained(
    outcomes: Mapping[Asked, Outcome], suspects: Iterable[Suspect], words: FindingWords
) -> Iterator[Finding]:
    """Give the findings; those that one figure explains say which, and have it as their cause."""
    by = {asked: suspect for suspect in suspects for asked in suspect.explained}
    for asked, outcome in outcomes.items():
        finding = outcome.finding
        if finding is None:
            continue
        suspect = by.get(asked)
        yield finding if suspect is None else _suspecting(finding, suspect, words)


def _suspecting(finding: Finding, suspect: Suspect, words: FindingWords) -> Finding:
    likely = format_fen(suspect.likely, FEN_PER_UNIT[finding.unit], finding.decimals)
    others = f"，改后相关的 {count} 处都相等" if (count := len(suspect.explained)) > 1 else ""
    mend = f"{words.cell(suspect.reference)} 似应为 {likely}{others}；{finding.mend}"
    return replace(finding, mend=mend, cause=f"cell {suspect.reference}")


def sheet_grids(pack: Pack, sheets: Iterable[Sheet]) -> Mapping[str, Sequence[SheetGrid]]:
    """Give the sides of sheets that are tables of a pack, by the id of the table."""
    found: dict[str, Sequence[SheetGrid]] = {}
    for sheet in sheets:
        table = pack.table(sheet.id)
        if table is not None and table.sides:
            found[table.id] = [SheetGrid(sheet, table, side) for side in table.sides]
    return found


def _numbers(pack: Pack, tables: Iterable[str]) -> list[str]:
    found = (pack.table(table) for table in tables)
    return [_number(table) for table in found if table is not None]


def _number(table: TableDefinition) -> str:
    return fill(table.number, lambda _: "") or table.id
