"""The live view of one sheet: scrolled, zoomed, walked by keyboard; changed figures glow."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from budgettool.exporting.pdf.frame import Frame
from budgettool.exporting.pdf.text import Typesetter
from budgettool.gui import theme
from budgettool.gui.reports.figures import cell_beginning_at, positions
from budgettool.gui.reports.geometry import Geometry, Measured, cell_at, measure, place
from budgettool.gui.reports.glow import Glow
from budgettool.gui.reports.painting import paint_sheet
from budgettool.gui.reports.view import View
from budgettool.gui.reports.words import say_cell
from budgettool.gui.reports.zoomed_view import ZoomedView
from budgettool.packs.rule import Level
from budgettool.sheets.sheet import Cell, Position, Sheet

_FITTED: Final = (0.85, 1.25)
_ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SheetView(ZoomedView):
    """Shows a sheet; a click or Enter on a figure asks for what is behind it."""

    smallest: ClassVar = 0.5

    figure_chosen = Signal(object)
    """A cell was clicked: its lines are wanted."""

    entered = Signal(object)
    """Enter was pressed on a cell: its lines are wanted, or were and the way into them is."""

    cell_moved = Signal(object)
    """The cell that is current now."""

    def __init__(self, typesetter: Typesetter) -> None:
        super().__init__()
        self._typesetter = typesetter
        self.sheet: Sheet | None = None
        self._measured: Measured | None = None
        self._placed: tuple[float, Geometry] | None = None
        self.cursor_at: Position | None = None
        self.marks: Mapping[Position, Level] = {}
        self.reason_of: Callable[[Cell], str] = lambda _: ""  # what is found of a cell
        self.glow = Glow(self)
        self.glow.faded.connect(self._update_cell)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("报表")

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet, from its upper left corner."""
        self.cursor_at = None
        self.glow.stop()
        self._take(sheet)
        if self.fits:
            self.fit_width()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def renew_sheet(self, sheet: Sheet, changed: Iterable[Position] = ()) -> None:
        """Show the same sheet built anew, where it was; what changed glows."""
        before, places = self.sheet, positions(sheet)

        def moved(position: Position) -> Position | None:
            cell = cell_beginning_at(before, position)
            return places.get(cell.reference) if cell else None

        self.glow.move(moved)
        found = moved(self.cursor_at) if self.cursor_at else None
        self._take(sheet)
        if found is not None:
            self.cursor_at = found
        elif self.current_cell() is None:
            self.cursor_at = None
        self.glow.begin(changed)

    def refresh_sheet(self, sheet: Sheet, changed: Iterable[Position]) -> None:
        """Show the same rows with other figures: only these are painted."""
        self.sheet = sheet
        self.glow.begin(changed)

    def show_marks(self, marks: Mapping[Position, Level]) -> None:
        """Mark other cells."""
        self.marks = marks
        self.viewport().update()

    def current_cell(self) -> Cell | None:
        """Give the cell under the cursor."""
        found = self._cell(self.cursor_at) if self.cursor_at else None
        return found[1] if found else None

    def go_to(self, position: Position, *, mark: bool = False) -> None:
        """Move the cursor, and scroll so that it shows."""
        found, view = self._cell(position), self._view()
        if found is None or view is None:
            return
        before = self.cursor_at
        row, cell = found
        self.cursor_at = row, cell.column
        across, down = view.scrolled_to(row, cell)
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down + theme.SPACE_2)
        self._update_cell(before)
        self._update_cell(self.cursor_at)
        if mark:
            self.glow.begin([self.cursor_at])
        self.setAccessibleDescription(say_cell(view.sheet, row, cell))
        self.cell_moved.emit(cell)

    def frame(self) -> Frame | None:
        """Give the measures at which the sheet is printed."""
        return self._measured.frame if self._measured else None

    def contents_size(self) -> QSize:
        """Measure the sheet at the zoom that is set."""
        geometry = self._geometry()
        if geometry is None:
            return QSize()
        return QSize(geometry.width + _margins(), geometry.height + _margins())

    def fitting_zoom(self) -> float:
        """Give the zoom at which the table fills the width, and can still be read."""
        zoom = self._zoom_for(self.width())
        if self._measured and place(self._measured, zoom).height + _margins() > self.height():
            return self._zoom_for(self.width() - self.verticalScrollBar().sizeHint().width())
        return zoom

    def _zoom_for(self, width: int) -> float:
        if self._measured is None:
            return self.zoom
        least, most = _FITTED
        natural = place(self._measured, 1.0).width
        return min(max((width - _margins()) / max(natural, 1), least), most)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self.viewport())
        view = self._view()
        if view is None:
            painter.fillRect(event.rect(), self.palette().base())
        else:
            paint_sheet(painter, view, event.region())
        painter.end()

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the cell under the mouse; a figure shows what is behind it."""
        position = self._position_under(event)
        if event.button() == Qt.MouseButton.LeftButton and position:
            self.go_to(position)
            self._tell(self.figure_chosen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the cursor where a click leads somewhere."""
        position = self._position_under(event)
        found = self._cell(position) if position else None
        hand = found is not None and bool(found[1].reference)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(self.reason_of(found[1]) if found else "")

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
        self._placed = None
        self.set_ranges()
        self.viewport().update()

    def _geometry(self) -> Geometry | None:
        """Place the sheet at the zoom that is set; once for each zoom."""
        if self._measured is None:
            return None
        if self._placed is None or self._placed[0] != self.zoom:
            self._placed = self.zoom, place(self._measured, self.zoom)
        return self._placed[1]

    def _view(self) -> View | None:
        geometry = self._geometry()
        if geometry is None or self.sheet is None:
            return None
        size = self.viewport().size()
        return View(
            sheet=self.sheet,
            geometry=geometry,
            width=size.width(),
            height=size.height(),
            x=self.horizontalScrollBar().value(),
            y=self.verticalScrollBar().value() - theme.SPACE_2,
            left=max((size.width() - geometry.width) // 2, theme.SPACE_4),
            glow=self.glow.strengths(),
            marks=self.marks,
            cursor=self.cursor_at,
            focused=self.hasFocus(),
        )

    def _position_under(self, event: QMouseEvent) -> Position | None:
        view = self._view()
        return view.position_at(event.position().toPoint()) if view else None

    def _cell(self, position: Position) -> tuple[int, Cell] | None:
        if self.sheet is None or self._measured is None:
            return None
        return cell_at(self.sheet, self._measured.rows, position)

    def _update_cell(self, position: Position | None) -> None:
        if position is not None:
            self.viewport().update(self.rect_of(position).adjusted(-1, -1, 2, 2))

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


def _margins() -> int:
    """Give the room that is left free at two opposite sides together."""
    return 2 * theme.SPACE_4
