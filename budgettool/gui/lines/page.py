"""The pages of income and expenditure: head, strips, grid, and what is said of the current cell.

They put the parts together; what each does is its own.
"""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.lines.acts import ACTS, Acts
from budgettool.gui.lines.choosing import Choice
from budgettool.gui.lines.columns import EXPENDITURE, INCOME, Column, LineType
from budgettool.gui.lines.fed_panel import FedPanel
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.grouping import GROUPINGS, Grouping
from budgettool.gui.lines.groups_panel import GroupsPanel
from budgettool.gui.lines.head import EmptyState, PageHead
from budgettool.gui.lines.headings import Headings
from budgettool.gui.lines.import_strip import ImportStrip
from budgettool.gui.lines.mending import Mending
from budgettool.gui.lines.model import PROBLEM_ROLE, LinesModel
from budgettool.gui.lines.paste_desk import PasteDesk
from budgettool.gui.lines.strips import BulkStrip, FilterStrip, FindStrip, Strip
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.importing.headings import Kind
from budgettool.model import ExpenditureLine, IncomeLine

_FILTER_DELAY_MS = 120


class LinesPage(Page):
    """Lines of one kind."""

    kind: ClassVar[Kind]
    line_type: ClassVar[LineType]
    columns: ClassVar[tuple[Column, ...]]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = LinesModel(session, self.line_type, self.columns)
        self.grid = LineGrid(self.model, session)
        self.grid.setAccessibleName(f"{self.title}明细")
        self.acts = Acts(self.grid)
        self.fed = FedPanel(session)
        self.groups = GroupsPanel()
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
        self._unit = unit
        self.model.set_unit(unit)
        self._say_head()
        self._fill_groups()
        self._say_cell()

    def leave(self) -> None:
        """Settle the cell that is being typed."""
        self.grid.settle()

    def reveal(self, target: object) -> None:
        """Show a line by its id, or `{"filter": {field: text}}`."""
        if isinstance(target, Mapping) and isinstance(target.get("filter"), Mapping):
            wanted = {str(name): str(text) for name, text in target["filter"].items()}
            self.words.clear()
            self.groups.close_panel()
            self.filter_strip.show()
            self.filter_strip.fill(wanted)
            self._choose()
            return
        line_id = str(target)
        if self.model.row_of(line_id) is None:
            self.clear_filters()
        row = self.model.row_of(line_id)
        if row is not None:
            self.grid.show_cell(row, self.model.column_of("amount"))

    def clear_filters(self) -> None:
        """Show all lines."""
        self.words.clear()
        self.marked.setChecked(False)
        self.filter_strip.fill({})
        self.groups.close_panel()
        self._choose()

    def group_by(self, grouping: Grouping | None) -> None:
        """Show groups with their subtotals at the left of the grid; None for no groups."""
        if grouping is None:
            self.groups.close_panel()
            self.grid.setFocus()
        else:
            self.groups.open_panel(grouping)
        self._choose()

    def _fill_groups(self) -> None:
        if self.groups.grouping is not None:
            self.groups.fill(self.model.groups(self.groups.grouping), self._unit)

    def _chosen_group(self) -> tuple[Grouping, str] | None:
        grouping, key = self.groups.grouping, self.groups.key
        return None if grouping is None or key is None else (grouping, key)

    def show_fed(self) -> None:
        """Show or hide what the current line feeds."""
        self.fed.setVisible(self.fed.isHidden())
        self._follow_line()

    def _choose(self) -> None:
        current = self.model.line_at(self.grid.currentIndex().row())
        column = max(0, self.grid.currentIndex().column())
        self.model.choose(
            Choice(
                self.words.text(),
                self.filter_strip.texts(),
                self.headings.field,
                self.headings.descending,
                self.marked.isChecked(),
                self._chosen_group(),
            )
        )
        row = self.model.row_of(current.id) if current else None
        if row is not None:
            self.grid.show_cell(row, column)

    def _show_filters(self) -> None:
        self.filter_strip.setVisible(self.filter_strip.isHidden())
        self.filter_strip.follow()
        if self.filter_strip.isHidden():
            self.filter_strip.fill({})
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
        bare = not lines and not self.model.choice.filters
        self.empty.setVisible(bare and self.model.writable)

    def _on_figures(self, _: object) -> None:
        """Follow each key; what is filtered is summed only once an edit is settled."""
        if not self.model.choice.filters:
            self._say_head()

    def _say_cell(self) -> None:
        """Say what is wrong in the current cell, or what may be done there."""
        index = self.grid.currentIndex()
        problem = index.data(PROBLEM_ROLE) if index.isValid() else ""
        if problem:
            row = self.model.headerData(index.row(), Qt.Orientation.Vertical)
            text = f"● 第 {row} 行“{self.columns[index.column()].title}”：{problem}"
        else:
            text = self._advice(index.row(), index.column()) if index.isValid() else ""
        colour = theme.colours().wrong if problem else theme.colours().text_2
        self.reason.setStyleSheet(f"color: {colour};")
        self.reason.setText(text)
        self.reason.setToolTip(text)

    def _advice(self, row: int, column: int) -> str:
        line = self.model.line_at(row)
        if line is None:
            return "直接输入即开始新的一行；也可以从 Excel、WPS 复制后按 Ctrl+V"
        if self.model.cells.is_following(line, self.columns[column]):
            return "自动带出；可直接改，按 Delete 恢复自动"
        return ""

    def _say_selection(self) -> None:
        rows = self.grid.selected_rows()
        if self.bulk_strip.isVisible():
            self.bulk_strip.say_lines(len(rows))
        if len(rows) <= 1:
            self.selection_told.emit("")
            return
        lines, ids = self.session.lines, self.model.line_ids
        amounts = [fen for row in rows if (fen := lines[ids[row]].amount) is not None]
        said = f"选中 {len(rows):,} 行　合计 {shown(sum(amounts), self._unit)}"
        if amounts:
            said += f"　平均 {shown(round(sum(amounts) / len(amounts)), self._unit)}"
        self.selection_told.emit(said)

    def _follow_line(self) -> None:
        if self.fed.isVisible():
            line = self.model.line_at(self.grid.currentIndex().row())
            self.fed.show_line(line.id if line else None)

    def _on_cell(self) -> None:
        self._say_cell()
        self._line_timer.start()

    def _declare_acts(self) -> None:
        add = self.acts.add
        add("paste", "粘贴", "Ctrl+V", self.desk.paste, self.grid).setEnabled(self.model.writable)
        add("bulk", "批量修改所选行…", "Ctrl+B", self.mending.open_bulk, self.grid).setEnabled(
            self.model.writable
        )
        add("find", "查找…", "Ctrl+F", lambda: self.find_strip.open_strip(replacing=False), self)
        add(
            "replace", "替换…", "Ctrl+H", lambda: self.find_strip.open_strip(replacing=True), self
        ).setEnabled(self.model.writable)
        add("filters", "按各列筛选", "Ctrl+Shift+L", self._show_filters, self)
        add("fed", "这条明细进入哪些表", "F9", self.show_fed, self)
        menu = QMenu(self)
        for act_id, _, _ in ACTS:
            if act_id:
                menu.addAction(self.acts.actions[act_id])
            else:
                menu.addSeparator()
        for act_id in ("paste", "bulk"):
            menu.addAction(self.acts.actions[act_id])
        menu.addSeparator()
        for act_id in ("find", "replace", "fed"):
            menu.addAction(self.acts.actions[act_id])
        self.head.more.setMenu(menu)
        self.head.grouping.setMenu(self._grouping_menu())
        add("group", "分组", "Ctrl+G", self.head.grouping.showMenu, self)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(
            lambda at: menu.popup(self.grid.viewport().mapToGlobal(at))
        )

    def _grouping_menu(self) -> QMenu:
        menu = QMenu(self)
        fields = {column.field for column in self.columns}
        for grouping in GROUPINGS:
            if grouping.field in fields:
                menu.addAction(f"按{grouping.title}", partial(self.group_by, grouping))
        menu.addSeparator()
        menu.addAction("不分组", lambda: self.group_by(None))
        return menu

    def _connect(self) -> None:
        self._filter_timer = _timer(self, _FILTER_DELAY_MS, self._choose)
        self._select_timer = _timer(self, 0, self._say_selection)
        self._line_timer = _timer(self, 0, self._follow_line)
        self.words.textChanged.connect(self._start_filter)
        self.filter_strip.changed.connect(self._start_filter)
        self.marked.toggled.connect(self._choose)
        self.head.no_filter.clicked.connect(self.clear_filters)
        self.head.by_column.clicked.connect(self._show_filters)
        self._group_timer = _timer(self, _FILTER_DELAY_MS, self._fill_groups)
        self.model.chosen.connect(self._group_timer.start)
        self.groups.chosen.connect(self._choose)
        self.groups.entered.connect(self.grid.setFocus)
        self.groups.closed.connect(lambda: self.group_by(None))
        self.head.importing.setEnabled(self.model.writable)
        for button in (self.head.importing, self.empty.button):
            button.clicked.connect(self.import_strip.choose)
        self.grid.cell_entered.connect(self._on_cell)
        self.grid.selection_changed.connect(self._select_timer.start)
        self.headings.sorted.connect(self._choose)
        self.headings.filters_wanted.connect(self._show_filters)
        self.headings.columns_changed.connect(self.filter_strip.follow)
        self.model.chosen.connect(self._say_head)
        self.session.figures_changed.connect(self._on_figures)
        self.acts.told.connect(self.told)
        self.desk.told.connect(self.told)
        self.mending.told.connect(self.told)
        self.import_strip.told.connect(self.told)
        self.fed.wanted.connect(lambda reference: self.wanted.emit("reports", reference))
        self.fed.closed.connect(self.show_fed)
        for strip in self._strips():
            strip.closed.connect(self.grid.setFocus)

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
        self.split.addWidget(self.groups)
        self.split.addWidget(self._filtered_grid())
        self.split.addWidget(self.fed)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([theme.PANEL_WIDTH + 20, 1_000, theme.PANEL_WIDTH])
        self.fed.hide()
        self.empty = EmptyState()
        self.reason = QLabel()
        self.reason.setFixedHeight(theme.ROW_HEIGHT)
        self.reason.setAccessibleName("当前单元格的提示")
        rows.addWidget(self.split, 1)
        rows.addWidget(self.empty)
        rows.addWidget(self.reason)


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


def _timer(owner: QWidget, delay: int, act: object) -> QTimer:
    """Make a timer that acts once after a burst of starts."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(delay)
    timer.timeout.connect(act)
    return timer
