"""Where exports are asked for: the file's name, progress at the foot of the page, the outcome."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from budgettool.gui.reports.exports import EXPORTS, take_snapshot
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.session import Session
from budgettool.gui.work import start_task
from budgettool.importing import Progress

Writing = Callable[[Path, Progress], object]
"""Writes a file; told where, and by what it says how far it is."""


class Wanted(Protocol):
    """A kind of file, as whoever writes it calls it."""

    @property
    def name(self) -> str:
        """What menu and toast call it."""

    @property
    def suffix(self) -> str:
        """How its name ends."""

    @property
    def kind(self) -> str:
        """How the dialog describes it."""


class ExportDesk(QObject):
    """Writes files of the book as it stands, one at a time."""

    told = Signal(str)
    offered = Signal(str, str, object)
    """A file is written; what opens it."""

    def __init__(self, session: Session, strip: ProgressStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._strip = strip
        self._window = parent

    def export(self, kind: str) -> None:
        """Ask where, and write a file of a kind: `pdf`, `excel` or `working`."""
        if self._strip.busy:
            self.told.emit(self._strip.say_busy())
            return
        wanted = EXPORTS[kind]
        snapshot = take_snapshot(self._session)
        self.write(snapshot.stem, wanted, partial(wanted.write, snapshot))

    def write(self, stem: str, wanted: Wanted, work: Writing) -> None:
        """Ask where, and write a file; its name is proposed beside the book."""
        if self._strip.busy:
            self.told.emit(self._strip.say_busy())
            return
        start = self._session.book.path.parent / f"{stem}{wanted.suffix}"
        title = f"导出 {wanted.name}"
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(start), wanted.kind)
        if not name:
            return
        path = _with_suffix(Path(name), start.suffix)
        if path.name != Path(name).name and path.exists():
            self.told.emit(f"已有“{path.name}”，没有覆盖；请另取一个名字，或在列表中选中它")
            return
        task = start_task(partial(work, path), self)
        self._strip.follow(f"导出 {path.name}", task)
        task.done.connect(lambda _: self.offered.emit(f"已导出 {path.name}", "打开", _opener(path)))
        task.refused.connect(self._strip.tell)
        task.cancelled.connect(lambda: self.told.emit("已停止导出"))


def _with_suffix(path: Path, suffix: str) -> Path:
    """Give the path its suffix where the user left it out; a date in the name is none."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def _opener(path: Path) -> Callable[[], bool]:
    return lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
