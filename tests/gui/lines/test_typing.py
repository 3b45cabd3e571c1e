from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication

from budgettool.gui import theme
from budgettool.gui.lines.model import PROBLEM_ROLE, QUIET_ROLE

CTRL = Qt.KeyboardModifier.ControlModifier


def problem(typist, row, field):
    return typist.model.index(row, typist.model.column_of(field)).data(PROBLEM_ROLE)


def test_a_new_line_takes_over_what_repeats(expenditure, session):
    before = session.lines[expenditure.model.line_ids[-1]]
    expenditure.go(-1, "department_economic").type("jbgz").tab()
    line = session.lines[expenditure.model.line_ids[-1]]
    assert len(expenditure.model.line_ids) == 104
    assert line.department_economic == "30101"
    assert (line.unit, line.function, line.source) == (before.unit, before.function, before.source)
    assert expenditure.shown(103, "government_economic") == "50101 工资奖金津补贴"
    assert expenditure.at == (103, "government_economic")


def test_a_line_is_entered_with_the_keyboard_alone(expenditure, session):
    balance = session.balance.expenditure()
    expenditure.go(-1, "unit").type("016001").tab().type("2010301").tab().type("30201").tab()
    expenditure.tab().type("gyjf").tab().compose("部门结转").tab().tab().type("1.5").compose(
        "万"
    ).enter()
    line = session.lines[expenditure.model.line_ids[-1]]
    assert (line.unit, line.function, line.department_economic) == ("016001", "2010301", "30201")
    assert line.government_economic is None
    assert line.nature == "基本支出/公用经费"
    assert line.source.endswith("部门结转")
    assert line.amount == 1_500_000
    assert session.balance.expenditure() == balance + 1_500_000
    assert expenditure.at == (104, "amount")


def test_each_key_counts_and_esc_withdraws(expenditure, session):
    row = expenditure.go(0, "amount")
    before = session.balance.expenditure()
    row.type("1")
    assert session.balance.expenditure() == before - 263_100_000 + 1_000_000
    row.type("2")
    assert session.balance.expenditure() == before - 263_100_000 + 12_000_000
    row.press(Qt.Key.Key_Escape)
    assert session.balance.expenditure() == before
    assert session.book.undo_label == "导入样例"


def test_typing_in_the_empty_row_and_esc_leaves_nothing(expenditure, session):
    before = session.balance.expenditure()
    expenditure.go(-1, "amount").type("5")
    assert session.balance.expenditure() == before + 5_000_000
    expenditure.press(Qt.Key.Key_Escape)
    assert session.balance.expenditure() == before
    assert len(expenditure.model.line_ids) == 103


def test_a_wrong_code_is_kept_and_marked_at_once(expenditure, session):
    expenditure.go(0, "department_economic").type("38888").enter()
    assert expenditure.at == (1, "department_economic")
    assert expenditure.shown(0, "department_economic") == "38888"
    assert "没有这个科目" in problem(expenditure, 0, "department_economic")
    expenditure.go(0, "department_economic")
    assert "● 第 1 行“部门经济科目”" in expenditure.page.reason.text()
    assert session.lines[expenditure.model.line_ids[0]].department_economic is None
    expenditure.type("30101").enter()
    assert not session.drafts
    assert problem(expenditure, 0, "department_economic") == ""


def test_what_is_no_amount_is_kept_and_undone(expenditure, session):
    expenditure.go(0, "amount").type("abc").enter()
    assert expenditure.shown(0, "amount") == "abc"
    assert "不是数字" in problem(expenditure, 0, "amount")
    session.undo()
    assert expenditure.shown(0, "amount") == "263.10"
    assert problem(expenditure, 0, "amount") == ""


def test_the_government_code_can_be_overridden_and_given_back(expenditure, session):
    index = expenditure.model.index(6, expenditure.model.column_of("government_economic"))
    assert index.data(QUIET_ROLE)
    expenditure.go(6, "government_economic").type("50502").enter()
    assert not index.data(QUIET_ROLE)
    assert "50201" in index.data(PROBLEM_ROLE)
    expenditure.go(6, "government_economic").press(Qt.Key.Key_Delete)
    assert index.data(QUIET_ROLE)
    assert index.data() == "50201 办公经费"
    assert session.lines[expenditure.model.line_ids[6]].government_economic is None


def test_chinese_committed_by_an_input_method_finds_the_code(expenditure, session):
    expenditure.go(0, "department_economic").compose("办公费").enter()
    assert session.lines[expenditure.model.line_ids[0]].department_economic == "30201"


def test_chinese_committed_at_once_without_composing_begins_the_cell(expenditure, session):
    expenditure.go(0, "memo").compose("说明", at_once=True).enter()
    assert session.lines[expenditure.model.line_ids[0]].memo == "说明"


def test_half_a_code_is_not_guessed(expenditure):
    expenditure.go(0, "department_economic").type("302").enter()
    assert expenditure.shown(0, "department_economic") == "302"
    assert problem(expenditure, 0, "department_economic")


def test_the_list_is_chosen_from_by_arrows(expenditure, session):
    expenditure.go(0, "department_economic").type("302")
    expenditure.press(Qt.Key.Key_Down).press(Qt.Key.Key_Down).enter()
    assert session.lines[expenditure.model.line_ids[0]].department_economic == "30202"


def test_leaving_the_cell_settles_it(expenditure, session):
    expenditure.go(0, "memo").type("x")
    expenditure.page.words.setFocus()
    assert session.lines[expenditure.model.line_ids[0]].memo == "x"


def test_leaving_the_page_settles_the_cell(expenditure, session):
    expenditure.go(0, "amount").type("7")
    expenditure.page.leave()
    assert session.lines[expenditure.model.line_ids[0]].amount == 7_000_000
    assert session.book.undo_label == "改金额"


def test_looking_into_a_cell_is_no_edit(expenditure, session):
    expenditure.go(0, "amount").press(Qt.Key.Key_F2).enter()
    assert session.book.undo_label == "导入样例"


def test_tab_at_the_last_cell_opens_a_new_line(expenditure):
    expenditure.go(102, "memo").tab()
    assert expenditure.at == (103, "unit")


def test_income_has_its_own_columns(income, session):
    before = session.balance.income()
    income.go(-1, "source").compose("财政拨款").tab()
    assert income.at[1] == "function"
    income.go(len(income.model.line_ids) - 1, "amount").type("3").enter()
    assert session.balance.income() == before + 3_000_000


def test_a_read_only_book_has_no_row_to_type_in(page_of, session, monkeypatch):
    monkeypatch.setattr(type(session), "read_only", property(lambda _: True))
    typist = page_of()
    assert typist.model.rowCount() == 103
    typist.go(0, "amount").type("9")
    assert typist.shown(0, "amount") == "263.10"


def test_scrolling_at_once_after_a_cell_is_no_fault(expenditure):
    for row in range(5):
        expenditure.go(row, "department_economic").type("3").press(Qt.Key.Key_Escape)
    expenditure.grid.verticalScrollBar().setValue(80)
    expenditure.page.resize(900, 400)
    expenditure.grid.show_cell(0, 0)
    assert expenditure.at == (0, "unit")


def test_a_clipboard_with_nothing_on_it_changes_nothing(expenditure, qtbot):
    QGuiApplication.clipboard().clear()
    expenditure.go(0, "unit")
    with qtbot.waitSignal(expenditure.page.told) as told:
        expenditure.press(Qt.Key.Key_V, CTRL)
    assert "没有可以粘贴" in told.args[0]


def test_the_first_key_in_a_cell_paints_that_cell_alone(expenditure, qtbot):
    expenditure.go(2, "amount")
    qtbot.wait(50)
    painted = []
    viewport = expenditure.grid.viewport()

    class Watch(QObject):
        def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                painted.append(event.region().boundingRect().height())
            return False

    watch = Watch()
    viewport.installEventFilter(watch)
    expenditure.type("1")
    qtbot.wait(50)
    viewport.removeEventFilter(watch)
    assert painted
    assert max(painted) < 3 * theme.ROW_HEIGHT
