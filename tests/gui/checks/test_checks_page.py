"""The page 审核 in the real window: what is listed, limited, gone to and mended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from budgettool.gui.checks.head import UNKNOWN

ALT = Qt.KeyboardModifier.AltModifier


def test_a_sound_book_has_nothing_wrong_and_says_what_was_checked(page, listed):
    assert listed() == []
    nothing = page.body.nothing
    assert nothing.isVisible()
    assert nothing.title.text() == "✓ 没有问题"
    assert "明细 107 条" in nothing.words.text()
    nothing.unknown_button.click()
    assert page.body.unknown.topLevelItemCount() == len(page.session.checks.checker.unknown)
    assert page.body.unknown.topLevelItem(0).text(2)


def test_findings_of_one_cause_are_one_row_that_unfolds(page, listed, spoil, press):
    spoil.functions()
    spoil.unit()
    assert listed() == [("L07", 1), ("L10", 4)]
    assert page.model.index(1, 2).data().startswith("4 处　")
    page.list.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert len(page.current()) == 1
    page.refresh()
    assert page.list.isExpanded(page.model.index(1, 0))
    assert page.list.currentIndex().parent().row() == 1


def test_the_model_keeps_qts_rules(page, spoil):
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    spoil.functions()
    spoil.unit()
    page.refresh()
    assert tester.model() is page.model


def test_counts_choose_what_is_listed(page, listed, spoil):
    spoil.unit()
    spoil.pair()
    spoil.fine()
    page.refresh()
    assert [page.head.shown[name].text() for name in ("", "H", "S", "I")] == [
        "全部 4",
        "● 错误 1",
        "○ 核实 1",
        "◇ 提示 2",
    ]
    page.head.shown["S"].click()
    assert listed() == [("L04", 1)]
    page.head.shown["waived"].click()
    assert listed() == []
    assert page.body.nothing.title.text() == "没有已说明的"


@pytest.mark.parametrize(
    ("box", "choice", "codes"),
    [
        ("codes", "L04", {"L04"}),
        ("places", "expenditure", {"L07", "L04"}),
        ("places", "units", set()),
        ("units", "016001", {"L04"}),
    ],
)
def test_a_filter_limits_the_list(page, listed, spoil, box, choice, codes):
    spoil.unit()
    spoil.pair()
    page.refresh()
    chooser = getattr(page.head, box)
    chooser.setCurrentIndex(max(chooser.findData(choice), 0))
    assert {code for code, _ in listed()} == (codes or {"L07", "L04"})


def test_words_limit_the_list_and_are_taken_away(page, listed, spoil):
    spoil.unit()
    spoil.pair()
    page.refresh()
    page.head.words.setText("50201 第")
    assert listed() == [("L04", 1)]
    page.head.words.setText("没有这样的话")
    assert page.body.nothing.title.text() == "没有符合筛选的问题"
    page.body.nothing.clear_button.click()
    assert [code for code, _ in listed()] == ["L07", "L04"]


def test_enter_goes_to_the_field_and_alt_left_comes_back(checked, page, spoil, press):
    spoil.pair(9)
    page.refresh()
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    assert checked.page.page_id == "expenditure"
    grid = checked.page.grid
    assert grid.currentIndex().row() == 9
    assert grid.currentIndex().column() == grid.lines.column_of("government_economic")
    press(Qt.Key.Key_Left, ALT)
    assert checked.page is page
    assert QApplication.focusWidget() is page.list
    assert page.current()[0].finding.code == "L04"


def test_a_figure_is_gone_to_in_its_table(checked, page, session, press):
    line = next(iter(session.lines.values()))
    session.change_line("多一分", line.id, amount=line.amount + 1_000_00)
    page.refresh()
    page.head.codes.setCurrentIndex(page.head.codes.findData("B01.1"))
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    assert checked.page.page_id == "reports"


def test_a_mend_is_one_step_that_can_be_undone(checked, page, listed, spoil, press):
    spoil.functions()
    page.refresh()
    assert page.detail.mend_button.text() == "全部改正（4 处）"
    page.list.setFocus()
    press(Qt.Key.Key_Return, ALT)
    assert listed() == []
    checked.undo()
    assert listed() == [("L10", 4)]


def test_one_of_a_cause_is_mended_alone(page, listed, spoil, press):
    spoil.functions()
    page.refresh()
    page.list.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    page.detail.mend_button.click()
    assert listed() == [("L10", 3)]


def test_the_page_follows_edits_while_it_is_hidden(checked, page, spoil):
    checked.show_page("expenditure")
    spoil.unit()
    checked.show_page("checks")
    assert [group.first.finding.code for group in page.model.groups] == ["L07"]


def test_lines_of_one_cause_stand_in_the_books_order(page, session, spoil):
    spoil.functions()
    page.refresh()
    rows = {line: row for row, line in enumerate(session.lines)}
    (group,) = page.model.groups
    listed = [rows[item.finding.place.line] for item in group.items]
    assert listed == sorted(listed)


def test_the_current_finding_stays_current_when_another_comes(page, spoil):
    spoil.pair()
    page.refresh()
    page.list.setCurrentIndex(page.model.index(0, 0))
    spoil.unit()
    page.refresh()
    assert page.current()[0].finding.code == "L04"


def test_amounts_are_in_the_windows_unit_and_no_difference_is_shown_as_none(checked, page, session):
    line = next(iter(session.lines.values()))
    session.change_line("多一分", line.id, amount=line.amount + 1)
    page.refresh()
    page.head.codes.setCurrentIndex(page.head.codes.findData("B01.1"))

    def amounts():
        page.refresh()
        return [page.model.index(0, column).data() for column in (4, 5, 6)]

    assert amounts() == ["1,991.60", "1,991.60", "-0.01 元"]
    checked.set_unit("元")
    assert amounts() == ["19,916,000.01", "19,916,000.00", "-0.01"]


def test_what_could_not_be_checked_is_said_with_why(page):
    page.head.shown[UNKNOWN].click()
    reasons = page.session.checks.checker.unknown
    rows = [page.body.unknown.topLevelItem(row) for row in range(len(reasons))]
    assert {row.text(0): row.text(2) for row in rows} == reasons
