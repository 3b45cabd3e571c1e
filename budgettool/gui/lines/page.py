"""The pages of income and expenditure: head, strips, grid, and what is said of the current cell.

They put the parts together; what each does is its own.
"""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt, QTimer
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
from budgettool.gui.lines.finding import find_cell, replace_cells
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.head import EmptyState, PageHead
from budgettool.gui.lines.import_strip import ImportStrip
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
        self.find_strip = FindStrip()
        self.bulk_strip = BulkStrip(self.columns)
        self.desk = PasteDesk(self.grid, self.kind)
        self.paste_strip = self.desk.strip
        self.import_strip = ImportStrip(session)
        self.filter_strip = FilterStrip(self.grid)
        self.head = PageHead(f"{self.title}明细")
        self.words, self.marked = self.head.words, self.head.marked
        self._unit = "万元"
        self._sort: tuple[str, bool] = ("", False)
        self._build()
        self._connect()
        self._declare_acts()
        self._restore_columns()
        self._say_head()
        self.setFocusProxy(self.grid)

    def set_unit(self, unit: str) -> None:
        """Show and read amounts in 元 or 万元."""
        self._unit = unit
        self.model.set_unit(unit)
        self._say_head()
        self._say_cell()

    def leave(self) -> None:
        """Settle the cell that is being typed."""
        self.grid.settle()

    def reveal(self, target: object) -> None:
        """Show a line by its id, or `{"filter": {field: text}}`."""
        if isinstance(target, Mapping) and isinstance(target.get("filter"), Mapping):
            wanted = {str(name): str(text) for name, text in target["filter"].items()}
            self.words.clear()
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
        self._choose()

    def show_fed(self) -> None:
        """Show or hide what the current line feeds."""
        self.fed.setVisible(self.fed.isHidden())
        self._follow_line()

    def open_bulk(self) -> None:
        """Open the strip that changes all selected lines."""
        if lines := len(self.grid.selected_rows()):
            field = self.columns[self.grid.currentIndex().column()].field
            self.bulk_strip.open_strip(lines, field)

    def _on_find(self, text: str, step: int) -> None:
        index = self.grid.currentIndex()
        start = (index.row(), index.column()) if index.isValid() else (0, 0)
        found = find_cell(self.model, self.grid.seen_columns(), text, start, step)
        self.find_strip.said.setText("" if found else f"没有找到“{text}”" if text else "")
        if found:
            self.grid.show_cell(*found)

    def _on_replace(self, text: str, other: str) -> None:
        rows, columns = self.grid.selected_rows(), self.grid.selected_columns()
        if len(rows) * len(columns) <= 1:
            rows, columns = list(range(len(self.model.line_ids))), self.grid.seen_columns()
        done = replace_cells(self.model, rows, columns, text, other)
        said = f"替换了 {done.cells} 处"
        said += f"；{done.refused} 处改后不是有效内容，没有改" if done.refused else ""
        self.find_strip.said.setText(said)

    def _on_bulk(self, field: str, text: str) -> None:
        column = self.columns[self.model.column_of(field)]
        ids = self.acts.selected_ids()
        entering = self.model.entering
        written = {i: entering.read(self.session.lines[i], {field: text}) for i in ids}
        if any(each.drafts for each in written.values()):
            line = self.session.lines[ids[0]]
            choices = self.model.meaning.choices(column, text, line)
            if len(choices) != 1:
                names = "、".join(choice.text for choice in choices[:3])
                hint = f"；是否为：{names}" if names else ""
                self.bulk_strip.said.setText(f"“{text}”不能放入{column.title}{hint}")
                return
            written = {
                i: entering.read(self.session.lines[i], {field: choices[0].value}) for i in ids
            }
        entering.write(f"批量改{column.title}（{len(ids)} 条）", written)
        self.bulk_strip.hide()
        self.grid.setFocus()
        self.told.emit(f"已改 {len(ids)} 条明细的{column.title}　Ctrl+Z 撤销")

    def _choose(self) -> None:
        current = self.model.line_at(self.grid.currentIndex().row())
        column = max(0, self.grid.currentIndex().column())
        field, descending = self._sort
        self.model.choose(
            Choice(
                self.words.text(),
                self.filter_strip.texts(),
                field,
                descending,
                self.marked.isChecked(),
            )
        )
        row = self.model.row_of(current.id) if current else None
        if row is not None:
            self.grid.show_cell(row, column)

    def _on_header_clicked(self, section: int) -> None:
        """Sort up, then down, then as the book has the lines."""
        field = self.columns[section].field
        if self._sort[0] != field:
            self._sort_by(section, descending=False)
        elif not self._sort[1]:
            self._sort_by(section, descending=True)
        else:
            self._sort_by(-1, descending=False)

    def _sort_by(self, section: int, *, descending: bool) -> None:
        header = self.grid.horizontalHeader()
        self._sort = (self.columns[section].field if section >= 0 else "", descending)
        header.setSortIndicatorShown(section >= 0)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, order)
        self._choose()

    def _header_menu(self, at: QPoint) -> None:
        header = self.grid.horizontalHeader()
        section = header.logicalIndexAt(at)
        menu = QMenu(self)
        menu.addAction("升序", lambda: self._sort_by(section, descending=False))
        menu.addAction("降序", lambda: self._sort_by(section, descending=True))
        menu.addAction("原来的次序", lambda: self._sort_by(-1, descending=False))
        menu.addAction("按各列筛选", self._show_filters)
        menu.addSeparator()
        self._add_columns(menu)
        menu.popup(header.mapToGlobal(at))

    def _add_columns(self, menu: QMenu) -> None:
        for at, column in enumerate(self.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.grid.isColumnHidden(at))
            action.setEnabled(not column.required)
            action.toggled.connect(lambda seen, at=at: self._show_column(at, seen=seen))

    def _show_column(self, at: int, *, seen: bool) -> None:
        self.grid.setColumnHidden(at, not seen)
        self.filter_strip.follow()
        self._keep_columns()

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
        if self.model.is_following(line, self.columns[column]):
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
        add("bulk", "批量修改所选行…", "Ctrl+B", self.open_bulk, self.grid).setEnabled(
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
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(
            lambda at: menu.popup(self.grid.viewport().mapToGlobal(at))
        )

    def _connect(self) -> None:
        self._filter_timer = _timer(self, _FILTER_DELAY_MS, self._choose)
        self._select_timer = _timer(self, 0, self._say_selection)
        self._line_timer = _timer(self, 0, self._follow_line)
        self.words.textChanged.connect(self._start_filter)
        self.filter_strip.changed.connect(self._start_filter)
        self.marked.toggled.connect(self._choose)
        self.head.no_filter.clicked.connect(self.clear_filters)
        self.head.by_column.clicked.connect(self._show_filters)
        self.head.importing.setEnabled(self.model.writable)
        for button in (self.head.importing, self.empty.button):
            button.clicked.connect(self.import_strip.choose)
        self.grid.cell_entered.connect(self._on_cell)
        self.grid.selection_changed.connect(self._select_timer.start)
        header = self.grid.horizontalHeader()
        header.sectionClicked.connect(self._on_header_clicked)
        header.customContextMenuRequested.connect(self._header_menu)
        header.sectionMoved.connect(self._keep_columns)
        header.sectionResized.connect(self._keep_columns)
        self.model.chosen.connect(self._say_head)
        self.session.figures_changed.connect(self._on_figures)
        self.acts.told.connect(self.told)
        self.desk.told.connect(self.told)
        self.import_strip.told.connect(self.told)
        self.find_strip.find_wanted.connect(self._on_find)
        self.find_strip.replace_wanted.connect(self._on_replace)
        self.bulk_strip.wanted.connect(self._on_bulk)
        self.fed.wanted.connect(lambda reference: self.wanted.emit("reports", reference))
        self.fed.closed.connect(self.show_fed)
        for strip in self._strips():
            strip.closed.connect(self.grid.setFocus)

    def _start_filter(self, *_: str) -> None:
        self._filter_timer.start()

    def _strips(self) -> tuple[Strip, ...]:
        return (self.find_strip, self.bulk_strip, self.paste_strip, self.import_strip)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_2)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(self.head)
        for strip in self._strips():
            rows.addWidget(strip)
        rows.addWidget(self.filter_strip)
        self.split = QSplitter()
        self.split.setHandleWidth(theme.SPACE_1)
        self.split.addWidget(self.grid)
        self.split.addWidget(self.fed)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([1_000, theme.PANEL_WIDTH])
        self.fed.hide()
        self.empty = EmptyState()
        self.reason = QLabel()
        self.reason.setFixedHeight(theme.ROW_HEIGHT)
        self.reason.setAccessibleName("当前单元格的提示")
        rows.addWidget(self.split, 1)
        rows.addWidget(self.empty)
        rows.addWidget(self.reason)

    def _restore_columns(self) -> None:
        state = _column_settings().value(self.page_id)
        if isinstance(state, QByteArray):
            self.grid.restore_columns(state)

    def _keep_columns(self, *_: int) -> None:
        if self.isVisible():
            _column_settings().setValue(self.page_id, self.grid.columns_state())


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


def _column_settings() -> QSettings:
    """Where the user's choice and order of columns is remembered."""
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "budgettool", "columns")


def _timer(owner: QWidget, delay: int, act: object) -> QTimer:
    """Make a timer that acts once after a burst of starts."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(delay)
    timer.timeout.connect(act)
    return timer
