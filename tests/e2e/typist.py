"""A program of its own that types into the window of a book and then waits to be killed.

Arguments: the book, a folder for what is remembered. Says `ready` when one amount has been left
with Enter and the next is half typed.
"""

import os
import sys
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.application import Home, Program, make_application

book, home = map(Path, sys.argv[1:])
application = make_application(["budgettool"])
program = Program(application, Home(home, "张三", lambda: datetime.now().astimezone()))
window = program.open_book(book)
window.show_page("expenditure")
application.processEvents()
page = window.page
page.grid.setFocus()
page.grid.show_cell(0, page.model.column_of("amount"))
QTest.keyClicks(QApplication.focusWidget(), "7")
QTest.keyClicks(QApplication.focusWidget(), "7")
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
QTest.keyClicks(QApplication.focusWidget(), "9")
QTimer.singleShot(0, lambda: print("ready", window.totals.figure("支出"), flush=True))  # noqa: T201 - read by the test
application.exec()
