"""What changes many lines at once from a strip: find, replace, and one value for all selected.

Leaves fields and buttons to `strips`, the search to `finding`, and the book to `entering`.
"""

from PySide6.QtCore import QObject, Signal

from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.entering import Written
from budgettool.gui.lines.finding import find_cell, replace_cells
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.strips import BulkStrip, FindStrip
from budgettool.model import Line


class Mending(QObject):
    """Does on a grid what two strips ask for."""

    told = Signal(str)

    def __init__(self, grid: LineGrid, find_strip: FindStrip, bulk_strip: BulkStrip) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = grid.lines
        self._find_strip = find_strip
        self._bulk_strip = bulk_strip
        find_strip.find_wanted.connect(self._on_find)
        find_strip.replace_wanted.connect(self._on_replace)
        bulk_strip.wanted.connect(self._on_bulk)

    def open_bulk(self) -> None:
        """Open the strip that changes all selected lines."""
        if lines := len(self._grid.selected_rows()):
            field = self._model.columns[self._grid.currentIndex().column()].field
            self._bulk_strip.open_strip(lines, field)
        else:
            self.told.emit("先选中要改的明细，再批量修改")

    def _on_find(self, text: str, step: int) -> None:
        index = self._grid.currentIndex()
        line = self._model.line_at(index.row())
        start = (line.id if line else "", index.column())
        found = find_cell(self._model, self._grid.seen_columns(), text, start, step)
        self._find_strip.said.setText("" if found else f"没有找到“{text}”" if text else "")
        if found:
            self._grid.show_line(*found)

    def _on_replace(self, text: str, other: str) -> None:
        """Replace in the selected cells; where but one is selected, in all that were chosen."""
        selected = self._grid.selected_cells()
        cells = {
            line.id: columns
            for row, columns in selected.items()
            if (line := self._model.line_at(row))
        }
        if sum(map(len, cells.values())) <= 1:
            cells = dict.fromkeys(self._model.line_ids, self._grid.seen_columns())
        done = replace_cells(self._model, cells, text, other)
        said = f"替换了 {done.cells} 处"
        said += f"；{done.named} 处在科目、单位的名称里，名称不能替换" if done.named else ""
        said += f"；{done.refused} 处改后不是有效内容，没有改" if done.refused else ""
        self._find_strip.said.setText(said)

    def _on_bulk(self, field: str, text: str) -> None:
        column = self._model.columns[self._model.column_of(field)]
        lines = self._selected()
        if not lines:
            self._bulk_strip.said.setText("先在表里选中要改的明细")
            return
        written = self._bulk_written(lines, column, text)
        if written is None:
            return
        self._model.entering.write(f"批量改{column.title}（{len(lines)} 条）", written)
        self._bulk_strip.hide()
        self._grid.setFocus()
        self.told.emit(f"已改 {len(lines)} 条明细的{column.title}　Ctrl+Z 撤销")

    def _selected(self) -> list[Line]:
        return list(self._model.lines_in(self._grid.selected_rows()))

    def _bulk_written(
        self, lines: list[Line], column: Column, text: str
    ) -> dict[str, Written] | None:
        """Read the text in each line; a text that is no value counts if it can mean but one."""
        read = self._model.entering.read
        written = {line.id: read(line, {column.field: text}) for line in lines}
        if not any(each.drafts for each in written.values()):
            return written
        choices = self._model.meaning.choices(column, text, lines[0])
        if len(choices) == 1:
            return {line.id: read(line, {column.field: choices[0].value}) for line in lines}
        names = "、".join(choice.text for choice in choices[:3])
        hint = f"；是否为：{names}" if names else ""
        self._bulk_strip.said.setText(f"“{text}”不能放入{column.title}{hint}")
        return None
