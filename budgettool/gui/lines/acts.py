"""What can be done with the cells and lines that are selected: each act once, with its key.

Acts work on a grid and tell the page in a word what was done. Leaves the book to `entering`.
"""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from budgettool.gui.lines.copying import copied_groups, copied_lines
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.rows import runs

ACTS: Final = (
    ("new_line", "在下面新增一行", "Ctrl+Return"),
    ("duplicate", "在下面复制所选行", "Ctrl+Shift+D"),
    ("delete", "删除所选行", "Ctrl+-"),
    ("", "", ""),
    ("fill_down", "向下填充", "Ctrl+D"),
    ("clear", "清空（自动带出的恢复自动）", "Del"),
    ("copy", "复制", "Ctrl+C"),
    ("copy_with_headings", "复制（带列标题）", "Ctrl+Shift+C"),
)
"""Id, text and key; an empty one parts groups in a menu."""

_WRITING: Final = frozenset(
    {
        "new_line", "duplicate", "delete", "fill_down", "clear", "paste", "bulk", "replace",
        "register",
    }
)  # fmt: skip
"""What a book that can only be looked at has no use for."""


class Acts(QObject):
    """The acts of one grid.

    Attributes:
        actions: By id, in the order of menus.
    """

    told = Signal(str)

    def __init__(self, grid: LineGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = grid.lines
        self.actions: dict[str, QAction] = {}
        for act_id, text, key in ACTS:
            if act_id:
                self.add(act_id, text, key, getattr(self, act_id), grid)
        self._model.session.rebuilt.connect(self._follow)

    def add(
        self, act_id: str, text: str, key: str, act: Callable[[], object], owner: QObject
    ) -> QAction:
        """Declare an act: its text, key and what it does."""
        action = QAction(text, self)
        action.setShortcuts(_sequences(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda *_: self._do(act))
        owner.addAction(action)  # type: ignore[attr-defined]
        self.actions[act_id] = action
        self._follow()
        return action

    def _follow(self) -> None:
        """Offer only what can be done: a book may be read only first, and a copy of it not."""
        for act_id in _WRITING & self.actions.keys():
            self.actions[act_id].setEnabled(self._model.writable)

    def _do(self, act: Callable[[], object]) -> None:
        """Act on a settled cell: what is being typed counts first."""
        self._grid.settle()
        act()

    def selected_ids(self) -> list[str]:
        """List the lines in which something is selected."""
        return self._ids(self._grid.selected_rows())

    def new_line(self) -> None:
        """Begin a line right below the current one; below the last row is an empty one already."""
        above = self._model.line_at(self._grid.currentIndex().row())
        row: int | None = self._model.new_row
        if above is not None:
            row = self._model.row_of(self._model.entering.begin_below(above))
        if row is not None:
            self._grid.show_cell(row, self._grid.seen_columns()[0])

    def duplicate(self) -> None:
        """Add copies of the selected lines, each block of them right below it."""
        blocks = [self._ids(range(a, b + 1)) for a, b in runs(self._grid.selected_rows())]
        if not blocks:
            return
        column = self._grid.currentIndex().column()
        copies = self._model.entering.duplicate(blocks)
        row = self._model.row_of(copies[0])
        if row is not None:
            self._grid.show_cell(row, column)
        self.told.emit(f"已在下面复制 {len(copies)} 条明细，Ctrl+Z 撤销")

    def delete(self) -> None:
        """Delete the selected lines."""
        if ids := self.selected_ids():
            index = self._grid.currentIndex()
            first = self._grid.selected_rows()[0]
            self._model.entering.delete(ids)
            self._grid.show_cell(min(first, self._model.rowCount() - 1), index.column())
            self.told.emit(f"已删除 {len(ids)} 条明细，Ctrl+Z 恢复")

    def fill_down(self) -> None:
        """Give the selected cells what is above them; one cell alone takes from the row above."""
        rows_of: dict[int, list[int]] = {}
        for row, columns in self._grid.selected_cells().items():
            for at in columns:
                rows_of.setdefault(at, []).append(row)
        alike: dict[tuple[int, ...], list[str]] = {}
        for at, selected in rows_of.items():
            rows = selected if len(selected) > 1 else [selected[0] - 1, *selected]
            alike.setdefault(tuple(rows), []).append(self._model.columns[at].field)
        for (first, *below), names in alike.items():
            if source := self._model.line_at(first):
                self._model.entering.copy_values("向下填充", source, names, self._ids(below))

    def clear(self) -> None:
        """Empty the selected cells."""
        cells = {
            line.id: [self._model.columns[at].field for at in columns]
            for row, columns in self._grid.selected_cells().items()
            if (line := self._model.line_at(row))
        }
        if cells:
            self._model.entering.clear(cells)

    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        self._copy(headings=False)

    def copy_with_headings(self) -> None:
        """Put the selected cells on the clipboard, with the headings of their columns."""
        self._copy(headings=True)

    def _copy(self, *, headings: bool) -> None:
        columns, rows = self._grid.selected_columns(), self._grid.selected_rows()
        if any(each != columns for each in self._grid.selected_cells().values()):
            self.told.emit("选中的不是一整块，不能复制；请选连续的区域")
            return
        if rows and columns:
            mime = copied_lines(self._model, rows, columns, headings=headings)
            self.told.emit(f"已复制 {len(rows)} 行 × {len(columns)} 列")
        elif groups := self._grid.selected_groups():
            mime = copied_groups(self._model, groups, headings=headings)
            self.told.emit(f"已复制 {len(groups)} 组的名称、条数和小计")
        else:
            return
        QGuiApplication.clipboard().setMimeData(mime)

    def _ids(self, rows: Iterable[int]) -> list[str]:
        return [line.id for line in self._model.lines_in(rows)]


def _sequences(key: str) -> list[QKeySequence]:
    """Give the keys of an act: those of the keypad too."""
    pads = {"Ctrl+Return": "Ctrl+Enter", "Alt+Return": "Alt+Enter"}
    return [QKeySequence(each) for each in (key, pads.get(key)) if each]
