"""Enter presses the button in which the focus is; Qt itself does so in dialogs only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton


def press_focused_button(event: QKeyEvent) -> bool:
    """Press the focused button where the key is Enter; tell whether there was one."""
    focused = QApplication.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not isinstance(focused, QPushButton):
        return False
    focused.click()
    return True
