"""Answering for a finding in its place: a reason, who says so, and what becomes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from budgettool.book import DiskFullError

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def answer(page, reason):
    page.refresh()
    page.waive()
    page.detail.form.reason.setPlainText(reason)
    page.detail.form.accept_button.click()


def waived(page):
    return page.session.checks.judged().waived


def test_a_reason_is_written_by_keys_alone(page, listed, spoil, press):
    spoil.pair()
    page.refresh()
    page.list.setFocus()
    press(Qt.Key.Key_R, ALT)
    form = page.detail.form
    assert QApplication.focusWidget() is form.reason
    form.reason.setPlainText("按财政部门口径")
    press(Qt.Key.Key_Return, CTRL)
    assert listed() == []
    (item,) = waived(page)
    assert (item.waiver.reason, item.waiver.holder) == ("按财政部门口径", "张三")
    assert QApplication.focusWidget() is page.head.shown[""]


@pytest.mark.parametrize("reason", ["", "  　 ", "长" * 2_001])
def test_a_reason_that_says_nothing_is_refused_while_it_is_written(page, spoil, reason):
    spoil.pair()
    answer(page, reason)
    assert not page.detail.form.accept_button.isEnabled()
    assert not page.detail.form.isHidden()
    assert page.session.book.decisions() == ()


def test_escape_gives_the_form_up(page, spoil, press):
    spoil.pair()
    page.refresh()
    page.waive()
    press(Qt.Key.Key_Escape)
    assert page.detail.form.isHidden()
    assert QApplication.focusWidget() is page.list


def test_a_disk_that_refuses_is_said_in_the_form_and_nothing_is_lost(page, spoil, monkeypatch):
    def refuse(*_):
        raise DiskFullError(page.session.book.path)

    spoil.pair()
    monkeypatch.setattr(page.session.book, "waive", refuse)
    answer(page, "按口径")
    assert "●" in page.detail.form.note.text()
    assert page.detail.form.reason.toPlainText() == "按口径"


def test_a_reason_for_a_change_on_last_year_is_content_and_can_be_undone(page, session, spoil):
    spoil.last_year(100)
    page.refresh()
    page.head.codes.setCurrentIndex(page.head.codes.findData("D07"))
    before = len(page.model.groups[0].items)
    assert page.detail.explain_button.isHidden()
    page.list.expandAll()
    page.list.setCurrentIndex(page.model.index(0, 0, page.model.index(0, 0)))
    page.detail.explain_button.click()
    assert page.detail.form.who.isHidden()
    page.detail.form.reason.setPlainText("新增一项职能")
    page.detail.form.accept_button.click()
    page.refresh()
    assert len(page.model.groups[0].items) == before - 1
    session.undo()
    page.refresh()
    assert len(page.model.groups[0].items) == before


def test_another_can_say_so(page, spoil):
    spoil.pair()
    page.refresh()
    page.waive()
    page.detail.form.who.setText("李四")
    page.detail.form.reason.setPlainText("按口径")
    page.detail.form.accept_button.click()
    assert waived(page)[0].waiver.holder == "李四"


def test_errors_and_hints_cannot_be_answered_for(page, spoil):
    spoil.unit()
    spoil.fine()
    page.refresh()
    for row in range(page.model.rowCount()):
        page.list.setCurrentIndex(page.model.index(row, 0))
        assert page.detail.waive_button.isHidden()
        page.waive()
        assert page.detail.form.isHidden()


def test_one_reason_answers_for_all_of_a_cause(page, listed, spoil):
    spoil.functions()
    answer(page, "机构改革过渡")
    assert listed() == []
    assert len(waived(page)) == 4


def test_a_waiver_dies_with_its_figures_and_is_renewed(page, session, listed, spoil):
    spoil.last_year(100)
    page.refresh()
    page.head.codes.setCurrentIndex(page.head.codes.findData("D06"))
    answer(page, "接待任务增加")
    assert "D06" not in dict(listed())
    session.change_line("改", "before", amount=session.lines["before"].amount - 1)
    page.head.clear()
    page.refresh()
    page.head.codes.setCurrentIndex(page.head.codes.findData("D06"))
    assert page.model.index(0, 0).data() == "○ 说明失效"
    assert "接待任务增加" in page.detail.said.text()
    page.detail.waive_button.click()
    assert page.detail.form.reason.toPlainText() == "接待任务增加"


def test_a_waiver_is_listed_and_taken_back(page, listed, spoil):
    spoil.pair()
    answer(page, "按口径")
    page.head.shown["waived"].click()
    assert listed() == [("L04", 1)]
    assert page.model.index(0, 7).data() == "说明：按口径"
    page.detail.withdraw_button.click()
    assert listed() == []
    page.head.shown[""].click()
    assert listed() == [("L04", 1)]


def test_a_page_asks_for_the_form_of_one_finding(checked, page, session, spoil):
    spoil.functions()
    key = session.checks.judged().open[2].key
    checked.show_page("expenditure")
    checked.show_page("checks", key)
    assert [item.key for item in page.current()] == [key]
    assert QApplication.focusWidget() is page.detail.form.reason


def test_a_finding_that_is_gone_is_said_to_be(checked, page, qtbot):
    with qtbot.waitSignal(page.told) as told:
        checked.show_page("checks", "L04 line gone")
    assert told.args == ["这个问题已经没有了"]
