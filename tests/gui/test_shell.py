"""The window around the pages: title, rail, totals, undo, notices, safety."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from budgettool.book import Book
from budgettool.gui import theme
from budgettool.gui.application import open_session
from budgettool.gui.backups import BackupsDialog, restore_copy
from budgettool.gui.main_window import MainWindow
from budgettool.gui.page import Page
from budgettool.model import ExpenditureLine


class First(Page):
    page_id = "basics"
    title = "基本信息"


class Second(Page):
    page_id = "expenditure"
    title = "支出"
    revealed: object = None

    def reveal(self, target):
        self.revealed = target


@pytest.fixture
def window(qtbot, session):
    window = MainWindow(session, [First, Second])
    qtbot.addWidget(window, before_close_func=lambda w: w.watch.stop())
    window.show_page("basics")
    window.show()
    return window


def an_expenditure(session):
    return next(line for line in session.lines.values() if isinstance(line, ExpenditureLine))


def test_the_title_names_department_year_file_and_state(window):
    assert window.windowTitle() == "临溪市政府办公室 · 2020年预算 — 样例.ysb（已保存）"


def test_alt_and_a_number_show_a_page(window, qtbot):
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.page.page_id == "expenditure"


def test_totals_follow_a_draft_and_its_withdrawal(window, session):
    line = an_expenditure(session)
    session.draft(replace(line, amount=line.amount + 10_000_00))
    assert window.totals.figure("支出") == "1,992.60"
    assert "支出多 1.00" in window.totals.balance_button.text()
    session.withdraw(line.id)
    assert window.totals.figure("支出") == "1,991.60"
    assert window.totals.balance_button.text() == "✓ 收支平衡"


def test_a_difference_too_small_for_the_unit_is_not_shown_as_none(window, session):
    line = an_expenditure(session)
    session.draft(replace(line, amount=line.amount + 12))
    assert window.totals.figure("差额") == "-0.12 元"
    assert "支出多 0.12 元" in window.totals.balance_button.text()


def test_the_balance_says_by_source_where_it_is_off(window, session):
    line = an_expenditure(session)
    session.draft(replace(line, amount=line.amount + 10_000_00))
    rows = window.totals.popup.rows("万元")
    assert rows[0] == (line.source, "1,990.50", "1,991.50", "-1.00")


@pytest.mark.parametrize("width", [760, 1024, 1280])
def test_figures_of_thirteen_digits_are_never_cut(window, session, width):
    line = an_expenditure(session)
    session.draft(replace(line, amount=9_876_543_210_123_45))
    window.totals.set_unit("元")
    window.resize(width, 700)
    QTest.qWait(0)
    assert window.width() == width
    for name in ("收入", "支出", "差额"):
        label = window.totals._figures[name]  # noqa: SLF001 - its room is what is asked
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
        right = label.mapTo(window, QPoint(label.width(), 0)).x()
        assert right <= width


def test_the_wheel_does_not_change_the_unit(window):
    nowhere, down = QPointF(5, 5), QPoint(0, -120)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(nowhere, nowhere, QPoint(), down, buttons, keys, phase, False)  # noqa: FBT003
    before = window.top_bar.units.currentText()
    for _ in range(2):
        QApplication.sendEvent(window.top_bar.units, wheel)
        wheel = QWheelEvent(nowhere, nowhere, QPoint(), -down, buttons, keys, phase, False)  # noqa: FBT003
        assert window.top_bar.units.currentText() == before


def test_undo_and_redo_say_what_they_do(window, session):
    line = an_expenditure(session)
    session.change_line("改金额", line.id, amount=1_00)
    assert window.actions_by_id["undo"].toolTip() == "撤销：改金额"
    window.actions_by_id["undo"].trigger()
    assert session.lines[line.id].amount == line.amount
    assert window.actions_by_id["redo"].toolTip() == "恢复：改金额"
    window.actions_by_id["redo"].trigger()
    assert session.lines[line.id].amount == 1_00


def test_qts_own_buttons_speak_chinese(qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_every_button_of_the_window_has_a_name_for_screen_readers(window):
    shown = [each for each in window.findChildren(QPushButton) if each.isVisibleTo(window)]
    assert len(shown) > 5
    assert [each for each in shown if not (each.accessibleName() or each.text())] == []


def test_the_look_changes_while_the_window_is_shown(window, application):
    for scheme, expected in (("dark", theme.DARK), ("light", theme.LIGHT), ("", theme.LIGHT)):
        theme.choose_scheme(application, scheme)
        ground = window.grab().toImage().pixelColor(window.width() // 2, 2)
        assert ground.name().upper() == expected.ground


def test_the_look_follows_the_system(window, application, monkeypatch):
    monkeypatch.setattr(theme, "is_dark", lambda: True)
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    ground = window.grab().toImage().pixelColor(window.width() // 2, 2)
    assert ground.name().upper() == theme.DARK.ground
    monkeypatch.undo()
    theme.apply_theme(application)


def test_a_second_window_reads_says_who_edits_and_follows(
    window, session, book_file, tmp_path, qtbot
):
    other = open_session(book_file, "李四", tmp_path / "codes", session.now)
    second = MainWindow(other, [First])
    qtbot.addWidget(second)
    assert other.read_only
    assert "张三" in second.notices.text("read_only")
    assert second.windowTitle().endswith("（只读）")
    line = an_expenditure(session)
    session.change_line("改金额", line.id, amount=line.amount + 10_000_00)
    with qtbot.waitSignal(second.watch.followed, timeout=5000):
        second.watch.look()
    assert second.totals.figure("支出") == window.totals.figure("支出") == "1,992.60"
    second.watch.stop()
    other.book.close()


def test_a_file_that_is_gone_is_told_at_the_top_and_can_be_saved_elsewhere(
    window, session, book_file, tmp_path
):
    book_file.rename(tmp_path / "移走.ysb")
    window.watch.look()
    assert "已不在原处" in window.notices.text("lost")
    window.safekeeping.save_as_to(tmp_path / "新处.ysb")
    assert window.notices.text("lost") == ""
    line = an_expenditure(session)
    session.change_line("改金额", line.id, amount=1_00)
    with Book.open(tmp_path / "新处.ysb", holder="李四", writable=False) as book:
        assert next(each for each in book.facts().lines if each.id == line.id).amount == 1_00


def test_a_disk_that_refuses_is_told_at_the_top_and_the_work_is_kept(
    window, session, tmp_path, monkeypatch
):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    line = an_expenditure(session)
    with monkeypatch.context() as patched:
        patched.setattr("budgettool.book.writing.history.append", once(refuse))
        session.change_line("改金额", line.id, amount=7_00)
    assert session.book.unsaved
    assert "磁盘已满" in window.notices.text("unsaved")
    assert "未保存" in window.windowTitle()
    assert session.lines[line.id].amount == 7_00
    window.safekeeping.save_as_to(tmp_path / "别处.ysb")
    assert window.notices.text("unsaved") == ""
    assert "已保存" in window.windowTitle()


def once(fail):
    """Fail at the first call; then do what is really done."""
    from budgettool.book import history  # noqa: PLC0415 - before it is patched

    real, calls = history.append, []

    def append(*arguments):
        calls.append(arguments)
        return fail() if len(calls) == 1 else real(*arguments)

    return append


def test_a_window_with_work_that_is_nowhere_does_not_close(window, session, monkeypatch):
    monkeypatch.setattr(type(session.book), "unsaved", True)
    monkeypatch.setattr(session, "save", refusal)
    assert not window.close()
    assert window.notices.text("unsaved")
    monkeypatch.undo()


def refusal():
    from budgettool.book import DiskFullError  # noqa: PLC0415 - only here

    raise DiskFullError(Path("样例.ysb"))


def test_a_backup_is_made_and_restored_as_a_copy(session, qtbot):
    dialog = BackupsDialog(session.book)
    qtbot.addWidget(dialog)
    assert not dialog.restore_button.isEnabled()
    dialog.back_up()
    assert "手动备份" in dialog.list.item(0).text()
    with qtbot.waitSignal(dialog.open_wanted) as told:
        dialog.restore()
    copy = told.args[0]
    assert copy != session.book.path
    with Book.open(copy, holder="张三") as book:
        assert book.facts() == session.facts


def test_restoring_twice_never_overwrites(session):
    backup = session.book.back_up()
    first, second = (restore_copy(session.book.path, backup) for _ in range(2))
    assert first != second
    assert first.read_bytes() == second.read_bytes()


def test_closing_closes_the_book(qtbot, book_file, tmp_path, session):  # noqa: ARG001
    other = tmp_path / "另一本.ysb"
    shutil.copy(book_file, other)
    own = open_session(other, "张三", tmp_path / "codes", session.now)
    window = MainWindow(own, [First])
    window.closed.connect(own.book.close)
    window.show_page("basics")
    window.close()
    with Book.open(other, holder="李四") as book:
        assert not book.read_only


def test_the_window_is_no_larger_than_its_screen(window):
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
