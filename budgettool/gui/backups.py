"""备份与恢复: the backups beside a book, made by hand or before an upgrade, restored as copies.

A backup is never written over the book: it is restored as a new book beside it, and both stay.
"""

import re
import shutil
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from budgettool.book import Book, BookError
from budgettool.book.backups import KEPT, backup_folder, list_backups
from budgettool.book.errors import plain_errors
from budgettool.files import whole_file
from budgettool.gui import theme

_NAME: Final = re.compile(r"(\d{8}-\d{6})(?: (.*))?")
_WIDTH, _HEIGHT = 560, 400


class BackupsDialog(QDialog):
    """Lists the backups of a book, the newest first."""

    open_wanted = Signal(object)
    """The user wants the restored copy opened: its path."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("备份与恢复")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))
        self._book = book
        self.list = QListWidget()
        self.list.setAccessibleName("备份")
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.list.itemActivated.connect(self.restore)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setProperty("tone", "wrong")
        self._told.hide()
        self.back_up_button = QPushButton("立即备份")
        self.back_up_button.clicked.connect(self.back_up)
        self.restore_button = QPushButton("恢复为新账本并打开")
        self.restore_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.restore_button.clicked.connect(self.restore)
        self._lay_out()
        self._fill()

    def back_up(self) -> None:
        """Make a backup now."""
        try:
            self._book.back_up()
        except BookError as error:
            self._tell(str(error))
            return
        self._told.hide()
        self._fill()

    def restore(self) -> None:
        """Copy the chosen backup beside the book and have it opened."""
        item = self.list.currentItem()
        if item is None:
            return
        try:
            copy = restore_copy(self._book.path, Path(item.data(Qt.ItemDataRole.UserRole)))
        except BookError as error:
            self._tell(str(error))
            return
        self.accept()
        self.open_wanted.emit(copy)

    def event(self, event: QEvent) -> bool:
        """List anew what may have changed while another window was in front."""
        if event.type() == QEvent.Type.WindowActivate:
            self._fill()
        return super().event(event)

    def _fill(self) -> None:
        at = max(self.list.currentRow(), 0)
        self.list.clear()
        for path in reversed(list_backups(self._book.path)):
            item = QListWidgetItem(describe_backup(path))
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(min(at, self.list.count() - 1))
        else:
            item = QListWidgetItem("还没有备份。按“立即备份”做第一份")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self._on_selected()

    def _on_selected(self) -> None:
        self.restore_button.setEnabled(bool(self.list.selectedItems()))

    def _tell(self, text: str) -> None:
        self._told.setText(f"● {text}")
        self._told.show()

    def _lay_out(self) -> None:
        folder = backup_folder(self._book.path)
        where = QLabel(f"保留最近 {KEPT} 份，放在账本旁边的文件夹：{folder}")
        where.setProperty("role", "quiet")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        rest = QLabel("恢复时另存为一个新账本，现在的账本不会被覆盖。")
        rest.setProperty("role", "quiet")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.back_up_button)
        foot.addStretch()
        foot.addWidget(close)
        foot.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.SPACE_6] * 4)
        layout.setSpacing(theme.SPACE_3)
        for part in (where, self.list, rest, self._told):
            layout.addWidget(part)
        layout.addLayout(foot)


def describe_backup(path: Path) -> str:
    """Say when and why a backup was made, from its name."""
    found = _NAME.fullmatch(path.stem)
    if found is None:
        return path.stem
    try:
        when = datetime.strptime(found[1], "%Y%m%d-%H%M%S")  # noqa: DTZ007 - as the name says it
        size = max(1, path.stat().st_size // 1024)
    except (ValueError, OSError):  # a file of another's, or one that has just gone
        return path.stem
    return f"{when:%Y-%m-%d %H:%M:%S}　{found[2] or ''}　{size} KB"


def restore_copy(book: Path, backup: Path) -> Path:
    """Copy a backup beside its book under a name that is free.

    Raises:
        BookError: It cannot be written.
    """
    stem = f"{book.stem} 恢复自{backup.stem[:15]}"
    names = chain([stem], (f"{stem}（{again}）" for again in count(2)))
    paths = (book.with_name(f"{name}.ysb") for name in names)
    path = next(path for path in paths if not path.exists())
    with plain_errors(path), backup.open("rb") as source, whole_file(path) as target:
        shutil.copyfileobj(source, target)
    return path
