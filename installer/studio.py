"""Opens windows on books of its own, of every kind that is pictured. Leaves states to `states`."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, cycle, islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest

from budgettool.book import Book
from budgettool.gui import theme
from budgettool.gui.application import Home, Program, make_application
from budgettool.gui.main_window import MainWindow
from budgettool.gui.new_book import Answers, Maker, make_book, make_sample
from budgettool.model import Department, ExpenditureLine, Unit
from budgettool.packs.location import pack_folders

NOW: Final = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DEPARTMENT: Final = Department("016", "临溪市人民政府办公室", "临溪市政府办公室")
LONG_NAME: Final = (
    "临溪市人民政府办公室机关后勤事务与会议接待服务保障以及历史档案整理编研中心" * 2
)[:60]
HUGE: Final = 1_234_567_890_123_00
LONG: Final = 10_000


class Studio:
    """Opens windows on books of its own, dressed in one scheme."""

    def __init__(self, folder: Path, scheme: str) -> None:
        self._folder = folder
        self.application = make_application(["budgettool"])
        self._programs: list[Program] = []
        self._scheme = scheme
        self._maker = Maker("张三", lambda: NOW, pack_folders())
        self._sample = make_sample(self._maker, folder / "sample")
        self._numbers = count()
        self._long: Path | None = None

    def program(self, user: str = "张三") -> Program:
        """Begin a program that remembers nothing."""
        home = self._folder / f"home{next(self._numbers)}"
        home.mkdir()
        program = Program(self.application, Home(home, user, lambda: NOW))
        program.settings.scheme = self._scheme
        theme.choose_scheme(self.application, self._scheme)
        program.settings.dismiss("input_method")
        self._programs.append(program)
        return program

    def sample(self) -> Path:
        """Give a copy of the sample."""
        return Path(shutil.copy(self._sample, self._place("样例.ysb")))

    def bare(self, units: tuple[Unit, ...] = ()) -> Path:
        """Give a book with units at most."""
        path = self._place("空白.ysb")
        make_book(self._maker, path, Answers(DEPARTMENT, 2027, "henan-2020", units))
        return path

    def long(self) -> Path:
        """Give the sample with many lines, a long name and huge amounts."""
        if self._long is not None:
            return Path(shutil.copy(self._long, self._place("样例.ysb")))
        self._long = path = self.sample()
        with Book.open(path, holder="张三", clock=lambda: NOW) as book, book.edit("加行") as edit:
            facts = book.facts()
            own = [line for line in facts.lines if isinstance(line, ExpenditureLine)]
            edit.set_department(replace(facts.department, full=LONG_NAME, short=LONG_NAME[:24]))
            edit.update(facts.units[-1].id, name=LONG_NAME)
            if facts.projects:
                edit.update(facts.projects[0].id, name=LONG_NAME)
                edit.update(own[-1].id, project=LONG_NAME)
            edit.insert_all(replace(line, id=book.new_id()) for line in islice(cycle(own), LONG))
            edit.update(own[0].id, amount=HUGE, memo=LONG_NAME)
        return self.long()

    def open(self, path: Path, page: str = "", user: str = "张三") -> MainWindow:
        """Show a book at a page."""
        window = self.program(user).open_book(path)
        if window is None:
            raise SystemExit(f"打不开 {path}")
        window.resize(1280, 800)
        if page:
            window.show_page(page)
        self.settle()
        return window

    def settle(self) -> None:
        """Let the window draw itself, with what it draws beside its own thread."""
        for _ in range(3):
            QTest.qWait(100)
            QThreadPool.globalInstance().waitForDone()
        self.application.processEvents()

    def close(self) -> None:
        """Close what was opened for a picture."""
        for program in self._programs:
            if program.window is not None:
                program.window.close()
                program.window.deleteLater()
        self._programs.clear()
        self.settle()

    def _place(self, name: str) -> Path:
        folder = self._folder / f"book{next(self._numbers)}"
        folder.mkdir()
        return folder / name
