"""Keeps an eye on the file of an open book: what another writes is followed, a loss is told.

A window that only reads looks whether the writer has committed; one that writes looks whether its
file is still where it was, since a deleted file goes on taking edits that nobody will find.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from budgettool.book import BusyError
from budgettool.errors import BudgetToolError
from budgettool.gui.session import Session

EVERY_MS: Final = 1_000


class BookWatch(QObject):
    """Looks at the book's file every second."""

    followed = Signal()
    """Another has changed the book, and the session shows it."""

    lost = Signal(str)
    """The file is gone, or what is in it cannot be read; told once, in words."""

    found = Signal()
    """The file is back, or can be read again."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._identity = _identity(session.book.path)
        self._trouble = ""
        self._behind = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more, as the book is about to be closed."""
        self._timer.stop()

    def look(self) -> None:
        """Look once."""
        if self._session.book.unsaved:
            return
        trouble = self._what_is_wrong_with_the_file() or self._what_is_wrong_with_following()
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble:
            self.lost.emit(trouble)
        else:
            self.found.emit()

    def restart(self) -> None:
        """Watch the file that the book is in now."""
        self._trouble = ""
        self._identity = _identity(self._session.book.path)

    def _what_is_wrong_with_the_file(self) -> str:
        present = _identity(self._session.book.path)
        if present == self._identity:
            return ""
        name = self._session.book.path.name
        if present is None:
            told = f"“{name}”已不在原处：文件被移走、删除，或U盘、网络已断开"
        else:
            told = f"“{name}”被另一个文件替换了"
        return f"{told}。窗口里的内容完整，请另存到可靠的位置后继续"

    def _what_is_wrong_with_following(self) -> str:
        """Follow what another has written; one who is just writing is waited for."""
        if not self._session.book.read_only:
            return ""
        try:
            self._follow()
        except BusyError:
            return self._trouble
        except BudgetToolError as error:
            return str(error)
        return ""

    def _follow(self) -> None:
        self._behind = self._behind or self._session.book.changed_elsewhere()
        if self._behind:
            self._session.reload()
            self._behind = False
            self.followed.emit()


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell one file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
