"""A scrolled view that can be zoomed: what the live sheet and the printed pages have in common.

Leaves painting, and how large the contents are at a zoom, to its subclasses.
"""

from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from budgettool.gui import theme

_STEP = 0.1


class ZoomedView(QAbstractScrollArea):
    """Scrolls and zooms contents that a subclass measures and paints.

    Attributes:
        smallest, largest: Between which zooms it stays.
        fits: Whether the width is fitted, as long as nobody zooms.
    """

    zoom_changed = Signal(float)

    smallest: ClassVar = 0.3
    largest: ClassVar = 2.0

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 1.0
        self.fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCornerWidget(QWidget())
        self.verticalScrollBar().setSingleStep(theme.ROW_HEIGHT)
        self.horizontalScrollBar().setSingleStep(theme.ROW_HEIGHT)

    def contents_size(self) -> QSize:
        """Measure the contents at the zoom that is set."""
        raise NotImplementedError

    def fitting_zoom(self) -> float:
        """Give the zoom at which the contents fill the width."""
        raise NotImplementedError

    def set_zoom(self, zoom: float) -> None:
        """Zoom, keeping what is in the middle of the height, at the left edge, in sight."""
        self.fits = False
        self._zoom_to(zoom)

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out by steps of ten percent."""
        self.set_zoom(round(round(self.zoom / _STEP) * _STEP + steps * _STEP, 2))

    def fit_width(self) -> None:
        """Zoom so that the contents fill the width, within reason."""
        self.fits = True
        self._zoom_to(self.fitting_zoom())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll as far as the new size asks for."""
        super().resizeEvent(event)
        self.set_ranges()

    def set_ranges(self) -> None:
        """Let the bars scroll over all the contents."""
        size, room = self.contents_size(), self.viewport().size()
        for bar, whole, shown in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            bar.setRange(0, max(whole - shown, 0))
            bar.setPageStep(shown)

    def _zoom_to(self, zoom: float) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        middle = self.viewport().height() / 2 if down.value() else 0.0
        x, y = across.value() / self.zoom, (down.value() + middle) / self.zoom
        self.zoom = min(max(zoom, self.smallest), self.largest)
        self.set_ranges()
        across.setValue(round(x * self.zoom))
        down.setValue(round(y * self.zoom - middle))
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)
