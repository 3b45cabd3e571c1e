"""Groups in the grid: folded by key and click; lines go to their group once they are left.

Leaves which line stands in which group to `grouped_rows`, and painting headings to `group_heading`.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer

if TYPE_CHECKING:
    from budgettool.gui.lines.grid import LineGrid

KEYS: Final = {int(Qt.Key.Key_Left): True, int(Qt.Key.Key_Right): False}
"""What folds or unfolds where a heading is current."""


class Folding(QObject):
    """Folds the groups of one grid."""

    def __init__(self, grid: "LineGrid") -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = grid.lines
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._regroup)
        self._model.astray.connect(self._timer.start)
        grid.cell_entered.connect(self._timer.start)
        grid.clicked.connect(self._on_clicked)

    def fold(self, *, folded: bool) -> None:
        """Fold or unfold the group of the current row; its heading becomes current."""
        index = self._grid.currentIndex()
        group = self._model.group_of(index.row())
        if group is None:
            return
        self._model.fold(group, folded=folded)
        row = self._model.row_of(group)
        if folded and row is not None:
            self._grid.show_cell(row, index.column())

    def _regroup(self) -> None:
        line = self._model.line_at(self._grid.currentIndex().row())
        self._model.regroup(line.id if line else None)

    def _on_clicked(self, index: QModelIndex) -> None:
        """Fold or unfold by a click on the name of a group; one on the subtotal selects it."""
        group = self._model.group_at(index.row())
        if group and self._model.columns[index.column()].content != "amount":
            self._model.fold(group, folded=not group.folded)
