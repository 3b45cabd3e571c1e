"""The printed pages of the book: made anew, off the window's thread, where they are old.

Leaves showing them to `page_view`.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from budgettool.gui.reports.exports import make_pages, take_snapshot
from budgettool.gui.session import Session
from budgettool.gui.work import Task, start_task


class PrintedPages(QObject):
    """Makes the pages of the newest state when they are wanted."""

    made = Signal(object)
    """The new document."""

    making = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._old = True
        self._wanted = False
        self._task: Task | None = None

    def grow_old(self) -> None:
        """Note that the book has changed since."""
        self._old = True

    def want(self) -> None:
        """Make them anew where they are old; once more where the book changes meanwhile."""
        self._wanted = True
        if not self._old or self._task is not None:
            return
        self._old = self._wanted = False
        self._task = start_task(partial(make_pages, take_snapshot(self._session)), self)
        self.making.emit()
        self._task.done.connect(self.made)
        self._task.refused.connect(self._on_refused)
        self._task.ended.connect(self._on_ended)

    def _on_refused(self, text: str) -> None:
        """Try again when they are wanted next."""
        self._old, self._wanted = True, False
        self.refused.emit(text)

    def _on_ended(self) -> None:
        self._task = None
        if self._wanted:
            self.want()
