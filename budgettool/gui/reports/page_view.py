"""The printed pages, rendered from the PDF itself; an old picture stays until the new one is there.

Leaves making the PDF to whoever shows a document, and rendering to `rendering`.
"""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)

from budgettool.gui import theme
from budgettool.gui.reports.geometry import PIXELS_PER_POINT
from budgettool.gui.reports.rendering import Document, render_page
from budgettool.gui.reports.zoomed_view import ZoomedView
from budgettool.gui.work import start_task

_KEPT: Final = 24
_LARGEST_FITTED: Final = 1.5


class PageView(ZoomedView):
    """Shows the pages of a document under each other."""

    smallest: ClassVar = 0.1

    page_shown = Signal(int, int)
    """Which page is in sight, from 1, of how many."""

    def __init__(self) -> None:
        super().__init__()
        self.document: Document | None = None
        self._images: dict[int, tuple[float, QImage]] = {}
        self._stale: set[int] = set()
        self._rendering: int | None = None
        self._failed: set[tuple[int, float]] = set()
        self.setAccessibleName("打印页面")
        self.verticalScrollBar().valueChanged.connect(self.tell_page)

    def show_document(self, document: Document) -> None:
        """Show another document; pictures of the one before stay until theirs are there."""
        self.document = document
        self._failed.clear()
        self._stale = set(self._images)
        if self.fits:
            self.fit_width()
        self.set_ranges()
        self.tell_page()
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Scroll to a page, counted from 0."""
        rects = list(self._rects())
        if page < len(rects):
            top = rects[page].top() + self.verticalScrollBar().value()
            self.verticalScrollBar().setValue(top - theme.SPACE_2)

    def picture(self, page: int) -> QImage | None:
        """Give the picture of a page that is there now."""
        found = self._images.get(page)
        return found[1] if found and page not in self._stale else None

    def pictured(self) -> frozenset[int]:
        """Tell which pages show a picture, be it an old one."""
        return frozenset(self._images)

    def contents_size(self) -> QSize:
        """Measure the pages under each other at the zoom that is set."""
        sizes, gap = (self.document.sizes if self.document else ()), theme.SPACE_4
        wide = round(max((size.width for size in sizes), default=0.0) * self._scale)
        high = sum(round(size.height * self._scale) + gap for size in sizes)
        return QSize(wide + 2 * gap, high + gap)

    def fitting_zoom(self) -> float:
        """Give the zoom at which the widest page fills the width."""
        if self.document is None:
            return self.zoom
        widest = max(size.width for size in self.document.sizes) * PIXELS_PER_POINT
        return min((self.viewport().width() - 2 * theme.SPACE_4) / widest, _LARGEST_FITTED)

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
        if self.fits:
            self.fit_width()

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

    def _rects(self) -> Iterator[QRect]:
        """Walk where the pages stand."""
        if self.document is None:
            return
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        gap = theme.SPACE_4
        top = gap - y
        for size in self.document.sizes:
            width, height = round(size.width * self._scale), round(size.height * self._scale)
            left = max((self.viewport().width() - width) // 2, gap) - x
            yield QRect(left, top, width, height)
            top += height + gap

    def tell_page(self) -> None:
        """Tell which page is in sight."""
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
            wanted = not current and (page, scale) not in self._failed
            if wanted and rect.intersects(self.viewport().rect()):
                self._rendering = page
                document = self.document
                task = start_task(lambda _, d=document, p=page: render_page(d, p, scale), self)  # type: ignore[misc]
                task.done.connect(partial(self._take_picture, document, page, scale))
                task.ended.connect(partial(self._on_rendered, page, scale))
                return

    def _take_picture(self, document: Document, page: int, scale: float, image: QImage) -> None:
        if document is self.document:
            self._images.pop(page, None)
            self._images[page] = scale, image
            self._stale.discard(page)
            while len(self._images) > _KEPT:
                self._images.pop(next(iter(self._images)))

    def _on_rendered(self, page: int, scale: float) -> None:
        """Go on with the next; a page that cannot be rendered is not tried again."""
        self._rendering = None
        if self._images.get(page, (0.0,))[0] != scale:
            self._failed.add((page, scale))
        self.viewport().update()
