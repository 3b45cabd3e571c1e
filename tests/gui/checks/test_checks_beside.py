"""A wrong code in the real window: marked at once, found by F8, mended by a key, undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.checks.gathering import MOST, found_on
from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES
from budgettool.model import Ceiling, ExpenditureLine
from budgettool.rules.finding import LinePlace, SubjectPlace

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(opened):
    opened.show_page("expenditure")
    return opened


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def lines_of(session):
    return [line for line in session.lines.values() if isinstance(line, ExpenditureLine)]


def break_pair(session, number):
    """Give a line a government code that does not go with its department's."""
    line = lines_of(session)[number]
    session.change_line("错", line.id, government_economic="50301")
    return line.id


def test_a_wrong_code_is_marked_found_mended_and_undone(window, session):
    session.change_line("错", lines_of(session)[6].id, government_economic="50301")
    grid = window.page.grid
    index = grid.lines.index(6, grid.lines.column_of("government_economic"))
    line = grid.lines.line_at(6)
    assert grid.lines.cell(6, index.column()).mark == "H"
    assert window.totals.checks_button.text().startswith("● 1")
    grid.show_cell(0, 0)
    press(Qt.Key.Key_F8)
    assert grid.currentIndex() == index
    assert "50201" in window.page.reason.text()
    assert "改为 50201" in window.page.remark.mend.text()
    press(Qt.Key.Key_Return, ALT)
    assert grid.lines.cell(6, index.column()).mark is None
    assert window.totals.checks_button.text() == "✓ 审核无误"
    assert "50201" in session.book.undo_label
    press(Qt.Key.Key_Z, CTRL)
    assert session.lines[line.id].government_economic == "50301"
    assert grid.lines.cell(6, index.column()).mark == "H"


def test_f8_goes_through_lines_and_round(window, session):
    ids = [break_pair(session, number) for number in (6, 9, 12)]
    window.page.grid.show_cell(0, 0)
    seen = []
    for _ in range(4):
        press(Qt.Key.Key_F8)
        seen.append(window.page.place().line)
    assert seen == [*ids, ids[0]]
    press(Qt.Key.Key_F8, SHIFT)
    assert window.page.place().line == ids[2]


def test_f8_goes_on_to_another_page(window, session):
    line = lines_of(session)[0]
    session.change_line("多一元", line.id, amount=line.amount + 100)
    window.show_page("overview")
    pages = []
    for _ in range(3):
        press(Qt.Key.Key_F8)
        pages.append(window.page.page_id)
    assert "reports" in pages
    assert window.desk.panel.isVisible()


def test_f8_in_a_sound_book_says_so(window):
    press(Qt.Key.Key_F8)
    assert window.page.page_id == "expenditure"
    assert window.toast.isVisible()


def test_the_panel_follows_the_line_and_mends_it(window, session, qtmodeltester):
    line = break_pair(session, 6)
    window.page.grid.show_cell(0, 0)
    press(Qt.Key.Key_F8, CTRL)
    panel = window.desk.panel
    assert panel.list.hasFocus()
    assert panel.title.text() == "问题 1"
    press(Qt.Key.Key_Return)
    assert window.page.place() == LinePlace(line, "government_economic")
    assert [type(each).__name__ for each in panel.model.entries] == ["Heading", "Cause"]
    qtmodeltester.check(panel.model)
    press(Qt.Key.Key_F8, CTRL)
    press(Qt.Key.Key_Return, ALT)
    assert not session.checks.of_line(line)
    assert panel.empty.isVisible()
    assert window.page.grid.hasFocus()
    session.undo()
    press(Qt.Key.Key_F8, CTRL)
    press(Qt.Key.Key_Escape)
    assert window.page.grid.hasFocus()
    press(Qt.Key.Key_F8, CTRL)
    press(Qt.Key.Key_F8, CTRL)
    assert panel.isHidden()


def test_every_model_of_the_panel_is_sound_while_it_follows(window, session):
    window.desk.show_panel()
    tester = QAbstractItemModelTester(
        window.desk.panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    for number in (6, 9):
        break_pair(session, number)
        window.page.grid.show_cell(number, 0)
    session.undo()
    assert tester.model() is window.desk.panel.model


def test_only_what_wants_something_done_is_shown_errors_first(window, session):
    lines = lines_of(session)
    session.change_line("负数", lines[2].id, amount=-lines[2].amount)
    wrong = break_pair(session, 9)
    window.page.marked.setChecked(True)
    shown = list(window.page.model.line_ids)
    assert shown[0] == wrong
    assert lines[2].id in shown
    assert window.page.marked.text().endswith(str(len(shown)))


def test_the_book_is_checked_once_the_window_is_painted(session, qtbot, tmp_path):
    fresh = type(session)(session.book, tmp_path / "codes", session.now)
    window = MainWindow(fresh, PAGES)
    qtbot.addWidget(window, before_close_func=lambda w: w.watch.stop())
    assert not fresh.checks.ready
    window.show()
    qtbot.waitUntil(lambda: fresh.checks.ready)
    assert window.totals.checks_button.text() == "✓ 审核无误"


def test_thousands_of_findings_leave_the_panel_short_and_f8_quick(window, session):
    like = lines_of(session)[0]
    with session.edit("很多") as edit:
        edit.insert_all(
            replace(like, id=session.book.new_id(), department_economic="38888", memo=str(n))
            for n in range(10_000)
        )
    assert session.checks.counts()["S"] >= 10_000 or session.checks.counts()["H"] >= 10_000
    window.desk.show_panel()
    listed = sum(len(cause.findings) for cause in found_on(session, "expenditure"))
    assert MOST <= listed <= 4 * MOST
    window.page.grid.show_cell(0, 0)
    press(Qt.Key.Key_F8)
    assert session.checks.of_line(window.page.place().line)


def test_the_panel_is_about_the_unit_and_the_ceiling_one_is_in(window, session):
    unit = session.facts.units[1]
    with session.edit("控制数") as edit:
        edit.insert(Ceiling(session.book.new_id(), unit.code, amount=100_00))
    ceiling = session.facts.ceilings[0]
    window.desk.show_panel()
    window.show_page("prior", ceiling.id)
    assert window.page.place() == SubjectPlace("ceiling", ceiling.id)
    assert window.desk.panel.current().first.code == "D04"
    window.show_page("units", unit.code)
    assert window.page.place() == SubjectPlace("unit", unit.code)


def test_a_window_that_is_closed_at_once_asks_nothing_of_its_book(session, qtbot, tmp_path):
    fresh = type(session)(session.book, tmp_path / "codes", session.now)
    window = MainWindow(fresh, PAGES)
    qtbot.addWidget(window)
    window.show()
    window.grab()
    window.close()
    qtbot.wait(120)
    assert not fresh.checks.ready
