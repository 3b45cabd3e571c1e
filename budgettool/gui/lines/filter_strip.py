"""The fields over the columns of the grid, in which what is to be found there is typed.

Leaves finding to `choosing`.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from budgettool.gui import theme
from budgettool.gui.lines.grid import LineGrid


class FilterStrip(QWidget):
    """A field over each column of a grid, in which what is to be found there is typed."""

    changed = Signal()

    def __init__(self, grid: LineGrid) -> None:
        super().__init__()
        self._grid = grid
        self.setFixedHeight(theme.HEAD_HEIGHT)
        self.fields: dict[str, QLineEdit] = {}
        for column in grid.lines.columns:
            field = QLineEdit(self)
            amount = column.content == "amount"
            field.setPlaceholderText(">10 或 1-20" if amount else "筛选")
            field.setAccessibleName(f"按{column.title}筛选")
            field.textChanged.connect(self.changed)
            self.fields[column.field] = field
        header = grid.horizontalHeader()
        for signal in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            signal.connect(self.follow)
        grid.horizontalScrollBar().valueChanged.connect(self.follow)
        self.hide()

    def texts(self) -> dict[str, str]:
        """Give what is typed, by field."""
        return {name: field.text() for name, field in self.fields.items() if field.text().strip()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Ask for other things, in one go."""
        for name, field in self.fields.items():
            field.blockSignals(True)  # noqa: FBT003 - Qt's signature
            field.setText(texts.get(name, ""))
            field.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.changed.emit()

    def follow(self, *_: int) -> None:
        """Stand over the columns, wherever they are."""
        grid = self._grid
        header = grid.horizontalHeader()
        left = grid.verticalHeader().width() + grid.frameWidth()
        kept = grid.frozen.columns()
        edge = left + grid.frozen.covered()
        frozen = left
        for at in [*kept, *(at for at in range(len(grid.lines.columns)) if at not in kept)]:
            stays, width = at in kept, header.sectionSize(at)
            place = frozen if stays else left + header.sectionViewportPosition(at)
            frozen += width if stays else 0
            field = self.fields[grid.lines.columns[at].field]
            field.setGeometry(place + 1, 1, width - 3, theme.HEAD_HEIGHT - 4)
            field.setVisible((stays or place >= edge) and not header.isSectionHidden(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, Enter goes to the lines."""
        if event.key() == Qt.Key.Key_Escape:
            self.fill({})
            self.hide()
            self._grid.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._grid.setFocus()
        else:
            super().keyPressEvent(event)
