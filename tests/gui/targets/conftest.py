"""A page of targets on a book whose pack has forms."""

import pytest

from budgettool.gui.targets.page import TargetsPage


@pytest.fixture
def project(session):
    """The project whose form is filled in."""
    return next(each for each in session.facts.projects if each.name == "车辆购置")


@pytest.fixture
def page(session, qtbot):
    """The page, shown, in a book in which nothing is filled in yet."""
    with session.edit("清空") as edit:
        for key in session.facts.fields:
            edit.set_field(key, None)
    page = TargetsPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 740)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def at_project(page, project):
    """The page at the form of the project."""
    page.subjects.choose("11", project.id)
    return page


@pytest.fixture
def fields(session, project):
    """Give a function that reads a field of the project."""

    def read(key, row=0):
        return session.facts.fields.get(("project", project.id, key, row), "")

    return read
