"""An accountant begins: a new book from the start page, lines typed, closed, found again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def test_a_first_book(program, tmp_path):
    start = program.show_start()
    start.page.editor.setText("王会计")
    start.page.new_button.click()
    wizard = start.wizard
    wizard.ui.full.setText("临溪市档案馆")
    wizard.ui.code.setText("088")
    wizard.go_on()
    QGuiApplication.clipboard().setText("088001\t馆本级\t行政")
    wizard.ui.units.paste()
    path = tmp_path / "档案馆.ysb"
    start.make(path, wizard.answers(), start._make_new)  # noqa: SLF001 - less the file dialog

    window = program.window
    assert not start.isVisible()
    assert QTest.qWaitForWindowActive(window)
    window.show_page("expenditure")
    grid = window.page.grid
    grid.setFocus()
    grid.show_cell(0, window.page.model.column_of("amount"))
    for char in "1.5":
        QTest.keyClicks(QApplication.focusWidget(), char)
    assert window.totals.figure("支出") == "1.50"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "支出多 1.50" in window.totals.balance_button.text()
    window.actions_by_id["undo"].trigger()
    assert window.totals.figure("支出") == "0.00"
    window.actions_by_id["redo"].trigger()
    window.close()

    again = program.show_start()
    assert "临溪市档案馆 · 2020年" in again.page.list.item(0).text()
    again.page.list.itemActivated.emit(again.page.list.item(0))
    assert program.window.totals.figure("支出") == "1.50"
    assert program.window.session.book.history()[-1].holder == "王会计"
