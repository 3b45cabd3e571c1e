"""The packet as it stands, made anew off the window's thread when it is wanted and old.

What was made before stays until the new one is there. Leaves showing it to the page.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from budgettool.gui.binding.making import Order, bind
from budgettool.gui.work import Task, start_task


class BoundPages(QObject):
    """Makes the newest packet; where something changes meanwhile, it begins again."""

    made = Signal(object)
    """The new packet: a `Bound`."""

    making = Signal()
    progressed = Signal(str, int, int)
    refused = Signal(str)

    ended = Signal()
    """None is being made any more."""

    def __init__(self, order: Callable[[], Order], parent: QObject) -> None:
        super().__init__(parent)
        self._order = order
        self._old = True
        self._wanted = False
        self._task: Task | None = None

    @property
    def is_old(self) -> bool:
        """Whether something has changed since the last was begun."""
        return self._old

    @property
    def busy(self) -> bool:
        """Whether one is being made."""
        return self._task is not None

    def grow_old(self) -> None:
        """Note that something has changed: what is being made now is no longer worth its time."""
        self._old = True
        if self._task is not None:
            self._task.cancel()

    def want(self) -> None:
        """Make it anew where it is old."""
        self._wanted = True
        if not self._old or self._task is not None:
            return
        self._old = self._wanted = False
        self._task = start_task(partial(bind, self._order()), self)
        self.making.emit()
        self._task.progressed.connect(self.progressed)
        self._task.done.connect(self.made)
        self._task.refused.connect(self._on_refused)
        self._task.ended.connect(self._on_ended)

    def _on_refused(self, text: str) -> None:
        """Try again when it is wanted next."""
        self._old, self._wanted = True, False
        self.refused.emit(text)

    def _on_ended(self) -> None:
        self._task = None
        if self._wanted:
            self.want()
        if self._task is None:
            self.ended.emit()
