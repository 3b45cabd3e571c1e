"""The working workbook's criteria find the same lines as the cube."""

import pytest

from budgettool.exporting.excel.lines import Lines
from budgettool.exporting.excel.tracing import working_source


@pytest.fixture(scope="module")
def source(sample):
    return working_source(sample)


def test_each_figure_is_the_sum_of_the_lines_that_its_criteria_find(sample, source):
    lines = Lines("明细", source.columns, source.rows)
    cells = {
        (sheet.id, (number, cell.column)): cell
        for sheet in sample.sheets
        for number, row in enumerate(sheet.body)
        for cell in row.cells
    }
    wrong = [
        cells[place].reference
        for place, criteria in source.criteria.items()
        if lines.total(criteria) != cells[place].exact
    ]
    assert wrong == []


def test_every_figure_that_is_no_total_has_criteria(sample, source):
    lacking = [
        cell.reference
        for sheet in sample.sheets
        for number, row in enumerate(sheet.body)
        for cell in row.cells
        if cell.exact
        and cell.reference
        and not cell.parts
        and (sheet.id, (number, cell.column)) not in source.criteria
    ]
    assert lacking == []


def test_lines_are_read_by_people(source):
    heads = [column.head for column in source.columns]
    rows = [dict(zip(heads, row, strict=True)) for row in source.rows]
    first = next(row for row in rows if row["明细"] == "支出")
    assert first["度量"] == "本年"
    assert first["部门经济科目·名称"] == "基本工资"
    assert first["金额（元）"] == 263_100_000
