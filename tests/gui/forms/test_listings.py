"""What all listings do alike, shown with the units: columns, keys, pasting, only reading."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from budgettool.gui.forms.basics import BasicsPage
from budgettool.gui.forms.units import UnitsPage
from budgettool.model import Ceiling, IncomeLine, Unit


@pytest.fixture
def page(show):
    return show(UnitsPage)


@pytest.fixture
def table(page):
    return page.panel.ui.table


def unit(session, code):
    return next(each for each in session.facts.units if each.code == code)


def test_order_and_widths_of_the_columns_are_remembered(show, table):
    header = table.header()
    header.resizeSection(0, 231)
    header.moveSection(header.visualIndex(5), 1)
    again = show(UnitsPage).panel.ui.table
    assert again.header().sectionSize(0) == 231
    assert [again.listing_model.listing.columns[at].field for at in again.columns.seen()][:3] == [
        "code", "headcount", "name",
    ]  # fmt: skip
    again.columns.reset()
    assert again.columns.seen() == list(range(7))
    assert show(UnitsPage).panel.ui.table.columns.seen() == list(range(7))


def test_keys_copies_and_pastes_go_by_the_order_that_is_seen(table, session, paste):
    header = table.header()
    header.moveSection(header.visualIndex(5), 1)
    table.go_to(unit(session, "016002").id, 0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentIndex().column() == 5
    paste(table, "21\n22\n")
    assert [unit(session, code).headcount for code in ("016002", "016003")] == [21, 22]
    table.selectionModel().select(
        table.currentIndex().siblingAtColumn(1), QItemSelectionModel.SelectionFlag.Select
    )
    table.copy()
    assert QGuiApplication.clipboard().text() == "21\t驻江州办事处\r\n"


def test_an_empty_list_that_can_only_be_read_does_not_invite_to_type(session, qtbot, monkeypatch):
    monkeypatch.setattr(type(session), "read_only", property(lambda _: True))
    session.reason_read_only = "正由李四编辑"
    page = UnitsPage(session)
    qtbot.addWidget(page)
    assert page.panel.listing.say_empty() == "还没有单位。账本现在只能看：正由李四编辑"


def test_pasting_says_nothing_of_a_known_unit_that_the_block_does_not_hold(table, session, paste):
    before = unit(session, "016002")
    table.go_to("")
    paste(table, "016002\t新名称\n")
    after = unit(session, "016002")
    assert (after.name, after.kind, after.parent) == ("新名称", before.kind, before.parent)
    assert before.kind != "行政"


def test_new_units_stand_under_the_unit_whose_code_begins_theirs(page, table, session, paste):
    table.go_to("")
    paste(table, "单位一览表\n代码\t名称\n017\t分局\n017001\t分局本级\n016009\t信息中心\n")
    made = {code: unit(session, code) for code in ("017", "017001", "016009")}
    assert [(each.kind, each.parent) for each in made.values()] == [
        ("汇总", None), ("行政", "017"), ("行政", "016"),
    ]  # fmt: skip
    assert "没有粘贴" not in page.panel.ui.strip.text()


def test_rows_are_counted_as_they_were_copied(page, table, paste):
    table.go_to("")
    paste(table, "016002\t甲\t公司\n")
    assert "第 1 行" in page.panel.ui.strip.text()


def test_a_unit_with_a_ceiling_is_kept(page, session):
    with session.edit("x") as edit:
        edit.insert(Unit("u9", "016009", "信息中心", "行政", "016"))
        edit.insert(Ceiling("c1", unit="016009", amount=1))
    assert page.panel.listing.remove([unit(session, "016009")]).page == "prior"
    assert unit(session, "016009")


def test_lines_that_keep_a_unit_are_shown_where_they_are(page, session):
    with session.edit("x") as edit:
        edit.insert(Unit("u9", "016009", "信息中心", "行政", "016"))
        edit.insert(IncomeLine("i9", unit="016009", amount=1, measure="prior"))
    refusal = page.panel.listing.remove([unit(session, "016009")])
    assert (refusal.page, refusal.target) == ("prior", "income")


def test_delete_empties_all_that_is_selected_in_one_edit(table, session):
    table.go_to(unit(session, "016002").id, 1)
    below = table.indexBelow(table.currentIndex())
    table.selectionModel().select(below, QItemSelectionModel.SelectionFlag.Select)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert [unit(session, code).name for code in ("016002", "016003")] == ["", ""]
    assert session.undo() == "清空 2 格"


def test_shift_enter_goes_up(page, table, session):
    table.go_to(unit(session, "016002").id, 1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.panel.model.row_at(table.currentIndex()).code == "016001"


def test_tab_in_a_book_that_can_only_be_read_goes_from_cell_to_cell(table, monkeypatch, session):
    table.go_to(unit(session, "016002").id, 1)
    monkeypatch.setattr(type(session), "read_only", property(lambda _: True))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentIndex().column() == 2


def test_what_could_only_be_read_can_be_typed_in_once_it_is_saved_elsewhere(
    show, session, monkeypatch
):
    monkeypatch.setattr(type(session), "read_only", property(lambda _: True))
    units, basics = show(UnitsPage), show(BasicsPage)
    button = units.panel.ui.top.itemAt(units.panel.ui.top.count() - 1).widget()
    assert not button.isEnabled()
    monkeypatch.setattr(type(session), "read_only", property(lambda _: False))
    session.rebuilt.emit()
    assert button.isEnabled()
    assert not basics.fields["full"].isReadOnly()


def test_a_draft_that_has_become_right_can_be_typed_again(page, session):
    listing = page.panel.listing
    parent = listing.columns[3]
    listing.write(unit(session, "016002"), parent, "016777")
    with session.edit("x") as edit:
        edit.insert(Unit("u7", "016777", "总站", "汇总", "016"))
    listing.write(unit(session, "016002"), parent, "016777")
    assert unit(session, "016002").parent == "016777"
    assert session.drafts == {}


def test_the_uppermost_of_the_selected_cells_is_filled_down(table, session):
    table.go_to(unit(session, "016002").id, 5)
    with session.edit("x") as edit:
        edit.update(unit(session, "016002").id, headcount=12)
    below = table.indexBelow(table.currentIndex().siblingAtColumn(0)).siblingAtColumn(5)
    table.selectionModel().select(below, QItemSelectionModel.SelectionFlag.Select)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert unit(session, "016003").headcount == 12
    assert session.undo() == "改编制人数"


def test_f8_goes_to_the_next_wrong_cell_and_begins_anew_after_the_last(page, table, session):
    for code in ("016001", "016003"):
        page.panel.listing.write(unit(session, code), page.panel.listing.columns[5], "三十")
    table.go_to("")
    table.setFocus()
    for code in ("016001", "016003", "016001"):
        QTest.keyClick(table, Qt.Key.Key_F8)
        index = table.currentIndex()
        assert (page.panel.model.row_at(index).code, index.column()) == (code, 5)
