"""Alt+← goes back to where a page has led away from, unless the key means something else there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.lines.grouping import GROUPINGS
from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(session, qtbot):
    window = MainWindow(session, PAGES)
    qtbot.addWidget(window, before_close_func=lambda w: w.watch.stop())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("reports")
    return window


def back():
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, ALT)


def test_back_to_the_page_that_led_away_step_by_step(window):
    window.page.wanted.emit("expenditure", None)
    window.page.wanted.emit("overview", None)
    back()
    assert window.page.page_id == "expenditure"
    back()
    assert window.page.page_id == "reports"
    assert not window.way_back.action.isEnabled()


def test_a_page_chosen_by_hand_is_not_gone_back_from(window):
    window.show_page("overview")
    assert not window.way_back.action.isEnabled()


def test_where_the_key_means_something_else_it_does_that(window):
    window.page.wanted.emit("expenditure", None)
    page = window.page
    page.group_by(GROUPINGS[0])
    page.grid.setFocus()
    back()
    assert window.page is page
    window.page.wanted.emit("units", None)
    window.page.panel.ui.table.setFocus()
    back()
    assert window.page.page_id == "units"
