"""Writing a section by hand: one step, followed by undo, the template and the figures."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from budgettool.gui.application import open_session
from budgettool.gui.texts.page import TextsPage

TOTAL = "{收入总计|金额}"


def own(session):
    return session.facts.fields.get(("department", "", "text.overall", 0), "")


def test_a_section_stands_as_its_template_writes_it(page, editor):
    said = editor.paragraphs()[0].text
    assert said.startswith("临溪市人民政府办公室2020年收入总计1991.60万元")
    assert page.beside.view.words().startswith(said)
    assert not editor.isReadOnly()


def test_what_is_typed_is_one_step_once_the_section_is_left(page, editor, write, session, kept):
    template = page.written.template
    for word in ("另", "有", "说明。"):
        write(editor, word)
    assert own(session) == ""
    page.leave()
    assert own(session).endswith("另有说明。")
    assert TOTAL in own(session)
    assert kept("base.overall") == template
    assert session.book.undo_label == "改说明文字：一、收入支出预算总体情况说明"
    session.undo()
    assert (own(session), kept("base.overall")) == ("", "")


def test_a_pause_keeps_what_was_typed(page, editor, write, session, qtbot):
    page._keep_timer.setInterval(1)  # noqa: SLF001 - nobody waits a second and a half
    write(editor, "补充。")
    qtbot.waitUntil(lambda: own(session).endswith("补充。"))
    at = editor.textCursor().position()
    write(editor, "再补充。")
    qtbot.waitUntil(lambda: own(session).endswith("补充。再补充。"))
    assert editor.textCursor().position() == at + 4


def test_undo_shows_in_the_editor_at_once_and_goes_to_its_section(page, editor, write, session):
    write(editor, "自写。")
    page.contents.choose("income")
    session.undo()
    assert page.contents.chosen() == "overall"
    assert page.written.own == ""
    assert not editor.markup().endswith("自写。")


def test_esc_withdraws_what_was_typed(page, editor, write, session):
    before = editor.markup()
    write(editor, "不要了")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    page.leave()
    assert editor.markup() == before
    assert own(session) == ""


def test_figures_of_own_words_follow_later_edits(page, editor, write, session, qtbot):
    write(editor, "自写。")
    page.leave()
    line = next(line for line in session.lines.values() if hasattr(line, "department_economic"))
    with session.edit("改金额") as edit:
        edit.update(line.id, amount=line.amount + 1_0000_00)
    qtbot.waitUntil(lambda: "支出总计1992.60万元" in editor.paragraphs()[0].text)
    assert editor.paragraphs()[-1].text.endswith("自写。")
    qtbot.waitUntil(lambda: "1992.60万元" in page.beside.view.words())


def test_a_draft_in_a_line_shows_before_it_is_settled(editor, session, qtbot):
    line = next(line for line in session.lines.values() if hasattr(line, "department_economic"))
    session.draft(replace(line, amount=line.amount + 1_0000_00))
    qtbot.waitUntil(lambda: "支出总计1992.60万元" in editor.paragraphs()[0].text)


def test_words_being_typed_stay_while_figures_change(editor, write, session, qtbot):
    write(editor, "正在写")
    line = next(iter(session.lines.values()))
    with session.edit("改金额") as edit:
        edit.update(line.id, amount=line.amount + 1_0000_00)
    qtbot.waitUntil(lambda: "1992.60万元" in editor.paragraphs()[0].text)
    assert editor.paragraphs()[-1].text.endswith("正在写")


def test_the_template_can_be_had_again(page, editor, write, session):
    before = editor.markup()
    write(editor, "自写。")
    page.leave()
    page.actions_by_id["restore"].trigger()
    assert editor.markup() == before
    assert own(session) == ""
    assert session.book.undo_label.startswith("恢复模板文字：")


def test_no_words_at_all_are_the_templates_once_left(page, editor, session, qtbot):
    before = editor.markup()
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.is_empty
    with qtbot.waitSignal(page.told):
        page.leave()
    assert editor.markup() == before
    assert own(session) == ""


def test_typing_the_template_by_hand_is_the_template(page, editor, write, session):
    write(editor, "多")
    page.leave()
    assert own(session)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    page.leave()
    assert own(session) == ""


def test_a_template_that_has_changed_since_is_held_against_the_own_words(page, fill, session):
    fill(text__overall="我们的文字。", base__overall="从前的模板。")
    page.renew()
    page.contents.choose("overall")
    assert page.body.strip.isVisible()
    assert "1991.60万元" in page.beside.view.words()
    assert page.beside.view.extraSelections()
    page.body.strip.keep_button.click()
    assert not page.body.strip.isVisible()
    assert own(session) == "我们的文字。"
    session.undo()
    page.renew()
    page.body.strip.take_button.click()
    assert own(session) == ""


def test_last_years_text_stands_beside_with_what_differs(page, fill):
    page.contents.choose("overall")
    fill(last__text__overall="2019年收入总计1869.30万元。")
    page.renew()
    page.beside.buttons["last"].click()
    assert page.beside.view.words() == "2019年收入总计1869.30万元。"
    assert page.beside.view.extraSelections()


def test_a_sealed_book_locks_the_words(page, editor, session):
    with session.deciding() as book:
        book.seal()
    page.renew()
    assert_locked(page, editor)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert page.body.remark.text.startswith("已经定稿")


def test_a_book_that_another_has_open_locks_the_words(qtbot, session, book_file, tmp_path):
    assert not session.read_only
    reader = open_session(book_file, "李四", tmp_path / "codes", session.now)
    page = TextsPage(reader)
    qtbot.addWidget(page)
    page.show()
    assert_locked(page, page.editor)
    reader.book.close()


def assert_locked(page, editor):
    before = editor.markup()
    assert editor.isReadOnly()
    assert all(each.field.isReadOnly() for each in page.asking.entries.values())
    assert page.head.buttons["insert"].isHidden()
    QTest.keyClicks(editor, "{abc")
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    page.leave()
    assert not page.desk.chooser.isVisible()
    assert editor.markup() == before


def test_a_pack_without_text_says_where_to_get_one(qtbot, session):
    session.pack = replace(session.pack, text=None)
    made = TextsPage(session)
    qtbot.addWidget(made)
    made.show()
    assert made.no_text.isVisible()
    with qtbot.waitSignal(made.wanted) as wanted:
        made.no_text.button.click()
    assert wanted.args[0] == "basics"


def test_a_refused_template_says_so_in_its_place(page, session):
    text = replace(session.pack.text, templates={**session.pack.text.templates, "overall": "{{ x"})
    session.pack = replace(session.pack, text=text)
    session.rebuilt.emit()
    page.contents.choose("overall")
    page.renew()
    page.shelf.read_all()
    page.contents.choose("overall")
    assert "overall.j2" in page.body.strip.words.text()
    assert page.editor.isReadOnly()
    page.contents.choose("income")
    assert not page.editor.isReadOnly()


def test_keys_lead_through_the_sections(page, editor):
    QTest.keyClick(editor, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.contents.chosen() == "income"
    QTest.keyClick(editor, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.contents.chosen() == "overall"
