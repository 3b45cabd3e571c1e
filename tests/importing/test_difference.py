from dataclasses import replace
from itertools import count

import pytest

from budgettool.book import Book, StoredPack
from budgettool.importing import Proposal, UnitInUseError, apply_difference, compare, describe
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Unit


def line(line_id="", amount=1, project=None, **fields):
    return ExpenditureLine(line_id, unit="016001", amount=amount, project=project, **fields)


def ids():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def differ(new, old, mode):
    facts = Facts(2020, Department("016", "部门"), lines=tuple(old))
    return compare(Proposal(expenditure=tuple(new)), facts, mode, ids())


def test_append_adds_everything():
    difference = differ([line(), line()], [line("old")], "append")
    assert [row.id for row in difference.added] == ["new1", "new2"]
    assert not difference.removed


def test_replace_keeps_what_is_alike_and_removes_the_rest():
    old = [line("a", 1), line("b", 2, memo="x"), line("c", 9, source="甲")]
    difference = differ([line(amount=1), line(amount=3)], old, "replace")
    assert difference.same == 1
    assert [(each.before.id, each.after.amount) for each in difference.changed] == [("b", 3)]
    assert [row.id for row in difference.removed] == ["c"]


def test_replace_leaves_other_measures_and_kinds_alone():
    old = [line("a", measure="prior"), IncomeLine("i", amount=5)]
    assert not differ([line()], old, "replace").removed


def test_update_touches_only_the_keys_of_the_file():
    old = [line("a", 1), line("b", 2), line("c", 9, source="甲")]
    difference = differ([line(amount=5)], old, "update")
    assert [each.after.id for each in difference.changed] == ["a"]
    assert [row.id for row in difference.removed] == ["b"]


def test_the_same_file_twice_changes_nothing():
    new = [line(amount=1), line(amount=1), line(amount=2)]
    old = [line(str(at), each.amount) for at, each in enumerate(new)]
    for mode in ("replace", "update"):
        assert differ(new, old, mode).empty


def test_new_projects_are_made_of_the_lines():
    lines = [line(project="甲", nature="项目支出"), line(project="甲", nature="项目支出")]
    project, *_ = differ(lines, [], "append").added
    assert (project.name, project.nature, project.unit) == ("甲", "项目支出", "016001")


def test_units_go_by_code():
    facts = Facts(2020, Department("016", "部门"), units=(Unit("u", "1", "旧名", "行政"),))
    new = (Unit("", "1", "新名", "行政"), Unit("", "2", "乙", "行政"))
    difference = compare(Proposal(units=new), facts, "append", ids())
    assert [each.after.name for each in difference.changed] == ["新名"]
    assert [row.name for row in difference.added] == ["乙"]


CARRIERS = (Unit("a", "016001", "甲", "行政"), Unit("b", "016002", "乙", "行政"))


@pytest.mark.parametrize("unit", [CARRIERS[1], Unit("", "016001", "甲", "汇总")])
def test_a_unit_with_lines_neither_goes_nor_becomes_a_sum(unit):
    facts = Facts(2020, Department("016", "部门"), CARRIERS, lines=(line("x"),))
    with pytest.raises(UnitInUseError, match="016001"):
        compare(Proposal(units=(unit,)), facts, "replace", ids())


def test_a_unit_does_not_go_while_the_file_names_it():
    facts = Facts(2020, Department("016", "部门"), CARRIERS)
    with pytest.raises(UnitInUseError):
        compare(Proposal(units=CARRIERS[1:], expenditure=(line(),)), facts, "replace", ids())


def test_a_unit_goes_together_with_its_lines():
    facts = Facts(2020, Department("016", "部门"), CARRIERS, lines=(line("x"),))
    moved = replace(line(), unit="016002")
    proposal = Proposal(units=CARRIERS[1:], expenditure=(moved,))
    removed = compare(proposal, facts, "replace", ids()).removed
    assert [row.id for row in removed] == ["a", "x"]


@pytest.fixture
def book(tmp_path):
    pack = StoredPack("p", "1", {})
    with Book.create(tmp_path / "a.ysb", Department("016", "部门"), 2020, pack, holder="t") as made:
        yield made


def test_a_difference_goes_into_the_book_and_out_again(book):
    with book.edit("导入") as edit:
        edit.insert_all([line("a", 1), line("b", 2, source="甲")])
    before = book.facts()
    proposal = Proposal(expenditure=(line(amount=7, memo="新"), line(project="乙")))
    difference = compare(proposal, before, "replace", ids())
    with book.edit("导入") as edit:
        apply_difference(edit, difference)
    after = book.facts()
    assert {(each.id, each.amount) for each in after.lines} == {("a", 7), ("new2", 1)}
    assert [project.name for project in after.projects] == ["乙"]
    book.undo()
    assert book.facts() == before


def test_the_difference_is_described():
    text = describe(differ([line(amount=1_500_000)], [line("a", 1_000_000)], "update"))
    assert "修改 1" in text
    assert "1 万元 → 1.5 万元" in text


def test_last_years_lines_are_told_from_this_years():
    assert "新增 上年支出明细" in describe(differ([line(measure="prior")], [], "append"))
