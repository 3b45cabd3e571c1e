import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES


@pytest.fixture
def window(qtbot, session):
    made = MainWindow(session, PAGES)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("page_id", ["units", "projects", "prior"])
def test_a_page_can_be_typed_in_as_soon_as_it_is_shown(window, page_id):
    window.show_page(page_id)
    assert QApplication.focusWidget() is window.page.panel.ui.table


def test_ceilings_are_shown_from_elsewhere(window):
    window.show_page("prior", "ceilings")
    assert window.page.panel.ui.head.text() == "控制数"
    assert QApplication.focusWidget() is window.page.panel.ui.table


def test_what_is_typed_is_settled_as_another_page_is_shown_and_can_be_undone(window, session):
    window.show_page("units")
    table = window.page.panel.ui.table
    table.go_to(session.facts.units[1].id, 1)
    QTest.keyClicks(table, "x")
    QTest.keyClicks(QApplication.focusWidget(), "yz")
    window.show_page("projects")
    assert session.facts.units[1].name == "xyz"
    window.undo()
    assert session.facts.units[1].name == "机关本级"


def test_the_windows_unit_is_that_of_the_headings(window):
    window.show_page("prior")
    window.set_unit("元")
    model = window.page.panel.model
    assert model.headerData(5, Qt.Orientation.Horizontal) == "金额（元）"
