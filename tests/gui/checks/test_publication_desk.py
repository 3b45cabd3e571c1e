"""公开 on the page 审核: what is recorded, and what the rules about publishing find."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from budgettool.gui.checks.head import PUBLIC


@pytest.fixture
def desk(page, qtbot):
    """The desk, once the rules have been asked."""
    with qtbot.waitSignal(page.public.counted):
        page.head.shown[PUBLIC].click()
    return page.public


def rows(desk):
    listed = (desk.list.topLevelItem(row) for row in range(desk.list.topLevelItemCount()))
    return [(row.text(1), row.text(3)) for row in listed if row.text(0) != "不能核对"]


def fill(desk, key, text):
    field = desk.fields[key]
    field.setFocus()
    field.selectAll()
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_what_is_not_recorded_is_found_and_then_no_more(desk, page, qtbot, session):
    assert ("P03", "没有记保密审查") in rows(desk)
    with qtbot.waitSignal(desk.counted):
        fill(desk, "secrecy_review", "李四 2026-12-01")
    assert ("P03", "没有记保密审查") not in rows(desk)
    assert ("P03", "没有记负责人审签") in rows(desk)
    assert session.book.undo_label == "填保密审查"
    assert page.head.shown[PUBLIC].text() == f"公开 {len(rows(desk))}"


def test_the_days_to_publish_are_counted(desk, qtbot):
    with qtbot.waitSignal(desk.counted):
        fill(desk, "approval_date", "2026-11-01")
    assert any(code == "P04" and "逾期 1 天" in said for code, said in rows(desk))


def test_a_text_that_is_no_date_is_marked_and_not_kept(desk, session):
    before = session.facts.fields
    fill(desk, "approval_date", "2026-13-01")
    assert desk.problem("approval_date")
    assert session.facts.fields == before


def test_publishing_does_not_stand_against_sealing(desk, session):
    assert rows(desk)
    assert session.checks.judged().against_sealing() == ""


def test_what_is_being_typed_is_kept_when_the_page_is_left(checked, desk, session):
    desk.fields["signed_by"].setFocus()
    QTest.keyClicks(desk.fields["signed_by"], "wang")
    checked.show_page("overview")
    assert session.facts.fields["department", "", "signed_by", 0] == "wang"
