"""The printed pages, rendered from the PDF itself; an old picture stays until the new one is there.

Leaves making the PDF to whoever shows a document, and rendering to `rendering`.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from budgettool.gui import theme
from budgettool.gui.reports.geometry import PIXELS_PER_POINT
from budgettool.gui.reports.rendering import Document, render_page
from budgettool.gui.work import start_task

_GAP: Final = theme.SPACE_4
_KEPT: Final = 24
_SMALLEST, _LARGEST, _STEP = 0.3, 2.0, 0.1


class PageView(QAbstractScrollArea):
    """Shows the pages of a document under each other."""

    zoom_changed = Signal(float)

    page_shown = Signal(int, int)
    """Which page is in sight, from 1, of how many."""

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 1.0
        self._fits = True
        self.document: Document | None = None
        self._images: dict[int, tuple[float, QImage]] = {}
        self._stale: set[int] = set()
        self._rendering: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印页面")
        self.verticalScrollBar().setSingleStep(theme.ROW_HEIGHT * 2)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    def show_document(self, document: Document) -> None:
        """Show another document; pictures of the one before stay until theirs are there."""
        self.document = document
        self._stale = set(self._images)
        if self._fits:
            self.fit_width()
        self._set_ranges()
        self._tell_page()
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Scroll to a page, counted from 0."""
        rects = list(self._rects())
        if page < len(rects):
            top = rects[page].top() + self.verticalScrollBar().value()
            self.verticalScrollBar().setValue(top - _GAP // 2)

    def picture(self, page: int) -> QImage | None:
        """Give the picture of a page that is there now."""
        found = self._images.get(page)
        return found[1] if found and page not in self._stale else None

    def pictured(self) -> frozenset[int]:
        """Tell which pages show a picture, be it an old one."""
        return frozenset(self._images)

    def set_zoom(self, zoom: float) -> None:
        """Zoom, keeping the page in sight."""
        self._fits = False
        self._zoom_to(zoom)

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out by steps of ten percent."""
        self.set_zoom(round(round(self.zoom / _STEP) * _STEP + steps * _STEP, 2))

    def fit_width(self) -> None:
        """Zoom so that the widest page fills the width."""
        self._fits = True
        if self.document:
            widest = max(size.width for size in self.document.sizes) * PIXELS_PER_POINT
            self._zoom_to(min((self.viewport().width() - 2 * _GAP) / widest, 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, and have those rendered that are not there yet."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().window())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        line = QColor(theme.colours().line)
        for page, rect in enumerate(self._rects()):
            if not rect.intersects(self.viewport().rect()):
                continue
            found = self._images.get(page)
            if found:
                painter.drawImage(rect, found[1])
            else:
                painter.fillRect(rect, QColor(Qt.GlobalColor.white))
            painter.setPen(line)
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        painter.end()
        self._render_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages fitted."""
        super().resizeEvent(event)
        if self._fits:
            self.fit_width()
        self._set_ranges()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    @property
    def _scale(self) -> float:
        return self.zoom * PIXELS_PER_POINT

    def _zoom_to(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self.zoom = min(max(zoom, _SMALLEST), _LARGEST)
        self._set_ranges()
        bar.setValue(round(share * bar.maximum()))
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)

    def _rects(self) -> Iterator[QRect]:
        """Walk where the pages stand."""
        if self.document is None:
            return
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        top = _GAP - y
        for size in self.document.sizes:
            width, height = round(size.width * self._scale), round(size.height * self._scale)
            left = max((self.viewport().width() - width) // 2, _GAP) - x
            yield QRect(left, top, width, height)
            top += height + _GAP

    def _set_ranges(self) -> None:
        if self.document is None:
            return
        sizes, room = self.document.sizes, self.viewport().size()
        high = sum(round(size.height * self._scale) + _GAP for size in sizes) + _GAP
        wide = round(max(size.width for size in sizes) * self._scale) + 2 * _GAP
        self.verticalScrollBar().setRange(0, max(high - room.height(), 0))
        self.verticalScrollBar().setPageStep(room.height())
        self.horizontalScrollBar().setRange(0, max(wide - room.width(), 0))
        self.horizontalScrollBar().setPageStep(room.width())

    def _tell_page(self) -> None:
        middle = self.viewport().height() // 2
        rects = list(self._rects())
        shown = sum(rect.top() <= middle for rect in rects)
        self.page_shown.emit(max(shown, 1), len(rects))

    def _render_next(self) -> None:
        """Start rendering a page in sight whose picture is missing or old; one at a time."""
        if self._rendering is not None or self.document is None:
            return
        scale = self._scale * self.devicePixelRatioF()
        for page, rect in enumerate(self._rects()):
            known = self._images.get(page)
            current = known is not None and known[0] == scale and page not in self._stale
            if rect.intersects(self.viewport().rect()) and not current:
                self._rendering = page
                document = self.document
                task = start_task(lambda _, d=document, p=page: render_page(d, p, scale), self)  # type: ignore[misc]
                task.done.connect(partial(self._take_picture, document, page, scale))
                task.ended.connect(self._on_rendered)
                return

    def _take_picture(self, document: Document, page: int, scale: float, image: QImage) -> None:
        if document is self.document:
            self._images.pop(page, None)
            self._images[page] = scale, image
            self._stale.discard(page)
            while len(self._images) > _KEPT:
                self._images.pop(next(iter(self._images)))

    def _on_rendered(self) -> None:
        self._rendering = None
        self.viewport().update()
