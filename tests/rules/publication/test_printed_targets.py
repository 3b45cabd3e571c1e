"""The amounts that forms of targets print, against tables and lines."""

from dataclasses import replace
from datetime import date

import pytest

from budgettool.rules.publication.checking import check_publication
from budgettool.sheets.publishing import publish

VEHICLES = "11/车辆购置"


@pytest.fixture
def check(published_forms):
    """Check the real forms with some texts of one sheet typed otherwise."""

    def checked(sheet_id="10", **typed):
        packet = published_forms
        sheets = tuple(
            retyped(each, typed) if each.id == sheet_id else each for each in packet.sheets
        )
        published = replace(publish(packet.facts, packet.pack), facts=packet.facts)
        return check_publication(
            packet.facts, published, replace(packet, sheets=sheets), date(2020, 1, 1)
        )

    return checked


@pytest.fixture
def found(check):
    """Give what B10 and B11.1 find."""

    def codes(*args, **typed):
        wanted = [each for each in check(*args, **typed).findings if each.code[0] == "B"]
        return [(each.code, each.message, each.difference) for each in wanted]

    return codes


def retyped(sheet, typed):
    """Put texts that were typed after labels, as a sheet that was read has them."""
    body = []
    for row in sheet.body:
        cells = list(row.cells)
        for at, cell in enumerate(row.cells[:-1]):
            for label, text in typed.items():
                if cell.text == label or cell.text.endswith(f"）{label}"):
                    cells[at + 1] = cells[at + 1]._replace(text=text, kind="text", exact=None)
        body.append(row._replace(cells=tuple(cells)))
    return replace(sheet, body=tuple(body))


def test_nothing_is_found_in_the_real_forms(found):
    assert found() == []
    assert found(其他资金="1.1", 财政性资金="1990.5", 基本支出="1384.1") == []


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"其他资金": "1.2"}, []),
        ({"其他资金": "1.3"}, [("B10", "部门预算总额与财政性资金与其他资金之和不相等", -200_000)]),
        (
            {"项目支出": "607.3"},
            [("B10", "部门预算总额与基本支出与项目支出之和不相等", 200_000)],
        ),
        (
            {"财政性资金": "1990.4"},
            [("B10", "财政性资金与预算04表收入合计不相等", -100_000)],
        ),
    ],
)
def test_amounts_of_the_whole_are_those_of_the_tables(found, typed, wrong):
    assert found(**typed) == wrong


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"项目总金额": "16.0"}, []),
        ({"项目总金额": ""}, []),
        ({"项目总金额": "15.9"}, [("B11.1", "项目本年度金额大于项目总金额 15.9 万元", 100_000)]),
        (
            {"项目本年度金额": "15.9"},
            [("B11.1", "项目本年度金额与明细之和不相等", -100_000)],
        ),
        (
            {"项目本年度金额": "18"},
            [
                ("B11.1", "项目本年度金额与明细之和不相等", 2_000_000),
                ("B11.1", "项目本年度金额大于项目总金额 16 万元", 2_000_000),
            ],
        ),
    ],
)
def test_amounts_of_a_project_are_those_of_its_lines(found, typed, wrong):
    assert found(VEHICLES, **typed) == wrong


def test_a_figure_that_cannot_be_read_is_told(check):
    assert check(其他资金="不详").unknown["B10"] == "没有读到其他资金"
