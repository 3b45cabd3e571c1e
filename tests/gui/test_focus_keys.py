"""Keys in the widget that has the focus: Enter on buttons, the window's keys in text fields."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

CTRL = Qt.KeyboardModifier.ControlModifier


class GreedyField(QLineEdit):
    """Takes Ctrl+K for itself, as every field does on X11 and Wayland: it deletes to the end."""

    def event(self, event):
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event):  # noqa: N802 - Qt's name
        if event.modifiers() & CTRL and event.key() == Qt.Key.Key_K:
            self.end(mark=True)
            self.del_()
        else:
            super().keyPressEvent(event)


@pytest.fixture
def window(qtbot, application):  # noqa: ARG001 - dressed as the product is
    window = QWidget()
    window.field, window.button, window.number = (
        GreedyField("abcdef"),
        QPushButton("做"),
        QSpinBox(),
    )
    layout = QVBoxLayout(window)
    for widget in (window.field, window.button, window.number):
        layout.addWidget(widget)
    window.done = []
    window.button.clicked.connect(lambda: window.done.append("做"))
    for keys in ("Ctrl+K", "Ctrl+E", "Ctrl+A", "Ctrl+Z"):
        action = QAction(window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, keys=keys: window.done.append(keys))
        window.addAction(action)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_ctrl_k_looks_for_something_and_deletes_nothing(window):
    window.field.setFocus()
    window.field.setCursorPosition(2)
    QTest.keyClick(window.field, Qt.Key.Key_K, CTRL)
    assert window.done == ["Ctrl+K"]
    assert window.field.text() == "abcdef"


def test_the_keys_of_editing_stay_with_the_field(window):
    window.field.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Z):
        QTest.keyClick(window.field, key, CTRL)
    assert window.done == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_in_focus(window, key):
    window.button.setFocus()
    QTest.keyClick(window.button, key)
    assert window.done == ["做"]


def test_enter_presses_no_button_that_is_elsewhere_or_off(window):
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    window.button.setFocus()
    window.button.setEnabled(False)
    QTest.keyClick(window.button, Qt.Key.Key_Return)
    assert window.done == []


def test_enter_that_is_held_down_presses_once(window):
    window.button.setFocus()
    for repeated in (False, True, True):
        kind, key = QEvent.Type.KeyPress, Qt.Key.Key_Return
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeated)
        QApplication.sendEvent(window.button, event)
    assert window.done == ["做"]


def test_what_was_left_is_followed_no_more(window):
    """A field that had the focus once is not kept from anything later, and costs nothing."""
    window.button.setFocus()
    window.field.setFocus()
    window.number.setFocus()
    QTest.keyClick(window.number, Qt.Key.Key_E, CTRL)
    assert window.done == ["Ctrl+E"]
