"""What an input method composes over a cell counts once it is committed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication


def compose(text):
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(text, []))


@pytest.fixture
def cell(expenditure, session):
    expenditure.go(0, "department_economic")
    line_id = expenditure.model.line_ids[0]
    return lambda: session.lines[line_id].department_economic


def test_a_composition_that_is_given_up_leaves_the_cell(expenditure, session):
    total = session.balance.expenditure()
    expenditure.go(0, "amount")
    compose("zhong")
    assert session.balance.expenditure() == total
    compose("")
    expenditure.enter()
    assert expenditure.shown(0, "amount") == "263.10"
    assert session.balance.expenditure() == total


def test_a_composition_that_is_left_pending_leaves_the_cell(expenditure, cell):
    before = cell()
    compose("ban")
    expenditure.page.leave()
    assert cell() == before
    expenditure.go(0, "department_economic")
    compose("ban")
    expenditure.grid.show_cell(5, 0)
    assert cell() == before


def test_a_composition_after_typed_text_keeps_the_text(expenditure, session):
    expenditure.go(0, "memo").type("ab")
    compose("zhong")
    compose("")
    expenditure.enter()
    assert session.lines[expenditure.model.line_ids[0]].memo == "ab"


def test_what_is_committed_counts(expenditure, cell):
    expenditure.compose("基本工资").enter()
    assert cell() == "30101"


def test_an_empty_word_of_the_input_method_leaves_the_cursor_where_it_is(expenditure, session):
    """ibus and fcitx say so after many keys; what is typed next goes to the end, over nothing."""
    line_id = expenditure.model.line_ids[0]
    with session.edit("备注") as edit:
        edit.update(line_id, memo="办公")
    expenditure.go(0, "memo").press(Qt.Key.Key_F2).press(Qt.Key.Key_End)
    compose("")
    expenditure.type("x").enter()
    assert session.lines[line_id].memo == "办公x"


def test_a_composition_over_typed_text_that_is_given_up_counts_as_deleted(expenditure, session):
    """As in any field: composing over what is selected replaces it; the totals follow."""
    before = session.balance.expenditure()
    expenditure.go(0, "amount").type("7")
    expenditure.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    compose("zhong")
    compose("")
    assert session.balance.expenditure() == before - 263_100_000
