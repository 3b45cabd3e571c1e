from PySide6.QtCore import Qt

from budgettool.gui.lines.grouping import GROUPINGS

BY = {grouping.title: grouping for grouping in GROUPINGS}


def rows(page):
    table = page.groups.table
    return [tuple(table.item(row, at).text() for at in range(3)) for row in range(table.rowCount())]


def grouped(typist, qtbot, title):
    typist.page.group_by(BY[title])
    qtbot.waitUntil(lambda: typist.page.groups.table.rowCount() > 0)
    return typist.page.groups


def test_groups_sum_up_to_all(expenditure, qtbot, session):
    grouped(expenditure, qtbot, "支出性质")
    lines = expenditure.model.lines()
    groups = expenditure.model.groups(BY["支出性质"])
    assert sum(group.lines for group in groups) == len(lines)
    assert sum(group.fen for group in groups) == session.balance.expenditure()
    assert rows(expenditure.page)[0][:2] == ("全部", f"{len(lines)}")


def test_a_class_of_functions_is_one_group_with_its_name(expenditure, qtbot):
    grouped(expenditure, qtbot, "功能科目（类）")
    assert rows(expenditure.page)[1][0].startswith("201 ")


def test_the_arrows_go_to_a_group_and_into_its_lines(expenditure, qtbot):
    panel = grouped(expenditure, qtbot, "单位")
    first = expenditure.model.groups(BY["单位"])[0]
    expenditure.press(Qt.Key.Key_Down)
    assert panel.key == first.key
    assert len(expenditure.model.line_ids) == first.lines
    expenditure.press(Qt.Key.Key_Right)
    assert expenditure.grid.hasFocus()
    qtbot.wait(200)
    assert panel.key == first.key


def test_a_subtotal_follows_an_edit(expenditure, qtbot, session):
    grouped(expenditure, qtbot, "单位")
    before = rows(expenditure.page)[0]
    line = expenditure.model.line_at(0)
    session.change_line("改金额", line.id, amount=line.amount + 1_000_000)
    qtbot.waitUntil(lambda: rows(expenditure.page)[0] != before)


def test_escape_ends_grouping_and_shows_all(expenditure, qtbot):
    panel = grouped(expenditure, qtbot, "资金来源")
    expenditure.press(Qt.Key.Key_Down)
    expenditure.press(Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert len(expenditure.model.line_ids) == len(expenditure.model.lines())
    assert expenditure.grid.hasFocus()


def test_income_offers_only_what_income_has(income):
    texts = [action.text() for action in income.page.head.grouping.menu().actions()]
    assert "按资金来源" in texts
    assert "按支出性质" not in texts
