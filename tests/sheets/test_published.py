"""The sample's sheets against every figure of the packet that was really published."""

import json
from pathlib import Path

import pytest

PUBLISHED = json.loads(
    (Path(__file__).parents[1] / "data" / "published_2020.json").read_text(encoding="utf-8")
)
BY_FUNCTION = ("02", "05")
BY_ECONOMIC = ("06", "07")


@pytest.fixture(scope="module")
def tables(sample):
    return {sheet.id: sheet for sheet in sample.sheets}


def figures(sheet):
    """The printed texts by row address and column; blanks included."""
    amounts = [n for n, column in enumerate(sheet.columns) if not column.key]
    return {
        row.address: [cell.text for cell in row.cells if cell.column in amounts]
        for row in sheet.body
    }


def published(cells):
    return [cell or "" for cell in cells]


@pytest.mark.parametrize("table", BY_FUNCTION)
def test_tables_by_function_print_every_published_figure_and_blank(tables, table):
    expected = {}
    for row in PUBLISHED[table]["rows"]:
        code = f"{row['类']}{row['款']}{row['项']}" if row["类"] else ""
        address = f"016/{code}" if code else {"合计": "合计"}.get(row["label"], "016")
        expected[address] = published(row["cells"])
    assert figures(tables[table]) == expected


@pytest.mark.parametrize("table", BY_FUNCTION)
def test_names_and_codes_are_printed_as_published(tables, table):
    printed = [[cell.text for cell in row.cells[:5]] for row in tables[table].body]
    assert printed == [
        [row["类"] or "", row["款"] or "", row["项"] or "", row["单位代码"] or "", row["label"]]
        for row in PUBLISHED[table]["rows"]
    ]


@pytest.mark.parametrize("table", BY_ECONOMIC)
def test_tables_by_economic_class_print_every_published_figure_and_blank(tables, table):
    expected = {}
    for row in PUBLISHED[table]["rows"]:
        department, government = row["部门预算经济分类"], row["政府预算经济分类"]
        if department["款"]:
            pair = [five(department), five(government)]
            address = "/".join([department["类"], *pair])
        else:
            address = department["类"] or "合计"
        expected[address] = published(row["cells"])
    assert figures(tables[table]) == expected


def full_width(name):
    """The published packet writes 维修(护)费 on one side and 维修（护）费 on the other."""
    return name.replace("(", "（").replace(")", "）")


def five(code):
    return code["款"] if len(code["款"]) == 5 else code["类"] + code["款"]


@pytest.mark.parametrize("table", BY_ECONOMIC)
def test_economic_codes_and_names_are_printed_as_published(tables, table):
    printed = {tuple(cell.text for cell in row.cells[:6]) for row in tables[table].body}
    assert printed == {
        tuple(
            full_width(row[kind][key] or "")
            for kind in ("部门预算经济分类", "政府预算经济分类")
            for key in ("类", "款", "科目名称")
        )
        for row in PUBLISHED[table]["rows"]
    }


@pytest.mark.parametrize("table", ["01", "04"])
@pytest.mark.parametrize("side", ["收入", "支出"])
def test_both_sides_print_every_published_figure_and_blank(sample, tables, table, side):
    rows = PUBLISHED[table]["sides"][side]["rows"]
    block = sample.cube.blocks[table][side == "支出"]
    first = 0 if side == "收入" else 2 + 1
    width = len(block.side.columns)
    printed = [
        [cell.text for cell in row.cells if cell.column >= first][-width - 1 :]
        if side == "支出"
        else [cell.text for cell in row.cells if cell.column < 3][-2:]
        for row in tables[table].body
    ]
    expected = [[row["label"], *published(row["cells"])] for row in rows]
    assert [row for row in printed if any(row)] == expected


def test_three_public_expenses_are_printed_as_published(tables):
    printed = [[cell.text for cell in row.cells] for row in tables["08"].body]
    assert printed == [[row["label"], *row["cells"]] for row in PUBLISHED["08"]["rows"]]


def test_table_03_is_derived_with_all_sources(tables):
    assert figures(tables["03"])["合计"] == [
        "1,991.6", "1,384.1", "1,122.7", "164.4", "97.0", "607.5", "603.2", "4.3",
    ]  # fmt: skip


def test_empty_table_09_keeps_its_form_without_total(tables):
    assert tables["09"].body == ()
    assert tables["09"].empty
    assert tables["09"].numbers == ("**",) * 5 + tuple("12345678")


def test_each_total_has_parts_that_add_up(tables):
    for sheet in tables.values():
        cells = {(r, cell.column): cell for r, row in enumerate(sheet.body) for cell in row.cells}
        totals = [cell for cell in cells.values() if cell.parts]
        assert totals or sheet.empty or not sheet.header
        for cell in totals:
            assert cell.exact == sum(cells[part].exact for part in cell.parts)


def test_every_figure_has_its_own_address(tables):
    for sheet in tables.values():
        references = [cell.reference for row in sheet.body for cell in row.cells if cell.reference]
        assert len(references) == len(set(references))


def test_an_empty_table_says_that_it_is_empty(tables):
    assert tables["09"].notes == ("注：本部门2020年没有政府性基金预算支出，故本表为空表。",)
    assert tables["08"].notes[0].startswith("注：“三公”")
