"""The session follows each change of the book with as little work as the change asks for."""

import sqlite3
from dataclasses import replace

import pytest

from budgettool.book import BookError, history
from budgettool.model import BalanceLine, Department, ExpenditureLine, IncomeLine

LINE_TYPES = (ExpenditureLine, IncomeLine, BalanceLine)


@pytest.fixture
def told(session):
    """What the session tells, by the signals' names."""
    found = []
    for name in ("lines_changed", "rebuilt", "fields_changed", "failed", "saved_changed"):
        getattr(session, name).connect(lambda *_, name=name: found.append(name))
    return found


def texts(session):
    cells = (cell for sheet in session.sheets() for row in sheet.body for cell in row.cells)
    return {cell.text for cell in cells}


def lines_of(facts):
    """Give the lines by kind: among each other, kinds have no order."""
    return {kind: [each for each in facts.lines if type(each) is kind] for kind in LINE_TYPES}


def test_a_new_name_of_a_unit_keeps_the_cube(session, told):
    unit, cube = session.facts.units[1], session.cube
    with session.edit("改单位名称") as edit:
        edit.update(unit.id, name="另一个单位")
    assert session.cube is cube
    assert cube.dimensions.text("unit", "name", unit.code) == "另一个单位"
    assert told == ["rebuilt", "saved_changed"]
    assert session.facts == session.book.facts()
    session.undo()
    assert session.cube is cube
    assert cube.dimensions.text("unit", "name", unit.code) == unit.name


def test_a_new_name_of_the_department_keeps_the_cube(session):
    cube = session.cube
    with session.edit("改部门名称") as edit:
        edit.set_department(Department("016", "临溪市政务中心", "市政务中心", "政务中心"))
    assert session.cube is cube
    assert "政务中心" in texts(session)


def test_a_new_kind_of_a_unit_moves_its_lines(session):
    unit, cube = session.facts.units[1], session.cube
    lines = session.facts.lines
    with session.edit("改单位类型") as edit:
        edit.update(unit.id, kind="财政补助事业")
    assert session.cube is not cube
    assert session.facts.lines == lines == session.book.facts().lines


def test_names_and_lines_in_one_step_are_both_followed(session):
    unit = session.facts.units[1]
    before = session.balance.expenditure()
    with session.edit("改") as edit:
        edit.update(unit.id, name="另一个单位")
        edit.insert(ExpenditureLine("n", unit.code, amount=7))
    assert session.balance.expenditure() == before + 7
    assert lines_of(session.facts) == lines_of(session.book.facts())
    session.undo()
    assert session.balance.expenditure() == before
    assert session.facts == session.book.facts()


def test_a_filled_field_is_read_and_the_lines_are_not(session, told):
    lines = session.facts.lines
    with session.edit("填") as edit:
        edit.set_field(("department", "", "reason", 0), "没有")
    assert session.facts.fields["department", "", "reason", 0] == "没有"
    assert all(a is b for a, b in zip(session.facts.lines, lines, strict=True))
    assert told == ["fields_changed", "saved_changed"]


@pytest.fixture
def full_disk(monkeypatch):
    """Have the disk refuse the next change."""
    write = history.append
    refusals = [sqlite3.OperationalError("database or disk is full")]
    refusals[0].sqlite_errorcode = sqlite3.SQLITE_FULL

    def refuse_once(*arguments):
        if refusals:
            raise refusals.pop()
        return write(*arguments)

    return lambda: monkeypatch.setattr(history, "append", refuse_once)


@pytest.fixture
def line(session):
    return next(iter(session.lines.values()))


def amounts(session, line):
    """Give a line's amount as the session and as the book has it."""
    found = next(each for each in session.book.facts().lines if each.id == line.id)
    return session.lines[line.id].amount, found.amount


@pytest.mark.parametrize("act", ["undo", "redo"])
def test_what_is_taken_back_while_the_disk_refuses_is_followed(session, line, told, full_disk, act):
    session.change_line("改金额", line.id, amount=5)
    if act == "redo":
        session.undo()
    told.clear()
    full_disk()
    assert getattr(session, act)() == "改金额"
    assert amounts(session, line) == ((line.amount,) * 2 if act == "undo" else (5, 5))
    assert "failed" in told
    assert told[-1] == "saved_changed"
    assert session.book.unsaved


def test_an_edit_that_is_taken_back_while_work_is_in_memory_is_not_followed(
    session, line, full_disk
):
    full_disk()
    session.change_line("改金额", line.id, amount=5)
    assert session.book.unsaved
    with pytest.raises(BookError), session.edit("改金额") as edit:  # noqa: PT012
        edit.update(line.id, amount=7)
        raise BookError(session.book.path, "忙")
    assert amounts(session, line) == (5, 5)


def test_a_line_deleted_while_it_is_typed_in_counts_no_more(session, line):
    before = session.balance.expenditure()
    session.draft(replace(line, amount=7))
    with session.edit("删除") as edit:
        edit.delete(line.id)
    session.withdraw(line.id)
    assert session.balance.expenditure() == before - line.amount


def test_a_line_undone_while_it_is_typed_in_counts_as_it_stands(session, line):
    before = session.balance.expenditure()
    session.change_line("改金额", line.id, amount=1)
    session.draft(replace(line, amount=7))
    session.undo()
    session.withdraw(line.id)
    assert session.balance.expenditure() == before


def test_the_same_value_typed_again_tells_that_the_draft_is_gone(session, line):
    session.draft(replace(line, amount=1))
    figures = []
    session.figures_changed.connect(figures.append)
    session.change_line("改金额", line.id, amount=line.amount)
    assert figures


def test_a_deleted_line_comes_back_to_its_place(session):
    before = list(session.lines)
    with session.edit("删除") as edit:
        edit.delete(before[3])
    session.undo()
    assert list(session.lines) == before == [line.id for line in session.facts.lines]
