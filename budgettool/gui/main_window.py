"""The window over one book: top bar, notices, rail, page, totals bar; puts views together only."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QStackedWidget,
)

from budgettool.gui import theme
from budgettool.gui.backups import BackupsDialog
from budgettool.gui.book_file import BOOK_FILTER
from budgettool.gui.book_state import book_state
from budgettool.gui.checks.desk import ChecksDesk
from budgettool.gui.menus import export_actions, fill_more_menu
from budgettool.gui.notice_bar import NoticeBar
from budgettool.gui.page import Page, PageKind
from budgettool.gui.palette import CommandPalette
from budgettool.gui.rail import Rail
from budgettool.gui.safekeeping import Safekeeping
from budgettool.gui.session import Session
from budgettool.gui.toast import Toast
from budgettool.gui.top_bar import TopBar
from budgettool.gui.totals_bar import TotalsBar
from budgettool.gui.watch import BookWatch
from budgettool.gui.way_back import WayBack
from budgettool.gui.window_parts import put_together

_SIZE: Final = QSize(1280, 800)
_LEAST: Final = QSize(600, 320)
"""What is left of a small office screen at 200 %."""

_ROOMY: Final = 920
"""From this width on the rail has words."""


class MainWindow(QMainWindow):
    """Shows a session.

    Attributes:
        actions_by_id: Every action of the window, declared once; menus and buttons show the same.
    """

    closed = Signal()
    """The window is gone; its book may be closed."""

    unit_changed = Signal(str)
    page_shown = Signal(str)
    start_wanted = Signal()
    """The user wants the start page: another book, or a new one."""

    open_wanted = Signal(object)
    """The user wants another book in place of this one: its path."""

    about_wanted = Signal()

    scheme_chosen = Signal(str)
    """The look that the user wants, one of `theme.SCHEMES`."""

    def __init__(self, session: Session, pages: Sequence[PageKind], unit: str = "万元") -> None:
        super().__init__()
        self.session = session
        self._kinds = {kind.page_id: kind for kind in pages}
        self._pages: dict[str, Page] = {}
        self._unit = unit
        self.actions_by_id: dict[str, QAction] = {}
        self.stack = QStackedWidget()
        self.desk = ChecksDesk(session, self.stack, list(self._kinds))
        self._declare_actions()
        self.top_bar = TopBar(self.actions_by_id, unit)
        self.notices = NoticeBar()
        self.rail = Rail([(kind.page_id, kind.title) for kind in pages])
        self.totals = TotalsBar(session, unit)
        self._build()
        self.toast = Toast(self)
        self.way_back = WayBack(self)
        self.palette_popup = CommandPalette(session, pages, self)
        self.watch = BookWatch(session, self)
        self.safekeeping = Safekeeping(session, self.notices, self.watch)
        self._connect()
        self._fill_menus()
        self._say_title()
        self._say_history()
        self.safekeeping.say_read_only()
        self.setMinimumSize(theme.scaled(_LEAST.width()), theme.scaled(_LEAST.height()))
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, page_id: str, target: object = None) -> None:
        """Show a page, made when it is first wanted, and let it reveal a target."""
        if page_id not in self._kinds:
            return
        if self.page is not None:
            self.page.leave()
        page = self._pages.get(page_id) or self._make_page(page_id)
        self.stack.setCurrentWidget(page)
        self.rail.show_chosen(page_id)
        self.totals.say_selection("")
        if target is not None:
            page.reveal(target)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.follow()
        self.page_shown.emit(page_id)

    def undo(self) -> None:
        """Take the last step back, and say which."""
        self._settle()
        if label := self.session.undo():
            self.toast.say(f"已撤销：{label}", "恢复", self.redo)

    def redo(self) -> None:
        """Do again what was taken back, and say which."""
        self._settle()
        if label := self.session.redo():
            self.toast.say(f"已恢复：{label}", "撤销", self.undo)

    def set_unit(self, unit: str) -> None:
        """Show amounts in 元 or 万元 everywhere."""
        self._unit = unit
        self.top_bar.units.setCurrentText(unit)
        self.totals.set_unit(unit)
        for page in self._pages.values():
            page.set_unit(unit)
        self.unit_changed.emit(unit)

    def look_for(self) -> None:
        """Let the user jump to a page, a table, a code, a unit, a project or a line."""
        self._settle()
        self.palette_popup.open_over(self)

    def save_as(self) -> None:
        """Go on with the book in another file."""
        self._settle()
        self.safekeeping.save_as(self)

    def show_backups(self) -> None:
        """Show the book's backups, to make one or restore one as a copy."""
        self._settle()
        dialog = BackupsDialog(self.session.book, self)
        dialog.open_wanted.connect(self.open_wanted)
        dialog.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Settle what is being typed, then close the book; work that is nowhere is not lost."""
        self._settle()
        if self._is_working() or not self.safekeeping.may_close():
            event.ignore()
            return
        self.watch.stop()
        self.session.checks.stop()
        self.closed.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the rail's room where there is little; keep the toast in its place."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < theme.scaled(_ROOMY))
        self.toast.place()

    def _is_working(self) -> bool:
        """Say what closing would cut off, until that has ended."""
        for page in self._pages.values():
            if words := page.under_way():
                text = f"{words}，窗口没有关闭；等它完成，或停下它再关闭"
                self.notices.tell("under_way", text, [("停下", page.give_up)])
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have the book checked as soon as the window has been painted."""
        super().paintEvent(event)
        self.session.checks.begin_soon()

    def _settle(self) -> None:
        if self.page is not None:
            self.page.leave()

    def _make_page(self, page_id: str) -> Page:
        page = self._kinds[page_id](self.session)
        page.set_unit(self._unit)
        page.selection_told.connect(self.totals.say_selection)
        page.wanted.connect(partial(self._lead_away, page_id))
        page.place_changed.connect(self.desk.follow)
        page.told.connect(self.toast.say)
        page.offered.connect(self.toast.say)
        page.work_ended.connect(lambda: self.notices.clear("under_way"))
        self._pages[page_id] = page
        self.stack.addWidget(page)
        return page

    def _lead_away(self, page_id: str, wanted: str, target: object) -> None:
        self.way_back.remember(page_id)
        self.show_page(wanted, target)

    def _declare_actions(self) -> None:
        standard = QKeySequence.StandardKey
        declared: tuple[tuple[str, str, QKeySequence, Callable[[], object]], ...] = (
            ("undo", "撤销", QKeySequence(standard.Undo), self.undo),
            ("redo", "恢复", QKeySequence("Ctrl+Y"), self.redo),
            ("find", "查找页面、科目、单位、项目…", QKeySequence("Ctrl+K"), self.look_for),
            ("next", "下一处问题", QKeySequence("F8"), partial(self.desk.go, 1)),
            ("previous", "上一处问题", QKeySequence("Shift+F8"), partial(self.desk.go, -1)),
            ("checks", "问题栏", QKeySequence("Ctrl+F8"), self.desk.turn_to_panel),
            ("start", "新建账本、最近的账本…", QKeySequence(standard.New), self.start_wanted.emit),
            ("open", "打开账本…", QKeySequence(standard.Open), self._open),
            ("save_as", "另存为…", QKeySequence("Ctrl+Shift+S"), self.save_as),
            ("backups", "备份与恢复…", QKeySequence(), self.show_backups),
            ("sources", "各来源的收支", QKeySequence(), self._show_sources),
            ("close", "退出", QKeySequence("Ctrl+Q"), self.close),
            ("about", "关于", QKeySequence(), self.about_wanted.emit),
        )
        for action_id, text, keys, act in declared:
            action = QAction(text, self)
            action.setShortcut(keys)
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.addAction(action)
            self.actions_by_id[action_id] = action

    def _fill_menus(self) -> None:
        fill_more_menu(self.top_bar.more_menu, self.actions_by_id, self.scheme_chosen.emit)
        if exports := export_actions(self, self._kinds, self._export):
            self.top_bar.offer_exports(exports)

    def _export(self, page_id: str, action_id: str) -> None:
        """Have a page export."""
        self.show_page(page_id)
        if self.page is not None:
            self.page.actions_by_id[action_id].trigger()

    def _open(self) -> None:
        folder = str(self.session.book.path.parent)
        chosen, _ = QFileDialog.getOpenFileName(self, "打开账本", folder, BOOK_FILTER)
        if chosen:
            self.open_wanted.emit(Path(chosen))

    def _show_sources(self) -> None:
        self.totals.show_sources()

    def _connect(self) -> None:
        session = self.session
        self.rail.page_chosen.connect(self.show_page)
        self.top_bar.unit_chosen.connect(self.set_unit)
        self.top_bar.find_wanted.connect(self.look_for)
        self.palette_popup.chosen.connect(self.show_page)
        self.totals.source_chosen.connect(
            lambda source: self.show_page("expenditure", {"filter": {"source": source}})
        )
        self.totals.checks_wanted.connect(lambda: self.show_page("checks"))
        self.desk.wanted.connect(self.show_page)
        self.desk.told.connect(self.toast.say)
        session.history_changed.connect(self._say_history)
        session.saved_changed.connect(self._say_saved)
        session.failed.connect(self.safekeeping.tell_refusal)
        session.rebuilt.connect(self._say_title)
        session.decided.connect(self.safekeeping.say_read_only)
        self.way_back.wanted.connect(self.show_page)
        self.safekeeping.unseal_wanted.connect(partial(self.show_page, "checks", "unseal"))
        self.safekeeping.told.connect(self.toast.say)
        self.safekeeping.elsewhere_wanted.connect(self.save_as)

    def _build(self) -> None:
        beside = (self.rail, self.desk)
        self.setCentralWidget(put_together(self.top_bar, self.notices, beside, self.totals))

    def _say_title(self) -> None:
        self._say_saved(saved=not self.session.book.unsaved)

    def _say_saved(self, saved: bool) -> None:  # noqa: FBT001 - a signal's argument
        now = book_state(self.session, saved=saved)
        self.top_bar.say_title(now.title, now.for_bar, care=now.care)
        self.setWindowTitle(f"{now.title} — {self.session.book.path.name}（{now.state}）")

    def _say_history(self) -> None:
        for action_id, name, label in (
            ("undo", "撤销", self.session.book.undo_label),
            ("redo", "恢复", self.session.book.redo_label),
        ):
            action = self.actions_by_id[action_id]
            action.setEnabled(label is not None and not self.session.read_only)
            action.setToolTip(f"{name}：{label}" if label else name)
