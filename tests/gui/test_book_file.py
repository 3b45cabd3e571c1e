"""What files are called that the window proposes."""

from dataclasses import replace
from pathlib import Path

import pytest

from budgettool.gui.book_file import proposed_name, with_book_suffix
from budgettool.gui.reports.exports import EXPORTS, take_snapshot


@pytest.mark.parametrize("name", ["局" * 80, "𠮷" * 80, "a" * 300])
def test_a_long_name_gives_way_and_year_and_kind_stay(name):
    proposed = proposed_name(name, "2027年.ysb")
    assert name.startswith(proposed.removesuffix("2027年.ysb"))
    assert len(f".{proposed}.tmp-journal".encode()) <= 255


def test_what_no_system_takes_in_a_name_is_replaced():
    assert proposed_name(' 甲/乙:"丙"\n局.', "2027年.ysb") == "甲_乙__丙__局2027年.ysb"


def test_files_of_a_department_with_a_long_name_can_be_written(session):
    snapshot = take_snapshot(session)
    facts = snapshot.facts
    facts = replace(facts, department=replace(facts.department, full="办公室" * 40))
    for export in EXPORTS.values():
        name = f"{replace(snapshot, facts=facts).stem}{export.suffix}"
        assert "2020年部门预算公开表" in name
        assert len(name.encode()) <= 255 - len(".tmp-journal")


def test_the_suffix_is_added_once_however_it_is_written():
    assert with_book_suffix(Path("甲.YSB")) == Path("甲.YSB")
    assert with_book_suffix(Path("甲2027.1")) == Path("甲2027.1.ysb")
