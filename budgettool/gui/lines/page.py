"""The pages of income and expenditure: head, strips, grid, and what is said of the current cell.

They put the parts together; what each does is its own.
"""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.burst import after_burst
from budgettool.gui.lines.acts import Acts
from budgettool.gui.lines.cell_acts import CellActs
from budgettool.gui.lines.choosing import Choice
from budgettool.gui.lines.columns import EXPENDITURE, INCOME, Column, LineType
from budgettool.gui.lines.fed_panel import FedPanel
from budgettool.gui.lines.filter_strip import FilterStrip
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.grouping import Grouping
from budgettool.gui.lines.head import EmptyState, PageHead
from budgettool.gui.lines.headings import Headings
from budgettool.gui.lines.import_strip import ImportStrip
from budgettool.gui.lines.mending import Mending
from budgettool.gui.lines.menus import GroupingMenu, lines_menu
from budgettool.gui.lines.model import LinesModel
from budgettool.gui.lines.paste_desk import PasteDesk
from budgettool.gui.lines.remark import Remark
from budgettool.gui.lines.selection import say_selection
from budgettool.gui.lines.strips import BulkStrip, FindStrip, Strip
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.importing.headings import Kind
from budgettool.model import ExpenditureLine, IncomeLine
from budgettool.rules.finding import LinePlace, Place

_FILTER_DELAY_MS = 120


class LinesPage(Page):
    """Lines of one kind."""

    kind: ClassVar[Kind]
    line_type: ClassVar[LineType]
    columns: ClassVar[tuple[Column, ...]]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = LinesModel(session, self.line_type, self.columns)
        self.grid = LineGrid(self.model)
        self.grid.setAccessibleName(f"{self.title}明细")
        self.acts = Acts(self.grid)
        self.fed = FedPanel(session)
        self.remark = Remark(self.grid)
        self.reason = self.remark.label
        self.cell_acts = CellActs(self.grid, self.remark)
        self.find_strip = FindStrip()
        self.bulk_strip = BulkStrip(self.columns)
        self.headings = Headings(self.grid, self.page_id)
        self.mending = Mending(self.grid, self.find_strip, self.bulk_strip)
        self.desk = PasteDesk(self.grid, self.kind)
        self.paste_strip = self.desk.strip
        self.import_strip = ImportStrip(session)
        self.filter_strip = FilterStrip(self.grid)
        self.head = PageHead(f"{self.title}明细")
        self.words, self.marked = self.head.words, self.head.marked
        self._unit = "万元"
        self._build()
        self._connect()
        self._declare_acts()
        self._say_head()
        self.setFocusProxy(self.grid)

    def set_unit(self, unit: str) -> None:
        """Show and read amounts in 元 or 万元."""
        self.grid.settle()
        self._unit = unit
        self.model.set_unit(unit)
        self._say_head()
        self.remark.follow()

    def leave(self) -> None:
        """Settle the cell that is being typed."""
        self.grid.settle()

    def place(self) -> Place | None:
        """Say which cell of which line is current."""
        index = self.grid.currentIndex()
        line = self.model.line_at(index.row())
        return LinePlace(line.id, self.columns[index.column()].field) if line else None

    def reveal(self, target: object) -> None:
        """Show a line by its id, a field of one by its place, or `{"filter": {field: text}}`."""
        if isinstance(target, Mapping) and isinstance(target.get("filter"), Mapping):
            self.filter_strip.show()
            self._ask({str(name): str(text) for name, text in target["filter"].items()})
            return
        line_id, field = target if isinstance(target, LinePlace) else (str(target), "")
        if self.model.bring(line_id) is None:
            self.clear_filters()
        if all(field != column.field for column in self.columns):
            field = "amount"
        self.grid.show_line(line_id, self.model.column_of(field))

    def clear_filters(self) -> None:
        """Show all lines."""
        self._ask({})

    def _ask(self, texts: Mapping[str, str]) -> None:
        """Ask for texts by column, and for nothing else."""
        self.words.clear()
        self.marked.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.marked.setChecked(False)
        self.marked.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.filter_strip.fill(texts)
        self._choose()

    def group_by(self, grouping: Grouping | None) -> None:
        """Put lines that are alike under a heading with their subtotal; None for no groups."""
        self.model.group_by(grouping)
        self.grouping_menu.follow()
        self.head.say_grouping(grouping.title if grouping else "")
        self.grid.setFocus()

    def show_fed(self) -> None:
        """Show or hide what the current line feeds."""
        self.fed.setVisible(self.fed.isHidden())
        self._follow_line()

    def _choose(self) -> None:
        self.grid.settle()
        self._filter_timer.stop()
        self.model.choose(
            Choice(
                self.words.text(),
                self.filter_strip.texts(),
                self.headings.field,
                self.headings.descending,
                self.marked.isChecked(),
            )
        )

    def _show_filters(self) -> None:
        self.filter_strip.setVisible(self.filter_strip.isHidden())
        self.filter_strip.follow()
        if self.filter_strip.isHidden():
            self.filter_strip.fill({})
            self.grid.setFocus()
        else:
            index = self.grid.currentIndex()
            column = self.columns[index.column() if index.isValid() else 0]
            self.filter_strip.fields[column.field].setFocus()

    def _say_head(self) -> None:
        balance = self.session.balance
        total = balance.income() if self.kind == "income" else balance.expenditure()
        lines = len(self.model.line_ids)
        said = f"{lines:,} 条"
        if self.model.choice.filters:
            session_lines = self.session.lines
            total = sum(session_lines[i].amount or 0 for i in self.model.line_ids)
            said = f"筛选出 {lines:,} 条"
        self.head.count.setText(f"{said}　{shown(total, self._unit)} {self._unit}")
        self.head.no_filter.setVisible(self.model.choice.filters)
        self.empty.setVisible(not lines and not self.model.choice.filters)

    def _on_figures(self, _: object) -> None:
        """Follow each key; what is filtered is summed only once an edit is settled."""
        if not self.model.choice.filters:
            self._say_head()

    def _say_selection(self) -> None:
        if self.bulk_strip.isVisible():
            self.bulk_strip.say_lines(len(self.grid.selected_rows()))
        self.selection_told.emit(say_selection(self.grid))

    def _follow_line(self) -> None:
        if self.fed.isVisible():
            line = self.model.line_at(self.grid.currentIndex().row())
            self.fed.show_line(line.id if line else None)

    def _on_cell(self) -> None:
        self.remark.follow()
        self.place_changed.emit()
        self._line_timer.start()

    def _declare_acts(self) -> None:
        add = self.acts.add
        add("paste", "粘贴", "Ctrl+V", self.desk.paste, self.grid)
        add("bulk", "批量修改所选行…", "Ctrl+B", self.mending.open_bulk, self.grid)
        add("find", "查找…", "Ctrl+F", partial(self.find_strip.open_strip, replacing=False), self)
        add("replace", "替换…", "Ctrl+H", partial(self.find_strip.open_strip, replacing=True), self)
        add("filters", "按各列筛选", "Ctrl+Shift+L", self._show_filters, self)
        add("fed", "这条明细进入哪些表", "F9", self.show_fed, self)
        add("register", "改正这一格，或登记它的项目", "Alt+Return", self.cell_acts.first, self.grid)
        menu = lines_menu(self.acts, self)
        self.head.more.setMenu(menu)
        self.grouping_menu = GroupingMenu(self.grid, self.acts, self.group_by)
        self.head.grouping.setMenu(self.grouping_menu)
        add("group", "分组", "Ctrl+G", self.head.grouping.showMenu, self)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(
            lambda at: menu.popup(self.grid.viewport().mapToGlobal(at))
        )

    def _connect(self) -> None:
        self._filter_timer = after_burst(self, _FILTER_DELAY_MS, self._choose)
        self._select_timer = after_burst(self, 0, self._say_selection)
        self._line_timer = after_burst(self, 0, self._follow_line)
        self.words.textChanged.connect(self._start_filter)
        self.filter_strip.changed.connect(self._start_filter)
        self.marked.toggled.connect(self._choose)
        self.head.no_filter.clicked.connect(self.clear_filters)
        self.head.by_column.clicked.connect(self._show_filters)
        self.model.wrong.counted.connect(self.head.say_marked)
        self.remark.waive_wanted.connect(partial(self.wanted.emit, "checks"))
        self.head.say_marked(len(self.model.wrong))
        self.session.rebuilt.connect(self._follow_writable)
        self._follow_writable()
        for button in (self.head.importing, self.empty.button):
            button.clicked.connect(self.import_strip.choose)
        self.grid.cell_entered.connect(self._on_cell)
        self.grid.selection_changed.connect(self._select_timer.start)
        self.headings.sorted.connect(self._choose)
        self.headings.filters_wanted.connect(self._show_filters)
        self.headings.columns_changed.connect(self.filter_strip.follow)
        self.model.chosen.connect(self._say_head)
        self.model.chosen.connect(self._select_timer.start)
        self.session.figures_changed.connect(self._on_figures)
        self.acts.told.connect(self.told)
        self.cell_acts.told.connect(self.told)
        self.desk.told.connect(self.told)
        self.mending.told.connect(self.told)
        self.import_strip.told.connect(self.told)
        self.fed.wanted.connect(lambda reference: self.wanted.emit("reports", reference))
        self.fed.closed.connect(self.show_fed)
        for strip in self._strips():
            strip.closed.connect(self.grid.setFocus)

    def _follow_writable(self) -> None:
        self.head.importing.setEnabled(self.model.writable)
        self.empty.follow(self.session.reason_read_only, writable=self.model.writable)

    def _start_filter(self, *_: str) -> None:
        self._filter_timer.start()

    def _strips(self) -> tuple[Strip, ...]:
        return (self.find_strip, self.bulk_strip, self.paste_strip, self.import_strip)

    def _filtered_grid(self) -> QWidget:
        """Put the filters over the columns that they filter, whatever stands beside the grid."""
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(self.filter_strip)
        rows.addWidget(self.grid, 1)
        return middle

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_2)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(self.head)
        for strip in self._strips():
            rows.addWidget(strip)
        self.split = QSplitter()
        self.split.setHandleWidth(theme.SPACE_1)
        self.split.addWidget(self._filtered_grid())
        self.split.addWidget(self.fed)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([1_000, theme.PANEL_WIDTH])
        self.fed.hide()
        self.empty = EmptyState()
        rows.addWidget(self.split, 1)
        rows.addWidget(self.empty)
        rows.addWidget(self.remark)


class ExpenditurePage(LinesPage):
    """支出."""

    page_id = "expenditure"
    title = "支出"
    kind = "expenditure"
    line_type = ExpenditureLine
    columns = EXPENDITURE


class IncomePage(LinesPage):
    """收入."""

    page_id = "income"
    title = "收入"
    kind = "income"
    line_type = IncomeLine
    columns = INCOME
