"""An accountant begins: a new book from the start page, lines typed, closed, found again."""

import pytest
from PySide6.QtTest import QTest


@pytest.fixture
def begun(accountant, tmp_path):
    """Somebody with a new book, in its expenditure."""
    start = accountant.program.show_start()
    assert QTest.qWaitForWindowActive(start)
    accountant.type("王会计", into=start.page.editor)
    accountant.click(start.page.new_button)
    fields = start.wizard.ui
    accountant.type("088", into=fields.code)
    accountant.type("临溪市档案馆", into=fields.full)
    accountant.enter()
    accountant.paste([("088001", "馆本级", "行政")])
    accountant.will_choose(tmp_path / "档案馆.ysb")
    accountant.click(fields.next)
    accountant.go(5)
    return accountant


def test_a_first_line_is_typed_taken_back_and_done_again(begun):
    begun.type("088001")
    begun.move_to("金额")
    begun.type("1.5")
    assert begun.figure("支出") == "1.50"  # with the key, before Enter
    begun.enter()
    assert begun.rows() == 1
    assert "支出多 1.50" in begun.balance()
    begun.undo()
    assert begun.figure("支出") == "0.00"
    begun.redo()
    assert begun.figure("支出") == "1.50"


def test_what_is_half_typed_is_there_when_the_book_is_found_again(begun):
    begun.move_to("金额")
    begun.type("1.5")
    begun.window.close()
    start = begun.program.show_start()
    begun.look()
    assert "临溪市档案馆 · 2020年" in start.page.list.item(0).text()
    start.page.list.setFocus()
    begun.enter()
    assert begun.figure("支出") == "1.50"
    assert begun.window.session.book.history()[-1].holder == "王会计"
