"""The measures of the look, and that they follow the size of the system's text."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from budgettool.gui import theme
from budgettool.gui.main_window import MainWindow
from budgettool.gui.measures import Measures, measures_at
from budgettool.gui.registry import PAGES

PACKAGE = Path(theme.__file__).parent


def test_every_measure_that_is_asked_for_is_one():
    asked = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"\btheme\.([A-Z][A-Z_0-9]+)\b", path.read_text(encoding="utf-8"))
    }
    known = {name.upper() for name in Measures.__slots__} | {"LIGHT", "DARK", "SCHEMES"}
    assert asked <= known


def test_small_text_is_never_smaller_than_it_is_drawn_for():
    assert measures_at(9) == Measures()


@pytest.mark.parametrize(("points", "body", "row"), [(9, 13, 28), (12, 16, 34), (14, 19, 41)])
def test_text_rows_rail_and_head_grow_with_the_systems_text(text_of, points, body, row):
    text_of(points)
    assert QApplication.font().pixelSize() == theme.BODY_SIZE == body
    assert row == theme.ROW_HEIGHT
    assert round(168 * body / 13) == theme.RAIL_WIDTH


@pytest.mark.parametrize("points", [12, 14])
def test_nothing_is_cut_where_the_systems_text_is_large(text_of, session, qtbot, points):
    text_of(points)
    window = MainWindow(session, PAGES)
    qtbot.addWidget(window)
    window.resize(1600, 900)
    window.show()
    for entry in PAGES:
        window.show_page(entry.page_id)
        QApplication.processEvents()
        assert [widget.text() for widget in cut(window)] == [], entry.title


@pytest.mark.parametrize("size", [(683, 350), (911, 470), (1024, 730)])
def test_a_window_fits_a_small_screen_and_nothing_in_it_is_cut(session, qtbot, size):
    window = MainWindow(session, PAGES)
    qtbot.addWidget(window)
    window.show()
    for entry in PAGES:
        window.show_page(entry.page_id)
        window.resize(*size)
        QApplication.processEvents()
        assert window.size().toTuple() == size
        assert [widget.text() for widget in cut(window)] == [], entry.title
        edges = (window.page, window.top_bar.more_button, window.totals.balance_button)
        for each in edges:
            assert each.mapTo(window, each.rect().bottomRight()).x() < size[0], entry.title
        (chosen,) = (each for each in window.rail.findChildren(QPushButton) if each.isChecked())
        assert not chosen.visibleRegion().isEmpty(), entry.title
        assert chosen.text() or entry.title in chosen.toolTip()


def test_words_come_back_to_the_rail_and_the_buttons_with_the_room(session, qtbot):
    window = MainWindow(session, PAGES)
    qtbot.addWidget(window)
    window.resize(683, 350)
    window.show()
    assert {each.text() for each in window.rail.findChildren(QPushButton)} == {""}
    window.resize(1280, 800)
    QApplication.processEvents()
    assert PAGES[0].title in {each.text() for each in window.rail.findChildren(QPushButton)}
    assert window.top_bar.more_button.text() == "更多"


def cut(window):
    """List the buttons and one-line labels in sight that have less room than their text wants."""
    for widget in (*window.findChildren(QAbstractButton), *window.findChildren(QLabel)):
        if not widget.isVisible() or not widget.text() or type(widget).__name__ == "ElidedLabel":
            continue
        wanted = widget.sizeHint()
        narrow = widget.width() < wanted.width() and not getattr(widget, "wordWrap", bool)()
        if narrow or widget.height() < widget.fontMetrics().height():
            yield widget
