import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from budgettool.gui.lines.choosing import Choice
from budgettool.gui.lines.columns import EXPENDITURE
from budgettool.gui.lines.entering import Written
from budgettool.gui.lines.grouping import GROUPINGS
from budgettool.gui.lines.model import LinesModel
from budgettool.model import ExpenditureLine

BY = {grouping.title: grouping for grouping in GROUPINGS}
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def by_unit(expenditure):
    expenditure.page.group_by(BY["单位"])
    return expenditure


def groups(typist):
    return list(typist.model.groups)


def heading(typist, at=0):
    return typist.model.row_of(groups(typist)[at])


def check_sums(typist):
    """Every subtotal is the sum of the lines that stand below it."""
    lines, rows = typist.page.session.lines, []
    for group in groups(typist):
        assert group.fen == sum(lines[each].amount or 0 for each in group.line_ids)
        assert group.count == len(group.line_ids)
        rows += [group, *([] if group.folded else group.line_ids)]
    assert [typist.model.entry_at(row) for row in range(typist.model.new_row)] == rows


@pytest.mark.parametrize("grouping", GROUPINGS, ids=lambda grouping: grouping.title)
def test_groups_sum_up_to_all_and_keep_the_rules_of_qt(session, qtmodeltester, grouping):
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    model.group_by(grouping)
    assert sum(group.fen for group in model.groups) == session.balance.expenditure()
    assert sum(group.count for group in model.groups) == len(model.lines()) == len(model.line_ids)
    qtmodeltester.check(model)
    model.fold(next(iter(model.groups)), folded=True)
    qtmodeltester.check(model)


def test_a_heading_shows_name_number_and_subtotal(by_unit):
    first = groups(by_unit)[0]
    assert by_unit.shown(0, "unit") == f"016001 机关本级　{first.count} 条"
    assert by_unit.shown(0, "amount") == by_unit.model.subtotal(first)
    assert by_unit.shown(0, "function") is None


def test_a_class_of_codes_is_one_group_with_its_name(expenditure):
    expenditure.page.group_by(BY["功能科目（类）"])
    assert groups(expenditure)[0].name.startswith("201 ")
    expenditure.page.group_by(BY["部门经济科目（类）"])
    assert groups(expenditure)[0].name == "301 工资福利支出"


def test_the_arrows_fold_and_unfold_and_the_keyboard_walks_over_headings(by_unit):
    by_unit.go(1, "amount").press(Qt.Key.Key_Up)
    assert by_unit.at == (0, "amount")
    by_unit.press(Qt.Key.Key_Left)
    assert heading(by_unit, 1) == 1
    by_unit.press(Qt.Key.Key_Down)
    assert by_unit.at == (1, "amount")
    by_unit.press(Qt.Key.Key_Up).press(Qt.Key.Key_Right)
    assert heading(by_unit, 1) == groups(by_unit)[0].count + 1
    check_sums(by_unit)


def test_a_click_on_the_name_folds_and_one_on_the_subtotal_selects(by_unit):
    grid = by_unit.grid
    for field, folded in (("amount", False), ("function", True), ("unit", False)):
        rect = grid.visualRect(by_unit.model.index(0, by_unit.model.column_of(field)))
        QTest.mouseClick(
            grid.viewport(),
            Qt.MouseButton.LeftButton,
            pos=rect.center() if field == "function" else rect.topLeft() + QPoint(9, 9),
        )
        assert groups(by_unit)[0].folded == folded


def test_a_group_is_folded_from_a_line_in_it_and_all_at_once(by_unit):
    by_unit.go(5, "amount").press(Qt.Key.Key_Left, ALT)
    assert by_unit.at == (0, "amount")
    assert groups(by_unit)[0].folded
    by_unit.press(Qt.Key.Key_Left, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert by_unit.model.new_row == len(groups(by_unit))
    by_unit.press(Qt.Key.Key_Right, ALT | Qt.KeyboardModifier.ShiftModifier)
    check_sums(by_unit)


def test_each_key_counts_in_the_subtotal_and_esc_withdraws(by_unit):
    first = groups(by_unit)[0]
    before = first.fen
    amount = by_unit.page.session.lines[first.line_ids[0]].amount
    by_unit.go(1, "amount").type("1")
    assert first.fen == before - amount + 1_000_000
    by_unit.type("2")
    assert first.fen == before - amount + 12_000_000
    by_unit.press(Qt.Key.Key_Escape)
    assert first.fen == before


def test_typing_in_a_heading_does_nothing(by_unit, session):
    by_unit.go(0, "unit").type("5").enter()
    assert by_unit.at == (1, "unit")
    by_unit.go(0, "amount").press(Qt.Key.Key_Delete).press(Qt.Key.Key_D, CTRL)
    assert session.book.undo_label == "导入样例"


def test_a_line_goes_to_its_group_once_it_is_left(by_unit, qtbot):
    first, second = groups(by_unit)[:2]
    line_id, left, right = first.line_ids[2], first.count, second.count
    by_unit.go(3, "unit").type("016002").tab()
    assert by_unit.model.row_of(line_id) == 3
    assert (first.count, second.count) == (left - 1, right + 1)
    by_unit.enter()
    qtbot.waitUntil(lambda: line_id in second.line_ids)
    assert by_unit.at == (3, "function")
    check_sums(by_unit)


def test_a_group_comes_with_its_first_line_and_goes_with_its_last(expenditure, qtbot, session):
    expenditure.page.group_by(BY["项目"])
    before = [group.key for group in groups(expenditure)]
    line_id = groups(expenditure)[-1].line_ids[1]
    session.change_line("改项目", line_id, project="档案数字化")
    standing = expenditure.model.groups.standing
    qtbot.waitUntil(lambda: (group := standing(line_id)) and group.key == "档案数字化")
    check_sums(expenditure)
    session.undo()
    qtbot.waitUntil(lambda: [group.key for group in groups(expenditure)] == before)
    check_sums(expenditure)


def test_a_line_typed_in_the_last_row_goes_to_its_group(by_unit, qtbot):
    by_unit.go(-1, "amount")
    by_unit.grid.show_cell(by_unit.model.new_row, by_unit.model.column_of("unit"))
    last = by_unit.model.new_row
    by_unit.type("016001").tab().tab().type("1")
    assert by_unit.at[0] == last
    by_unit.enter()
    line_id = next(reversed([line.id for line in by_unit.model.lines()]))
    qtbot.waitUntil(lambda: line_id in groups(by_unit)[0].line_ids)
    assert by_unit.at[0] == by_unit.model.new_row
    check_sums(by_unit)


def test_a_new_line_below_the_current_one_stands_there(by_unit):
    by_unit.go(2, "unit").press(Qt.Key.Key_Return, CTRL)
    assert by_unit.at == (3, "unit")
    check_sums(by_unit)


def test_deleted_lines_are_counted_no_more_and_come_back(by_unit, qtbot, session):
    before = [(group.key, group.fen, list(group.line_ids)) for group in groups(by_unit)]
    by_unit.go(1, "unit").press(Qt.Key.Key_Minus, CTRL)
    check_sums(by_unit)
    session.undo()
    after = lambda: [(group.key, group.fen, group.line_ids) for group in groups(by_unit)]  # noqa: E731
    qtbot.waitUntil(lambda: after() == before)
    check_sums(by_unit)


def test_a_folded_group_keeps_count_of_what_happens_in_it(by_unit, session):
    first = groups(by_unit)[0]
    by_unit.model.fold(first, folded=True)
    session.change_line("改金额", first.line_ids[0], amount=1)
    with session.edit("删") as edit:
        edit.delete(first.line_ids[1])
    check_sums(by_unit)


def test_a_paste_of_many_lines_goes_to_the_groups(by_unit):
    mime = QMimeData()
    mime.setText("016002\t2010350\t30201\t\t公用经费\t财政拨款\t\t1.5\n" * 60)
    QGuiApplication.clipboard().setMimeData(mime)
    before = groups(by_unit)[1].count
    by_unit.grid.show_cell(by_unit.model.new_row, 0)
    by_unit.press(Qt.Key.Key_V, CTRL)
    assert groups(by_unit)[1].count == before + 60
    check_sums(by_unit)


def test_nothing_is_pasted_in_a_heading(by_unit, session):
    QGuiApplication.clipboard().setText("016002")
    by_unit.go(0, "unit").press(Qt.Key.Key_V, CTRL)
    assert session.book.undo_label == "导入样例"


def test_copied_lines_leave_headings_out_and_headings_alone_are_copied(by_unit):
    by_unit.go(0, "amount").press(Qt.Key.Key_A, CTRL).press(Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    assert len(text.splitlines()) == 103
    by_unit.model.fold_all(folded=True)
    by_unit.go(0, "amount").press(Qt.Key.Key_A, CTRL).press(Qt.Key.Key_C, CTRL)
    rows = [row.split("\t") for row in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0][:2] == ["016001 机关本级", str(groups(by_unit)[0].count)]
    assert len(rows) == len(groups(by_unit))


def test_filters_and_sorting_work_inside_groups(by_unit):
    by_unit.model.choose(Choice(words="办公费", sorted_by="amount"))
    lines = by_unit.page.session.lines
    for group in groups(by_unit):
        amounts = [lines[each].amount for each in group.line_ids]
        assert amounts == sorted(amounts)
        assert {lines[each].department_economic for each in group.line_ids} == {"30201"}
    check_sums(by_unit)


def test_folding_outlasts_another_choice_of_lines(by_unit):
    by_unit.model.fold(groups(by_unit)[1], folded=True)
    by_unit.model.choose(Choice(words="办公费"))
    by_unit.model.choose(Choice())
    assert [group.folded for group in groups(by_unit)[:3]] == [False, True, False]


def test_find_and_reveal_unfold_what_they_show(by_unit):
    by_unit.model.fold_all(folded=True)
    by_unit.page.find_strip.find_wanted.emit("印刷费", 1)
    line = by_unit.model.line_at(by_unit.at[0])
    assert line.department_economic == "30202"
    by_unit.model.fold_all(folded=True)
    by_unit.page.reveal(line.id)
    assert by_unit.model.line_at(by_unit.at[0]) == line


def test_the_menu_groups_and_ends_grouping(expenditure, income):
    menu = expenditure.page.grouping_menu
    actions = {action.text(): action for action in menu.actions()}
    assert not actions["全部折叠"].isEnabled()
    actions["按资金来源"].trigger()
    assert expenditure.page.head.grouping.text() == "分组：资金来源"
    assert actions["全部折叠"].isEnabled()
    actions["不分组"].trigger()
    assert expenditure.model.new_row == 103
    texts = [action.text() for action in income.page.grouping_menu.actions()]
    assert "按资金来源" in texts
    assert "按支出性质" not in texts


def test_a_new_line_below_a_folded_group_is_seen_until_it_is_left(by_unit):
    model = by_unit.model
    model.fold_all(folded=True)
    line = model.new_line()
    model.entering.add("加", [(line, Written({"unit": "016003"}))])
    assert model.row_of(line.id) == model.new_row - 1
    model.regroup(line.id)
    assert model.row_of(line.id) == model.new_row - 1
    model.regroup(None)
    assert model.row_of(line.id) is None
    check_sums(by_unit)


def test_a_group_that_comes_last_stands_below_the_others(by_unit, session):
    session.change_line("改单位", groups(by_unit)[0].line_ids[5], unit=None)
    by_unit.model.regroup(None)
    assert groups(by_unit)[-1].name == "（没有单位）"
    check_sums(by_unit)


def test_unfolding_leaves_the_last_row_what_it_is(by_unit):
    by_unit.model.fold_all(folded=True)
    by_unit.grid.show_cell(by_unit.model.new_row, 0)
    by_unit.model.fold(groups(by_unit)[-1], folded=False)
    assert by_unit.at[0] == by_unit.model.new_row
