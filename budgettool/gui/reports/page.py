"""The page 报表: a list of sheets, the sheet or the printed pages, and the lines behind a figure.

It puts views together and follows the session; leaves what each shows or does to its module.
"""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from budgettool.cube.cube import Touched
from budgettool.errors import BudgetToolError
from budgettool.gui.burst import after_burst
from budgettool.gui.page import Page
from budgettool.gui.reports.body import ReportsBody
from budgettool.gui.reports.clipboard import sheet_data
from budgettool.gui.reports.export_desk import ExportDesk
from budgettool.gui.reports.exports import EXPORTS
from budgettool.gui.reports.figures import find_reference
from budgettool.gui.reports.head import ReportsHead
from budgettool.gui.reports.live import Entry, LiveSheet, list_entries
from budgettool.gui.reports.print_desk import PrintDesk
from budgettool.gui.reports.printed_pages import PrintedPages
from budgettool.gui.reports.rendering import Document
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.session import Session
from budgettool.packs.reference import CellReference, parse_reference
from budgettool.rules.finding import CellPlace, Place

_ROWS_AFTER_MS: Final = 60
_REST_AFTER_MS: Final = 300


class ReportsPage(Page):
    """Shows the sheets of the pack, live."""

    page_id: ClassVar[str] = "reports"
    title: ClassVar[str] = "报表"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.live: LiveSheet | None = None
        self._behind = False
        self.body = ReportsBody(session)
        self.contents, self.panel = self.body.contents, self.body.panel
        self.sheet_view, self.page_view = self.body.sheet_view, self.body.page_view
        self.strip = ProgressStrip()
        self.printed = PrintedPages(session, self)
        self.export_desk = ExportDesk(session, self.strip, self)
        self.print_desk = PrintDesk(session, self.strip, self)
        self._rows_timer = after_burst(self, _ROWS_AFTER_MS, self._renew)
        self._rest_timer = after_burst(self, _REST_AFTER_MS, self._after_burst)
        self._declare_actions()
        self.head = ReportsHead(self.title, self.actions_by_id)
        self._lay_out()
        self._follow_session()
        self._follow_views()
        self.contents.fill(list_entries(session))

    def place(self) -> Place | None:
        """Say which figure is current."""
        cell = self.sheet_view.current_cell()
        reference = parse_reference(cell.reference) if cell and cell.reference else None
        return CellPlace(reference) if isinstance(reference, CellReference) else None

    def reveal(self, target: object) -> None:
        """Show a table by its id, or the cell of a reference, and mark it."""
        if isinstance(target, str) and self._show_table(target):
            return
        try:
            reference = parse_reference(target) if isinstance(target, str) else target
        except BudgetToolError:
            return
        if isinstance(reference, CellReference) and self._show_table(reference.table):
            self._mark(reference)

    def set_unit(self, unit: str) -> None:
        """Show the lines' amounts in 元 or 万元; the sheets keep their own unit."""
        self.panel.set_unit(unit)

    def show_sheets(self) -> None:
        """Show the live sheet."""
        self.body.show_view(self.sheet_view)
        self._say_view()

    def show_pages(self) -> None:
        """Show the printed pages."""
        self.body.close_panel()
        self.body.show_view(self.page_view)
        self._say_view()
        self.printed.want()

    def under_way(self) -> str:
        """Say which file is being written, or that pages are being printed."""
        return f"正在{self.strip.name}" if self.strip.busy else ""

    def give_up(self) -> None:
        """Stop writing or printing."""
        self.strip.stop()

    def copy_table(self) -> None:
        """Put the sheet that is shown on the clipboard."""
        self._catch_up()
        frame = self.sheet_view.frame()
        if self.live is not None and frame is not None:
            QGuiApplication.clipboard().setMimeData(sheet_data(self.live.sheet, frame))
            self.told.emit(f"已复制“{self.live.entry.title}”，可粘贴到 Word、WPS 或 Excel")

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self.live is None:
            self.contents.choose_any()
            return
        self._catch_up()
        self.body.follow_figures()
        if self.body.shows_pages:
            self.printed.want()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what is heavy until the page is shown again."""
        super().hideEvent(event)
        self._behind = self._behind or self._rest_timer.isActive()
        self._rows_timer.stop()
        self._rest_timer.stop()

    def _say_view(self) -> None:
        self.head.show_kind(pages=self.body.shows_pages)
        self.head.say_zoom(self.body.view.zoom)

    def _on_chosen(self, entry: Entry) -> None:
        self.body.close_panel()
        self.live = LiveSheet(self.session, entry)
        self._behind = False
        self.sheet_view.show_sheet(self.live.sheet)
        self.body.show_marks()
        if self.body.shows_pages:
            self._show_pages_of(entry)

    def _on_figures_changed(self, touched: tuple[Touched, ...]) -> None:
        """Show at once what the figures read now; rows that come or go follow just after."""
        self.printed.grow_old()
        if not self.isVisible() or self.live is None:
            self._behind = True
            return
        refreshed = self.live.follow(touched)
        if refreshed.changed:
            self.sheet_view.refresh_sheet(refreshed.sheet, refreshed.changed)
        if not refreshed.whole:
            self._behind = True
        if self._behind:
            self._rows_timer.start()
        self._rest_timer.start()

    def _on_fields_changed(self) -> None:
        """List anew, and build anew what may read otherwise altogether, once it is shown."""
        self.contents.fill(list_entries(self.session))
        if self.live is not None and (entry := self.contents.chosen()):
            self.live.entry = entry
        self.printed.grow_old()
        self._behind = True
        if self.isVisible():
            self._renew()
            self._after_burst()

    def _catch_up(self) -> None:
        if self._behind:
            self._renew()

    def _renew(self) -> None:
        """Build the sheet anew, where it was."""
        self._behind = False
        self._rows_timer.stop()
        if self.live is not None:
            changed = self.live.rebuild()
            self.sheet_view.renew_sheet(self.live.sheet, changed)
            self.body.show_marks()

    def _after_burst(self) -> None:
        """Do what is heavy, once edits pause."""
        if self.live is not None and self.live.has_words_of_figures:
            self._renew()
        self.body.follow_figures()
        if self.body.shows_pages:
            self.printed.want()

    def _on_pages_made(self, document: Document) -> None:
        first = self.page_view.document is None
        self.page_view.show_document(document)
        if first:
            self._show_pages_of(self.contents.chosen())

    def _show_pages_of(self, entry: Entry | None) -> None:
        """Scroll to the pages of a sheet, where they have been made."""
        pages = (
            self.page_view.document.pages(*entry.key) if entry and self.page_view.document else ()
        )
        if pages:
            self.page_view.show_page(pages[0])

    def _show_table(self, table_id: str) -> bool:
        """Show the live sheet of a table, if there is one."""
        if not self.contents.choose(table_id):
            return False
        self.show_sheets()
        return True

    def _mark(self, reference: CellReference) -> None:
        if self.live is None:
            return
        self._catch_up()
        position = find_reference(self.live.sheet, str(reference))
        if position is None:
            self.told.emit("这个数字为零，表中不印这一行")
            return
        self.sheet_view.go_to(position, mark=True)

    def _zoom(self, steps: int) -> None:
        self.body.view.zoom_by(steps)

    def _fit(self) -> None:
        self.body.view.fit_width()

    def _print_sheet(self) -> None:
        self.print_desk.print(self.contents.chosen())

    def _follow_session(self) -> None:
        self.session.figures_changed.connect(self._on_figures_changed)
        self.session.rebuilt.connect(self._on_fields_changed)
        self.session.fields_changed.connect(self._on_fields_changed)

    def _follow_views(self) -> None:
        self.contents.entry_chosen.connect(self._on_chosen)
        self.head.sheets_wanted.connect(self.show_sheets)
        self.head.pages_wanted.connect(self.show_pages)
        self.body.selection_told.connect(self.selection_told)
        self.sheet_view.cell_moved.connect(lambda _: self.place_changed.emit())
        for view in (self.sheet_view, self.page_view):
            view.zoom_changed.connect(self._say_view)
        self.page_view.page_shown.connect(
            lambda page, pages: self.head.say_place(f"第 {page} 页，共 {pages} 页")
        )
        self.printed.refused.connect(lambda _: self.head.say_place("没有排出页面"))
        self.printed.making.connect(lambda: self.head.say_place("正在排版…"))
        self.printed.made.connect(self._on_pages_made)
        self.panel.wanted.connect(self.wanted)
        self.strip.ended.connect(self.work_ended)
        self.export_desk.offered.connect(self.offered)
        for told in (self.printed.refused, self.export_desk.told, self.print_desk.told):
            told.connect(self.told)

    def _declare_actions(self) -> None:
        export = self.export_desk.export
        for action_id, text, keys, act in (
            *(
                (f"export_{kind}", f"导出 {EXPORTS[kind].name}", "", partial(export, kind))
                for kind in EXPORTS
            ),
            ("print_all", "全部报表…", "Ctrl+P", self.print_desk.print),
            ("print_sheet", "只打印本表…", "Ctrl+Shift+P", self._print_sheet),
            ("copy", "复制本表", "Ctrl+C", self.copy_table),
            ("zoom_in", "放大", "Ctrl+= Ctrl++", partial(self._zoom, 1)),
            ("zoom_out", "缩小", "Ctrl+-", partial(self._zoom, -1)),
            ("fit", "适合宽度", "Ctrl+0", self._fit),
            ("close_panel", "关闭明细", "Esc", self.body.close_panel),
        ):
            action = QAction(text, self)
            if keys:
                action.setShortcuts([QKeySequence(each) for each in keys.split()])
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=act: do())
            self.addAction(action)
            self.actions_by_id[action_id] = action

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.body, 1)
        rows.addWidget(self.strip)
        self.setFocusProxy(self.body)
