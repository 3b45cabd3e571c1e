"""A figure of which something is found is marked in its table, in the list of tables, in words."""

import pytest

from budgettool.gui.reports.page import ReportsPage
from budgettool.model import ExpenditureLine
from budgettool.rules.finding import CellPlace


@pytest.fixture
def page(session, qtbot):
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.reveal("01")
    return page


@pytest.fixture
def broken(session):
    """Give the findings of tables once expenditure is a 分 more than income."""

    def make():
        line = next(each for each in session.lines.values() if isinstance(each, ExpenditureLine))
        session.change_line("多一分", line.id, amount=line.amount + 1)
        others = session.checks.others()
        return [each for each in others if isinstance(each.place, CellPlace)]

    return make


def listed(page):
    return [page.contents.item(row).text() for row in range(page.contents.count())]


def test_a_sound_book_has_no_marks(page):
    assert not page.sheet_view.marks
    assert not any(mark in text for text in listed(page) for mark in "●○◇")


def test_a_figure_and_its_table_are_marked_and_told(page, session, broken):
    before = listed(page)
    finding = next(each for each in broken() if each.place.reference.table == "01")
    assert page.sheet_view.marks
    assert [a for a, b in zip(listed(page), before, strict=True) if a != b]
    page.reveal(finding.place.reference)
    assert page.place() == finding.place
    page.body.show_lines(page.sheet_view.current_cell())
    assert finding.message in page.panel.reason.text()
    assert finding.message in page.sheet_view.reason_of(page.sheet_view.current_cell())
    session.undo()
    assert not page.sheet_view.marks
    assert listed(page) == before


def test_marks_are_right_when_the_page_is_shown_again(page, broken):
    page.hide()
    broken()
    page.show()
    assert page.sheet_view.marks
