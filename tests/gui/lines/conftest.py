"""A page of the grid in a window of its own, with the keyboard in it."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.lines.page import ExpenditurePage, IncomePage


class Typist:
    """Someone at the keyboard of a page."""

    def __init__(self, page):
        self.page, self.grid, self.model = page, page.grid, page.model

    def go(self, row, field):
        """Go to a cell; rows count from 0, -1 is the empty row."""
        row = len(self.model.line_ids) if row == -1 else row
        self.grid.setFocus()
        self.grid.show_cell(row, self.model.column_of(field))
        return self

    def type(self, text):
        for char in text:
            QTest.keyClicks(QApplication.focusWidget(), char)
        return self

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        return self

    def enter(self):
        return self.press(Qt.Key.Key_Return)

    def tab(self):
        return self.press(Qt.Key.Key_Tab)

    def compose(self, text, *, at_once=False):
        """Commit a text as an input method does: mostly after letters were composed."""
        if not at_once:
            QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("pin", []))
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        return self

    def shown(self, row, field):
        return self.model.index(row, self.model.column_of(field)).data()

    @property
    def at(self):
        index = self.grid.currentIndex()
        return index.row(), self.model.columns[index.column()].field


@pytest.fixture
def page_of(session, qtbot, tmp_path):
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))

    def make(kind=ExpenditurePage):
        page = kind(session)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.set_unit("万元")
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.grid.setFocus()
        return Typist(page)

    return make


@pytest.fixture
def expenditure(page_of):
    return page_of()


@pytest.fixture
def income(page_of):
    return page_of(IncomePage)
