"""定稿 in the real window: what stands against it, what it locks, and taking it back."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from budgettool.gui.application import open_session
from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES
from budgettool.model import ExpenditureLine


def now():
    return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def sealed(checked):
    page = checked.page
    page.head.seal_button.click()
    page.sealing.seal_button.click()
    return checked


def test_what_stands_against_it_is_said_and_led_to(page, spoil, listed):
    spoil.unit()
    spoil.pair()
    page.head.seal_button.click()
    sealing = page.sealing
    assert sealing.seal_button.isHidden()
    sealing.wrong_button.click()
    assert listed() == [("L07", 1)]
    sealing.care_button.click()
    assert listed() == [("L04", 1)]


def test_it_can_be_done_as_soon_as_nothing_stands_against_it(page, session, spoil):
    spoil.unit()
    page.head.seal_button.click()
    assert page.sealing.seal_button.isHidden()
    session.undo()
    page.refresh()
    assert not page.sealing.seal_button.isHidden()


def test_an_error_that_came_meanwhile_is_seen(page, session, spoil):
    page.head.seal_button.click()
    spoil.unit()
    page.sealing.seal()
    assert not session.sealed


def test_a_sealed_book_says_so_everywhere(sealed, session):
    assert session.sealed
    assert session.read_only
    assert sealed.windowTitle().endswith("（定稿）")
    assert "已经定稿" in sealed.notices.text("sealed")
    assert not sealed.actions_by_id["undo"].isEnabled()


@pytest.mark.parametrize("was_open", [True, False])
@pytest.mark.parametrize("page_id", [each.page_id for each in PAGES])
def test_every_page_can_be_looked_at_and_takes_no_key(checked, session, press, page_id, was_open):
    if was_open:
        checked.show_page(page_id)
    with session.deciding() as book:
        book.seal()
    before = session.book.facts()
    checked.show_page(page_id)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_9, Qt.Key.Key_Tab):
        if QApplication.focusWidget() is not None:
            press(key)
    checked.page.leave()
    assert session.book.facts() == before


def test_a_finding_of_a_sealed_book_offers_no_change(page, session, spoil):
    spoil.fine()
    with session.deciding() as book:
        book.seal()
    page.refresh()
    assert page.detail.mend_button.isHidden()
    page.mend()
    assert session.sealed
    assert session.book.undo_label == "错"


def test_taking_it_back_wants_a_reason_and_is_logged(sealed, session):
    sealed.show_page("expenditure")
    sealed.safekeeping.unseal_wanted.emit()
    page = sealed.page
    form = page.sealing.form
    assert QApplication.focusWidget() is form.reason
    assert not form.accept_button.isEnabled()
    form.reason.setPlainText("批复调整")
    form.accept_button.click()
    assert not session.sealed
    assert sealed.notices.text("sealed") == ""
    assert sealed.windowTitle().endswith("（已保存）")
    page.sealing.open()
    page.sealing.log_button.click()
    log = page.sealing.log
    rows = [log.topLevelItem(row) for row in range(log.topLevelItemCount())]
    assert [(row.text(2), row.text(5)) for row in rows] == [("撤销定稿", "批复调整"), ("定稿", "")]


def test_a_reader_who_saves_a_copy_elsewhere_has_it_sealed_too(book_file, session, qtbot, tmp_path):
    with session.deciding() as book:
        book.seal()
    reader = open_session(book_file, "李四", tmp_path / "codes", now)
    window = MainWindow(reader, PAGES)
    qtbot.addWidget(window, before_close_func=lambda w: w.watch.stop())
    assert "只读" in window.notices.text("read_only")
    window.safekeeping.save_as_to(tmp_path / "副本.ysb")
    assert reader.read_only
    assert "定稿" in reader.reason_read_only
    assert "已经定稿" in window.notices.text("sealed")
    reader.book.close()


def test_after_that_it_can_be_edited_again(sealed, session):
    with session.deciding() as book:
        book.unseal("批复调整")
    line = next(each for each in session.lines.values() if isinstance(each, ExpenditureLine))
    session.change_line("改", line.id, memo="改过")
    assert session.lines[line.id].memo == "改过"
    sealed.show_page("expenditure")
    assert sealed.page.model.writable
