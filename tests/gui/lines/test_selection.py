import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def select(expenditure):
    def selected(*cells):
        expenditure.go(cells[0][0], cells[0][1])
        selection, model = expenditure.grid.selectionModel(), expenditure.model
        for row, field in cells:
            index = model.index(row, model.column_of(field))
            selection.select(index, QItemSelectionModel.SelectionFlag.Select)
        return expenditure

    return selected


def test_only_selected_cells_are_emptied(select, session):
    typist = select((0, "amount"), (2, "memo"))
    third = session.lines[typist.model.line_ids[2]]
    typist.press(Qt.Key.Key_Delete)
    assert session.lines[typist.model.line_ids[0]].amount is None
    assert session.lines[third.id].amount == third.amount


def test_each_column_is_filled_down_where_it_is_selected(select, session):
    typist = select((0, "amount"), (1, "amount"), (4, "memo"))
    fifth = session.lines[typist.model.line_ids[4]]
    typist.press(Qt.Key.Key_D, CTRL)
    first, second = (session.lines[each] for each in typist.model.line_ids[:2])
    assert second.amount == first.amount
    assert session.lines[fifth.id].amount == fifth.amount


def test_what_is_no_block_is_not_copied(select):
    QGuiApplication.clipboard().setText("before")
    select((0, "amount"), (2, "memo")).press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "before"


def test_one_cell_fills_all_that_are_selected(select, session):
    typist = select((0, "memo"), (1, "memo"), (2, "memo"), (3, "memo"))
    QGuiApplication.clipboard().setText("好\n")
    typist.press(Qt.Key.Key_V, CTRL)
    memos = [session.lines[each].memo for each in typist.model.line_ids[:5]]
    assert memos == ["好"] * 4 + [""]


def test_the_sum_follows_an_edit_and_the_mean_is_rounded_half_up(select, session, qtbot):
    typist = select((0, "amount"), (1, "amount"))
    typist.page.set_unit("元")
    with (
        qtbot.waitSignal(
            typist.page.selection_told, check_params_cb=lambda text: "合计 0.05" in text
        ) as told,
        session.edit("改") as edit,
    ):
        edit.update(typist.model.line_ids[0], amount=2)
        edit.update(typist.model.line_ids[1], amount=3)
    assert told.args[0] == "选中 2 行　合计 0.05　平均 0.03"


def test_keys_of_the_grid_work_on_a_settled_cell(expenditure, session):
    ids = list(expenditure.model.line_ids)
    expenditure.go(1, "memo").compose("写").press(Qt.Key.Key_D, CTRL)
    assert session.lines[ids[1]].memo == session.lines[ids[0]].memo
    assert session.undo() == "向下填充"
    assert session.lines[ids[1]].memo == "写"
    expenditure.go(0, "amount").type("7").press(Qt.Key.Key_Minus, CTRL)
    total = sum(line.amount or 0 for line in expenditure.model.lines())
    assert session.balance.expenditure() == total


def test_another_choice_of_lines_keeps_what_is_being_typed(expenditure, session, qtbot):
    expenditure.page.reveal({"filter": {"unit": "016001"}})
    expenditure.go(0, "memo").type("abc")
    line_id = expenditure.model.line_ids[0]
    expenditure.page.words.setText("办公")
    qtbot.waitUntil(lambda: session.lines[line_id].memo == "abc")


def test_another_unit_of_money_settles_the_amount_as_it_was_typed(expenditure, session):
    expenditure.go(0, "amount").type("7")
    expenditure.page.set_unit("元")
    assert session.lines[expenditure.model.line_ids[0]].amount == 7_000_000
