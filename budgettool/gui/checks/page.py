"""The page 审核: what is wrong in the book, by cause; going there, mending, answering for it, 定稿.

It puts views together and follows the checks; leaves what each shows or does to its module.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from budgettool.errors import BudgetToolError
from budgettool.gui import theme
from budgettool.gui.burst import after_burst
from budgettool.gui.checks.acts import mend
from budgettool.gui.checks.body import ChecksBody
from budgettool.gui.checks.explaining import ask_reason
from budgettool.gui.checks.filtering import Offers, tests_of
from budgettool.gui.checks.finding_detail import FindingDetail
from budgettool.gui.checks.head import PUBLIC, UNKNOWN, ChecksHead
from budgettool.gui.checks.items import WAIVED, Item, chosen, items_of
from budgettool.gui.checks.places import destination
from budgettool.gui.checks.reason_form import ReasonForm
from budgettool.gui.checks.reporting import REPORT_KINDS, report_stem, take_report, write_report
from budgettool.gui.checks.sealing import Sealing
from budgettool.gui.checks.waiving import ask_why, withdraw_all
from budgettool.gui.page import Page
from budgettool.gui.reports.export_desk import ExportDesk
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.session import Session
from budgettool.rules.finding import LEVEL_NAMES, Finding
from budgettool.rules.waivers import Judged

_AFTER_MS: Final = 150


class ChecksPage(Page):
    """Shows what is wrong, and whether the book may be 定稿."""

    page_id: ClassVar[str] = "checks"
    title: ClassVar[str] = "审核"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._behind = True
        self._public: int | None = None
        self.body = ChecksBody(session)
        self.list, self.model, self.public = self.body.list, self.body.model, self.body.public
        self.detail = FindingDetail(session)
        self.sealing = Sealing(session)
        self.strip = ProgressStrip()
        self.export_desk = ExportDesk(session, self.strip, self)
        self._timer = after_burst(self, _AFTER_MS, self._after_burst)
        self._declare_actions()
        exports = [self.actions_by_id[f"report_{kind}"] for kind in REPORT_KINDS]
        self.head = ChecksHead(self.title, exports)
        self._lay_out()
        self._connect()

    def reveal(self, target: object) -> None:
        """Show a finding by its key, to say why it may stand; or `seal`, `unseal`, `public`."""
        if target == PUBLIC:
            self._show_level(PUBLIC)
        elif target == "seal":
            self.sealing.open()
            self.setFocusProxy(self.sealing)
        elif target == "unseal":
            self.sealing.ask_to_unseal()
            self.setFocusProxy(self.sealing)
        else:
            key = target.key if isinstance(target, Finding) else str(target)
            self._show_finding(key)

    def refresh(self) -> None:
        """Read what is wrong anew, and stay at the same finding."""
        self._timer.stop()
        self._behind = False
        checks = self.session.checks
        judged = checks.judged()
        unknown = checks.unknown
        self._say_counts(judged, len(unknown))
        show = self.head.show_name
        items = items_of(judged, show) if show not in {UNKNOWN, PUBLIC} else []
        offers = Offers(self.session, items)
        self.head.offer(offers.codes(), offers.places(), offers.units())
        choice = self.head.choice()
        self.head.no_filter.setVisible(choice.filters)
        self.head.filters.setVisible(show not in {UNKNOWN, PUBLIC})
        self.body.fill(chosen(items, tests_of(self.session, choice)))
        self.detail.show_items(self.current())
        self.body.show_what(choice)
        if self.detail.form.isHidden() and self.sealing.form.isHidden():
            self._place_focus()
        self.head.seal_button.setVisible(not self.session.sealed)
        self.head.seal_button.setEnabled(not self.session.read_only)
        self.sealing.follow()

    def set_unit(self, unit: str) -> None:
        """Show amounts in 元 or 万元."""
        self.model.unit = unit
        self._on_changed()

    def leave(self) -> None:
        """Keep what is being typed of publishing."""
        self.public.settle()

    def current(self) -> Sequence[Item]:
        """Give the current finding, or all that have one cause."""
        return self.body.current()

    def go(self) -> None:
        """Show the current finding where it is."""
        for item in self.current()[:1]:
            found = destination(self.session, item.finding.place)
            if found is None:
                self.told.emit("这个问题不在某一处，按“怎么改”处理")
            elif found[0] != self.page_id:
                self.wanted.emit(*found)

    def mend(self) -> None:
        """Make the mends that are offered, in one step."""
        self._do(lambda: mend(self.session, [item.finding for item in self.current()]))

    def waive(self) -> None:
        """Ask why the current findings may stand."""
        self._ask(ask_why)

    def explain(self) -> None:
        """Ask why the figures of the current finding changed on last year."""
        self._ask(ask_reason)

    def withdraw(self) -> None:
        """Take back what was said for the current findings."""

        def act() -> str:
            count = withdraw_all(self.session, self.current())
            return f"已撤销放行 {count:,} 处" if count else ""

        self._do(act)

    def export(self, kind: str) -> None:
        """Write the check report."""
        report = take_report(self.session)
        work = partial(write_report, kind, report, self.session.font_cache)
        self.export_desk.write(report_stem(self.session), REPORT_KINDS[kind], work)

    def under_way(self) -> str:
        """Say which file is being written."""
        return f"正在{self.strip.name}" if self.strip.busy else ""

    def give_up(self) -> None:
        """Stop writing."""
        self.strip.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._behind:
            self.refresh()

    def _ask(self, ask: Callable[[ReasonForm, Session, Sequence[Item]], None]) -> None:
        """Ask in the place of the buttons."""
        if self.session.read_only:
            return
        ask(self.detail.form, self.session, self.current())
        self.detail.show_items(self.current())
        if not self.detail.form.isHidden():
            self.setFocusProxy(self.detail.form)

    def _do(self, act: Callable[[], str]) -> None:
        try:
            label = act()
        except BudgetToolError as error:
            self.told.emit(str(error))
            return
        if label:
            self.told.emit(label)
            self._take_focus_back()

    def _say_counts(self, judged: Judged, unknown: int) -> None:
        counts: dict[str, int] = {level: judged.count(level) for level in LEVEL_NAMES}
        counts |= {"": len(judged.open), WAIVED: len(judged.waived), UNKNOWN: unknown}
        if self._public is not None:
            counts[PUBLIC] = self._public
        self.head.say_counts(counts)

    def _on_published(self, count: int) -> None:
        self._public = count
        checks = self.session.checks
        self._say_counts(checks.judged(), len(checks.unknown))

    def _take_focus_back(self) -> None:
        """Let the keyboard be in the list again, or in what stands in its place."""
        self._place_focus()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_focus(self) -> None:
        self.setFocusProxy(self.body.shown or self.head.shown[""])

    def _show_finding(self, key: str) -> None:
        self.head.show_only("")
        self.refresh()
        if not self.body.turn_to(key):
            self.head.show_only(WAIVED)
            self.refresh()
            if not self.body.turn_to(key):
                self.head.show_only("")
                self.told.emit("这个问题已经没有了")
                return
        self.waive()

    def _on_chosen(self) -> None:
        if not self.body.filling:
            self.detail.show_items(self.current())

    def _on_changed(self, *_: object) -> None:
        self._behind = True
        if self.isVisible():
            self._timer.start()

    def _after_burst(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_decided(self) -> None:
        """Show at once what was decided."""
        self._on_changed()
        if self.isVisible():
            self.refresh()

    def _show_level(self, level: str) -> None:
        self.head.show_only(level)
        self._take_focus_back()

    def _find(self) -> None:
        self.head.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self) -> None:
        session = self.session
        session.checks.changed.connect(self._on_changed)
        session.rebuilt.connect(self._on_changed)
        session.decided.connect(self._on_decided)
        self.head.changed.connect(self.refresh)
        self.head.seal_button.clicked.connect(self.sealing.open)
        self.list.wanted.connect(self.go)
        self.list.chosen.connect(self._on_chosen)
        self.detail.go_wanted.connect(self.go)
        self.detail.mend_wanted.connect(self.mend)
        self.detail.explain_wanted.connect(self.explain)
        self.detail.waive_wanted.connect(self.waive)
        self.detail.withdraw_wanted.connect(self.withdraw)
        for form in (self.detail.form, self.sealing.form):
            form.closed.connect(self._take_focus_back)
        self.public.counted.connect(self._on_published)
        self.sealing.told.connect(self.told)
        self.public.told.connect(self.told)
        self.sealing.level_wanted.connect(self._show_level)
        self.body.nothing.unknown_wanted.connect(partial(self._show_level, UNKNOWN))
        self.body.nothing.clear_wanted.connect(self.head.clear)
        self.strip.ended.connect(self.work_ended)
        self.export_desk.told.connect(self.told)
        self.export_desk.offered.connect(self.offered)

    def _declare_actions(self) -> None:
        for action_id, text, keys, act in (
            ("mend", "改正", "Alt+Return", self.mend),
            ("waive", "放行…", "Alt+R", self.waive),
            ("find", "筛选", "Ctrl+F", self._find),
            *(
                (f"report_{kind}", each.name, "", partial(self.export, kind))
                for kind, each in REPORT_KINDS.items()
            ),
        ):
            action = QAction(text, self)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=act: do())
            self.addAction(action)
            self.actions_by_id[action_id] = action

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_2)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(self.head)
        rows.addWidget(self.sealing)
        rows.addWidget(self.body, 1)
        rows.addWidget(self.detail)
        rows.addWidget(self.strip)
        self.setFocusProxy(self.list)
