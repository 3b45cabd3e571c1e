"""The live view of one sheet: scrolled, zoomed, walked by keyboard; changed figures glow."""

import time
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from budgettool.exporting.pdf.text import Typesetter
from budgettool.gui import theme
from budgettool.gui.reports.geometry import Geometry, Measured, cell_at, measure, place
from budgettool.gui.reports.painting import paint_sheet
from budgettool.gui.reports.view import View
from budgettool.gui.reports.words import say_cell
from budgettool.sheets.sheet import Cell, Position, Sheet

SMALLEST_ZOOM: Final = 0.5
LARGEST_ZOOM: Final = 2.0
_STEP: Final = 0.1
_FITTED: Final = (0.85, 1.25)
_GLOW_SECONDS: Final = 1.4
_GLOW_TICK_MS: Final = 60
_MARGIN: Final = theme.SPACE_4
_ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SheetView(QAbstractScrollArea):
    """Shows a sheet; a click or Enter on a figure asks for what is behind it."""

    figure_chosen = Signal(object)
    """A cell was clicked: its lines are wanted."""

    entered = Signal(object)
    """Enter was pressed on a cell: its lines are wanted, or were and the way into them is."""

    cell_moved = Signal(object)
    """The cell that is current now."""

    zoom_changed = Signal(float)

    def __init__(self, typesetter: Typesetter) -> None:
        super().__init__()
        self._typesetter = typesetter
        self.sheet: Sheet | None = None
        self.zoom = 1.0
        self._fits = True
        self._measured: Measured | None = None
        self._geometry: Geometry | None = None
        self.cursor_at: Position | None = None
        self._glowing: dict[Position, float] = {}
        self._glow_timer = QTimer(self)
        self._glow_timer.setInterval(_GLOW_TICK_MS)
        self._glow_timer.timeout.connect(self._fade)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("报表")
        self.setCornerWidget(QWidget())
        self.verticalScrollBar().setSingleStep(theme.ROW_HEIGHT)
        self.horizontalScrollBar().setSingleStep(theme.ROW_HEIGHT)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet, from its upper left corner."""
        self.cursor_at = None
        self._take(sheet)
        if self._fits:
            self.fit_width()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def renew_sheet(self, sheet: Sheet, changed: Iterable[Position] = ()) -> None:
        """Show the same sheet built anew, where it was; what changed glows."""
        reference = cell.reference if (cell := self.current_cell()) else ""
        self._take(sheet)
        if reference and (found := find_reference(sheet, reference)):
            self.cursor_at = found
        elif self.current_cell() is None:
            self.cursor_at = None
        self.glow(changed)

    def refresh_sheet(self, sheet: Sheet, changed: Iterable[Position]) -> None:
        """Show the same rows with other figures: only these are painted."""
        self.sheet = sheet
        self.glow(changed)

    def current_cell(self) -> Cell | None:
        """Give the cell under the cursor."""
        found = self._cell(self.cursor_at) if self.cursor_at else None
        return found[1] if found else None

    def go_to(self, position: Position, *, mark: bool = False) -> None:
        """Move the cursor, and scroll so that it shows."""
        found = self._cell(position)
        if found is None:
            return
        before = self.cursor_at
        row, cell = found
        self.cursor_at = row, cell.column
        self._show_cell(row, cell)
        self._update_cell(before)
        self._update_cell(self.cursor_at)
        if mark:
            self.glow([self.cursor_at])
        if self.sheet:
            self.setAccessibleDescription(say_cell(self.sheet, row, cell))
        self.cell_moved.emit(cell)

    def glow(self, positions: Iterable[Position]) -> None:
        """Let cells glow for a moment."""
        now = time.monotonic()
        for position in positions:
            self._glowing[position] = now
            self._update_cell(position)
        if self._glowing:
            self._glow_timer.start()

    def glowing(self) -> frozenset[Position]:
        """Tell which cells glow now."""
        return frozenset(self._glowing)

    def set_zoom(self, zoom: float) -> None:
        """Zoom, keeping what is at the upper left corner."""
        self._fits = False
        self._zoom_to(zoom)

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out by steps of ten percent."""
        self.set_zoom(round(round(self.zoom / _STEP) * _STEP + steps * _STEP, 2))

    def fit_width(self) -> None:
        """Zoom so that the table fills the width, within reason."""
        self._fits = True
        if self._measured is None:
            return
        room = self.viewport().width() - 2 * _MARGIN
        natural = place(self._measured, 1.0).width
        least, most = _FITTED
        self._zoom_to(min(max(room / max(natural, 1), least), most))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self.viewport())
        view = self._view()
        if view is None:
            painter.fillRect(event.rect(), self.palette().base())
        else:
            paint_sheet(painter, view, event.region())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the table fitted where it was."""
        super().resizeEvent(event)
        self._set_ranges()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002 - Qt's signature
        """Paint anew: the header stays."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cells; Enter asks what is behind a figure."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._walk(*_ARROWS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F9}:
            self._tell(self.entered)
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self._page(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._jump(end=key == Qt.Key.Key_End, whole=whole)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the cell under the mouse; a figure shows what is behind it."""
        position = self._position_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and position:
            self.go_to(position)
            self._tell(self.figure_chosen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the cursor where a click leads somewhere."""
        position = self._position_at(event.position().toPoint())
        found = self._cell(position) if position else None
        hand = found is not None and bool(found[1].reference)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor; the first figure gets it where there is none."""
        super().focusInEvent(event)
        if self.cursor_at is None and self.sheet and self.sheet.body:
            first = next((n for n, c in enumerate(self.sheet.columns) if not c.key), 0)
            self.go_to((0, first))
        self._update_cell(self.cursor_at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the cursor quieter."""
        super().focusOutEvent(event)
        self._update_cell(self.cursor_at)

    def changeEvent(self, event: QEvent) -> None:
        """Paint in the system's new colours."""
        super().changeEvent(event)
        self.viewport().update()

    def rect_of(self, position: Position) -> QRect:
        """Give the rectangle in which a cell shows."""
        found, view = self._cell(position), self._view()
        return view.cell_rect(*found) if found and view else QRect()

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._measured = measure(sheet, self._typesetter)
        self._glowing.clear()
        self._geometry = place(self._measured, self.zoom)
        self._set_ranges()
        self.viewport().update()

    def _zoom_to(self, zoom: float) -> None:
        self.zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        if self._measured is not None:
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            old = self._geometry.scale if self._geometry else 1.0
            x, y = across.value() / old, down.value() / old
            self._geometry = place(self._measured, self.zoom)
            self._set_ranges()
            across.setValue(round(x * self._geometry.scale))
            down.setValue(round(y * self._geometry.scale))
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)

    def _set_ranges(self) -> None:
        if self._geometry is None:
            return
        size = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        wide = self._geometry.width + 2 * _MARGIN - size.width()
        high = self._geometry.height + 2 * _MARGIN - size.height()
        across.setRange(0, max(wide, 0))
        down.setRange(0, max(high, 0))
        across.setPageStep(size.width())
        down.setPageStep(size.height())

    def _view(self) -> View | None:
        if self._geometry is None or self.sheet is None:
            return None
        now = time.monotonic()
        size = self.viewport().size()
        spare = (size.width() - self._geometry.width) // 2
        return View(
            sheet=self.sheet,
            geometry=self._geometry,
            width=size.width(),
            height=size.height(),
            x=self.horizontalScrollBar().value(),
            y=self.verticalScrollBar().value() - _MARGIN // 2,
            left=max(spare, _MARGIN),
            glow={
                p: max(1 - (now - since) / _GLOW_SECONDS, 0.0) for p, since in self._glowing.items()
            },
            cursor=self.cursor_at,
            focused=self.hasFocus(),
        )

    def _cell(self, position: Position) -> tuple[int, Cell] | None:
        if self.sheet is None or self._measured is None:
            return None
        return cell_at(self.sheet, self._measured.rows, position)

    def _position_at(self, point: QPoint) -> Position | None:
        view = self._view()
        if view is None or point.y() < view.body_top:
            return None
        geometry = view.geometry
        y = point.y() - view.body_shift
        kept = view.left + geometry.edges[view.frozen]
        x = point.x() - view.left
        if not view.frozen or point.x() >= kept:
            x += view.x
        if not (0 <= x < geometry.width and 0 <= y < geometry.tops[-1]):
            return None
        return geometry.row_at(y), geometry.column_at(x)

    def _show_cell(self, row: int, cell: Cell) -> None:
        view = self._view()
        if view is None:
            return
        tops, edges = view.geometry.tops, view.geometry.edges
        head = view.geometry.head_tops[-1]
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        top = view.geometry.top + head + tops[row] + _MARGIN // 2
        bottom = top + tops[min(row + cell.rowspan, len(tops) - 1)] - tops[row]
        if row == 0:
            down.setValue(0)
        elif top - head < down.value():
            down.setValue(top - head)
        elif bottom > down.value() + view.height - 2:
            down.setValue(bottom - view.height + 2)
        if cell.column < view.geometry.frozen:
            across.setValue(0)
            return
        kept = edges[view.geometry.frozen]
        right = edges[min(cell.column + cell.colspan, len(edges) - 1)]
        if edges[cell.column] - kept < across.value():
            across.setValue(edges[cell.column] - kept)
        elif view.left + right > across.value() + view.width - 2:
            across.setValue(view.left + right - view.width + _MARGIN)

    def _update_cell(self, position: Position | None) -> None:
        if position is not None:
            self.viewport().update(self.rect_of(position).adjusted(-1, -1, 2, 2))

    def _fade(self) -> None:
        now = time.monotonic()
        for position, since in list(self._glowing.items()):
            if now - since >= _GLOW_SECONDS:
                del self._glowing[position]
            self._update_cell(position)
        if not self._glowing:
            self._glow_timer.stop()

    def _walk(self, down: int, right: int) -> None:
        """Step to the next cell in a direction, over merged ones."""
        found = self._cell(self.cursor_at) if self.cursor_at else None
        if found is None:
            self.go_to((0, 0))
            return
        row, cell = found
        if down:
            target = (row - 1 if down < 0 else row + cell.rowspan, cell.column)
        else:
            target = (row, cell.column - 1 if right < 0 else cell.column + cell.colspan)
        self.go_to(target)

    def _page(self, direction: int) -> None:
        view = self._view()
        if view is None or self.cursor_at is None or self.sheet is None:
            return
        row, column = self.cursor_at
        room = max(view.height - view.geometry.head_tops[-1], 1) * direction
        self.go_to((view.geometry.row_at(view.geometry.tops[row] + room), column))

    def _jump(self, *, end: bool, whole: bool) -> None:
        if self.sheet is None or self.cursor_at is None:
            return
        row, _ = self.cursor_at
        if whole:
            row = len(self.sheet.body) - 1 if end else 0
        self.go_to((row, len(self.sheet.columns) - 1 if end else 0))

    def _tell(self, signal: SignalInstance) -> None:
        cell = self.current_cell()
        if cell is not None:
            signal.emit(cell)


def find_reference(sheet: Sheet, reference: str) -> Position | None:
    """Find where a figure stands in a sheet."""
    for number, row in enumerate(sheet.body):
        for cell in row.cells:
            if cell.reference == reference:
                return number, cell.column
    return None
