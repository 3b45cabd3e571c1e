import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from budgettool.gui.forms.projects import ProjectsPage
from budgettool.model import Project


@pytest.fixture
def page(show):
    return show(ProjectsPage)


@pytest.fixture
def table(page):
    return page.panel.ui.table


def test_the_list_is_a_sound_model_with_sums(page, qtmodeltester, cell):
    qtmodeltester.check(page.panel.model)
    place = [row.name for row in page.panel.listing.rows].index("车辆购置")
    assert cell(page, place, "used") == ("16.00", "")
    assert cell(page, place, "lines") == ("1", "")


def test_a_new_name_goes_through_the_lines_in_one_edit(table, session, type_into):
    old = next(each for each in session.facts.projects if each.name == "车辆购置")
    total = session.balance.expenditure("项目支出")
    table.go_to(old.id)
    type_into(table, "公务用车更新")
    named = [
        line for line in session.lines.values() if getattr(line, "project", "") == "公务用车更新"
    ]
    assert len(named) == 1
    assert session.balance.expenditure("项目支出") == total
    assert session.undo() == "改项目名称"
    assert not any(
        getattr(line, "project", "") == "公务用车更新" for line in session.lines.values()
    )


def test_a_name_that_is_anothers_is_marked(page, table, session, type_into, cell):
    table.go_to(session.facts.projects[0].id)
    type_into(table, session.facts.projects[1].name)
    assert cell(page, 0, "name")[1].startswith("已有叫")


def test_a_project_is_removed_only_when_nothing_names_it(page, table, session, type_into):
    used = session.facts.projects[0]
    table.go_to(used.id)
    QTest.keyClick(table, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert used in session.facts.projects
    assert "条明细，不能删除" in page.panel.ui.strip.text()
    table.go_to("")
    type_into(table, "新闻宣传")
    assert session.facts.projects[-1].name == "新闻宣传"
    table.go_to(session.facts.projects[-1].id)
    QTest.keyClick(table, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert session.facts.projects[-1].name != "新闻宣传"


def test_the_nature_is_typed_by_initials_among_those_of_projects(
    page, table, session, type_into, cell
):
    with session.edit("x") as edit:
        edit.insert(Project("p1", "会议"))
    table.go_to("p1", 2)
    type_into(table, "zxzj")
    assert session.facts.projects[-1].nature == "项目支出/专项资金"
    table.go_to("p1", 2)
    type_into(table, "公用经费")
    assert cell(page, len(page.panel.listing.rows) - 1, "nature")[1] == "项目的支出性质应是项目支出"


def test_projects_are_pasted_with_headings(page, table, session, paste):
    table.go_to("")
    paste(table, "项目编码\t项目名称\t单位\nA01\t新闻宣传\t016001\nA02\t新闻宣传\t016001\n")
    assert "已有叫“新闻宣传”的项目" in page.panel.asking.wrong.text()
    page.panel.asking.all.click()
    added = session.facts.projects[-2:]
    assert [each.code for each in added] == ["A01", "A02"]
    assert added[0].name == "新闻宣传"
    assert "格有误" in page.panel.ui.strip.text()


def test_figures_follow_what_is_typed_elsewhere(page, session, qtbot, cell):
    place = [row.name for row in page.panel.listing.rows].index("车辆购置")
    line = next(
        each for each in session.lines.values() if getattr(each, "project", "") == "车辆购置"
    )
    with qtbot.waitSignal(page.panel.model.dataChanged):
        session.draft(type(line)(**{**_fields(line), "amount": 20_0000_00}))
    assert cell(page, place, "used")[0] == "20.00"
    session.withdraw(line.id)
    assert cell(page, place, "used")[0] == "16.00"


def _fields(line):
    return {name: getattr(line, name) for name in type(line).__slots__}


def test_pasting_one_name_over_two_projects_is_refused(page, table, session, paste):
    with session.edit("x") as edit:
        edit.insert_all([Project("p1", "甲"), Project("p2", "乙")])
    table.go_to("p1")
    paste(table, "丙\n丙\n")
    assert "已有叫“丙”的项目" in page.panel.asking.wrong.text()
    page.panel.asking.all.click()
    assert [each.name for each in session.facts.projects[-2:]] == ["丙", "乙"]
    assert session.drafts == {("p2", "name"): "丙"}


def test_a_name_may_begin_with_a_quote(table, session, paste):
    before = len(session.facts.projects)
    table.go_to("")
    paste(table, '“平安”工程\n"平安\n其三\n')
    assert len(session.facts.projects) == before + 3
