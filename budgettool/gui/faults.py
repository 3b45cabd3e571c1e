"""The handler of last resort in the window: what is our bug is shown as a report to copy.

What the user asked for and cannot be done (`BudgetToolError`) is no fault and is told in the
window. The book is intact either way: an edit is one transaction.
"""

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from budgettool.errors import BudgetToolError
from budgettool.gui import theme

_WIDTH, _HEIGHT = 640, 420
_HEAD_LINES = 2


class FaultHandler(QObject):
    """Stands in for `sys.excepthook` while the window runs, in whatever thread a fault occurs."""

    faulted = Signal(str)
    """A fault of ours: its report."""

    refused = Signal(str)
    """Something that cannot be done, in words for the user."""

    def __init__(self, version: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._version = version
        self._now = now

    def install(self) -> None:
        """Take over from here on."""
        sys.excepthook = self.handle

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Tell the window of an exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        elif isinstance(error, BudgetToolError):
            self.refused.emit(str(error))
        else:
            report = write_report(error.with_traceback(trace), self._version, self._now())
            if sys.__stderr__ is not None:  # a windowed program has no console
                sys.__stderr__.write(report)
            self.faulted.emit(report)


def write_report(error: BaseException, version: str, now: datetime) -> str:
    """Write all that helps to find a bug."""
    lines = (
        f"预算编制工具 {version}，{now:%Y-%m-%d %H:%M:%S}",
        f"{platform.platform()}，Python {platform.python_version()}，Qt {qVersion()}",
        "".join(traceback.format_exception(error)),
    )
    return "\n".join(lines)


class FaultDialog(QDialog):
    """Shows a report, to be copied and sent to who maintains the program."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        head = QLabel("程序出了一个没有料到的错误")
        head.setProperty("role", "head")
        words = QLabel(
            "账本完好：已离开的单元格都已写入磁盘，正在填的一格可能要重填。"
            "可以继续使用；请把下面的报告复制给维护人员。"
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("错误报告")
        self.copy_button = QPushButton("复制报告")
        self.copy_button.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.SPACE_6] * 4)
        layout.setSpacing(theme.SPACE_3)
        for part in (head, words, self.text, buttons):
            layout.addWidget(part)

    def add(self, report: str) -> None:
        """Show another report below; a fault that comes again, as in painting, is told once."""
        if _without_head(report) not in self.text.toPlainText():
            self.text.appendPlainText(report)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText("已复制")


class FaultBox:
    """The one box in which faults are shown, however often they happen."""

    def __init__(self) -> None:
        self._dialog: FaultDialog | None = None

    def show(self, report: str, window: QWidget | None) -> None:
        """Show a report over a window, or below the one that is shown already."""
        shown = self._dialog
        if shown is not None and isValid(shown) and shown.isVisible():  # a box goes with its window
            shown.add(report)
            return
        self._dialog = FaultDialog(report, window)
        self._dialog.open()


def _without_head(report: str) -> str:
    """Leave out when it was, and on what computer."""
    return report.split("\n", _HEAD_LINES)[-1].strip()
