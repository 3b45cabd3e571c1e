"""Units that cannot be placed in the tree, each with its row."""

from dataclasses import replace

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


@pytest.mark.parametrize("code", ["16001", "16"])
def test_a_code_that_lost_its_zeros_is_no_other_unit(write_csv, register, code):
    known = replace(register, units=register.units[1:], department="016")
    rows = [HEADINGS, [code, "甲", "行政", ""], ["7", "乙", "行政", code]]
    first, second = propose(write_csv(rows), known).problems
    assert (first.cell, second.cell) == ("A2", "D3")
    assert f"“0{code}”" in first.reason


def test_a_code_with_and_without_its_zeros_stands_there_twice(write_csv, register):
    rows = [["09", "甲", "行政", ""], ["9", "乙", "行政", ""]]
    assert len(propose(write_csv([HEADINGS, *rows]), register).problems) == 2
