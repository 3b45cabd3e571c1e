"""The running program with its window: Qt set up in Chinese, books opened, faults told.

Leaves views to their modules, and what the command line does to `cli`.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from budgettool.book import Book, LockedError
from budgettool.gui import theme
from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES
from budgettool.gui.session import Session


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
    return application


def open_session(
    path: Path, holder: str, code_tables: Path, now: Callable[[], datetime]
) -> Session:
    """Open a book for a window; one that another has open is opened to be read.

    Raises:
        BookError: It cannot be opened at all.
    """
    try:
        book = Book.open(path, holder=holder)
    except LockedError:
        book = Book.open(path, holder=holder, writable=False)
    return Session(book, code_tables, now)


def run_window(path: Path, holder: str, code_tables: Path, now: Callable[[], datetime]) -> int:
    """Show a book until its window is closed."""
    application = make_application(sys.argv[:1])
    window = MainWindow(open_session(path, holder, code_tables, now), PAGES)
    window.closed.connect(window.session.book.close)
    if PAGES:
        window.show_page(PAGES[0].page_id)
    window.show()
    return application.exec()
