"""Where printing is asked for: the system's print dialog, then page after page.

Leaves laying pages on paper to `printing`.
"""

from collections.abc import Callable, Generator
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from budgettool.errors import BudgetToolError
from budgettool.gui.reports.exports import make_pages, take_snapshot
from budgettool.gui.reports.live import Entry
from budgettool.gui.reports.printing import pages_of_range, print_pages
from budgettool.gui.reports.rendering import Document
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.session import Session
from budgettool.gui.work import start_task
from budgettool.importing import Progress


class PrintDesk(QObject):
    """Prints the book as it stands."""

    told = Signal(str)

    def __init__(self, session: Session, strip: ProgressStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._strip = strip
        self._window = parent

    def print(self, entry: Entry | None = None) -> None:
        """Ask how, and print all sheets, or one."""
        snapshot = take_snapshot(self._session)
        self.print_made(partial(make_pages, snapshot), snapshot.stem, entry)

    def print_made(
        self, make: Callable[[Progress], Document], name: str, entry: Entry | None = None
    ) -> None:
        """Ask how, have a document made, and print it, or the pages of one sheet.

        Args:
            make: Makes it, off the window's thread.
            name: What the printer's queue calls it.
            entry: The sheet; all pages where None.
        """
        if self._strip.busy:
            self.told.emit(self._strip.say_busy())
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        task = start_task(make, self)
        self._strip.follow("打印", task)
        task.done.connect(lambda document: self.print_document(document, printer, entry))
        task.refused.connect(self._strip.tell)

    def print_document(
        self, document: Document, printer: QPrinter, entry: Entry | None = None
    ) -> None:
        """Print pages of a document in steps, so that the window stays alive and can stop it."""
        pages = document.pages(*entry.key) if entry else range(len(document.sizes))
        chosen = pages_of_range(printer, pages)
        if not chosen:
            self.told.emit(f"没有选中的页：只有第 1 至 {len(pages)} 页，没有打印")
            return
        steps = print_pages(printer, document, chosen)
        self._strip.begin("打印", steps.close)
        self._step(steps, len(chosen))

    def _step(self, steps: Generator[int], pages: int) -> None:
        """Print one more page, and come back for the next."""
        try:
            done = next(steps, None)
        except BudgetToolError as error:
            self._strip.tell(str(error))
            self._strip.end()
            return
        if done is None:
            stopped = self._strip.stopping
            self._strip.end()
            self.told.emit("已停止打印" if stopped else f"已送往打印机：{pages} 页")
        else:
            self._strip.advance(f"第 {done} 页，共 {pages} 页", done, pages)
            QTimer.singleShot(0, self, partial(self._step, steps, pages))
