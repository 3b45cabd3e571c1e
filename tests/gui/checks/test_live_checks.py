"""The findings of a session follow every edit and every key."""

from dataclasses import replace

import pytest

from budgettool.gui.session import Session
from budgettool.model import ExpenditureLine


@pytest.fixture
def checks(session):
    return session.checks


def first(session):
    return next(line for line in session.lines.values() if isinstance(line, ExpenditureLine))


def codes(findings):
    return {finding.code for finding in findings}


def test_nothing_is_asked_before_it_is_begun(session, tmp_path):
    session = Session(session.book, tmp_path, session.now)
    with session.edit("错") as edit:
        edit.update(first(session).id, department_economic="38888")
    assert not session.checks.ready
    assert not session.checks.counts()
    assert session.checks.of_line(first(session).id) == ()


def test_an_edit_and_its_undo_are_followed(session, checks, qtbot):
    before = checks.counts()
    line = first(session)
    with qtbot.waitSignal(checks.changed) as told:
        session.change_line("错", line.id, department_economic="38888")
    assert line.id in told.args[0].lines
    assert "L02" in codes(checks.of_line(line.id))
    assert checks.marked_lines()[line.id]
    assert checks.counts() != before
    session.undo()
    assert checks.of_line(line.id) == ()
    assert checks.counts() == before
    assert line.id not in checks.marked_lines()


def test_a_key_is_followed_and_withdrawn(session, checks):
    line = first(session)
    session.draft(replace(line, amount=line.amount + 1))
    assert checks.counts()["H"]
    session.withdraw(line.id)
    assert not checks.counts()["H"]


def test_a_text_that_is_no_value_is_an_error_of_its_field(session, checks):
    line = first(session)
    with session.edit("错") as edit:
        edit.draft(line.id, "amount", "abc")
    assert [f.place.field for f in checks.of_line(line.id)] == ["amount"]


def test_a_waiver_counts_until_its_figures_change(session, checks):
    line = first(session)
    session.change_line("负数", line.id, amount=-100)
    finding = next(f for f in checks.of_line(line.id) if f.level == "S" and f.code == "L08")
    before = checks.counts()["S"]
    session.book.waive(finding.code, finding.key, finding.digest, finding.message, "冲回")
    checks.read_waivers()
    assert checks.counts()["S"] == before - 1
    assert checks.is_waived(finding)
    session.change_line("负数", line.id, amount=-200)
    assert checks.counts()["S"] == before


def test_figures_are_found_by_their_reference_and_table(session, checks):
    line = first(session)
    session.change_line("多一分", line.id, amount=line.amount + 1)
    cells = [f for f in checks.others() if f.code.startswith("B")]
    reference = cells[0].place.reference
    assert cells[0] in checks.of_cell(str(reference))
    assert cells[0] in checks.of_table(reference.table)
