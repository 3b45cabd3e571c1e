"""What a figure is made of, said in the words of its sheet."""

import pytest

from budgettool.cube.scope import open_cube
from budgettool.gui.reports.composition import Part, compose
from budgettool.gui.reports.figures import find_reference
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.build import build_table


def said(pieces):
    return " ".join(f"{p.name} {p.text}" if isinstance(p, Part) else p.strip() for p in pieces)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("增减/增减额", "2020年预算数 · 小计 {0} － 2019年预算数 {1}"),
        ("增减/增减率", "（ 2020年预算数 · 小计 {0} － 2019年预算数 {1} ）÷ 2019年预算数 {1}"),
    ],
)
def test_a_formula_is_said_with_its_figures(session, column, words):
    pack = find_pack("national-2021", pack_folders())
    cube = open_cube(pack, session.facts, session.classification, session.pack.vocabulary)
    table = next(table for table in pack.tables if table.id == "05")
    sheet = build_table(table, cube, session.facts)[0]

    def cell(reference):
        row, grid = find_reference(sheet, reference)
        return (row, grid), next(c for c in sheet.body[row].cells if c.column == grid)

    reference = next(c.reference for row in sheet.body for c in row.cells if c.reference)
    row = reference.split("[")[0]
    at, figure = cell(f"{row}[{column}]")
    pieces = compose(sheet, at, figure, cube.blocks["05"])
    now, before = (cell(f"{row}[{name}]")[1].text or "0" for name in ("本年/小计", "上年"))
    assert said(pieces) == words.format(now, before)
