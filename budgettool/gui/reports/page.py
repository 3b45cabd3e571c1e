"""The page 报表: a list of sheets, the sheet or the printed pages, and the lines behind a figure.

It puts views together and follows the session; leaves what each shows to its module.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from budgettool.cube.cube import Touched
from budgettool.errors import BudgetToolError
from budgettool.exporting.pdf import open_font_book
from budgettool.exporting.pdf.text import Typesetter
from budgettool.gui import theme
from budgettool.gui.page import Page
from budgettool.gui.reports.clipboard import sheet_data
from budgettool.gui.reports.exports import EXPORTS, make_pages, take_snapshot
from budgettool.gui.reports.lines_panel import LinesPanel
from budgettool.gui.reports.live import Entry, LiveSheet, list_entries
from budgettool.gui.reports.page_view import PageView
from budgettool.gui.reports.printing import pages_of_range, print_pages
from budgettool.gui.reports.rendering import Document
from budgettool.gui.reports.sheet_view import SheetView, find_reference
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.reports.words import column_name, row_name
from budgettool.gui.session import Session
from budgettool.gui.work import Task, start_task
from budgettool.packs.reference import CellReference, parse_reference
from budgettool.sheets.sheet import Cell

_LIST_WIDTH = 184
_NARROW_LIST = 40
_ROOM_FOR_ALL = 1000
_AFTER_BURST_MS = 300
_ENTRY = int(Qt.ItemDataRole.UserRole)


class ReportsPage(Page):
    """Shows the sheets of the pack, live."""

    page_id: ClassVar[str] = "reports"
    title: ClassVar[str] = "报表"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.live: LiveSheet | None = None
        self._behind = False
        self._pages_old = True
        self._pages_task: Task | None = None
        self._typesetter = Typesetter(open_font_book())
        self.sheet_view = SheetView(self._typesetter)
        self.page_view = PageView()
        self.panel = LinesPanel(session)
        self.strip = ProgressStrip()
        self.list = QListWidget()
        self._burst = QTimer(self)
        self._burst.setSingleShot(True)
        self._burst.setInterval(_AFTER_BURST_MS)
        self._burst.timeout.connect(self._after_burst)
        self._declare_actions()
        self._lay_out()
        self._connect()
        self._fill_list()

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
        self.views.setCurrentWidget(self.sheet_view)
        self.sheet_button.setChecked(True)
        self._say_zoom()
        self.sheet_view.setFocus()

    def show_pages(self) -> None:
        """Show the printed pages."""
        self.views.setCurrentWidget(self.page_view)
        self.pages_button.setChecked(True)
        self._say_zoom()
        self.page_view.setFocus()
        self._make_pages()

    def export(self, kind: str) -> None:
        """Ask where, and write a file of a kind: `pdf`, `excel` or `working`."""
        wanted = EXPORTS[kind]
        snapshot = take_snapshot(self.session)
        start = self.session.book.path.parent / f"{snapshot.stem}{wanted.suffix}"
        name, _ = QFileDialog.getSaveFileName(self, f"导出 {wanted.name}", str(start), wanted.kind)
        if not name or self.strip.task is not None:
            return
        path = Path(name)
        if not path.suffix:
            path = path.with_suffix(start.suffix)
        task = start_task(partial(wanted.write, snapshot, path), self)
        self.strip.follow(f"导出 {path.name}", task)
        task.done.connect(lambda _: self.offered.emit(f"已导出 {path.name}", "打开", _opener(path)))
        task.refused.connect(self.told)
        task.cancelled.connect(lambda: self.told.emit("已停止导出，没有写出文件"))

    def copy_table(self) -> None:
        """Put the sheet that is shown on the clipboard."""
        if self.live is not None:
            QGuiApplication.clipboard().setMimeData(sheet_data(self.live.sheet))
            self.told.emit(f"已复制“{self.live.entry.title}”，可粘贴到 Word、WPS 或 Excel")

    def print_all(self) -> None:
        """Print all sheets, or a range of their pages."""
        self._print(whole=True)

    def print_sheet(self) -> None:
        """Print the sheet that is chosen, on its own paper."""
        self._print(whole=False)

    def print_document(self, document: Document, printer: QPrinter, *, whole: bool) -> None:
        """Print pages of a document in steps, so that the window stays alive."""
        pages = list(range(len(document.sizes)))
        if not whole and self.live is not None:
            place = document.report.sheets[self.list.currentRow()]
            pages = pages[place.first - 1 : place.first - 1 + place.pages]
        chosen = pages_of_range(printer, pages)
        steps = print_pages(printer, document, chosen)

        def step() -> None:
            try:
                done = next(steps, None)
            except BudgetToolError as error:
                self.told.emit(str(error))
                return
            if done is None:
                self.told.emit(f"已送往打印机：{len(chosen)} 页")
            else:
                QTimer.singleShot(0, self, step)

        step()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self.live is None:
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
        elif self._behind:
            self._renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what is heavy until the page is shown again."""
        super().hideEvent(event)
        self._burst.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.sheet_view.viewport().update()

    def _connect(self) -> None:
        self.session.figures_changed.connect(self._on_figures_changed)
        self.session.rebuilt.connect(self._on_rebuilt)
        self.session.fields_changed.connect(self._on_fields_changed)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.sheet_view.figure_chosen.connect(self._on_figure_chosen)
        self.sheet_view.entered.connect(self._on_entered)
        self.sheet_view.zoom_changed.connect(self._say_zoom)
        self.sheet_view.cell_moved.connect(self._on_cell_moved)
        self.page_view.zoom_changed.connect(self._say_zoom)
        self.page_view.page_shown.connect(self._say_page)
        self.panel.wanted.connect(self.wanted)
        self.panel.closed.connect(self._close_panel)

    def _fill_list(self) -> None:
        chosen = self.list.currentRow()
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for entry in list_entries(self.session):
            item = QListWidgetItem(f"{entry.table.id}　{entry.title}")
            item.setToolTip(f"{entry.printed}　{entry.title}".strip())
            item.setData(_ENTRY, entry)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if self.list.count() and self.live is not None:
            self.list.setCurrentRow(min(max(chosen, 0), self.list.count() - 1))

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry: Entry = item.data(_ENTRY)
        self._close_panel()
        self.live = LiveSheet(self.session, entry)
        self._behind = False
        self.sheet_view.show_sheet(self.live.sheet)
        if self.views.currentWidget() is self.page_view and self.page_view.document:
            self.page_view.show_page(self.page_view.document.first_page(self.list.currentRow()))

    def _on_figures_changed(self, touched: tuple[Touched, ...]) -> None:
        self._pages_old = True
        if not self.isVisible() or self.live is None:
            self._behind = True
            return
        changed = self.live.follow(touched)
        if changed is None:
            self._renew()
        elif changed:
            self.sheet_view.refresh_sheet(self.live.sheet, changed)
        self._burst.start()

    def _on_rebuilt(self) -> None:
        self._pages_old = self._behind = True
        shown = self.live.entry.key if self.live else None
        self._fill_list()
        for row in range(self.list.count()):
            if self.live and self.list.item(row).data(_ENTRY).key == shown:
                self.list.setCurrentRow(row)
                self.live.entry = self.list.item(row).data(_ENTRY)
        if self.isVisible():
            self._renew()
            self._after_burst()

    def _on_fields_changed(self) -> None:
        self._pages_old = self._behind = True
        if self.isVisible():
            self._renew()

    def _renew(self) -> None:
        """Build the sheet anew, where it was."""
        self._behind = False
        if self.live is not None:
            changed = self.live.rebuild()
            self.sheet_view.renew_sheet(self.live.sheet, changed)

    def _after_burst(self) -> None:
        """Do what is heavy, once edits pause."""
        if self.live is not None and self.live.has_words_of_figures:
            self._renew()
        if not self.panel.isHidden():
            self.panel.follow_cell(self.sheet_view.current_cell())
        if self.views.currentWidget() is self.page_view:
            self._make_pages()

    def _make_pages(self) -> None:
        """Have the printed pages made anew, where they are old."""
        if not self._pages_old or self._pages_task is not None:
            return
        self._pages_old = False
        task = start_task(partial(make_pages, take_snapshot(self.session)), self)
        self._pages_task = task
        self._page_label.setText("正在排版…")
        task.done.connect(self._on_pages_made)
        task.refused.connect(self.told)
        task.ended.connect(self._on_pages_ended)

    def _on_pages_made(self, document: Document) -> None:
        first = self.page_view.document is None
        self.page_view.show_document(document)
        if first:
            self.page_view.show_page(document.first_page(max(self.list.currentRow(), 0)))

    def _on_pages_ended(self) -> None:
        self._pages_task = None
        if self.views.currentWidget() is self.page_view:
            self._make_pages()

    def _on_entered(self, cell: Cell) -> None:
        """Enter shows the lines behind a figure; once more goes into them."""
        if self.panel.isVisible() and self.panel.shows(cell):
            self.panel.take_focus()
        else:
            self._on_figure_chosen(cell)

    def _on_figure_chosen(self, cell: Cell) -> None:
        if not cell.reference or self.live is None or self.sheet_view.cursor_at is None:
            return
        row, _ = self.sheet_view.cursor_at
        sheet = self.live.sheet
        name = f"{row_name(sheet, row, cell)}\n{column_name(sheet, cell)}"
        self.panel.show_cell(name.strip(), cell)
        if self.panel.isHidden():
            self.panel.show()
            self._share_width()
            QTimer.singleShot(0, self.sheet_view, self._keep_cursor_in_sight)

    def _keep_cursor_in_sight(self) -> None:
        if self.sheet_view.cursor_at:
            self.sheet_view.go_to(self.sheet_view.cursor_at)

    def _on_cell_moved(self, cell: Cell) -> None:
        told = ""
        if cell.reference and self.sheet_view.sheet and self.sheet_view.cursor_at:
            row = self.sheet_view.cursor_at[0]
            sheet = self.sheet_view.sheet
            told = f"{row_name(sheet, row, cell)} · {column_name(sheet, cell)}　{cell.text}"
        self.selection_told.emit(told)
        if not self.panel.isHidden() and cell.reference:
            self._on_figure_chosen(cell)

    def _show_table(self, table_id: str) -> bool:
        """Show the live sheet of a table, if there is one."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ENTRY).table.id == table_id:
                self.show_sheets()
                self.list.setCurrentRow(row)
                return True
        return False

    def _mark(self, reference: CellReference) -> None:
        if self.live is None:
            return
        if self._behind:
            self._renew()
        position = find_reference(self.live.sheet, str(reference))
        if position is None:
            self.told.emit("这个数字为零，表中不印这一行")
            return
        self.sheet_view.go_to(position, mark=True)

    def _close_panel(self) -> None:
        if self.panel.isHidden():
            return
        self.panel.hide()
        self._share_width()
        self.sheet_view.setFocus()

    def _share_width(self) -> None:
        """Leave the tables' numbers alone of the list where the panel needs its room."""
        narrow = not self.panel.isHidden() and self.width() < _ROOM_FOR_ALL
        listed = _NARROW_LIST if narrow else _LIST_WIDTH
        elide = Qt.TextElideMode.ElideNone if narrow else Qt.TextElideMode.ElideRight
        self.list.setTextElideMode(elide)
        panel = theme.PANEL_WIDTH
        self._split.setSizes([listed, max(self.width() - listed - panel, panel), panel])

    def _print(self, *, whole: bool) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(take_snapshot(self.session).stem)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted or self.strip.task is not None:
            return
        task = start_task(partial(make_pages, take_snapshot(self.session)), self)
        self.strip.follow("打印", task)
        task.done.connect(lambda document: self.print_document(document, printer, whole=whole))
        task.refused.connect(self.told)

    def _zoom(self, steps: int) -> None:
        view = self.views.currentWidget()
        if isinstance(view, SheetView | PageView):
            view.zoom_by(steps)

    def _fit(self) -> None:
        view = self.views.currentWidget()
        if isinstance(view, SheetView | PageView):
            view.fit_width()

    def _say_zoom(self, _zoom: float = 0.0) -> None:
        view = self.views.currentWidget()
        if isinstance(view, SheetView | PageView):
            self._fit_button.setText(f"{view.zoom:.0%}")
        self._page_label.setVisible(view is self.page_view)

    def _say_page(self, page: int, pages: int) -> None:
        self._page_label.setText(f"第 {page} 页，共 {pages} 页")

    def _declare_actions(self) -> None:
        self.actions_by_id: dict[str, QAction] = {}
        for action_id, text, keys, act in (
            ("export_pdf", "PDF（公开用）…", "", partial(self.export, "pdf")),
            ("export_excel", "Excel（公开用）…", "", partial(self.export, "excel")),
            ("export_working", "工作底稿（含明细，不公开）…", "", partial(self.export, "working")),
            ("print_all", "全部报表…", "Ctrl+P", self.print_all),
            ("print_sheet", "只打印本表…", "Ctrl+Shift+P", self.print_sheet),
            ("copy", "复制本表", "Ctrl+C", self.copy_table),
            ("zoom_in", "放大", "Ctrl+=", partial(self._zoom, 1)),
            ("zoom_in_plus", "放大", "Ctrl++", partial(self._zoom, 1)),
            ("zoom_out", "缩小", "Ctrl+-", partial(self._zoom, -1)),
            ("fit", "适合宽度", "Ctrl+0", self._fit),
            ("close_panel", "关闭明细", "Esc", self._close_panel),
        ):
            action = QAction(text, self)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=act: do())
            self.addAction(action)
            self.actions_by_id[action_id] = action

    def _lay_out(self) -> None:
        self.views = QStackedWidget()
        self.views.addWidget(self.sheet_view)
        self.views.addWidget(self.page_view)
        self.list.setAccessibleName("报表目录")
        self.list.setMinimumWidth(_NARROW_LIST)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setStyleSheet(
            f"QListWidget {{ border: none; padding: {theme.SPACE_1}px; }}"
            f"QListWidget::item {{ height: {theme.ROW_HEIGHT}px; padding: 0 {theme.SPACE_1}px; }}"
        )
        self.panel.hide()
        self._split = split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for widget in (self.list, self.views, self.panel):
            split.addWidget(widget)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 700, theme.PANEL_WIDTH])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._head())
        rows.addWidget(split, 1)
        rows.addWidget(self.strip)
        self.setFocusProxy(self.sheet_view)

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        title = QLabel(self.title)
        title.setProperty("role", "head")
        self._page_label = QLabel()
        self._page_label.setProperty("role", "quiet")
        self._page_label.hide()
        row.addWidget(title)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self._choice())
        row.addSpacing(theme.SPACE_2)
        row.addLayout(self._zoom_buttons())
        row.addWidget(self._page_label)
        row.addStretch()
        row.addWidget(self._button("复制本表", "copy"))
        row.addWidget(self._menu_button("打印", "print_all", "print_sheet"))
        return head

    def _zoom_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self._fit_button = self._button("100%", "fit")
        for button in (
            self._button("−", "zoom_out"),
            self._fit_button,
            self._button("+", "zoom_in"),
        ):
            button.setStyleSheet("padding: 0;")
            button.setFixedWidth(theme.ROW_HEIGHT * (2 if button is self._fit_button else 1))
            row.addWidget(button)
        return row

    def _choice(self) -> QWidget:
        """Make the two buttons that choose between sheet and pages."""
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sheet_button, self.pages_button = QPushButton("表格"), QPushButton("打印页面")
        group = QButtonGroup(self)
        for button, act in (
            (self.sheet_button, self.show_sheets),
            (self.pages_button, self.show_pages),
        ):
            button.setCheckable(True)
            button.setProperty("choice", True)  # noqa: FBT003 - Qt's signature
            button.clicked.connect(act)
            group.addButton(button)
            row.addWidget(button)
        self.sheet_button.setToolTip("随改随变的表格，点数字看明细")
        self.pages_button.setToolTip("与导出的 PDF 相同的页面")
        self.sheet_button.setChecked(True)
        choice.setStyleSheet(
            "QPushButton { background: palette(base); }"
            "QPushButton:checked { background: palette(highlight); }"
        )
        return choice

    def _button(self, text: str, action_id: str) -> QPushButton:
        action = self.actions_by_id[action_id]
        button = QPushButton(text)
        button.setProperty("flat", text in {"−", "+"} or text.endswith("%"))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.text()}　{keys}")
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        return button

    def _menu_button(self, text: str, *action_ids: str) -> QPushButton:
        button = QPushButton(text)
        menu = QMenu(button)
        for action_id in action_ids:
            menu.addAction(self.actions_by_id[action_id])
        button.setMenu(menu)
        return button


def _opener(path: Path) -> Callable[[], bool]:
    return lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
