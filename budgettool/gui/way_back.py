"""The way back (Alt+←): from where a page has led, to the page that one was on."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS: Final = "Alt+Left"
_MOST: Final = 50


class WayBack(QObject):
    """Remembers from which pages one was led away; gives way where the key means something else."""

    wanted = Signal(str)
    """The page to go back to."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pages: list[str] = []
        self.action = QAction("返回", window)
        self.action.setShortcut(QKeySequence(_KEYS))
        self.action.triggered.connect(self.go)
        self.action.setEnabled(False)
        window.addAction(self.action)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def remember(self, page_id: str) -> None:
        """Remember a page that leads to another."""
        self._pages = [*self._pages[-_MOST:], page_id]
        self._follow_focus(None, QApplication.focusWidget())

    def go(self) -> None:
        """Go back to where one was led from."""
        if self._pages:
            page = self._pages.pop()
            self.wanted.emit(page)
            self._follow_focus(None, QApplication.focusWidget())

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        taken = new is not None and any(_takes(widget) for widget in self._above(new))
        self.action.setEnabled(bool(self._pages) and not taken)

    def _above(self, widget: QWidget) -> "Iterator[QWidget]":
        found: QWidget | None = widget
        while found is not None and found is not self._window:
            yield found
            found = found.parentWidget()


def _takes(widget: QWidget) -> bool:
    """Tell whether a widget has another use for the key."""
    keys = QKeySequence(_KEYS)
    return any(keys in action.shortcuts() and action.isEnabled() for action in widget.actions())
