"""What the tests of these pages share: a shown page, its table, and ways to type and paste."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _settings(tmp_path):
    """Columns are remembered below the test's own folder."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture
def show(qtbot, session):
    """Give a function that makes and shows a page."""

    def make(kind):
        page = kind(session)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


@pytest.fixture
def type_into():
    """Give a function that types a text into the current cell and settles it by a key."""

    def do(table, text, key=Qt.Key.Key_Return):
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(editor, event)
        QTest.keyClick(editor, key)

    return do


@pytest.fixture
def paste():
    """Give a function that pastes a text through the real clipboard."""

    def do(table, text):
        QGuiApplication.clipboard().setText(text)
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    return do


@pytest.fixture
def cell():
    """Give a function that reads a cell: its text and what is wrong with it."""

    def read(page, row, field):
        panel = getattr(page, "panel", page)
        listing = panel.listing
        column = next(each for each in listing.columns if each.field == field)
        return listing.text(listing.rows[row], column), listing.mark(listing.rows[row], column)

    return read
