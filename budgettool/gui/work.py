"""Long work off the window's thread: a task with progress, a way to stop it, and its outcome.

What it is given must be immutable (a snapshot of facts, a pack, sheets): never a book, a session or
a widget. All signals arrive in the window's thread.
"""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

from budgettool.cube.keeping import hold_search, release_search
from budgettool.errors import BudgetToolError
from budgettool.importing import CancelledError, Progress

Work = Callable[[Progress], object]
"""Does the work; calls the progress it is given (stage, done, total) where it can be stopped."""

_tasks: Final[set["Task"]] = set()
"""Tasks that Qt has not deleted yet, so that none is collected in the thread of its work."""


class Task(QObject):
    """One piece of work; `start_task` makes and starts it.

    Exactly one of `done`, `refused` and `cancelled` is emitted, then `ended`. After a fault of ours
    only `ended` is, and the fault itself reaches the handler at the top. When its owner is deleted,
    it is stopped and says nothing more: who would listen is gone.
    """

    progressed = Signal(str, int, int)
    """How far it is: stage, done, of how much (0: unknown)."""

    done = Signal(object)
    """It is finished; what the work returned."""

    refused = Signal(str)
    """It cannot be done; the text says why and what to do."""

    cancelled = Signal()
    ended = Signal()

    _progressed = Signal(str, int, int)
    _told = Signal(object)
    _left = Signal()

    def __init__(self, work: Work, owner: QObject | None = None) -> None:
        super().__init__()  # not a child: the thread outlives the owner, and signals through this
        self._work = work
        self._stop = Event()
        self._running = self._abandoned = False
        self._progressed.connect(self._on_progressed)
        self._told.connect(self._on_told)
        self._left.connect(self._on_left)
        if owner is not None:
            owner.destroyed.connect(self._on_owner_gone)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._running

    def start(self) -> None:
        """Begin, in a thread of the pool."""
        self._running = True
        _tasks.add(self)
        hold_search()  # else widgets that are garbage could be deleted in the thread of the work
        QThreadPool.globalInstance().start(_Runnable(self._run))

    def cancel(self) -> None:
        """Ask it to stop; it does at its next word of progress."""
        self._stop.set()

    def report(self, stage: str, done: int, total: int) -> None:
        """Say how far the work is; called in the work's thread.

        Raises:
            CancelledError: The user has asked to stop.
        """
        if self._stop.is_set():
            raise CancelledError
        self._progressed.emit(stage, done, total)

    def _run(self) -> None:
        try:
            result = self._work(self.report)
            self._told.emit((self.done, (result,)))
        except CancelledError:
            self._told.emit((self.cancelled, ()))
        except BudgetToolError as error:
            self._told.emit((self.refused, (str(error),)))
        finally:
            self._left.emit()

    def _on_owner_gone(self) -> None:
        self._abandoned = True
        self.cancel()

    def _on_progressed(self, stage: str, done: int, total: int) -> None:
        if not self._abandoned:
            self.progressed.emit(stage, done, total)

    def _on_told(self, outcome: tuple[SignalInstance, tuple[object, ...]]) -> None:
        signal, values = outcome
        if self._stop.is_set():
            signal, values = self.cancelled, ()
        if not self._abandoned:
            signal.emit(*values)

    def _on_left(self) -> None:
        self._running = False
        release_search()
        if not self._abandoned:
            self.ended.emit()
        self.destroyed.connect(partial(_tasks.discard, self))
        self.deleteLater()


class _Runnable(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        """Run in a thread of the pool."""
        self._run()


def start_task(work: Work, owner: QObject | None = None) -> Task:
    """Start work off the window's thread, for an owner who listens.

    Connect to the task's signals at once: none arrives before control is back in the event loop.
    """
    task = Task(work, owner)
    task.start()
    return task


def wait_for_tasks() -> None:
    """Wait until all tasks have left their threads, as the program ends."""
    for task in list(_tasks):
        task.cancel()
    QThreadPool.globalInstance().waitForDone()
