"""Lines that lack what a table is sorted by: counted, shown, and added up."""

from dataclasses import replace

import pytest

from budgettool.model import ExpenditureLine, IncomeLine
from budgettool.sheets.packet import derive

LINES = (
    ExpenditureLine("e", "016001", "2010301", "30201", source="一般公共预算/财政拨款", amount=700),
    IncomeLine("i", "016001", amount=700),
)


@pytest.mark.parametrize(("total", "column"), [("本年合计", "金额"), ("支出合计", "合计")])
def test_totals_add_up_their_unclassified_rows(sample_facts, henan, classification, total, column):
    facts = replace(sample_facts, lines=sample_facts.lines + LINES)
    sheet = derive(facts, henan, classification).sheets[0]
    cells = {(r, cell.column): cell for r, row in enumerate(sheet.body) for cell in row.cells}
    names = {cell.reference: cell for cell in cells.values()}
    parts = [cells[part] for part in names[f"01.{total}[{column}]"].parts]
    assert names[f"01.未分类[{column}]"] in parts
    assert sum(part.exact for part in parts) == names[f"01.{total}[{column}]"].exact
