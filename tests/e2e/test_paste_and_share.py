"""A block with mistakes is pasted and taken back; a colleague reads the book meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from budgettool.gui.application import Home, Program

ROWS = (
    ("单位代码", "功能科目", "部门经济科目", "支出性质", "资金来源", "金额（元）"),
    ("016001", "2010301", "30204", "基本支出/公用经费", "财政拨款", "12,000.00"),
    ("016009", "2010301", "30205", "基本支出/公用经费", "财政拨款", "3000"),
    ("016001", "2010301", "30206", "基本支出/公用经费", "财政拨款", "约五千"),
)


@pytest.fixture
def sample(accountant):
    start = accountant.program.show_start()
    assert QTest.qWaitForWindowActive(start)
    accountant.click(start.page.sample_button)
    accountant.go(5)
    return accountant


def test_what_is_wrong_is_said_before_it_is_taken_in_and_can_be_left_out(sample):
    sample.paste(ROWS)
    strip = sample.page.paste_strip
    assert "第 3 行“单位”" in strip.wrong.text()
    assert "第 4 行“金额”" in strip.wrong.text()
    assert sample.rows() == 103
    sample.click(strip.sound)
    assert sample.rows() == 104
    assert sample.figure("支出") == "1,992.80"
    sample.undo()
    assert sample.rows() == 103


def test_enter_on_cancel_takes_nothing_in(sample):
    sample.paste(ROWS, as_html=False)
    while sample.window.focusWidget().text() != "取消":
        sample.press(Qt.Key.Key_Tab)
    sample.enter()
    assert sample.page.paste_strip.isHidden()
    assert sample.rows() == 103


def test_what_is_wrong_may_be_taken_in_marked_and_mended_later(sample):
    sample.paste(ROWS)
    sample.enter()
    sample.click(sample.page.head.marked)
    assert sample.rows() == 2
    sample.move_to("单位")
    assert "没有这个单位" in sample.page.reason.text()
    sample.type("016001")
    sample.enter()
    sample.click(sample.page.head.marked)
    sample.click(sample.page.head.marked)
    assert sample.rows() == 1


@pytest.fixture
def colleague(sample, qapp, tmp_path, accountant_of):
    """Somebody else, who opens the same book while it is being edited."""
    program = Program(qapp, Home(tmp_path / "other", "李四", sample.window.session.now))
    program.open_book(sample.window.session.book.path)
    yield accountant_of(program)
    program.window.close()


def test_a_colleague_reads_follows_and_takes_over(sample, colleague):
    assert "张三" in colleague.window.notices.text("read_only")
    sample.go(5)
    sample.move_to("金额")
    sample.type("300")
    sample.enter()
    colleague.wait(lambda: colleague.figure("支出") == sample.figure("支出") == "2,028.50")
    colleague.click_on("改为编辑")
    assert colleague.window.session.read_only  # the other has it still, and is named
    sample.window.close()
    colleague.click_on("改为编辑")
    assert not colleague.window.session.read_only
    colleague.go(5)
    colleague.move_to("金额")
    colleague.type("1")
    colleague.enter()
    assert colleague.figure("支出") == "1,729.50"


def test_a_colleague_who_may_only_read_goes_on_in_a_copy(sample, colleague, tmp_path):
    colleague.go(5)
    copy = tmp_path / "另存.ysb"
    colleague.will_choose(copy)
    colleague.click_on("另存为…")
    colleague.move_to("金额")
    colleague.type("300")
    colleague.enter()
    assert colleague.figure("支出") == "2,028.50"
    assert sample.figure("支出") == "1,991.60"
    assert colleague.window.session.book.path == copy
