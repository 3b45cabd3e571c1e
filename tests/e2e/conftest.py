"""What the users' stories need: the program without a screen, and somebody at its keyboard."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from budgettool.gui.application import Home, Program, make_application
from budgettool.gui.reports.figures import find_reference


def now():
    return datetime(2019, 11, 22, 9, 30, tzinfo=UTC)


class Accountant:
    """Somebody who knows budgets: works the window by keys and by the buttons that are seen."""

    def __init__(self, program, qtbot, monkeypatch):
        self.program, self._qtbot, self._patch = program, qtbot, monkeypatch

    @property
    def window(self):
        return self.program.window

    @property
    def page(self):
        return self.window.page

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def enter(self, times=1):
        for _ in range(times):
            self.press(Qt.Key.Key_Return)

    def type(self, text, into=None):
        if into is not None:
            into.setFocus(Qt.FocusReason.TabFocusReason)  # which selects what stands there
        if not text.isascii():
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(QApplication.focusWidget(), event)
            return
        for char in text:  # the first key opens an editor, which has the focus then
            QTest.keyClicks(QApplication.focusWidget(), char)

    def click(self, button):
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_on(self, text):
        """Click the one button that says this."""
        (button,) = (
            each
            for each in self.window.findChildren(QPushButton)
            if each.text() == text and each.isVisible()
        )
        self.click(button)

    def look(self):
        """Have the window in front."""
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)

    def go(self, number):
        """Go to a page of the rail."""
        self.look()
        self.press(getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)

    def paste(self, rows, *, as_html=True):
        """Copy rows in Excel and paste them where the focus is."""
        data = QMimeData()
        data.setText("".join("\t".join(row) + "\r\n" for row in rows))
        if as_html:
            cells = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
            table = "".join(f"<tr>{row}</tr>" for row in cells)
            data.setHtml(f"<html><body><table>{table}</table></body></html>")
        QGuiApplication.clipboard().setMimeData(data)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def will_choose(self, path):
        """Choose this file in the system's dialog that comes next."""
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
        self._patch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(path)], ""))

    def wait(self, condition):
        self._qtbot.waitUntil(condition)

    def undo(self):
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def redo(self):
        self.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)

    def figure(self, name):
        return self.window.totals.figure(name)

    def balance(self):
        return self.window.totals.balance_button.text()

    def row(self):
        """Read the row of the grid in which the focus is, as it is seen."""
        index = self.page.grid.currentIndex()
        columns = self.page.columns
        return {
            column.title: self.page.model.index(index.row(), at).data()
            for at, column in enumerate(columns)
        }

    def find(self, text):
        """Find a text in the grid with Ctrl+F."""
        self.page.grid.setFocus()
        self.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self.type(text)
        self.enter()
        assert self.page.find_strip.said.text() == ""
        self.press(Qt.Key.Key_Escape)

    def choose_table(self, table):
        """Walk down the list of tables."""
        tables = self.page.contents
        tables.setFocus()
        self.press(Qt.Key.Key_Home)
        while not tables.currentItem().text().startswith(table):
            self.press(Qt.Key.Key_Down)

    def point_at(self, reference):
        """Click a figure of the sheet."""
        view = self.page.sheet_view
        view.setFocus()
        view.go_to(find_reference(view.sheet, reference))

    def rows(self):
        return self.page.model.rowCount() - 1  # less the empty one at the end

    def move_to(self, title):
        """Walk to a column of this row with Tab."""
        titles = [column.title for column in self.page.columns]
        self.page.grid.setFocus()
        for _ in titles:
            if titles[self.page.grid.currentIndex().column()] == title:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(title)


@pytest.fixture(scope="session")
def qapp():
    application = make_application(["budgettool"])
    yield application
    application.clipboard().clear()  # Qt without a screen fails as it ends with our data there


@pytest.fixture
def program(qapp, tmp_path):
    program = Program(qapp, Home(tmp_path / "home", "张三", now))
    yield program
    program.window.close()


@pytest.fixture
def accountant_of(qtbot, monkeypatch):
    """Give a function that puts somebody before a program."""
    return lambda program: Accountant(program, qtbot, monkeypatch)


@pytest.fixture
def accountant(program, accountant_of):
    return accountant_of(program)
