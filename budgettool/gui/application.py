"""The running program with its window: Qt set up in Chinese, books opened, faults told.

Leaves views to their modules, and what the command line does to `cli`.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QDir, QLibraryInfo, QObject, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox

from budgettool.book import Book, LockedError, ReadOnlyError
from budgettool.codes.initials import initials
from budgettool.errors import BudgetToolError
from budgettool.gui import theme
from budgettool.gui.faults import FaultBox, FaultHandler
from budgettool.gui.focus_keys import FocusKeys
from budgettool.gui.input_method import input_method_advice, running_processes
from budgettool.gui.main_window import MainWindow
from budgettool.gui.new_book import Maker
from budgettool.gui.notice_bar import NoticeBar
from budgettool.gui.registry import PAGES
from budgettool.gui.session import Session
from budgettool.gui.settings import RecentBook, Settings
from budgettool.gui.start_window import StartWindow
from budgettool.gui.work import start_task, wait_for_tasks
from budgettool.importing import Progress
from budgettool.packs.location import pack_folders

_INPUT_METHOD = "input_method"
_WARM_UP_MS = 1_500


def make_application(arguments: Sequence[str]) -> QApplication:
    """Set Qt up: bundled faces, theme that follows the system, Qt's own texts in Chinese."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(list(arguments) or ["budgettool"])
    application.setApplicationDisplayName("预算编制工具")
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    theme.load_faces()
    theme.apply_theme(application)
    application.styleHints().colorSchemeChanged.connect(lambda: theme.apply_theme(application))
    FocusKeys(application)
    return application


def open_session(
    path: Path, holder: str, code_tables: Path, now: Callable[[], datetime]
) -> Session:
    """Open a book for a window; one that another has open, or that cannot be written, to be read.

    Raises:
        BudgetToolError: It cannot be opened at all.
    """
    reason = ""
    try:
        book = Book.open(path, holder=holder, clock=now)
    except (LockedError, ReadOnlyError) as error:
        book = Book.open(path, holder=holder, writable=False, clock=now)
        reason = _why_read_only(error)
    try:
        session = Session(book, code_tables, now)
    except BaseException:
        book.close()
        raise
    if reason:
        session.reason_read_only = reason
    return session


def _is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two names are of one file, as those of a link and of what it leads to are."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _why_read_only(error: LockedError | ReadOnlyError) -> str:
    if isinstance(error, LockedError):
        who = f"{error.holder or '别的窗口'}" + (f"（电脑 {error.host}）" if error.host else "")
        since = f"，自 {error.since} 起" if error.since else ""
        return f"正由{who}编辑{since}。对方的改动会自动显示在这里；对方关闭后可以改为编辑"
    return str(error)


@dataclass(frozen=True, slots=True)
class Home:
    """For whom the window runs, and where.

    Attributes:
        folder: The user's data folder: settings, own packs, code tables, the sample.
        user: The name that the system has for the user.
        now: Gives the time.
    """

    folder: Path
    user: str
    now: Callable[[], datetime]


class Program(QObject):
    """Shows one window at a time: the start page, or a book."""

    def __init__(self, application: QApplication, home: Home) -> None:
        super().__init__()
        self._application = application
        self._home = home
        self.settings = Settings(home.folder)
        theme.choose_scheme(application, self.settings.scheme)
        ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        QSettings.setPath(ini, user, str(home.folder))  # what pages remember is kept there too
        self.window: QMainWindow | None = None
        self._fault_box = FaultBox()
        self.faults = FaultHandler(program_version(), home.now)
        self.faults.faulted.connect(self._show_fault)
        self.faults.refused.connect(self._tell_refusal)

    def show_start(self) -> StartWindow:
        """Show the start page in place of what is shown."""
        window = StartWindow(self.settings, self._maker, self._home.user)
        window.book_wanted.connect(self.open_book)
        self._replace(window)
        self._check_input_method(window.notices)
        return window

    def open_book(self, path: Path) -> MainWindow | None:
        """Show a book in place of what is shown, or say why it cannot be opened."""
        path = path.absolute()
        shown = self.window
        if isinstance(shown, MainWindow) and _is_same_file(shown.session.book.path, path):
            return shown
        try:
            session = self._open(path)
        except BudgetToolError as error:
            self._tell_refusal(str(error))
            return None
        window = MainWindow(session, PAGES, self.settings.unit)
        self._connect(window)
        if not self._replace(window):
            return None
        self._remember(session)
        wanted = self.settings.page
        known = [kind.page_id for kind in PAGES]
        if known:
            window.show_page(wanted if wanted in known else known[0])
        self._check_input_method(window.notices)
        QTimer.singleShot(_WARM_UP_MS, self, lambda: start_task(_warm_up))
        return window

    def _open(self, path: Path) -> Session:
        holder = self.settings.editor or self._home.user
        return open_session(path, holder, self._home.folder / "codes", self._home.now)

    def _connect(self, window: MainWindow) -> None:
        window.closed.connect(window.session.book.close)
        window.closed.connect(lambda: self._keep_geometry(window))
        window.unit_changed.connect(self._on_unit)
        window.page_shown.connect(self._on_page)
        window.start_wanted.connect(self._on_start_wanted)
        window.open_wanted.connect(self.open_book)
        window.safekeeping.edit_wanted.connect(lambda: self._edit_instead(window))
        window.safekeeping.book_moved.connect(lambda: self._remember(window.session))
        window.scheme_chosen.connect(self._on_scheme)
        window.about_wanted.connect(lambda: self._show_about(window))

    def _replace(self, window: QMainWindow) -> bool:
        """Show a window where the last one stood; that one may refuse to go."""
        old, self.window = self.window, window
        if isinstance(old, MainWindow):
            self._keep_geometry(old)
        if isinstance(window, MainWindow):
            window.restoreGeometry(self.settings.geometry)
        window.show()
        if old is None:
            return True
        placed = old.close()
        if not placed:
            self.window = old
            window.close()
        (old if placed else window).deleteLater()
        return placed

    def _edit_instead(self, window: MainWindow) -> None:
        """Open for editing what could only be read, if its holder has gone."""
        session = self._open(window.session.book.path)
        if session.book.read_only:
            session.book.close()
            window.toast.say(f"还不能编辑：{session.reason_read_only}")
            return
        again = MainWindow(session, PAGES, self.settings.unit)
        self._connect(again)
        self._replace(again)
        if window.page is not None:
            again.show_page(window.page.page_id)

    def _on_start_wanted(self) -> None:
        self.show_start()

    def _remember(self, session: Session) -> None:
        department = session.facts.department
        title = f"{department.short or department.full} · {session.facts.year}年"
        when = f"{self._home.now():%Y-%m-%d %H:%M}"
        self.settings.remember_book(RecentBook(session.book.path, title, when))

    def _maker(self) -> Maker:
        holder = self.settings.editor or self._home.user
        return Maker(holder, self._home.now, pack_folders(self._home.folder / "forms"))

    def _keep_geometry(self, window: QMainWindow) -> None:
        self.settings.geometry = window.saveGeometry()

    def _on_unit(self, unit: str) -> None:
        self.settings.unit = unit

    def _on_scheme(self, scheme: str) -> None:
        self.settings.scheme = scheme
        theme.choose_scheme(self._application, scheme)

    def _on_page(self, page_id: str) -> None:
        self.settings.page = page_id

    def _check_input_method(self, notices: NoticeBar) -> None:
        """Say once what to do where Chinese cannot be typed."""
        if self.settings.is_dismissed(_INPUT_METHOD):
            return
        folder = QDir(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        plugins = QDir(folder.filePath("platforminputcontexts")).entryList(QDir.Filter.Files)
        running = running_processes() if sys.platform == "linux" else frozenset()
        platform = QApplication.platformName()
        advice = input_method_advice(os.environ, platform, plugins, running)
        if advice:

            def dismiss() -> None:
                self.settings.dismiss(_INPUT_METHOD)
                notices.clear(_INPUT_METHOD)

            notices.tell(_INPUT_METHOD, advice, [("知道了，不再提示", dismiss)])

    def _tell_refusal(self, text: str) -> None:
        if isinstance(self.window, MainWindow):
            self.window.safekeeping.tell_refusal(text)
        else:
            start = self.window if isinstance(self.window, StartWindow) else self.show_start()
            start.page.tell(text)

    def _show_fault(self, report: str) -> None:
        self._fault_box.show(report, self.window)

    def _show_about(self, window: MainWindow) -> None:
        box = QMessageBox(window)
        box.setWindowTitle("关于")
        box.setText(f"预算编制工具 {program_version()}")
        box.setInformativeText(
            "部门预算的编制、校验与公开。\n自由软件，按 GPL-3.0 或更新版本许可；"
            "所用字体和组件的许可见 NOTICE.md。"
        )
        box.open()


def _warm_up(_progress: Progress) -> None:
    """Load what the first search by pinyin would wait for."""
    initials("预")


def program_version() -> str:
    """Give the program's version; empty where it runs without being installed."""
    try:
        return version("budgettool")
    except PackageNotFoundError:
        return ""


def run_window(path: Path | None, home: Home) -> int:
    """Show the start page, or a book, until the window is closed."""
    application = make_application(sys.argv[:1])
    program = Program(application, home)
    program.faults.install()
    if path is None:
        program.show_start()
    else:
        program.open_book(path)
    code = application.exec()
    wait_for_tasks()
    return code
