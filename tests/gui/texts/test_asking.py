"""What a section asks: last year's amounts, reasons, fields; each once, each a step of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ENTER = Qt.Key.Key_Return


@pytest.fixture
def answer(page):
    """Give a function that types into a field that is asked, and settles it."""

    def do(key, words, by=ENTER):
        field = page.asking.entries[key].field
        field.setFocus()
        field.selectAll()
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(field, event)
        QTest.keyClick(field, by)

    return do


def test_last_years_amount_is_asked_in_the_windows_unit(page, answer, kept, session, qtbot):
    page.contents.choose("overall")
    page.set_unit("元")
    answer("prior.收入总计", "=18,693,000")
    assert kept("prior.收入总计") == "1869300000"
    assert session.book.undo_label == "填上年数：收入总计"
    qtbot.waitUntil(lambda: "增加122.30万元" in page.editor.paragraphs()[0].text)


def test_a_reason_is_asked_once_there_is_a_change_and_enter_goes_there(page, answer, kept, qtbot):
    page.contents.choose("overall")
    assert "reason.收入总计" not in page.asking.entries
    answer("prior.收入总计", "1869.30")
    qtbot.waitUntil(lambda: "reason.收入总计" in page.asking.entries)
    reason = page.asking.entries["reason.收入总计"].field
    qtbot.waitUntil(reason.hasFocus)
    QTest.keyClicks(QApplication.focusWidget(), "pay")
    QTest.keyClick(reason, ENTER)
    assert kept("reason.收入总计") == "pay"
    qtbot.waitUntil(lambda: "pay" in page.editor.paragraphs()[0].text)


def test_last_years_reason_is_taken_by_one_key(page, fill, kept):
    fill(prior__收入总计="186930000", last__reason__收入总计="上年的原因")
    page.contents.choose("overall")
    page.renew()
    (button,) = (
        each for each in page.asking.findChildren(type(page.head.buttons["insert"]))
        if each.text() == "用上年的"
    )  # fmt: skip
    button.click()
    assert kept("reason.收入总计") == "上年的原因"


@pytest.mark.parametrize("wrong", ["约三百", "1.23456789", "12e5"])
def test_what_is_no_amount_is_said_and_not_kept(page, answer, kept, wrong):
    page.contents.choose("overall")
    answer("prior.收入总计", wrong)
    entry = page.asking.entries["prior.收入总计"]
    assert entry.note.isVisible()
    assert kept("prior.收入总计") == ""
    QTest.keyClick(entry.field, Qt.Key.Key_Escape)
    assert entry.field.text() == ""
    assert not entry.note.isVisible()


def test_counts_of_a_section_are_asked_there(page, answer, kept, qtbot):
    page.contents.choose("others")
    answer("vehicles.general", "3辆")
    assert kept("vehicles.general") == "3"
    qtbot.waitUntil(lambda: "一般公务用车3辆" in "".join(p.text for p in page.editor.paragraphs()))


def test_what_is_still_to_be_filled_in_is_counted_and_goes_down(page, answer, qtbot):
    page.contents.choose("overall")
    assert page.written.missing == 1
    answer("prior.收入总计", "1869.30")
    qtbot.waitUntil(lambda: page.written.asked.compared[0].reason_wanted)
    assert page.written.missing == 1
    answer("reason.收入总计", "because")
    qtbot.waitUntil(lambda: page.written.missing == 0)


def test_paragraphs_are_kept_when_the_page_is_left(page, kept):
    page.contents.choose("duties")
    page.asking.entries["duties"].field.setPlainText("甲\n乙\x00")
    page.leave()
    assert kept("duties") == "甲\n乙"


def test_a_field_is_found_by_its_key_from_elsewhere(page, qtbot):
    page.contents.choose("overall")
    page.reveal("equipment.general")
    assert page.contents.chosen() == "others"
    qtbot.waitUntil(page.asking.entries["equipment.general"].field.hasFocus)
    page.reveal("text.income")
    assert page.contents.chosen() == "income"
    page.reveal("no.such.key")
    page.reveal(None)
    assert page.contents.chosen() == "income"
