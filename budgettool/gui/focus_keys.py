"""Keys in the widget that has the focus: Enter presses a button, the window's keys pass a field.

Qt lets Enter press buttons in dialogs only. And a text field takes for itself what is editing on
X11 and Wayland: Ctrl+K deletes to the end of the line there, where the user looks for a page. Only
the widget in focus is watched, since a filter in Python over all events would be slow.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

_FIELDS: Final = (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit)
_OF_THE_WINDOW: Final = frozenset({Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_K})
"""With Ctrl: fill down, export, find. A field keeps them where nothing in the window has them."""

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FocusKeys(QObject):
    """Follows the focus through the windows of an application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button, or leave a key to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(watched, _FIELDS):
            return _left_to_window(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            return _pressed(watched, event)
        return False

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, (QPushButton, *_FIELDS)):
            new.installEventFilter(self)


def _left_to_window(event: QEvent) -> bool:
    assert isinstance(event, QKeyEvent)  # noqa: S101 - by its type
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if not control or event.key() not in _OF_THE_WINDOW:
        return False
    event.ignore()
    return True


def _pressed(button: QPushButton, event: QEvent) -> bool:
    assert isinstance(event, QKeyEvent)  # noqa: S101 - by its type
    if event.key() not in _ENTER:
        return False
    if not event.isAutoRepeat():  # who holds Enter down in the grid presses no button with it
        button.click()
    return True
