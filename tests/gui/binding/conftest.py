"""The page 成册, with few parts so that its pages are there in a moment."""

import pytest

from budgettool.gui.binding.page import BindingPage
from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES

PARTS = ("department", "", "packet.parts", 0)
FORMATS = ("department", "", "packet.formats", 0)


@pytest.fixture
def few(session):
    """The session of a book in which few parts were chosen."""
    with session.edit("改成册内容") as edit:
        edit.set_field(PARTS, "+cover\n+overview\n-contents\n-explanation\n-charts\n-terms\n-annex")
        edit.set_field(FORMATS, "docx\nhtml")
    return session


@pytest.fixture
def page(few, qtbot):
    """The page, once its pages are there."""
    page = BindingPage(few)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    qtbot.waitUntil(lambda: page.bound is not None, timeout=30_000)
    return page


@pytest.fixture
def window(few, qtbot):
    """The window at the page, once its pages are there."""
    window = MainWindow(few, PAGES)
    qtbot.addWidget(window)
    window.show()
    window.show_page("packet")
    qtbot.waitUntil(lambda: window.page.bound is not None, timeout=30_000)
    return window


@pytest.fixture
def made_anew(qtbot):
    """Give a function that waits until the pages were made anew."""

    def wait(page, act):
        before = page.bound
        act()
        qtbot.waitUntil(lambda: page.bound is not before and not page.pages.busy, timeout=30_000)
        return page.bound

    return wait
