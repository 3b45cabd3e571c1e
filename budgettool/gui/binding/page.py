"""The page 成册: parts, order, kinds of files; the real pages; what is wanting; writing, printing.

It puts views together and follows the session; leaves what each shows or does to its module.
"""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from budgettool.exporting.packet import Choice, choice_in
from budgettool.gui import theme
from budgettool.gui.binding.bound_pages import BoundPages
from budgettool.gui.binding.check_panel import CheckPanel
from budgettool.gui.binding.checklist import count_wanting, list_groups
from budgettool.gui.binding.choice_panel import ChoicePanel
from budgettool.gui.binding.head import BindingHead
from budgettool.gui.binding.making import Bound, Order, TemplateShelf, make_pages
from budgettool.gui.binding.stand_in import StandIn
from budgettool.gui.binding.writing_desk import WritingDesk
from budgettool.gui.burst import after_burst
from budgettool.gui.page import Page
from budgettool.gui.reports.exports import take_snapshot
from budgettool.gui.reports.page_view import PageView
from budgettool.gui.reports.print_desk import PrintDesk
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.session import Session

_AFTER_MS: Final = 300
_LEFT_WIDTH: Final = 208
_ROOM_FOR_ALL: Final = 860
"""From this width on the checklist is open by itself."""


class BindingPage(Page):
    """Shows the packet as it would be published now."""

    page_id: ClassVar[str] = "packet"
    title: ClassVar[str] = "成册"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.bound: Bound | None = None
        self.choice = choice_in(session.facts, session.pack)
        self._kept = self.choice
        self._unit = ""
        self._roomy: bool | None = None
        self._shelf = TemplateShelf()
        self.panel, self.checks = ChoicePanel(), CheckPanel()
        self.page_view, self.stand_in = PageView(), StandIn()
        self.views, self.body = QStackedWidget(), QSplitter()
        self.strip = ProgressStrip()
        self.pages = BoundPages(self.order, self)
        self.writing_desk = WritingDesk(session.book.path.parent, self.strip, self)
        self.print_desk = PrintDesk(session, self.strip, self)
        self._timer = after_burst(self, _AFTER_MS, self._want)
        self._declare_actions()
        self.head = BindingHead(self.title, self.actions_by_id)
        self._lay_out()
        self._connect()
        self._show_session()

    def order(self) -> Order:
        """Give what is to be made of the book as it stands."""
        return Order(take_snapshot(self.session), self.choice.parts, self._unit, self._shelf)

    def write(self) -> None:
        """Write the packet's files."""
        self.writing_desk.write(self.order(), self.choice)

    def print(self) -> None:
        """Print the packet."""
        order = self.order()
        self.print_desk.print_made(partial(make_pages, order), order.snapshot.stem)

    def choose(self, choice: Choice) -> None:
        """Take another choice, and keep it in the book where that can be edited."""
        self.choice = choice
        if not self.session.read_only:
            self._keep(choice)
        self._show_choice()
        self._renew()

    def choose_unit(self, code: str) -> None:
        """Make the packet of another unit, or the department's (empty)."""
        self._unit = code
        self._renew()

    def show_part(self, part: str) -> None:
        """Scroll to the first page of a part."""
        page = self.bound.first_page(part) if self.bound else None
        if page is not None:
            self.page_view.show_page(page)

    def reveal(self, target: object) -> None:
        """Show a part by its id."""
        if isinstance(target, str):
            self.show_part(target)

    def under_way(self) -> str:
        """Say which files are being written, or that pages are being printed."""
        return f"正在{self.strip.name}" if self.strip.busy else ""

    def give_up(self) -> None:
        """Stop writing or printing."""
        self.strip.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self._show_session()
        self._want()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what is heavy until the page is shown again."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Open the checklist where there is room for it, and close it where there is none."""
        super().resizeEvent(event)
        roomy = self.width() >= theme.scaled(_ROOM_FOR_ALL)
        if roomy != self._roomy:
            self._roomy = roomy
            self._show_checks(shown=roomy)

    def sizeHint(self) -> QSize:
        """Ask for no more room than the window has."""
        return QSize(theme.scaled(_ROOM_FOR_ALL), super().sizeHint().height())

    def _want(self) -> None:
        """Have the newest pages made, where there is something to bind."""
        if self.session.lines and self.choice.parts:
            self.pages.want()

    def _keep(self, choice: Choice) -> None:
        with self.session.edit("改成册内容") as edit:
            for key, text in choice.as_fields().items():
                edit.set_field(key, text)
        self._kept = choice

    def _on_changed(self, *_: object) -> None:
        """Note that the pages are old; they are made anew once edits pause."""
        self.pages.grow_old()
        if self.isVisible():
            self._show_place()
            self._timer.start()

    def _on_fields_changed(self) -> None:
        self._show_session()
        self._on_changed()

    def _renew(self) -> None:
        self.pages.grow_old()
        self._show_place()
        if self.isVisible():
            self._timer.start()

    def _show_session(self) -> None:
        """Show what the book says now of choice, units and draft; what is chosen here stays."""
        session = self.session
        kept = choice_in(session.facts, session.pack)
        if kept != self._kept:
            self._kept = self.choice = kept
        if self._unit and all(unit.code != self._unit for unit in session.facts.units):
            self._unit = ""
        self.panel.show_units(session.facts, self._unit)
        self.head.say_state(draft=not session.book.sealed)
        self._show_choice()
        self._show_place()

    def _show_choice(self) -> None:
        self.panel.show_choice(self.session.pack, self.choice)

    def _show_place(self) -> None:
        """Show the pages, or what stands in their place."""
        if not self.session.lines:
            words = "还没有明细。录入或导入收入和支出后，这里是整本公开文本的样子。"
            self.stand_in.say(words, "录入支出", "expenditure")
        elif not self.choice.parts:
            self.stand_in.say("一个部分也没有选。在左边“各部分”里勾选要列入的。")
            self.head.say_place("")
            self.panel.parts.show_pages({})
        elif self.bound is not None:
            self.views.setCurrentWidget(self.page_view)
            return
        else:
            self.stand_in.say("正在编排…")
        self.views.setCurrentWidget(self.stand_in)

    def _on_made(self, bound: Bound) -> None:
        """Show the new packet where the old one stood."""
        if not bound.pages.sizes:
            self._on_refused("选定的部分里没有可以印的内容")
            return
        self.bound = bound
        self.page_view.show_document(bound.pages)
        groups = list_groups(bound, self.session.checks.words)
        self.checks.show_groups(groups)
        self.head.say_checks(count_wanting(groups))
        places = {place.anchor: place.page for place in bound.pages.report.places}
        self.panel.parts.show_pages(places)
        self._show_place()

    def _on_refused(self, reason: str) -> None:
        """Say why there are no pages; what was told of the old ones holds no more."""
        self.bound = None
        self.panel.parts.show_pages({})
        self.checks.show_groups(())
        self.head.say_unchecked()
        self._show_place()
        self.stand_in.say(f"● 没有编成：{reason}", tone="wrong")
        self.head.say_place("没有编成")

    def _say_making(self, stage: str, done: int, total: int) -> None:
        self.head.say_place(f"{stage} {done}/{total}…" if total else f"{stage}…")

    def _say_page(self, page: int, pages: int) -> None:
        if not self.pages.busy:
            self.head.say_place(f"第 {page} 页，共 {pages} 页")

    def _say_again(self) -> None:
        """Say which page is in sight, once nothing is being made."""
        if self.bound is not None:
            self.page_view.tell_page()

    def _turn_checks(self) -> None:
        self._show_checks(shown=self.checks.isHidden())

    def _show_checks(self, *, shown: bool) -> None:
        self.checks.setVisible(shown)
        self.head.checks_button.setChecked(shown)
        left, right = theme.scaled(_LEFT_WIDTH), theme.PANEL_WIDTH if shown else 0
        self.body.setSizes([left, max(self.width() - left - right, left), right])

    def _connect(self) -> None:
        session = self.session
        for changed in (session.figures_changed, session.decided):
            changed.connect(self._on_changed)
        for changed in (session.fields_changed, session.rebuilt):
            changed.connect(self._on_fields_changed)
        session.decided.connect(self._show_session)
        self.panel.chosen.connect(self.choose)
        self.panel.unit_chosen.connect(self.choose_unit)
        self.panel.part_wanted.connect(self.show_part)
        self.head.checks_wanted.connect(self._turn_checks)
        self.checks.closed.connect(partial(self._show_checks, shown=False))
        for view in (self.checks, self.stand_in):
            view.wanted.connect(self.wanted)
        self.page_view.zoom_changed.connect(self.head.say_zoom)
        self.page_view.page_shown.connect(self._say_page)
        self.pages.made.connect(self._on_made)
        self.pages.refused.connect(self._on_refused)
        self.pages.progressed.connect(self._say_making)
        self.pages.ended.connect(self._say_again)
        self.strip.ended.connect(self.work_ended)
        self.writing_desk.offered.connect(self.offered)
        for told in (self.writing_desk.told, self.print_desk.told):
            told.connect(self.told)

    def _declare_actions(self) -> None:
        for action_id, text, keys, act in (
            ("write", "生成所选的文件", "Ctrl+Return", self.write),
            ("print_all", "打印整本", "Ctrl+P", self.print),
            ("zoom_in", "放大", "Ctrl+= Ctrl++", partial(self.page_view.zoom_by, 1)),
            ("zoom_out", "缩小", "Ctrl+-", partial(self.page_view.zoom_by, -1)),
            ("fit", "适合宽度", "Ctrl+0", self.page_view.fit_width),
        ):
            action = QAction(text, self)
            action.setShortcuts([QKeySequence(each) for each in keys.split()])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=act: do())
            self.addAction(action)
            self.actions_by_id[action_id] = action

    def _lay_out(self) -> None:
        self.views.addWidget(self.stand_in)
        self.views.addWidget(self.page_view)
        self.body.setHandleWidth(1)
        self.body.setChildrenCollapsible(False)
        for widget in (self.panel, self.views, self.checks):
            self.body.addWidget(widget)
        self.body.setStretchFactor(1, 1)
        self.panel.setMinimumWidth(theme.scaled(160))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.body, 1)
        rows.addWidget(self.strip)
        self.setFocusProxy(self.panel)
