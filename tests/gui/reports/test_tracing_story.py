"""A reviewer follows a wrong figure to its line, mends that, and sees the figure right."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES

FIGURE = "05.合计[项目支出/专项资金]"


@pytest.fixture
def window(session, qtbot):
    shown = MainWindow(session, PAGES)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_a_mistake_is_mended_by_tracing_a_figure(window, session):
    window.show_page("reports", FIGURE)
    page = window.page
    assert page.sheet_view.current_cell().text == "3.6"
    QTest.keyClick(page.sheet_view, Qt.Key.Key_Return)
    line_id = page.panel.model.line(0).id
    QTest.keyClick(page.sheet_view, Qt.Key.Key_Return)
    QTest.keyClick(page.panel.list_view, Qt.Key.Key_Return)
    assert window.page.page_id == "expenditure"
    line = session.lines[line_id]
    with session.edit("改金额") as edit:
        edit.update(line_id, amount=line.amount + 10_000_000)
    window.show_page("reports")
    assert page.sheet_view.current_cell().reference == FIGURE
    assert page.sheet_view.current_cell().text == "13.6"
    assert page.sheet_view.glow.positions()
    window.undo()
    assert page.sheet_view.current_cell().text == "3.6"


def test_closing_waits_for_a_file_that_is_being_written(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.pdf"), ""))
    window.show_page("reports")
    with qtbot.waitSignal(window.page.offered, timeout=30_000):
        window.page.export_desk.export("pdf")
        assert not window.close()
        assert window.notices.text("under_way").startswith("正在导出 a.pdf")
    qtbot.waitUntil(lambda: not window.notices.text("under_way"))
    assert (tmp_path / "a.pdf").exists()
    assert window.close()


def test_a_bar_of_the_overview_leads_to_its_lines_alone(window, session):
    window.show_page("overview")
    view = window.page.views[2]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.page.page_id == "expenditure"
    shown = {session.lines[line_id].function for line_id in window.page.model.line_ids}
    assert shown
    assert all(function.startswith("208") for function in shown)
