"""The first columns over the grid, in sight when the grid is scrolled to the right.

Leaves everything but looking and clicking to `grid`.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from budgettool.gui import theme
from budgettool.gui.lines.delegate import CellDelegate
from budgettool.gui.lines.dress import dress, spare_headers

if TYPE_CHECKING:
    from budgettool.gui.lines.grid import LineGrid

_ROOM: Final = 160
"""So much of the grid stays free beside them, in pixels at 100 %."""


class FrozenColumns(QTableView):
    """Shows the first columns of a grid once more.

    Attributes:
        count: How many stay in sight.
    """

    def __init__(self, grid: "LineGrid") -> None:
        super().__init__(grid)
        self.count = 1
        self._grid = grid
        self.setModel(grid.model())
        self._idle = self.selectionModel()
        self.setItemDelegate(CellDelegate(grid.lines, grid))
        dress(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableView { border: none; }")
        self.setObjectName("frozen_columns")
        self._join(grid)
        self.hide()

    def columns(self) -> list[int]:
        """List the columns that stay in sight, as many as leave room beside them."""
        grid, seen = self._grid, self._grid.seen_columns()
        room = grid.viewport().width() - theme.scaled(_ROOM)
        kept: list[int] = []
        for at in seen[: self.count]:
            room -= grid.columnWidth(at)
            if kept and room < 0:
                break
            kept.append(at)
        return kept

    def covered(self) -> int:
        """Give the width of the grid that they cover."""
        return sum(self._grid.columnWidth(at) for at in self.columns())

    def follow(self, *_: int) -> None:
        """Stand over the grid's first columns, if these are out of sight."""
        grid, kept = self._grid, self.columns()
        if not grid.horizontalScrollBar().value() or not kept:
            self._rest()
            return
        if self.isHidden():
            self.setSelectionModel(grid.selectionModel())
            spare_headers(self)
        header = self.horizontalHeader()
        for at in range(len(grid.lines.columns)):
            self.setColumnHidden(at, at not in kept)
        for place, at in enumerate(kept):
            header.moveSection(header.visualIndex(at), place)
            self.setColumnWidth(at, grid.columnWidth(at))
        frame = grid.frameWidth()
        left = grid.verticalHeader().width() + frame
        self.setGeometry(left, frame, self.covered(), grid.viewport().height() + theme.HEAD_HEIGHT)
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())
        self.show()
        self.raise_()

    def _join(self, grid: "LineGrid") -> None:
        """Scroll with the grid; a click on a heading is one on the grid's."""
        mine, theirs = self.verticalScrollBar(), grid.verticalScrollBar()
        theirs.valueChanged.connect(mine.setValue)
        mine.valueChanged.connect(theirs.setValue)
        mine.rangeChanged.connect(lambda *_: mine.setValue(theirs.value()))  # new lines came late
        self.clicked.connect(grid.clicked)
        self.doubleClicked.connect(grid.edit)
        own, header = self.horizontalHeader(), grid.horizontalHeader()
        own.setFixedHeight(theme.HEAD_HEIGHT)
        own.setSectionsClickable(True)
        own.setHighlightSections(False)
        own.setDefaultAlignment(header.defaultAlignment())
        own.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        own.sectionClicked.connect(header.sectionClicked)
        own.customContextMenuRequested.connect(
            lambda at: header.customContextMenuRequested.emit(QPoint(at))
        )

    def _rest(self) -> None:
        """Hide, and have no part in the selection: Qt fails in a view that was never laid out."""
        if self.isVisible():
            self.hide()
            self.setSelectionModel(self._idle)
