"""Prints the pages of a document, each on its own paper size, one at a time.

Leaves choosing the printer to Qt's dialog.
"""

from collections.abc import Generator, Sequence
from typing import Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from budgettool.errors import BudgetToolError
from budgettool.gui.reports.rendering import Document, PageSize, render_page


class PrinterRefusedError(BudgetToolError):
    """The printer took no page."""

    def __init__(self) -> None:
        super().__init__(
            "打印机没有接受，一页也没有打印；请检查打印机是否联机、有纸，或换一台打印机"
        )


_DOTS: Final = 300
_POINTS: Final = 72


def pages_of_range(printer: QPrinter, pages: Sequence[int]) -> list[int]:
    """Choose, among pages counted from 0, those that the print dialog was given."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return list(pages)
    return list(pages)[first - 1 : last or first]


def lay_paper(printer: QPrinter, size: PageSize) -> None:
    """Give the printer the paper of a page, at its size and the right way round."""
    landscape = size.width > size.height
    short, long = sorted(size)
    layout = QPageLayout(
        QPageSize(QSizeF(short, long), QPageSize.Unit.Point),
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    printer.setFullPage(True)
    printer.setPageLayout(layout)


def print_pages(printer: QPrinter, document: Document, pages: Sequence[int]) -> Generator[int]:
    """Print pages; gives after each how many are done. Closing it in between stops the job.

    Raises:
        PrinterRefusedError: The printer cannot be used.
    """
    printer.setResolution(_DOTS)
    painter = QPainter()
    try:
        for done, page in enumerate(pages, start=1):
            lay_paper(printer, document.sizes[page])
            if done > 1:
                printer.newPage()
            elif not painter.begin(printer):
                raise PrinterRefusedError
            image = render_page(document, page, _DOTS / _POINTS)
            painter.drawImage(painter.viewport(), image)
            yield done
    finally:
        if painter.isActive():
            painter.end()
