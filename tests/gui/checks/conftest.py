"""The real window on the sample, at the page 审核, and ways to break the book."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES
from budgettool.model import ExpenditureLine


@pytest.fixture
def opened(session, qtbot, tmp_path):
    """The window, active, with settings of its own."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    window = MainWindow(session, PAGES)
    qtbot.addWidget(window, before_close_func=lambda w: w.watch.stop())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def checked(opened):
    """The window at the page 审核."""
    opened.show_page("checks")
    return opened


@pytest.fixture
def page(checked):
    """The page 审核."""
    return checked.page


class Spoil:
    """Ways to break the book."""

    def __init__(self, session):
        self.session = session
        self.lines = [line for line in session.lines.values() if isinstance(line, ExpenditureLine)]

    def unit(self, number=0):
        """错误 without a mend: a line without its unit."""
        self.session.change_line("错", self.lines[number].id, unit=None)

    def pair(self, number=6):
        """核实 with a mend: the government code of another kind of unit."""
        self.session.change_line("错", self.lines[number].id, government_economic="50502")

    def functions(self):
        """Four 核实 of one cause, with mends: a function of another kind of unit."""
        with self.session.edit("错") as edit:
            for line in self.lines[18:22]:
                edit.update(line.id, function="2010301")

    def last_year(self, less):
        """核实 about amounts: “三公” above last year's by so much, in 分."""
        official = [
            line
            for line in self.lines
            if line.source == "一般公共预算/财政拨款"
            and (line.department_economic or "").startswith(("30217", "30231", "30212", "31013"))
        ]
        total = sum(line.amount for line in official)
        with self.session.edit("上年") as edit:
            line = replace(official[0], id="before", measure="prior", amount=total - less)
            edit.insert(line)

    def fine(self):
        """提示 with a mend: amounts finer than what is published; totals stay."""
        more, less = self.lines[6], self.lines[8]
        with self.session.edit("错") as edit:
            edit.update(more.id, amount=more.amount + 1)
            edit.update(less.id, amount=less.amount - 1)


@pytest.fixture
def spoil(session):
    """Ways to break the book."""
    return Spoil(session)


@pytest.fixture
def press():
    """Give a function that presses a key where the keyboard is."""

    def do(key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    return do


@pytest.fixture
def listed(page):
    """Give a function that tells what the page lists: rules, and how many have each cause."""

    def read():
        page.refresh()
        return [(group.first.finding.code, len(group.items)) for group in page.model.groups]

    return read
