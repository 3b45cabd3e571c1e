"""The way from nothing to a book: the wizard, its units, and the files that are made."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from budgettool.book import Book
from budgettool.errors import BudgetToolError
from budgettool.gui.application import Home, Program
from budgettool.gui.lines.clipboard import MOST_ROWS, read_tabs
from budgettool.gui.new_book import Answers, make_book, make_next_year
from budgettool.gui.unit_rows import rows_of_block, units_of, what_is_wrong
from budgettool.model import Department, Unit


@pytest.fixture
def program(application, tmp_path, session):
    program = Program(application, Home(tmp_path / "home", "张三", session.now))
    yield program
    if program.window is not None:
        program.window.close()


def test_a_new_book_by_the_wizard_has_what_was_typed_and_pasted(program, tmp_path, qtbot):
    start = program.show_start()
    start.page.new_button.click()
    wizard = start.wizard
    qtbot.keyClick(wizard.ui.full, Qt.Key.Key_Return)
    assert "部门全称要填" in wizard.ui.wrong.text()
    wizard.ui.full.setText("临溪市档案馆")
    wizard.ui.code.setText("088")
    wizard.ui.year.setValue(2021)
    wizard.go_on()
    QGuiApplication.clipboard().setText("单位代码\t单位名称\n088001\t馆本级\t参公")
    wizard.ui.units.paste()
    start.make(tmp_path / "新.ysb", wizard.answers(), start._make_new)  # noqa: SLF001 - less the file dialog
    facts = program.window.session.facts
    assert facts.department == Department("088", "临溪市档案馆")
    assert facts.year == 2021
    assert [(unit.code, unit.kind) for unit in facts.units] == [("088001", "参公")]


def test_the_first_book_is_made_by_keyboard_alone(program, tmp_path, qtbot, monkeypatch):
    path = tmp_path / "新.ysb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))

    def press(key):
        qtbot.keyClick(QApplication.focusWidget(), key)

    def type_in(text, key=Qt.Key.Key_Tab):
        for character in text:
            qtbot.keyClicks(QApplication.focusWidget(), character)
        press(key)

    start = program.show_start()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is start.page.new_button)
    press(Qt.Key.Key_Return)
    for text in ("dag", "", ""):
        type_in(text)
    type_in("088", Qt.Key.Key_Return)
    assert [row[:2] for row in start.wizard.ui.units.rows()[:2]] == [
        ("088", "dag"), ("088001", "机关本级"),
    ]  # fmt: skip
    for _ in range(8):
        press(Qt.Key.Key_Tab)
    for text in ("088002", "fg", "", "088"):
        type_in(text)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is start.wizard.ui.next
    press(Qt.Key.Key_Return)
    units = program.window.session.facts.units
    assert [(unit.code, unit.kind, unit.parent) for unit in units] == [
        ("088", "汇总", None), ("088001", "行政", "088"), ("088002", "行政", "088"),
    ]  # fmt: skip


def test_enter_in_the_units_goes_down_and_then_on(program, qtbot):
    start = program.show_start()
    start.begin()
    start.wizard.ui.full.setText("甲")
    start.wizard.ui.code.setText("088")
    start.wizard.go_on()
    qtbot.waitUntil(start.isActiveWindow)
    table = start.wizard.ui.units
    for row in (1, 2):
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert table.currentRow() == row
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is start.wizard.ui.next


def test_what_is_pasted_takes_the_place_of_the_proposed_units(program):
    start = program.show_start()
    start.begin()
    start.wizard.ui.full.setText("甲")
    start.wizard.ui.code.setText("088")
    start.wizard.go_on()
    QGuiApplication.clipboard().setText("088009\t馆本级\t参公")
    start.wizard.ui.units.paste()
    assert [unit.code for unit in start.wizard.answers().units] == ["088009"]


@pytest.mark.parametrize("points", [9, 12])
def test_the_wizard_fits_the_commonest_office_screen(program, points, text_of):
    text_of(points)
    start = program.show_start()
    start.begin()
    start.resize(1366, 768 - 60)
    assert start.minimumSizeHint().height() <= 768 - 60
    assert start.minimumSizeHint().width() <= 1366


def test_the_start_window_fits_a_small_screen_at_twice_the_size(program):
    start = program.show_start()
    for begin in (lambda: None, start.begin):
        begin()
        start.resize(683, 350)
        QApplication.processEvents()
        assert start.size().toTuple() == (683, 350)


def test_a_block_of_too_many_units_is_refused_in_words(program, qtbot):
    start = program.show_start()
    start.begin()
    QGuiApplication.clipboard().setText("088001\t馆本级\n" * (MOST_ROWS + 1))
    qtbot.keyClick(start.wizard.ui.units, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert f"超过 {MOST_ROWS:,} 行" in start.wizard.ui.wrong.text()
    assert not any(map(any, start.wizard.ui.units.rows()))


def test_a_new_book_never_overwrites_one_and_says_so_in_the_wizard(program, book_file):
    start = program.show_start()
    start.begin()
    before = book_file.read_bytes()
    answers = Answers(Department("1", "甲"), 2021, "henan-2020")
    start.make(book_file, answers, start._make_new)  # noqa: SLF001 - less the file dialog
    assert "已经存在" in start.wizard.ui.wrong.text()
    assert book_file.read_bytes() == before


def test_last_years_book_lends_units_projects_and_prior_figures(program, book_file, tmp_path):
    with Book.open(book_file, holder="李四", writable=False) as book:
        last = book.facts()
    start = program.show_start()
    start.begin_from(book_file)
    answers = start.wizard.answers()
    assert (answers.year, answers.department) == (2021, last.department)
    start.wizard.finished.disconnect()
    start.wizard.finished.connect(lambda _: None)
    path = tmp_path / "次年.ysb"
    make_next_year(start._maker(), book_file, path, answers)  # noqa: SLF001 - who makes it
    with Book.open(path, holder="李四", writable=False) as book:
        facts = book.facts()
    assert [unit.code for unit in facts.units] == [unit.code for unit in last.units]
    assert {line.measure for line in facts.lines} == {"prior"}
    assert sum(line.amount for line in facts.lines) == sum(line.amount for line in last.lines)
    assert not {line.id for line in facts.lines} & {line.id for line in last.lines}
    kept = {key: text for (_, _, key, _), text in facts.fields.items()}
    assert kept["last.text.overall"].startswith("临溪市人民政府办公室2020年收入总计1991.60万元")
    assert kept["last.reason.公务接待费"]
    assert kept["prior.一般公务用车"] == "4"


def test_last_years_book_whose_pack_cannot_be_read_lends_its_lines_all_the_same(
    program, book_file, tmp_path
):
    start = program.show_start()
    start.begin_from(book_file)
    answers = start.wizard.answers()
    path = tmp_path / "次年.ysb"
    with sqlite3.connect(book_file) as connection:
        connection.execute("UPDATE pack_file SET text = '[' WHERE name = 'axes.toml'")
    connection.close()
    make_next_year(start._maker(), book_file, path, answers)  # noqa: SLF001 - who makes it
    with Book.open(path, holder="李四", writable=False) as book:
        facts = book.facts()
    assert facts.lines
    assert not facts.fields


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("016\t办公室\t行政", ""),
        ("016\t", "名称都要填"),
        ("016\t甲\n016\t乙", "重复"),
        ("016\t甲\t公司", "没有“公司”这种类型"),
        ("016\t甲\t行政\t999", "上级单位 999 不在表中"),
    ],
)
def test_what_is_wrong_with_units_is_said_before_a_book_is_made(rows, wrong):
    assert wrong in what_is_wrong(rows_of_block(read_tabs(rows)))
    assert bool(wrong) == bool(what_is_wrong(rows_of_block(read_tabs(rows))))


def test_units_may_be_typed_with_commas_and_a_heading_is_left_out():
    assert [
        u.name for u in units_of(rows_of_block(read_tabs("单位代码，单位名称\n016，办公室")))
    ] == ["办公室"]


def test_a_unit_with_others_under_it_is_a_sum_unless_said_otherwise():
    units = units_of([("016", "办公室", "", ""), ("016001", "本级", "", "016")])
    assert [unit.kind for unit in units] == ["汇总", "行政"]


def test_a_book_that_cannot_be_made_whole_leaves_nothing(program, tmp_path):
    start = program.show_start()
    start.begin()
    path = tmp_path / "新.ysb"
    maker = start._maker()  # noqa: SLF001 - who makes it

    def broken():
        yield Unit("", "1", "甲", "行政")
        raise BudgetToolError("不能再写")

    wrong = Answers(Department("1", "甲"), 2021, "henan-2020", broken())
    start.make(path, wrong, lambda path, answers: make_book(maker, path, answers))
    assert start.wizard.ui.wrong.text() == "● 不能再写"
    assert list(tmp_path.glob("新*")) == []
