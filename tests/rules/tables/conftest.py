"""Tables in which every equation has something to compare, under both packs."""

from dataclasses import replace
from pathlib import Path

import pytest

from budgettool.codes import load_classification
from budgettool.cube.dimensions import Dimensions
from budgettool.importing.tables import read_tables
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine
from budgettool.packs.location import find_pack, pack_folders
from budgettool.packs.reference import parse_reference
from budgettool.rules.equations import Equations
from budgettool.rules.sheets import check_sheets, sheet_grids
from budgettool.sheets.packet import derive

PUBLISHED = Path(__file__).parents[2] / "data" / "published_2020.json"
SOURCES = {
    "一般公共预算/财政拨款": "一般公共预算/本年拨款",
    "政府性基金/当年收入": "政府性基金/本年拨款",
    "国有资本经营预算收入": "国有资本经营预算/本年拨款",
    "部门结转": "单位资金上年结转",
}
STAFF = ("基本支出/工资福利支出", "基本支出/对个人和家庭的补助")
FUNDS = (
    ("政府性基金/当年收入", "2120899", 3_000_000),
    ("国有资本经营预算收入", "2230199", 2_000_000),
)


class Tables:
    """Sheets under check, of which a test may change a figure."""

    def __init__(self, pack, sheets, classification):
        self.pack = pack
        self.sheets = tuple(sheets)
        self._classification = classification
        self._grids = sheet_grids(pack, self.sheets)
        dimensions = Dimensions(
            Facts(2020, Department("", "")), classification, pack.vocabulary, pack.qualified_names
        )
        self._equations = Equations(pack, self._grids, dimensions)

    def check(self, sheets=None):
        return check_sheets(self.pack, sheets or self.sheets, self._classification)

    def references(self):
        """List the figures that are printed."""
        cells = (cell for sheet in self.sheets for row in sheet.body for cell in row.cells)
        return [cell.reference for cell in cells if cell.reference and cell.text]

    def outcomes(self, reference, places):
        """Evaluate what a figure is in, changed by some of its last places."""
        cell = parse_reference(reference)
        for grid in self._grids[cell.table]:
            row, column = grid.find(cell.row), grid.columns.get(cell.column)
            if row is not None and column is not None:
                figure = grid.figure(row, column)
                grid.put(row, column, figure + places * grid.step)
                found = self._equations.changed(grid, row, column)
                grid.put(row, column, figure)
                self._equations.changed(grid, row, column)
                return found
        raise LookupError(reference)

    def codes(self, reference, places):
        outcomes = self.outcomes(reference, places).values()
        return {each.finding.code for each in outcomes if each.finding}

    def changed(self, reference, places):
        """Give the sheets with a figure changed."""
        return [_changed(sheet, reference, places) for sheet in self.sheets]


def _changed(sheet, reference, places):
    change = places * sheet.fen_per_unit // 10**sheet.decimals
    body = tuple(
        row._replace(
            cells=tuple(
                cell._replace(exact=cell.exact + change) if cell.reference == reference else cell
                for cell in row.cells
            )
        )
        for row in sheet.body
    )
    return replace(sheet, body=body)


def _with_funds(facts):
    """Add a project of each fund that the real case lacks."""
    unit = facts.lines[0].unit
    added = []
    for number, (source, function, amount) in enumerate(FUNDS):
        added += [
            IncomeLine(f"i{number}", unit=unit, source=source, amount=amount),
            ExpenditureLine(
                f"e{number}",
                unit=unit,
                function=function,
                department_economic="30227",
                nature="项目支出/专项资金",
                source=source,
                amount=amount,
            ),
        ]
    return replace(facts, lines=(*facts.lines, *added))


def _nationally(line):
    line = replace(line, source=SOURCES[line.source])
    nature = getattr(line, "nature", None)
    if nature is None or nature == "基本支出/公用经费":
        return line
    return replace(line, nature="基本支出/人员经费" if nature in STAFF else "项目支出")


@pytest.fixture(scope="session")
def full(sample_facts, henan, classification):
    facts = _with_funds(sample_facts)
    return Tables(henan, derive(facts, henan, classification).sheets, classification)


@pytest.fixture(scope="session")
def national(sample_facts, classification):
    pack = find_pack("national-2021", pack_folders())
    lines = tuple(map(_nationally, _with_funds(sample_facts).lines))
    facts = replace(sample_facts, lines=lines)
    return Tables(pack, derive(facts, pack, classification).sheets, classification)


@pytest.fixture(scope="session")
def published(henan):
    """The figures that were really published."""
    return Tables(henan, read_tables(PUBLISHED, henan).sheets, load_classification(2020))
