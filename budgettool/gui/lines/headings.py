"""The headings of the grid: sorting by a click, a menu for order, choice and freezing.

Leaves filtering and the choice of lines to the page.
"""

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.settings import column_settings


class Headings(QObject):
    """Order of the lines, and which columns are seen.

    Attributes:
        field: By which column the lines are sorted; empty for the book's order.
        descending: Whether large values come first.
    """

    sorted = Signal()
    """The lines are to be shown in another order."""

    filters_wanted = Signal()

    columns_changed = Signal()
    """Other columns are seen."""

    def __init__(self, grid: LineGrid, name: str) -> None:
        super().__init__(grid)
        self._grid = grid
        self._name = name
        self._freezing = f"{name}-frozen"
        self.field = ""
        self.descending = False
        state = column_settings().value(name)
        if isinstance(state, QByteArray):
            grid.restore_columns(state)
        grid.frozen.count = max(0, int(str(column_settings().value(self._freezing, 1))))
        header = grid.horizontalHeader()
        header.sectionClicked.connect(self._on_clicked)
        header.customContextMenuRequested.connect(self._open_menu)
        header.sectionMoved.connect(self._keep)
        header.sectionResized.connect(self._keep)

    def sort_by(self, section: int, *, descending: bool = False) -> None:
        """Sort by a column; -1 is the book's order."""
        header = self._grid.horizontalHeader()
        self.field = self._grid.lines.columns[section].field if section >= 0 else ""
        self.descending = descending
        header.setSortIndicatorShown(section >= 0)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, order)
        self.sorted.emit()

    def show_column(self, at: int, *, seen: bool) -> None:
        """Show or hide a column."""
        self._grid.setColumnHidden(at, not seen)
        self.columns_changed.emit()
        self._keep()

    def freeze(self, at: int) -> None:
        """Keep the columns up to one in sight; -1 is none."""
        seen = self._grid.seen_columns()
        self._grid.frozen.count = seen.index(at) + 1 if at in seen else 0
        self._grid.frozen.follow()
        self.columns_changed.emit()
        column_settings().setValue(self._freezing, self._grid.frozen.count)

    def _on_clicked(self, section: int) -> None:
        """Sort up, then down, then as the book has the lines."""
        if self.field != self._grid.lines.columns[section].field:
            self.sort_by(section)
        elif not self.descending:
            self.sort_by(section, descending=True)
        else:
            self.sort_by(-1)

    def _open_menu(self, at: QPoint) -> None:
        header = self._grid.horizontalHeader()
        section = header.logicalIndexAt(at)
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("升序", lambda: self.sort_by(section))
        menu.addAction("降序", lambda: self.sort_by(section, descending=True))
        menu.addAction("原来的次序", lambda: self.sort_by(-1))
        menu.addAction("按各列筛选", self.filters_wanted.emit)
        menu.addSeparator()
        menu.addAction("冻结到此列", lambda: self.freeze(section))
        unfreeze = menu.addAction("不冻结列", lambda: self.freeze(-1))
        unfreeze.setEnabled(bool(self._grid.frozen.count))
        menu.addSeparator()
        self._add_columns(menu)
        menu.popup(header.mapToGlobal(at))

    def _add_columns(self, menu: QMenu) -> None:
        for at, column in enumerate(self._grid.lines.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._grid.isColumnHidden(at))
            action.setEnabled(not column.required)
            action.toggled.connect(lambda seen, at=at: self.show_column(at, seen=seen))

    def _keep(self, *_: int) -> None:
        if self._grid.isVisible():
            column_settings().setValue(self._name, self._grid.columns_state())
