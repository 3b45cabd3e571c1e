"""Faults of ours: a report to copy, in one box, whatever has become of the windows."""

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from budgettool.errors import BudgetToolError
from budgettool.gui.faults import FaultBox, FaultDialog, FaultHandler, write_report


@pytest.fixture
def window(qtbot, application):  # noqa: ARG001 - dressed as the product is
    window = QWidget()
    window.show()
    yield window
    delete(window)


def reports(window):
    return [dialog.text.toPlainText() for dialog in window.findChildren(FaultDialog)]


def test_a_fault_gives_a_report_to_copy(qtbot, session, application):
    handler = FaultHandler("0.1.0", session.now)
    try:
        raise ZeroDivisionError("bug")  # noqa: TRY301 - the subject
    except ZeroDivisionError as error:
        with qtbot.waitSignal(handler.faulted) as told:
            handler.handle(type(error), error, error.__traceback__)
    dialog = FaultDialog(told.args[0])
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    copied = application.clipboard().text()
    assert "ZeroDivisionError: bug" in copied
    assert "预算编制工具 0.1.0" in copied


def test_a_refusal_that_nobody_caught_is_told_in_words_not_as_a_fault(qtbot, session):
    handler = FaultHandler("0.1.0", session.now)
    error = BudgetToolError("不能这样做")
    with qtbot.waitSignal(handler.refused) as told, qtbot.assertNotEmitted(handler.faulted):
        handler.handle(type(error), error, None)
    assert told.args == ["不能这样做"]


def test_a_report_names_time_and_versions(session):
    report = write_report(ValueError("x"), "0.1.0", session.now())
    assert "2026-11-22 09:30:00" in report
    assert "Python" in report


def test_faults_are_shown_in_one_box(window):
    box = FaultBox()
    box.show("第一个", window)
    box.show("第二个", window)
    assert reports(window) == ["第一个\n第二个"]


def test_a_fault_that_comes_with_every_painting_is_told_once(window, session):
    box, error = FaultBox(), ZeroDivisionError("bug")
    box.show(write_report(error, "0.1.0", session.now()), window)
    box.show(write_report(error, "0.1.0", session.now().replace(minute=59)), window)
    assert reports(window)[0].count("ZeroDivisionError") == 1


def test_a_fault_is_shown_though_the_window_of_the_last_is_gone(window):
    box, first = FaultBox(), QWidget()
    box.show("第一个", first)
    delete(first)
    box.show("第二个", window)
    assert reports(window) == ["第二个"]


def test_a_box_that_was_closed_comes_again(window, qtbot):
    box = FaultBox()
    box.show("第一个", window)
    window.findChild(FaultDialog).reject()
    box.show("第二个", window)
    qtbot.waitUntil(lambda: reports(window) == ["第二个"])
