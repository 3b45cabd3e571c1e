"""Figures in the editor: one character each, chosen by name, traced, copied, put for bare ones."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from budgettool.gui.texts.chip import chip_of
from budgettool.gui.texts.choices import fitting, list_choices
from budgettool.gui.texts.writing import chips, clean_words
from budgettool.packs.reference import CellReference

CONTROL = Qt.KeyboardModifier.ControlModifier
MARKED = int(Qt.ItemDataRole.UserRole) + 1


def figures(editor):
    return [run.source for p in editor.paragraphs() for run in p.runs if hasattr(run, "source")]


def behind(editor, source):
    """Put the cursor behind the first figure of a source."""
    places = chips(editor.document())
    at = next(at for at, made in places if chip_of(made).figure.source == source)
    cursor = editor.textCursor()
    cursor.setPosition(at + 1)
    editor.setTextCursor(cursor)


def test_backspace_takes_a_figure_whole(editor):
    before = figures(editor)
    behind(editor, "收入总计")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert len(figures(editor)) == len(before) - 1
    assert "1991" not in editor.paragraphs()[0].text.split("支出总计")[0]


def test_one_key_passes_a_figure(editor):
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.textCursor().position() == 1
    assert editor.chip().figure.text == "临溪市人民政府办公室"


def test_words_typed_beside_a_figure_are_no_part_of_it(editor):
    behind(editor, "收入总计")
    QTest.keyClicks(editor, "5")
    assert "{收入总计|金额}5" in editor.markup()


@pytest.mark.parametrize(
    ("typed", "token"),
    [("gwjdf", "{公务接待费|金额}"), ("接待费 占", ""), ("jgyxjf", "{机关运行经费|金额}")],
)
def test_a_figure_is_chosen_by_name_or_initials(page, editor, typed, token):
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "{")
    chooser = page.desk.chooser
    assert chooser.isVisible()
    chooser.field.setText(typed)
    QTest.keyClick(chooser, Qt.Key.Key_Return)
    assert editor.markup().endswith(token or "。")


def test_a_brace_typed_twice_is_a_brace(page, editor):
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "{")
    QTest.keyClicks(page.desk.chooser.field, "{")
    assert editor.paragraphs()[-1].text.endswith("{")
    assert editor.markup().endswith("{{")


def test_every_choice_says_what_it_reads(page):
    choices = list_choices(page.live.quantities)
    assert all(choice.figure.text for choice in choices)
    assert fitting(choices, "收入总计 金额")[0].figure.text == "1991.60万元"
    assert fitting(choices, "没有的") == []


def test_a_figure_leads_to_its_cell_and_its_lines(page, editor, qtbot):
    behind(editor, "收入总计")
    QTest.keyClick(editor, Qt.Key.Key_F9)
    said, cell, lines = (action.text() for action in page.desk.menu.actions())
    assert said == "收入总计 · 金额：1991.60万元"
    assert "01 表" in cell
    assert "1,991.60 万元" in cell
    assert "明细" in lines
    with qtbot.waitSignal(page.wanted) as wanted:
        page.desk.menu.actions()[1].trigger()
    assert wanted.args == ["reports", CellReference("01", ("收入合计",), ("金额",))]
    page.desk.menu.close()


def test_a_name_leads_to_where_it_is_written(page, editor, qtbot):
    behind(editor, "部门")
    page.desk.show_sources()
    with qtbot.waitSignal(page.wanted) as wanted:
        page.desk.menu.actions()[1].trigger()
    assert wanted.args[0] == "basics"
    page.desk.menu.close()


def test_what_is_copied_is_words_elsewhere_and_figures_here(editor):
    before = editor.markup()
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("临溪市人民政府办公室2020年收入总计1991")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert editor.markup() == f"{before}\n{before}"


def test_bare_figures_that_are_pasted_become_fields_at_a_key(page, editor, paste, qtbot):
    editor.moveCursor(QTextCursor.MoveOperation.End)
    paste(editor, "公务接待费31.00万元。公务用车运行维护费20.00万元。")
    qtbot.waitUntil(lambda: len(editor.marks) == 2)
    assert "公务接待费31.00万元" in editor.markup()
    page.body.remark.take_all.click()
    assert "公务接待费{公务接待费|金额}" in editor.markup()
    assert "20.00万元" in editor.markup()
    QTest.keyClick(editor, Qt.Key.Key_Period, CONTROL)
    assert "公务用车运行维护费{公务用车运行费|金额}" in editor.markup()
    assert editor.marks == []


def test_a_wrong_figure_is_marked_while_it_is_typed_and_says_what_the_table_has(
    page, editor, write, qtbot
):
    assert page.contents.currentItem().data(MARKED).startswith("待填")
    write(editor, "公务用车运行维护费20.00万元。")
    qtbot.waitUntil(lambda: page.contents.currentItem().data(MARKED).startswith("● 1"))
    (mark,) = editor.marks
    assert mark.place.selectedText() == "20.00万元"
    editor.setTextCursor(mark.place)
    assert page.body.remark.text.startswith("● ")
    assert "25.2 万元" in page.body.remark.text
    page.body.remark.take.click()
    assert editor.markup().endswith("公务用车运行维护费{公务用车运行费|金额}。")
    qtbot.waitUntil(lambda: page.contents.currentItem().data(MARKED).startswith("待填"))


def test_a_finding_leads_to_its_words(page, fill):
    fill(text__general="镕㛃𫖯机关{部门}第一句。\n第二句𫖯，公务接待费1.00万元。")
    page.renew()
    page.shelf.read_all()
    (finding,) = (each for each in page.findings["general"] if each.place.end)
    page.reveal(finding.place)
    assert page.contents.chosen() == "general"
    assert page.editor.textCursor().selectedText() == "1.00万元"
    assert page.place() == finding.place


def test_a_heading_is_kept_as_one(page, editor, write):
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    write(editor, "（一）其他")
    QTest.keyClick(editor, Qt.Key.Key_1, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    write(editor, "正文")
    page.leave()
    assert page.written.own.endswith("\n## （一）其他\n正文")
    assert [paragraph.level for paragraph in editor.paragraphs()][-2:] == [1, 0]


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("甲\x00\x1b乙", "甲乙"),
        ("甲\ue000" + "1\ue001乙", "甲1乙"),
        ("甲\ufffc乙\ufdd0丙", "甲乙丙"),
        ("镕㛃𫖯𠮷", "镕㛃𫖯𠮷"),
        ("甲\ud840乙", "甲乙"),
        ("一\r\n二\u2028三", "一\n二\n三"),
    ],
)
def test_what_no_text_may_hold_is_taken_out(hostile, left):
    assert clean_words(hostile) == left


def test_rare_characters_and_marks_in_pasted_words_are_kept_as_words(page, editor, paste, kept):
    editor.moveCursor(QTextCursor.MoveOperation.End)
    paste(editor, "镕㛃𫖯\ufffc{}{收入总计|金额}公务接待费31.00万元")
    page.leave()
    assert kept("text.overall").endswith("镕㛃𫖯{{}}{{收入总计|金额}}公务接待费31.00万元")


def test_far_too_much_is_not_pasted(page, editor, paste, qtbot):
    before = editor.markup()
    with qtbot.waitSignal(page.told) as told:
        paste(editor, "很长" * 100_000)
    assert "200,000" in told.args[0]
    assert editor.markup() == before
