"""The pack's equations over a real case: silent where it is right, exact where it is not."""

from dataclasses import replace

import pytest

from budgettool.cube.dimensions import Dimensions
from budgettool.rules.equations import Equations
from budgettool.rules.grids import BlockGrid, SheetGrid


@pytest.fixture(scope="module")
def dimensions(sample):
    return Dimensions(
        sample.facts, sample.classification, sample.pack.vocabulary, sample.pack.qualified_names
    )


def of_sheets(sheets, pack, dimensions):
    grids = {
        sheet.id: [SheetGrid(sheet, pack.table(sheet.id), side) for side in table.sides]
        for sheet in sheets
        if (table := pack.table(sheet.id)) is not None
    }
    return Equations(pack, grids, dimensions)


def test_nothing_is_found_in_the_cube_of_the_real_case(sample):
    grids = {
        table: [BlockGrid(block) for block in sides] for table, sides in sample.cube.blocks.items()
    }
    assert list(Equations(sample.pack, grids, sample.cube.dimensions).all()) == []


def test_nothing_is_found_in_its_sheets(sample, dimensions):
    assert list(of_sheets(sample.sheets, sample.pack, dimensions).all()) == []


def test_a_figure_that_is_off_by_its_last_place_is_found(sample, dimensions):
    def off(sheet):
        row = next(row for row in sheet.body if row.address == "016/2010301")
        cells = tuple(
            cell._replace(exact=cell.exact + 100_000) if cell.reference.endswith("[总计]") else cell
            for cell in row.cells
        )
        body = tuple(each._replace(cells=cells) if each is row else each for each in sheet.body)
        return replace(sheet, body=body)

    sheets = [off(sheet) if sheet.id == "02" else sheet for sheet in sample.sheets]
    found = [outcome.finding for _, outcome in of_sheets(sheets, sample.pack, dimensions).all()]
    assert {finding.code for finding in found if finding} == {"B0203"}
