"""Before a book is open: the start page, the wizard, new books, what is remembered."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from budgettool.app import wants_window
from budgettool.book import Book
from budgettool.gui.application import Home, Program
from budgettool.gui.finding import find_hits
from budgettool.gui.input_method import input_method_advice
from budgettool.gui.main_window import MainWindow
from budgettool.gui.palette import CommandPalette
from budgettool.gui.readiness import why_no_window
from budgettool.gui.registry import PAGES
from budgettool.gui.settings import RecentBook, Settings
from budgettool.gui.start_window import StartWindow


@pytest.fixture
def program(application, tmp_path, session):
    program = Program(application, Home(tmp_path / "home", "张三", session.now))
    yield program
    if program.window is not None:
        program.window.close()


def test_the_start_page_gives_way_to_the_book_that_is_chosen(program, sample_file, tmp_path):
    path = tmp_path / "甲.ysb"
    path.write_bytes(sample_file.read_bytes())
    start = program.show_start()
    start.page.book_chosen.emit(path)
    assert isinstance(program.window, MainWindow)
    assert program.window.session.book.path == path
    assert [each.path for each in program.settings.recent_books()] == [path]


def test_a_file_that_is_no_book_is_told_on_the_start_page(program, tmp_path):
    path = tmp_path / "假.ysb"
    path.write_text("不是账本", encoding="utf-8")
    start = program.show_start()
    start.page.book_chosen.emit(path)
    assert isinstance(program.window, StartWindow)
    assert "不是预算账本文件" in start.page._told.text()  # noqa: SLF001 - what the user reads


def test_the_sample_is_made_in_the_users_folder_and_opened(program, tmp_path):
    program.show_start().page.sample_button.click()
    assert program.window.session.book.path.parent == tmp_path / "home"
    assert program.window.totals.figure("支出") == "1,991.60"
    assert not program.window.session.read_only


def test_recent_books_come_newest_first_and_outlive_a_broken_file(tmp_path):
    settings = Settings(tmp_path)
    for name in ("甲", "乙", "甲"):
        settings.remember_book(RecentBook(Path(f"/账本/{name}.ysb"), name, "今天"))
    assert [book.title for book in Settings(tmp_path).recent_books()] == ["甲", "乙"]
    settings.forget_book(Path("/账本/甲.ysb"))
    assert [book.title for book in settings.recent_books()] == ["乙"]
    (tmp_path / "window.ini").write_text("[General]\nrecent=[1,2\nunit=斤\n", encoding="utf-8")
    broken = Settings(tmp_path)
    broken._values.sync()  # noqa: SLF001 - read again what another has written
    assert broken.recent_books() == ()
    assert broken.unit == "万元"


def test_a_recent_book_that_cannot_be_reached_does_not_stop_the_start(program, tmp_path):
    unreachable = tmp_path / f"{'长' * 200}.ysb"  # refused by the system, as a lost share is
    program.settings.remember_book(RecentBook(unreachable, "甲", "今天"))
    assert "文件不在了" in program.show_start().page.list.item(0).text()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_the_book_that_is_shown_is_not_opened_again_by_another_name(program, book_file, session):
    session.book.close()
    shown = program.open_book(book_file)
    link = book_file.with_name("快捷方式.ysb")
    link.symlink_to(book_file)
    assert program.open_book(link) is shown
    assert not shown.session.read_only


def test_unit_and_page_are_remembered(program, book_file, session):
    session.book.close()
    window = program.open_book(book_file)
    window.set_unit("元")
    assert Settings(program.settings.folder).unit == "元"
    assert program.settings.page == window.page.page_id


def test_the_window_comes_back_as_large_as_it_was(program, book_file, session):
    session.book.close()
    window = program.open_book(book_file)
    window.resize(760, 640)
    window.close()
    assert program.open_book(book_file).size() == window.size()


def test_who_edits_is_asked_once_and_told_to_others(program, book_file, session):
    session.book.close()
    start = program.show_start()
    start.page.editor.setText("王会计")
    start.page.book_chosen.emit(book_file)
    note = book_file.with_name(book_file.name + ".lock").read_text(encoding="utf-8")
    assert "王会计" in note


PAGE_NAMES = [(page, page) for page in ("expenditure", "income", "reports", "units", "projects")]


@pytest.mark.parametrize(
    ("query", "text", "page"),
    [
        ("30201", "30201　办公费", "expenditure"),
        ("jbgz", "30101　基本工资", "expenditure"),
        ("016002", "016002　驻江州办事处", "units"),
        ("支出总体", "03表　部门支出总体情况表", "reports"),
        ("zjz", "016002　驻江州办事处", "units"),
    ],
)
def test_the_palette_finds(session, query, text, page):
    hits = find_hits(session, PAGE_NAMES, query)
    assert any(hit.page_id == page and text[-6:] in hit.text for hit in hits), hits


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.page_id)
def test_every_page_is_what_the_registry_says(entry):
    kind = entry.load()
    assert (kind.page_id, kind.title) == (entry.page_id, entry.title)


def test_the_palette_jumps_with_the_keyboard_alone(session, qtbot, qtmodeltester):
    palette = CommandPalette(session, PAGES, None)
    qtbot.addWidget(palette)
    qtmodeltester.check(palette.model)
    palette.show()
    qtbot.keyClicks(palette.field, "30201")
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert told.args == ["expenditure", {"filter": {"department_economic": "30201"}}]


def test_the_export_menu_calls_on_the_pages_that_write(program, book_file, session, monkeypatch):
    session.book.close()
    window = program.open_book(book_file)
    asked = []
    window.show_page("reports")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *a, **_: asked.append(a[1]) or ("", "")
    )
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *a, **_: asked.append(a[1]) or ""
    )
    window.show_page("units")
    for action in window.top_bar.export_menu.actions():
        action.trigger()
    assert window.page.page_id == "reports"
    assert asked[0] == "生成到哪个文件夹"
    assert len(asked) == 4


def test_what_could_only_be_read_can_be_edited_once_its_holder_has_gone(
    program, book_file, session
):
    reading = program.open_book(book_file)
    assert reading.session.read_only
    reading.safekeeping.edit_wanted.emit()
    assert program.window is reading
    session.book.close()
    reading.safekeeping.edit_wanted.emit()
    assert program.window is not reading
    assert not program.window.session.read_only
    assert program.window.notices.text("read_only") == ""


def test_another_book_takes_the_windows_place(program, book_file, session, tmp_path):
    session.book.close()
    window = program.open_book(book_file)
    copy = tmp_path / "另一本.ysb"
    copy.write_bytes(book_file.read_bytes())
    window.open_wanted.emit(copy)
    assert program.window.session.book.path == copy
    with Book.open(book_file, holder="李四") as freed:
        assert not freed.read_only


def test_nothing_found_says_what_can_be_typed(session, qtbot):
    palette = CommandPalette(session, PAGES, None)
    qtbot.addWidget(palette)
    palette.field.setText("没有这种东西")
    assert palette.model.rowCount() == 0
    assert palette._nothing.isVisibleTo(palette)  # noqa: SLF001 - what the user reads


@pytest.mark.parametrize(
    ("environment", "platform", "running", "told"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "xcb", (), "fcitx"),
        ({"XMODIFIERS": "@im=fcitx"}, "xcb", (), "fcitx"),
        ({}, "wayland", ("fcitx5",), ""),
        ({"QT_IM_MODULE": "fcitx"}, "wayland", (), "env -u QT_IM_MODULE"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, "xcb", ("fcitx5",), ""),
        ({}, "xcb", ("ibus-daemon",), "ibus"),
        ({"QT_IM_MODULE": "ibus"}, "xcb", ("fcitx5",), ""),
        ({"QT_IM_MODULE": "fcitx"}, "windows", (), ""),
        ({}, "xcb", (), ""),
    ],
)
def test_input_method_advice(environment, platform, running, told):
    advice = input_method_advice(
        environment, platform, ["libibusplatforminputcontextplugin.so"], running
    )
    assert (told in advice) if told else not advice


def test_fcitx_with_its_plugin_needs_no_advice():
    plugins = ["libfcitx5platforminputcontextplugin.so"]
    assert input_method_advice({"QT_IM_MODULE": "fcitx"}, "xcb", plugins, ()) == ""


@pytest.mark.parametrize(
    ("arguments", "window"),
    [([], True), (["甲.ysb"], True), (["info", "甲.ysb"], False), (["-h"], False)],
)
def test_which_arguments_open_the_window(arguments, window):
    assert wants_window(arguments) is window


def test_without_a_display_the_reason_is_said():
    assert "没有图形桌面" in why_no_window({}, "linux", lambda _: True)
    assert why_no_window({"DISPLAY": ":0"}, "linux", lambda _: True, lambda _: True) == ""
    assert why_no_window({}, "win32", lambda _: False) == ""


def test_a_display_that_does_not_answer_is_named():
    told = why_no_window({"DISPLAY": ":77"}, "linux", lambda _: True, lambda _: False)
    assert "连接不上图形桌面（DISPLAY=:77）" in told
    beside = {"DISPLAY": ":77", "WAYLAND_DISPLAY": "wayland-0"}
    assert why_no_window(beside, "linux", lambda _: True, lambda _: False) == ""


def test_missing_libraries_are_named_by_what_to_install():
    told = why_no_window({"DISPLAY": ":0"}, "linux", lambda name: "cursor" not in name)
    assert told.endswith("sudo apt install libxcb-cursor0")


def test_a_book_that_does_not_get_the_windows_place_is_left_alone(
    program, book_file, tmp_path, monkeypatch, qtbot, session
):
    """The window with unsaved work stays; the other book is free, and nobody watches it."""
    session.book.close()
    window = program.open_book(book_file)
    before = book_windows()
    other = tmp_path / "别的.ysb"
    other.write_bytes(book_file.read_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(window.safekeeping, "may_close", lambda: False)
        assert program.open_book(other) is None
    assert program.window is window
    qtbot.waitUntil(lambda: book_windows() <= before)
    Book.open(other, holder="王五").close()


def book_windows():
    return {each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)}
