import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from budgettool.gui.forms.units import UnitsPage
from budgettool.gui.lines.clipboard import MOST_ROWS
from budgettool.model import Ceiling, Project, Unit


@pytest.fixture
def page(show):
    return show(UnitsPage)


@pytest.fixture
def table(page):
    return page.panel.ui.table


def unit(session, code):
    return next(each for each in session.facts.units if each.code == code)


def test_the_tree_is_a_sound_model(page, qtmodeltester):
    qtmodeltester.check(page.panel.model)
    model = page.panel.model
    top = model.index(0, 0)
    assert [model.index(row, 1, top).data() for row in range(model.rowCount(top))] == [
        "机关本级",
        "驻江州办事处",
        "驻海州办事处",
    ]


def test_a_name_is_typed_and_can_be_undone(page, table, session, type_into):
    table.go_to(unit(session, "016002").id, 1)
    type_into(table, "驻江州联络处")
    assert unit(session, "016002").name == "驻江州联络处"
    assert session.book.undo_label == "改单位名称"
    assert page.panel.model.row_at(table.currentIndex()).code == "016003"
    session.undo()
    assert unit(session, "016002").name == "驻江州办事处"


def test_a_new_code_goes_through_all_that_names_the_unit(table, session, type_into):
    with session.edit("x") as edit:
        edit.insert(Project("p1", "会议", unit="016001"))
        edit.insert(Ceiling("c1", unit="016001", amount=1))
    before = sum(line.unit == "016001" for line in session.lines.values())
    total = session.balance.expenditure()
    table.go_to(unit(session, "016001").id, 0)
    type_into(table, "016009")
    assert sum(line.unit == "016009" for line in session.lines.values()) == before
    assert not any(line.unit == "016001" for line in session.lines.values())
    assert session.facts.projects[-1].unit == session.facts.ceilings[0].unit == "016009"
    assert session.balance.expenditure() == total
    session.undo()
    assert unit(session, "016001").name == "机关本级"
    assert sum(line.unit == "016001" for line in session.lines.values()) == before


def test_the_code_of_the_top_unit_is_the_departments(table, session, type_into):
    table.go_to(unit(session, "016").id, 0)
    type_into(table, "017")
    assert session.facts.department.code == "017"
    assert {each.parent for each in session.facts.units} == {None, "017"}


def test_a_code_that_is_anothers_is_marked_and_kept_as_typed(page, table, session, type_into, cell):
    table.go_to(unit(session, "016002").id, 0)
    type_into(table, "016001", Qt.Key.Key_Tab)
    assert unit(session, "016002").name == "驻江州办事处"
    assert cell(page, 2, "code") == ("016001", "单位代码 016001 已是“机关本级”的")
    QTest.keyClick(table, Qt.Key.Key_Backtab)
    assert page.panel.ui.strip.text() == "● 单位代码 016001 已是“机关本级”的"
    type_into(table, "016005")
    assert unit(session, "016005").name == "驻江州办事处"
    assert session.drafts == {}


@pytest.mark.parametrize(
    ("code", "typed", "reason"),
    [
        ("016001", ("headcount", "三十"), "编制人数应是整数，现为“三十”"),
        ("016", ("parent", "016001"), "上级单位不能是它自己或它下面的单位"),
        ("016001", ("kind", "汇总"), "条明细，不能改为汇总"),
        ("016001", ("kind", "公司"), "单位类型应为"),
        ("016001", ("parent", "099"), "单位表里没有这个单位"),
    ],
)
def test_what_cannot_be_is_marked_with_its_reason(page, session, code, typed, reason):
    listing = page.panel.listing
    field, text = typed
    column = next(each for each in listing.columns if each.field == field)
    listing.write(unit(session, code), column, text)
    assert listing.text(unit(session, code), column) == text
    assert reason in listing.mark(unit(session, code), column)
    session.undo()
    assert listing.mark(unit(session, code), column) == ""


def test_a_unit_with_lines_is_kept_and_the_reason_said(page, table, session, qtbot):
    table.go_to(unit(session, "016001").id)
    QTest.keyClick(table, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert unit(session, "016001")
    assert "条明细，不能删除" in page.panel.ui.strip.text()
    with qtbot.waitSignal(page.wanted) as wanted:
        page.panel.ui.strip_action.click()
    assert wanted.args == ["expenditure", {"filter": {"unit": "016001"}}]


def test_a_unit_without_lines_is_added_and_removed(table, session, type_into):
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    table.leave()
    table.go_to("")
    type_into(table, "016004", Qt.Key.Key_Tab)
    type_into(table, "信访接待中心", Qt.Key.Key_Tab)
    type_into(table, "czbz", Qt.Key.Key_Tab)
    added = unit(session, "016004")
    assert (added.name, added.parent, added.kind) == ("信访接待中心", "016", "行政")
    table.go_to(added.id)
    QTest.keyClick(table, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert [each.code for each in session.facts.units] == ["016", "016001", "016002", "016003"]


def test_a_unit_moves_down_and_up_in_the_tree(table, session):
    table.go_to(unit(session, "016002").id)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert unit(session, "016002").parent == "016001"
    QTest.keyClick(table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert unit(session, "016002").parent == "016"


@pytest.mark.parametrize("code", ["016009", "016000"])
def test_what_is_typed_in_a_new_row_counts_when_the_page_is_left(page, table, session, code):
    table.begin_new()
    QTest.keyClicks(QApplication.focusWidget(), code)
    page.leave()
    assert unit(session, code)
    page.leave()
    assert len([each for each in session.facts.units if each.code == code]) == 1


def test_a_cell_that_is_typed_in_may_vanish(table, session):
    table.begin_new()
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "0160")
    with session.edit("加单位") as edit:
        edit.insert(Unit(session.book.new_id(), "016008", "甲", "行政"))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not [each for each in session.facts.units if each.code == "0160"]
    QTest.keyClicks(table, "1")


def test_a_block_of_too_many_rows_is_refused_in_words(page, table, session, paste):
    before = session.facts.units
    paste(table, "016009\t甲\n" * (MOST_ROWS + 1))
    assert f"超过 {MOST_ROWS:,} 行" in page.panel.ui.strip.text()
    assert session.facts.units == before


def test_a_block_of_units_is_pasted_in_one_edit(page, table, session, paste):
    table.go_to("")
    paste(
        table,
        "单位代码\t单位名称\t单位类型\t上级单位\t编制\r\n"
        "016004\t信访接待中心\t财政补助\t016\t12\r\n"
        "016002\t驻江州联络处\t财政补助\t016\t9\r\n"
        "016005\t后勤中心\t企业\t016\t1\r\n",
    )
    assert unit(session, "016004").headcount == 12
    assert unit(session, "016002").name == "驻江州联络处"
    assert "粘贴了 2 个单位；没有粘贴 1 处" in page.panel.ui.strip.text()
    session.undo()
    assert [each.code for each in session.facts.units] == ["016", "016001", "016002", "016003"]


def test_a_list_of_codes_and_names_is_enough(table, session, paste):
    table.go_to("")
    paste(table, "016004\t信访接待中心\n016005\t后勤中心\n")
    assert unit(session, "016005").kind == "行政"


def test_units_in_a_circle_are_all_shown(page, session):
    with session.edit("x") as edit:
        edit.update(unit(session, "016").id, parent="016001")
    assert len(page.panel.listing.rows) == 4
    assert page.panel.ui.table.model().rowCount() >= 2


def test_a_book_opened_to_be_read_cannot_be_typed_in(qtbot, session, monkeypatch):
    monkeypatch.setattr(type(session), "read_only", property(lambda _: True))
    page = UnitsPage(session)
    qtbot.addWidget(page)
    model = page.panel.model
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert model.rowCount() == 1


def test_what_is_being_typed_is_settled_when_the_page_is_left(page, table, session):
    table.go_to(unit(session, "016002").id, 5)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "37")
    page.leave()
    assert unit(session, "016002").headcount == 37


def test_clicking_elsewhere_settles_and_keeps_the_focus_there(page, table, session):
    table.go_to(unit(session, "016002").id, 5)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "37")
    button = page.panel.ui.top.itemAt(page.panel.ui.top.count() - 1).widget()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert unit(session, "016002").headcount == 37
    assert QApplication.focusWidget() is button


def test_tab_leaves_the_table_at_its_end(table, qtbot):
    table.go_to("")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not table)


@pytest.mark.parametrize("ended", [True, False])
def test_a_composition_that_is_given_up_leaves_the_cell(table, session, ended):
    before = unit(session, "016002")
    table.go_to(before.id, 1)
    table.setFocus()
    for text in ("zhu", "")[: 1 + ended]:
        QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(text, []))
    table.go_to(unit(session, "016003").id, 1)
    assert unit(session, "016002") == before


def test_chinese_typed_on_a_cell_opens_it(table, session):
    table.go_to(unit(session, "016002").id, 1)
    table.setFocus()
    assert table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    event = QInputMethodEvent()
    event.setCommitString("驻江州联络处")
    QApplication.sendEvent(table, event)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert unit(session, "016002").name == "驻江州联络处"


def test_esc_withdraws_what_was_typed(table, session):
    table.go_to(unit(session, "016002").id, 1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert unit(session, "016002").name == "驻江州办事处"
    assert QApplication.focusWidget() is table


def test_a_place_is_revealed_by_code(page):
    page.reveal("016003")
    assert page.panel.model.row_at(page.panel.ui.table.currentIndex()).code == "016003"
    page.reveal({"filter": {}})


def test_columns_share_a_narrow_window(page, qtbot):
    page.resize(840, 600)
    header = page.panel.ui.table.header()
    qtbot.waitUntil(lambda: header.length() <= page.panel.ui.table.viewport().width())


def test_what_is_filled_in_of_a_unit_goes_with_its_new_code(page, session, type_into):
    with session.edit("填主要职能") as edit:
        edit.set_field(("unit", "016002", "duties", 0), "联络协调")
    unit = next(each for each in session.facts.units if each.code == "016002")
    column = [each.field for each in page.panel.listing.columns].index("code")
    page.panel.ui.table.go_to(unit.id, column)
    type_into(page.panel.ui.table, "016005")
    fields = session.facts.fields
    assert fields["unit", "016005", "duties", 0] == "联络协调"
    assert ("unit", "016002", "duties", 0) not in fields
