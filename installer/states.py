"""The states of the window that are pictured, each by the name of its picture.

A state is a function that brings a window into it. Leaves books and windows to `studio`, and
pictures to `screenshots`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from budgettool.book import DiskFullError
from budgettool.gui.backups import BackupsDialog
from budgettool.gui.lines.grouping import GROUPINGS
from budgettool.gui.main_window import MainWindow
from budgettool.gui.registry import PAGES
from budgettool.gui.settings import RecentBook
from budgettool.gui.start_window import StartWindow
from budgettool.gui.work import Task
from budgettool.model import Ceiling, ExpenditureLine, Unit
from installer.check_states import CHECK_STATES
from installer.packet_states import PACKET_STATES
from installer.studio import DEPARTMENT, LONG_NAME, Studio
from installer.target_states import TARGET_STATES
from installer.text_states import TEXT_STATES

_WRONG_ROWS: Final = (
    ("016001", "2010301", "30201", "一般公共预算/财政拨款", "1.50"),
    ("016001", "2010301", "30298", "一般公共预算/财政拨款", "二十"),
    ("016009", "2010301", "30299", "一般公共预算/财政拨款", "3.25"),
)

State = Callable[[Studio], QWidget]


def _start(studio: Studio) -> StartWindow:
    return studio.program().show_start()


def _start_recent(studio: Studio) -> QWidget:
    program = studio.program()
    sample = studio.sample()
    for path, title, when in (
        (Path("/media/旧盘/预算2024.ysb"), "临溪市政府办公室 · 2024年", "2025-01-08 16:20"),
        (sample, LONG_NAME + " · 2026年", "2026-10-30 11:05"),
        (studio.sample(), "临溪市政府办公室 · 2027年", "2026-11-21 17:42"),
    ):
        program.settings.remember_book(RecentBook(path, title, when))
    return program.show_start()


def _wizard(studio: Studio) -> QWidget:
    window = _start(studio)
    window.begin()
    return window


def _wizard_wrong(studio: Studio) -> QWidget:
    window = _start(studio)
    window.begin()
    if window.wizard is not None:
        window.wizard.go_on()
    return window


def _wizard_units(studio: Studio) -> QWidget:
    window = _start(studio)
    window.begin()
    if wizard := window.wizard:
        wizard.ui.full.setText(DEPARTMENT.full)
        wizard.ui.code.setText(DEPARTMENT.code)
        wizard.go_on()
        rows = f"016\t{DEPARTMENT.full}\t汇总\t\n016001\t机关本级\t行政\t016"
        QApplication.clipboard().setText(rows)
        wizard.ui.units.paste()
    return window


def _page(page: str, book: Callable[[Studio], Path], width: int = 1280) -> State:
    def show(studio: Studio) -> QWidget:
        window = studio.open(book(studio), page)
        window.resize(width, 800 if width > 1_024 else 700)  # noqa: PLR2004 - the smallest window
        if book is Studio.long:
            window.set_unit("元")
        return window

    return show


def _read_only(page: str) -> State:
    def show(studio: Studio) -> QWidget:
        path = studio.sample()
        studio.open(path)
        return studio.open(path, page, "李四")

    return show


def _expenditure(act: Callable[[MainWindow], object]) -> State:
    def show(studio: Studio) -> QWidget:
        window = studio.open(studio.sample(), "expenditure")
        act(window)
        return window

    return show


def _wrong_cells(window: MainWindow) -> None:
    lines = [each for each in window.session.lines.values() if isinstance(each, ExpenditureLine)]
    with window.session.edit("改科目") as edit:
        edit.update(lines[1].id, department_economic="30298")
        edit.update(lines[3].id, unit=None)
        edit.draft(lines[5].id, "amount", "二十万")
    window.show_page("expenditure", lines[5].id)


def _paste(window: MainWindow) -> None:
    heads = "单位\t功能科目\t部门经济科目\t资金来源\t金额"
    QApplication.clipboard().setText("\n".join([heads, *map("\t".join, _WRONG_ROWS)]))
    grid = window.page.grid
    grid.show_cell(len(window.page.model.line_ids), 0)
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _typing(window: MainWindow) -> None:
    grid = window.page.grid
    grid.show_cell(4, window.page.model.column_of("department_economic"))
    grid.setFocus()
    for key in "30":
        QTest.keyClicks(QApplication.focusWidget(), key)


def _strips(window: MainWindow) -> None:
    grid = window.page.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    window.show_page("expenditure", {"filter": {"function": "2010301"}})
    QTest.keyClick(grid, Qt.Key.Key_F9)


def _groups(window: MainWindow) -> None:
    window.show_page("expenditure", {"filter": {"function": "20"}})
    window.page.group_by(GROUPINGS[1])


def _sources(studio: Studio) -> QWidget:
    window = studio.open(studio.long(), "expenditure")
    window.totals.show_sources()
    return window.totals.popup


def _palette(words: str) -> State:
    def show(studio: Studio) -> QWidget:
        window = studio.open(studio.sample(), "expenditure")
        window.look_for()
        window.palette_popup.field.setText(words)
        return window.palette_popup

    return show


def _backups(studio: Studio) -> QWidget:
    window = studio.open(studio.sample())
    window.session.book.back_up()
    window.show_backups()
    return window.findChildren(BackupsDialog)[0]


def _backups_none(studio: Studio) -> QWidget:
    window = studio.open(studio.bare())
    window.show_backups()
    return window.findChildren(BackupsDialog)[0]


def _full_disk(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "expenditure")
    reason = str(DiskFullError(window.session.book.path))
    text = f"{reason}。新的改动还在内存里，不要关机"
    answers = [("另存为…", window.save_as), ("再试一次", window.save_as)]
    window.notices.tell("unsaved", text, answers, "wrong")
    window.top_bar.say_title("临溪市政府办公室 · 2020年预算", "未保存", care=True)
    return window


def _lost(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "overview")
    window.watch.lost.emit("“样例.ysb”已不在原处：文件被移走、删除，或U盘、网络已断开")
    window.toast.say("已撤销：改金额", "恢复", window.redo)
    return window


def _exporting(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "reports")

    task = Task(lambda _progress: None, window)  # never begun, so that it stays under way
    window.page.strip.follow("导出 2020年部门预算公开表.pdf", task)
    task.report("正在写", 4, 9)
    return window


def _pages(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "reports")
    window.page.show_pages()
    return window


def _ceilings(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "prior")
    book = window.session.book
    with window.session.edit("填控制数") as edit:
        for nature, amount in (("基本支出", 1_400_0000_00), ("项目支出", 250_0000_00)):
            edit.insert(Ceiling(book.new_id(), "016001", nature, amount=amount))
    window.page.reveal("ceilings")
    return window


def _line_panel(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "reports")
    window.show_page("reports", "05.合计[总计]")
    studio.settle()
    QTest.keyClick(window.page.sheet_view, Qt.Key.Key_Return)
    return window


_UNITS: Final = (
    Unit("", "016", "临溪市人民政府办公室", "汇总"),
    Unit("", "016001", "机关本级", "行政", "016"),
)


def _bare_with_units(studio: Studio) -> Path:
    return studio.bare(_UNITS)


STATES: Final[dict[str, State]] = {
    "开始页": _start,
    "开始页-最近的账本": _start_recent,
    "向导-部门": _wizard,
    "向导-缺填": _wizard_wrong,
    "向导-单位": _wizard_units,
    **{each.title: _page(each.page_id, Studio.sample) for each in PAGES},
    **{f"{each.title}-空": _page(each.page_id, Studio.bare) for each in PAGES},
    "支出-空-有单位": _page("expenditure", _bare_with_units),
    **{f"{each.title}-很长": _page(each.page_id, Studio.long) for each in PAGES},
    **{f"{each.title}-很长-窄": _page(each.page_id, Studio.long, 1_024) for each in PAGES},
    **{f"{each.title}-只读": _read_only(each.page_id) for each in PAGES},
    "支出-有误": _expenditure(_wrong_cells),
    "支出-粘贴": _expenditure(_paste),
    "支出-输入": _expenditure(_typing),
    "支出-查找与筛选": _expenditure(_strips),
    "支出-分组": _expenditure(_groups),
    "各来源的收支": _sources,
    "查找": _palette(""),
    "查找-拼音": _palette("gz"),
    "查找-没有": _palette("zzzqq"),
    "备份与恢复": _backups,
    "备份与恢复-空": _backups_none,
    "磁盘已满": _full_disk,
    "文件不见": _lost,
    "报表-导出": _exporting,
    "报表-页面": _pages,
    "报表-明细": _line_panel,
    "控制数": _ceilings,
    **CHECK_STATES,
    **PACKET_STATES,
    **TARGET_STATES,
    **TEXT_STATES,
}
"""What is shown, by the name of its picture."""
