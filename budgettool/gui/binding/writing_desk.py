"""Where the packet's files are asked for: the folder, progress at the foot, the outcome."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from budgettool.exporting.packet import FORMAT_NAMES, Choice, Written
from budgettool.gui.binding.making import Order, write
from budgettool.gui.reports.strip import ProgressStrip
from budgettool.gui.work import start_task


class WritingDesk(QObject):
    """Writes the packet's files, one packet at a time.

    Attributes:
        folder: Where they were written last; the next are offered to go there as well.
    """

    told = Signal(str)
    offered = Signal(str, str, object)
    """Files are written; what opens them."""

    def __init__(self, folder: Path, strip: ProgressStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = folder
        self._strip = strip
        self._window = parent

    def write(self, order: Order, choice: Choice) -> None:
        """Ask for a folder, and write the kinds of files that are chosen."""
        if self._strip.busy:
            self.told.emit(self._strip.say_busy())
            return
        if not choice.parts:
            self.told.emit("一个部分也没有选；在左边“各部分”里勾选要列入的")
            return
        if not choice.formats:
            self.told.emit("一种文件也没有选；在左边“文件”里勾选 PDF、Word、Excel 或网页")
            return
        start = str(self.folder)
        name = QFileDialog.getExistingDirectory(self._window, "生成到哪个文件夹", start)
        if name:
            self.folder = Path(name)
            self._start(order, choice, self.folder)

    def _start(self, order: Order, choice: Choice, folder: Path) -> None:
        def work(progress: Callable[[str, int, int], None]) -> Written:
            return write(order, folder, choice.formats, progress)

        task = start_task(work, self)
        names = "、".join(FORMAT_NAMES[each] for each in choice.formats)
        self._strip.follow(f"生成 {names}", task)
        task.done.connect(partial(self._on_written, folder))
        task.refused.connect(self._strip.tell)
        task.cancelled.connect(lambda: self.told.emit("已停止生成，没有写出文件"))

    def _on_written(self, folder: Path, written: Written) -> None:
        """Offer the file where there is one, else the folder."""
        first, *others = (file.path for file in written.files)
        said = f"已生成 {len(others) + 1} 个文件，在“{folder.name or folder}”"
        if not others:
            said = f"已生成 {first.name}"
        if written.replaced:
            said += "，同名的已替换"
        target = folder if others else first
        self.offered.emit(said, "打开", _opener(target))


def _opener(path: Path) -> Callable[[], bool]:
    return lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
