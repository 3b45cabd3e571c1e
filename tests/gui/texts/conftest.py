"""What the tests of the page of the text share: a shown page, and ways to write."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.texts.page import TextsPage
from budgettool.sheets.quantities import field_key


@pytest.fixture(autouse=True)
def _nothing_filled_in(session):
    """The sample is filled in; here nothing is, so that each test says what it fills in."""
    with session.edit("清空") as edit:
        for key in session.facts.fields:
            edit.set_field(key, None)


@pytest.fixture
def page(qtbot, session):
    """The page, shown, with all sections read."""
    made = TextsPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.shelf.read_all()
    return made


@pytest.fixture
def editor(page):
    """The editor, with the section about the whole in it."""
    page.contents.choose("overall")
    page.editor.setFocus()
    return page.editor


@pytest.fixture
def write():
    """Give a function that writes words as an input method does, at the end."""

    def do(editor, words):
        editor.moveCursor(QTextCursor.MoveOperation.End)
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(editor, event)

    return do


@pytest.fixture
def paste():
    """Give a function that pastes words through the real clipboard."""

    def do(editor, words):
        QGuiApplication.clipboard().setText(words)
        QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    return do


@pytest.fixture
def fill(session):
    """Give a function that fills fields of the department."""

    def do(**fields):
        with session.edit("填写") as edit:
            for key, value in fields.items():
                edit.set_field(field_key(key.replace("__", ".")), value)

    return do


@pytest.fixture
def kept(session):
    """Give a function that reads a field of the department."""
    return lambda key: session.facts.fields.get(field_key(key), "")
