"""What the window says in passing and at its top: the toast and the notice bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from budgettool.gui.notice_bar import NoticeBar
from budgettool.gui.toast import Toast


@pytest.fixture
def window(qtbot, application):  # noqa: ARG001 - dressed as the product is
    window = QWidget()
    layout = QVBoxLayout(window)
    window.notices, window.field = NoticeBar(), QLineEdit()
    layout.addWidget(window.notices)
    layout.addWidget(window.field)
    layout.addStretch()
    window.toast = Toast(window)
    window.resize(900, 500)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.field.setFocus()
    return window


def label_of(toast):
    return toast._label  # noqa: SLF001 - what the user reads


@pytest.mark.parametrize("action", ["", "另存为…"])
def test_a_long_word_is_wrapped_inside_the_window(window, action):
    window.toast.say("“预算.ysb”不能写入：" + "很长的文件夹名字、" * 30, action)
    assert window.rect().contains(window.toast.geometry())
    label = label_of(window.toast)
    assert label.heightForWidth(label.width()) <= label.height()


def test_a_short_word_stands_on_one_line_after_a_long_one(window):
    window.toast.say("很长" * 200)
    window.toast.say("已撤销：改金额", "恢复")
    label = label_of(window.toast)
    assert label.height() < 2 * label.fontMetrics().height()
    assert window.toast.width() < 300


def test_the_action_of_a_toast_leaves_the_focus_where_it_is(window, application, qtbot):
    done = []
    window.toast.say("已撤销：改金额", "恢复", lambda: done.append("恢复"))
    with qtbot.assertNotEmitted(application.focusChanged):
        QTest.mouseClick(window.toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert done == ["恢复"]


def test_what_a_file_is_called_is_shown_as_it_is_written(window):
    name = "<b>预算</b><img src='/etc/passwd'>"
    window.toast.say(name)
    window.notices.tell("lost", name)
    labels = [label for label in window.findChildren(QLabel) if label.text() == name]
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText] * 2


def test_a_notice_told_again_keeps_the_focus_on_its_button(window):
    tried = []

    def try_again():
        tried.append(len(tried))
        window.notices.tell("unsaved", f"磁盘已满，第 {len(tried)} 次", [("再试一次", try_again)])

    try_again()
    window.notices.findChild(QPushButton).setFocus()
    for _ in range(2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert len(tried) == 3
    assert window.focusWidget().text() == "再试一次"
    assert window.notices.text("unsaved") == "磁盘已满，第 3 次"


def test_a_notice_told_again_is_no_other_than_before(window):
    """A screen reader, and the eye, are not told the same each second."""
    window.notices.tell("lost", "文件不在原处")
    shown = window.notices.children()
    window.notices.tell("lost", "文件不在原处")
    assert window.notices.children() == shown
