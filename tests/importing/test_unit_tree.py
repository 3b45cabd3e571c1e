"""Units that cannot be placed in the tree, each with its row."""

import pytest

from budgettool.importing import propose, propose_files

HEADINGS = ["单位代码", "单位名称", "单位类型", "上级单位"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([["7", "甲", "行政", "8"], ["8", "乙", "汇总", "7"]], ["D2", "D3"]),
        ([["9", "丙", "行政", "99"]], ["D2"]),
        ([["7", "甲", "行政", ""], ["8", "乙", "行政", ""], ["7", "丙", "行政", ""]], ["A2", "A4"]),
    ],
)
def test_a_unit_that_has_no_place_is_named_with_its_cell(write_csv, register, rows, cells):
    assert [each.cell for each in propose(write_csv([HEADINGS, *rows]), register).problems] == cells


def test_what_is_below_a_refused_unit_is_refused_too(write_csv, register):
    rows = [
        ["7", "甲", "汇总", ""],
        ["7", "乙", "汇总", ""],
        ["8", "丙", "汇总", "7"],
        ["9", "丁", "行政", "8"],
    ]
    proposal = propose(write_csv([HEADINGS, *rows]), register)
    assert not proposal.units
    assert [each.row for each in proposal.problems] == [2, 3, 4, 5]


def test_two_files_cannot_both_bring_a_unit(write_csv, register):
    paths = [write_csv([HEADINGS, ["7", name, "行政", ""]], f"{name}.csv") for name in ("甲", "乙")]
    proposal = propose_files(paths, register)
    assert [unit.name for unit in proposal.units] == ["甲"]
    assert [(each.sheet, each.cell) for each in proposal.problems] == [("乙", "A2")]
