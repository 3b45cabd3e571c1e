"""Writing and printing from the page 成册: the folder, progress, stopping, refusals."""

import threading
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel

from budgettool.exporting.packet import writing


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that is chosen whenever one is asked for."""
    folder = tmp_path / "公开"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


@pytest.fixture
def held(monkeypatch):
    """Holds the writing of Word files until it is let go; gives what lets it go."""
    go_on, write = threading.Event(), writing._WRITERS["docx"]  # noqa: SLF001 - to be held

    def wait(work):
        while not go_on.wait(0.02):
            work.steps.stops()
        return write(work)

    monkeypatch.setattr(writing, "_WRITERS", {**writing._WRITERS, "docx": wait})  # noqa: SLF001
    yield go_on
    go_on.set()


def test_the_chosen_kinds_of_files_are_written_and_offered(page, folder, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    with qtbot.waitSignal(page.offered, timeout=30_000) as offered:
        page.actions_by_id["write"].trigger()
    said, action, act = offered.args
    assert said == "已生成 2 个文件，在“公开”"
    assert action == "打开"
    assert sorted(path.suffix for path in folder.iterdir() if path.is_file()) == [".docx", ".html"]
    act()
    assert Path(opened[0]) == folder
    qtbot.waitUntil(lambda: page.under_way() == "")


def test_one_file_is_offered_itself_and_replacing_is_told(page, folder, qtbot, monkeypatch):
    page.panel.formats["html"].click()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    for ending in ("", "，同名的已替换"):
        with qtbot.waitSignal(page.offered, timeout=30_000) as offered:
            page.write()
        qtbot.waitUntil(lambda: not page.strip.busy)
        (path,) = folder.iterdir()
        assert offered.args[0] == f"已生成 {path.name}{ending}"
    offered.args[2]()
    assert Path(opened[0]) == path


def test_a_folder_that_is_not_chosen_writes_nothing(page, folder, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    page.write()
    assert not page.strip.busy
    assert list(folder.iterdir()) == []


def test_without_formats_it_says_what_to_do(page, folder, qtbot):
    for kind in ("docx", "html"):
        page.panel.formats[kind].click()
    with qtbot.waitSignal(page.told) as told:
        page.write()
    assert "勾选 PDF、Word" in told.args[0]
    assert list(folder.iterdir()) == []


def test_a_folder_that_refuses_is_told_until_that_is_read(page, folder, qtbot):
    folder.rmdir()
    page.write()
    qtbot.waitUntil(lambda: not page.strip.busy, timeout=30_000)
    said = page.strip.findChild(QLabel).text()
    assert "没有这个文件或文件夹" in said
    assert "原来的文件没有改动" in said
    assert page.strip.isVisible()


def test_writing_can_be_stopped(page, folder, held, qtbot):
    page.write()
    qtbot.waitUntil(lambda: any(folder.iterdir()), timeout=30_000)
    assert page.under_way().startswith("正在生成 Word、网页")
    with qtbot.waitSignal(page.told, timeout=30_000) as told:
        page.give_up()
    assert told.args == ["已停止生成，没有写出文件"]
    assert list(folder.iterdir()) == []
    assert not held.is_set()


def test_a_window_that_writes_does_not_close_and_does_so_afterwards(window, folder, held, qtbot):
    window.page.write()
    qtbot.waitUntil(lambda: any(folder.iterdir()), timeout=30_000)
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert "正在生成" in window.notices.text("under_way")
    window.page.write()
    assert "等它完成，或先取消" in window.toast.findChild(QLabel).text()
    held.set()
    qtbot.waitUntil(lambda: not window.page.strip.busy, timeout=30_000)
    assert window.notices.text("under_way") == ""
    assert len(list(folder.iterdir())) == 2


def test_the_whole_packet_is_printed(page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "printed.pdf"

    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    with qtbot.waitSignal(page.told, timeout=60_000) as told:
        page.actions_by_id["print_all"].trigger()
    pages = page.bound.pages.report.pages
    assert told.args == [f"已送往打印机：{pages} 页"]
    pdf = pypdfium2.PdfDocument(path)
    assert len(pdf) == pages
    pdf.close()


def test_the_windows_export_menu_writes_the_packet(window, folder, qtbot):
    window.show_page("overview")
    first = window.top_bar.export_menu.actions()[0]
    assert first.text().startswith("整本公开文本")
    first.trigger()
    assert window.page.page_id == "packet"
    qtbot.waitUntil(lambda: not window.page.strip.busy, timeout=30_000)
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".html"]
