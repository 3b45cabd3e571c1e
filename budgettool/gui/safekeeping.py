"""Where the work of a window is safe: saved elsewhere, tried again, or said plainly not to be.

Leaves writing to the book, and looking after its file to `watch`.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from budgettool.book import BookError
from budgettool.gui.book_file import BOOK_FILTER, with_book_suffix
from budgettool.gui.notice_bar import Answer, NoticeBar
from budgettool.gui.session import Session
from budgettool.gui.watch import BookWatch


class Safekeeping(QObject):
    """Says in notices what endangers the work, with what can be done."""

    told = Signal(str)
    """A short word for the toast."""

    book_moved = Signal()
    """The book goes on in another file."""

    elsewhere_wanted = Signal()
    """The user wants to go on with the book in another file."""

    unseal_wanted = Signal()
    """The user wants to take 定稿 back."""

    edit_wanted = Signal()
    """The user wants to edit the book that this window could only read."""

    def __init__(self, session: Session, notices: NoticeBar, watch: BookWatch) -> None:
        super().__init__(watch)
        self._session = session
        self._notices = notices
        self._watch = watch
        watch.lost.connect(self._on_lost)
        watch.found.connect(lambda: notices.clear("lost"))

    def save_as(self, window: QWidget) -> None:
        """Ask where, and go on with the book there."""
        path = self._session.book.path
        chosen, _ = QFileDialog.getSaveFileName(
            window,
            "账本另存为",
            str(path.with_name(f"{path.stem} 另存.ysb")),
            BOOK_FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,  # a book is never overwritten
        )
        if chosen:
            self.save_as_to(with_book_suffix(Path(chosen)))

    def save_as_to(self, path: Path) -> None:
        """Go on with the book in this file, or say why not."""
        try:
            self._session.save_as(path)
        except BookError as error:
            self._tell_unsaved(str(error))
            return
        self._watch.restart()
        for key in ("unsaved", "lost", "read_only"):
            self._notices.clear(key)
        self.book_moved.emit()
        self.told.emit(f"已另存为 {path.name}，之后的改动都写入这个文件")

    def tell_refusal(self, text: str) -> None:
        """Say what was refused: until it is dealt with where work is at stake, else in passing."""
        if self._session.book.unsaved:
            self._tell_unsaved(text)
        else:
            self.told.emit(text)

    def may_close(self) -> bool:
        """Try to write what is in memory alone; tells whether nothing is lost by closing."""
        if self._session.book.unsaved and not self.try_again():
            self._tell_unsaved("还有改动没有写入磁盘，窗口没有关闭")
            return False
        return True

    def try_again(self) -> bool:
        """Write what the disk refused; tells whether it is written."""
        try:
            self._session.save()
        except BookError as error:
            self._tell_unsaved(str(error))
            return False
        self._watch.restart()
        self._notices.clear("unsaved")
        return True

    def say_read_only(self) -> None:
        """Say why the book can only be read, where that is so."""
        if self._session.sealed and not self._session.book.read_only:
            text = "已经定稿　各页只能查看、导出；要修改，先撤销定稿，写明理由"
            self._notices.tell("sealed", text, [("撤销定稿…", self.unseal_wanted.emit)])
            return
        self._notices.clear("sealed")
        if self._session.read_only:
            text = self._session.reason_read_only or "账本以只读方式打开"
            answers = [("改为编辑", self.edit_wanted.emit), self._elsewhere]
            self._notices.tell("read_only", f"只读　{text}", answers)

    @property
    def _elsewhere(self) -> Answer:
        return "另存为…", self.elsewhere_wanted.emit

    def _tell_unsaved(self, text: str) -> None:
        answers = [self._elsewhere]
        if self._session.book.unsaved:
            answers.append(("再试一次", self.try_again))
            text = f"{text}。新的改动还在内存里，不要关机"
        self._notices.tell("unsaved", text, answers, "wrong")

    def _on_lost(self, text: str) -> None:
        self._notices.tell("lost", text, [self._elsewhere], "wrong")
