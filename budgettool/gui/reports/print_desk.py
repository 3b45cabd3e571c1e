"""Where printing is asked for: the system's print dialog, then page after page.

Leaves laying pages on paper to `printing`.
"""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from budgettool.errors import BudgetToolError
from budgettool.gui.reports.exports import make_pages, take_snapshot
from budgettool.gui.reports.printing import pages_of_range, print_pages
from budgettool.gui.reports.rendering import Document
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.session import Session
from budgettool.gui.work import start_task


class PrintDesk(QObject):
    """Prints the book as it stands."""

    told = Signal(str)

    def __init__(self, session: Session, strip: ProgressStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._strip = strip
        self._window = parent

    def print(self, sheet: int | None = None) -> None:
        """Ask how, and print all sheets, or the sheet of a number."""
        if self._strip.task is not None:
            self.told.emit("上一件还没有做完；等它完成，或先取消")
            return
        snapshot = take_snapshot(self._session)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(snapshot.stem)
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        task = start_task(partial(make_pages, snapshot), self)
        self._strip.follow("打印", task)
        task.done.connect(lambda document: self.print_document(document, printer, sheet))
        task.refused.connect(self.told)

    def print_document(
        self, document: Document, printer: QPrinter, sheet: int | None = None
    ) -> None:
        """Print pages of a document in steps, so that the window stays alive."""
        pages = range(len(document.sizes)) if sheet is None else document.pages(sheet)
        chosen = pages_of_range(printer, pages)
        steps = print_pages(printer, document, chosen)

        def step() -> None:
            try:
                done = next(steps, None)
            except BudgetToolError as error:
                self.told.emit(str(error))
                return
            if done is None:
                self.told.emit(f"已送往打印机：{len(chosen)} 页")
            else:
                QTimer.singleShot(0, self, step)

        step()
