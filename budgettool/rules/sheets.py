"""Checks tables without a book: the pack's equations over sheets of any origin.

Leaves reading files to `importing.tables`; what needs lines, units or settings is listed as not
evaluated.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from budgettool.codes import Classification
from budgettool.cube.dimensions import Dimensions
from budgettool.model import Department, Facts
from budgettool.packs.definition import Pack, TableDefinition
from budgettool.packs.labels import fill
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.equations import Equations
from budgettool.rules.grids import SheetGrid
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import as_packed
from budgettool.sheets.sheet import Sheet

_NEEDS_BOOK: Final = "要有账本的明细和单位才能核对"


def check_sheets(
    pack: Pack, sheets: Sequence[Sheet], classification: Classification
) -> CheckResult:
    """Ask what can be asked of tables alone; a rule that cannot be evaluated says why."""
    dimensions = Dimensions(
        Facts(classification.year, Department("", "")),
        classification,
        pack.vocabulary,
        pack.qualified_names,
    )
    equations = Equations(pack, sheet_grids(pack, sheets), dimensions)
    outcomes = list(equations.all())
    unknown = {rule.code: _NEEDS_BOOK for rule in PROGRAM_RULES}
    unknown |= {
        code: f"没有{'、'.join(_numbers(pack, tables))}"
        for code, tables in equations.impossible.items()
    }
    unknown |= {asked.code: "有的数读不出来" for asked, each in outcomes if each.unknown}
    rules = as_packed(PROGRAM_RULES, pack)
    return CheckResult(
        rules,
        tuple(each.finding for _, each in outcomes if each.finding),
        tuple(each.residue for _, each in outcomes if each.residue),
        {code: reason for code, reason in unknown.items() if not rules[code].off},
    )


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
