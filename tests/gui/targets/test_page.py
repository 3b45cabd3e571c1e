"""The page of targets while other things happen: projects go, are renamed, steps are undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from budgettool.book import StoredPack
from budgettool.gui.lines.clipboard import mime_of
from budgettool.model import Project
from budgettool.packs.location import pack_folders, read_pack_files
from budgettool.rules.finding import SubjectPlace


def names_shown(page):
    return [each.name for each in page.subjects.subjects.subjects]


def indicator(page, name):
    return next(
        spot.cell.field
        for spot in page.view.form.filling.spots()
        if spot.cell.field and spot.cell.field[0] == "indicator.name" and spot.cell.text == name
    )


@pytest.fixture
def with_indicators(at_project, session, project):
    """The form with two indicators under the same levels."""
    with session.edit("填") as edit:
        for row, name in enumerate(("购置公务用车", "办理上牌手续")):
            for key, text in (("level1", "产出目标"), ("level2", "数量"), ("name", name)):
                edit.set_field(("project", project.id, f"indicator.{key}", row), text)
    return at_project


def paste(page, rows):
    cells = [list(row) for row in rows]
    QGuiApplication.clipboard().setMimeData(mime_of(cells, numbers=frozenset()))
    page.view.paste()


def test_a_project_that_goes_takes_its_form_with_it(page, session):
    with session.edit("新项目") as edit:
        edit.insert(Project("gone", "临时项目"))
    page.subjects.choose("11", "gone")
    session.undo()
    assert "临时项目" not in names_shown(page)
    assert page.view.form.filling.subject.id == ""
    page.view.go_to(("goal", 0))
    page.view.form.setData(page.view.currentIndex(), "目标")
    assert not any(key[1] == "gone" for key in session.facts.fields)


def test_a_pack_without_forms_leaves_nothing_to_fill_in_until_it_is_taken_back(page, session):
    files = read_pack_files("national-2021", pack_folders())
    with session.edit("换表样") as edit:
        edit.set_pack(StoredPack("national-2021", "1", files))
    before = session.facts.fields
    assert names_shown(page) == []
    assert page.place() is None
    for button in page.findChildren(QPushButton):
        button.click()
    assert session.facts.fields == before
    assert session.undo() == "换表样"
    assert page.place() == SubjectPlace("department", "", "goal")


def test_the_title_follows_a_new_name_of_the_project(at_project, session, project):
    with session.edit("改名") as edit:
        edit.update(project.id, name="更新车辆")
    assert any("更新车辆" in label.text() for label in at_project.findChildren(QLabel))
    at_project.view.go_to(("overview", 0))
    at_project.view.form.setData(at_project.view.currentIndex(), "概况")
    assert session.undo() == "填项目概况（更新车辆）"


def test_a_list_pasted_at_a_level_does_not_replace_the_level(with_indicators, fields):
    page = with_indicators
    page.view.go_to(("indicator.level2", 0))
    paste(page, [("购置费",), ("上牌费",)])
    assert [fields("indicator.level2", row) for row in range(2)] == ["数量", "数量"]
    assert [fields("indicator.name", row) for row in range(2)] == ["购置费", "上牌费"]


def test_columns_beyond_the_form_are_told(with_indicators, fields):
    page = with_indicators
    said = []
    page.view.said.connect(said.append)
    page.view.go_to(("indicator.value", 0))
    paste(page, [("1辆", "多余")])
    assert fields("indicator.value") == "1辆"
    assert said[-1] == "右边多出的列没有位置，没有粘贴"


def test_rows_of_a_sealed_book_are_not_said_to_be_removed(with_indicators, session):
    page = with_indicators
    with session.deciding() as book:
        book.seal("张三")
    said = []
    page.view.said.connect(said.append)
    page.view.go_to(("indicator.name", 0))
    QTest.keyClick(page.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert said == []
    assert page.view.form.filling.add_usual() == 0


def test_an_emptied_indicator_can_be_typed_again_and_is_not_printed(with_indicators, session):
    page = with_indicators
    place = indicator(page, "购置公务用车")
    page.view.go_to(place)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.view.currentIndex() == page.view.form.index_of(place)
    printed = next(s for s in session.sheets() if s.id == "11/车辆购置")
    assert len(printed.body) == page.view.form.rowCount() - 1


def test_undo_of_a_paste_keeps_the_place(with_indicators, session):
    page = with_indicators
    place = indicator(page, "购置公务用车")
    page.view.go_to(place)
    paste(page, [(f"指标{n}", f"{n}次") for n in range(30)])
    session.undo()
    assert page.view.currentIndex() == page.view.form.index_of(place)


@pytest.mark.parametrize("text", ["甲\u00a0乙", "甲\u2028乙", "甲\r\n乙", " 甲"])
def test_a_text_that_is_only_looked_at_stays_as_it_is(at_project, session, fields, project, text):
    with session.edit("导入") as edit:
        edit.set_field(("project", project.id, "overview", 0), text)
    before = len(session.book.history())
    at_project.view.go_to(("overview", 0))
    at_project.view.setFocus()
    QTest.keyClick(at_project.view, Qt.Key.Key_F2)
    editor = at_project.view.focusWidget()
    assert editor is not at_project.view
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert fields("overview") == text
    assert len(session.book.history()) == before


def test_typing_and_giving_up_changes_nothing(at_project, session, fields):
    before = len(session.book.history())
    at_project.view.go_to(("overview", 0))
    at_project.view.setFocus()
    QTest.keyClick(at_project.view, Qt.Key.Key_F2)
    editor = at_project.view.focusWidget()
    QTest.keyClicks(editor, "abc")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    at_project.leave()
    assert fields("overview") == ""
    assert len(session.book.history()) == before
