"""Pasting into the grid: from the clipboard through the strip into the book.

Leaves what a block means to `pasting`, and the book to `entering`.
"""

from itertools import islice

from PySide6.QtCore import QItemSelectionModel, QObject, Signal
from PySide6.QtGui import QGuiApplication

from budgettool.gui.lines.clipboard import Block, TooManyRowsError, block_of
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.pasting import Paste, Target, prepare_paste, without_wrong_rows
from budgettool.gui.lines.rows import runs
from budgettool.gui.lines.strips import PasteStrip
from budgettool.importing.headings import Kind, Words


class PasteDesk(QObject):
    """Takes in what is on the clipboard, at the current cell of a grid.

    Attributes:
        strip: Says what pasting would do where that must be seen first.
    """

    told = Signal(str)

    def __init__(self, grid: LineGrid, kind: Kind) -> None:
        super().__init__(grid)
        self.strip = PasteStrip()
        self.grid = grid
        self.model = grid.lines
        self.session = grid.lines.session
        self._kind = kind
        self._block: Block = []
        self._paste: Paste | None = None
        self.strip.accepted.connect(lambda skipping: self._take_paste(skipping=skipping))
        self.strip.unit_chosen.connect(self._on_paste_unit)
        self.session.lines_changed.connect(self._on_lines_changed)
        self.session.rebuilt.connect(self._give_up)

    def paste(self) -> None:
        """Take in what is on the clipboard, or first show what is wrong with it."""
        if not self.model.writable:
            return
        try:
            self._block = self._repeated(block_of(QGuiApplication.clipboard().mimeData()))
        except TooManyRowsError as error:
            self.told.emit(str(error))
            return
        if not self._block:
            self.told.emit("剪贴板里没有可以粘贴的表格或文字")
            return
        self._prepare(self.model.unit)
        assert self._paste is not None  # noqa: S101 - prepared above
        at = self.grid.currentIndex().row()
        if self.model.group_at(at) and not self._paste.headings:
            self._paste = None
            self.told.emit("这里是分组的标题行，不能粘贴；请到明细行或最后的空行")
            return
        asks = self._paste.headings and self._paste.unit and not self._paste.unit_told
        if self._paste.wrong or asks:
            self.strip.show_paste(self._paste)
        else:
            self._take_paste(skipping=False)

    def _repeated(self, block: Block) -> Block:
        """Repeat a block that fits the selection several times over, as Excel does."""
        rows, columns = self.grid.selected_rows(), self.grid.selected_columns()
        height, width = len(block), max(map(len, block), default=0)
        if not block or len(runs(rows)) != 1 or len(rows) % height or len(columns) % width:
            return block
        first = (rows[0], columns[0])
        self.grid.selectionModel().setCurrentIndex(
            self.model.index(*first), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        padded = [row + [""] * (width - len(row)) for row in block]
        return [row * (len(columns) // width) for row in padded] * (len(rows) // height)

    def _on_lines_changed(self, ids: frozenset[str]) -> None:
        """Give a paste up whose lines have changed under it."""
        if self._paste is not None and not ids.isdisjoint(self._paste.changed):
            self._give_up()

    def _give_up(self) -> None:
        if self._paste is not None and self.strip.isVisible():
            self.told.emit("表格有了改动，请重新粘贴")
        self._paste = None
        self.strip.hide()

    def _prepare(self, unit: str) -> None:
        index, seen = self.grid.currentIndex(), self.grid.seen_columns()
        row = index.row() if index.isValid() else self.model.new_row
        first = seen.index(index.column()) if index.column() in seen else 0
        below = self.model.lines_in(range(row, self.model.new_row))
        target = Target(
            [self.model.columns[at] for at in seen],
            first,
            list(islice(below, len(self._block))),
            self.model.line_at(min(row, self.model.new_row) - 1),
            self._kind,
            unit,
        )
        words = Words(self.session.pack.vocabulary, self.session.facts.year)
        self._paste = prepare_paste(self._block, target, words, self.model.entering)

    def _take_paste(self, *, skipping: bool) -> None:
        paste, self._paste = self._paste, None
        if paste is None:
            return
        if skipping:
            paste = without_wrong_rows(paste)
        count = len(paste.added) + len(paste.changed)
        entering = self.model.entering
        changed = [(self.session.lines[i], written) for i, written in paste.changed.items()]
        projects = entering.missing_projects([*paste.added, *changed])
        if count:
            entering.write_all(f"粘贴 {count} 条明细", paste.added, paste.changed, projects)
        said = f"已粘贴 {count} 条明细"
        said += f"，登记项目 {len(projects)} 个" if projects else ""
        said += f"；{paste.wrong_rows} 条有误，已标出" if paste.wrong else ""
        said += f"；略过合计行 {paste.skipped} 行" if paste.skipped else ""
        self.told.emit(f"{said}　Ctrl+Z 撤销")
        if paste.added:
            self.grid.show_line(paste.added[0][0].id, self.grid.seen_columns()[0])
        self.grid.setFocus()

    def _on_paste_unit(self, unit: str) -> None:
        self._prepare(unit)
        if self._paste is not None:
            self.strip.show_paste(self._paste)
