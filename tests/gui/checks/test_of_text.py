"""Wrong words of the text in the real window: counted, found by F8, mended by a key, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.checks.acts import mend
from budgettool.gui.checks.gathering import found_on
from budgettool.model import ExpenditureLine
from budgettool.rules.finding import SectionPlace
from budgettool.rules.mending import MendError
from budgettool.sheets.quantities import field_key

ALT = Qt.KeyboardModifier.AltModifier
WRONG = "公务接待费30.00万元，公务用车运行维护费20.00万元。"


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def fill(session):
    """Give a function that fills fields of the department."""

    def do(**fields):
        with session.edit("填写") as edit:
            for key, value in fields.items():
                edit.set_field(field_key(key.replace("__", ".")), value)

    return do


@pytest.fixture
def wrong(session, fill):
    """The findings of a section with two figures that the tables have otherwise."""
    fill(text__general=f"第一句。\n{WRONG}")
    session.checks.settle()
    return session.checks.text.found


def kept(session, key):
    return session.facts.fields.get(field_key(key))


def test_words_are_counted_with_all_that_is_wrong(session, wrong):
    assert [each.place.section for each in wrong] == ["general", "general"]
    assert session.checks.counts()["H"] == 2
    assert set(wrong) <= set(session.checks.judged().open)
    assert {each.code for each in wrong} <= set(session.checks.rules)
    assert session.checks.judged().against_sealing() == "还有 2 个错误没有处理"


def test_they_are_followed_once_edits_pause(session, fill, qtbot):
    session.checks.settle()
    assert session.checks.counts()["H"] == 0
    fill(text__general=WRONG)
    assert session.checks.counts()["H"] == 0
    qtbot.waitUntil(lambda: session.checks.counts()["H"] == 2)
    session.undo()
    qtbot.waitUntil(lambda: session.checks.counts()["H"] == 0)


def test_what_is_to_be_filled_in_is_no_mistake(session, fill):
    fill(duties=None)
    session.checks.settle()
    assert (session.checks.text.found, session.checks.text.blanks) == ((), 1)
    assert session.checks.judged().against_sealing() == ""


def test_a_book_without_lines_has_no_text_to_check(session, wrong):
    assert wrong
    with session.edit("清空") as edit:
        for line in session.lines:
            edit.delete(line)
    session.checks.settle()
    assert session.checks.text.found == ()


def test_all_mends_are_one_step_and_keep_what_the_template_said(session, wrong):
    label = mend(session, wrong)
    assert kept(session, "text.general").endswith(
        "公务接待费{公务接待费|金额}，公务用车运行维护费{公务用车运行费|金额}。"
    )
    session.checks.settle()
    assert session.checks.text.found == ()
    assert session.book.undo_label == label
    session.undo()
    assert kept(session, "text.general").endswith(WRONG)


def test_words_of_a_field_are_mended_in_the_section_and_the_template_is_remembered(session, fill):
    fill(duties="公务接待费30.00万元。")
    session.checks.settle()
    (finding,) = session.checks.text.found
    mend(session, [finding])
    assert "{公务接待费|金额}" in kept(session, "text.duties")
    assert "30.00万元" in kept(session, "base.duties")


def test_a_mend_of_words_that_have_changed_is_refused(session, wrong, fill):
    fill(text__general="公务接待费29.00万元。")
    with pytest.raises(MendError, match="刚刚改过"):
        mend(session, wrong)
    assert kept(session, "text.general") == "公务接待费29.00万元。"


def test_the_same_words_are_mended_once(session, wrong):
    mend(session, (wrong[0], wrong[0]))
    assert kept(session, "text.general").count("{公务接待费|金额}") == 1


def test_f8_goes_from_word_to_word_and_round(opened, wrong):
    opened.show_page("overview")
    found = sorted(each.place for each in wrong)
    for place in (found[0], found[1], found[0]):
        opened.actions_by_id["next"].trigger()
        assert opened.page.page_id == "texts"
        assert opened.page.place() == place
    opened.actions_by_id["previous"].trigger()
    assert opened.page.place() == found[1]
    assert opened.page.editor.textCursor().selectedText() == "20.00万元"


def test_f8_goes_on_from_where_the_cursor_is(opened, wrong):
    opened.show_page("texts", SectionPlace("overall"))
    opened.actions_by_id["next"].trigger()
    opened.page.editor.go_to(1, 12, 13)
    assert opened.page.place() == SectionPlace("general", 1, 12, 13)
    opened.actions_by_id["next"].trigger()
    assert opened.page.place() == wrong[1].place


def test_the_panel_lists_the_words_at_the_cursor_first_and_mends_them(opened, session, wrong):
    opened.show_page("texts", wrong[1].place)
    opened.desk.show_panel()
    assert opened.desk.panel.current().first == wrong[1]
    assert len(found_on(session, "texts")) == 2
    opened.desk.turn_to_panel()
    press(Qt.Key.Key_Return, ALT)
    assert "公务用车运行维护费{公务用车运行费|金额}" in kept(session, "text.general")
    assert "公务接待费30.00万元" in kept(session, "text.general")


def test_alt_enter_mends_in_the_words_themselves(opened, session, wrong):
    opened.show_page("texts", wrong[0].place)
    page = opened.page
    page.editor.setFocus()
    press(Qt.Key.Key_Return, ALT)
    assert "公务接待费{公务接待费|金额}" in page.editor.markup()
    page.leave()
    session.checks.settle()
    assert [each.place.start for each in session.checks.text.found] == [wrong[1].place.start]


def test_the_page_of_checks_leads_there(checked, wrong):
    page = checked.page
    page.refresh()
    assert wrong[0] in [item.finding for item in page.current()] or page.body.turn_to(wrong[0].key)
    page.go()
    assert checked.page.page_id == "texts"
    assert checked.page.place() in [each.place for each in wrong]


def test_a_line_makes_words_wrong_and_right_again(session, fill, qtbot):
    session.checks.settle()
    said = session.checks.text.live.quantities.get("公务接待费").amount
    fill(text__general=f"公务接待费{said}。")
    session.checks.settle()
    assert session.checks.text.found == ()
    line = next(
        each
        for each in session.lines.values()
        if isinstance(each, ExpenditureLine) and each.department_economic == "30217"
    )
    session.change_line("改金额", line.id, amount=line.amount + 1_000_000)
    qtbot.waitUntil(lambda: bool(session.checks.text.found))
    session.undo()
    qtbot.waitUntil(lambda: not session.checks.text.found)
