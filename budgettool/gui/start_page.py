"""The start page: recent books, and the four ways to a book; who edits is asked here, once."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.icons import icon
from budgettool.gui.settings import RecentBook, Settings

_ACTIONS_WIDTH = 280
_ICON = 20
_PATH = Qt.ItemDataRole.UserRole


_ROOMY = 480
"""From this height on the start window has wide margins."""


class StartPage(QWidget):
    """What is seen before a book is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    next_year_wanted = Signal()
    book_chosen = Signal(object)
    """A recent or dropped book: its path."""

    def __init__(self, settings: Settings, user: str) -> None:
        super().__init__()
        self._settings = settings
        self.setAcceptDrops(True)
        self._drawn: list[tuple[QPushButton, str]] = []
        self.editor = QLineEdit(settings.editor or user)
        self.editor.setAccessibleName("编制人")
        self.editor.setMaxLength(40)
        self.editor.editingFinished.connect(self.keep_editor)
        self.list = QListWidget()
        self.list.setAccessibleName("最近的账本")
        self.list.setWordWrap(True)
        for keys in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(keys), self.list)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(lambda: self._on_activated(self.list.currentItem()))
        self.list.itemClicked.connect(self._on_activated)
        forget = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        forget.setContext(Qt.ShortcutContext.WidgetShortcut)
        forget.activated.connect(self._forget)
        self._told = QLabel()
        self._told.setProperty("tone", "wrong")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.hide()
        self._lay_out()
        self._draw_icons()
        self.refresh()

    def refresh(self) -> None:
        """List the recent books anew."""
        self.list.clear()
        for book in self._settings.recent_books():
            self.list.addItem(_item(book))
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            item = QListWidgetItem("还没有打开过账本。新建一个，或先打开样例看看")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def tell(self, text: str) -> None:
        """Say what was refused; empty to say nothing."""
        self._told.setText(f"● {text}" if text else "")
        self._told.setVisible(bool(text))

    def keep_editor(self) -> None:
        """Remember who edits."""
        self._settings.editor = self.editor.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a book that is dragged here."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a book that is dropped here."""
        path = _dropped(event)
        if path:
            self.book_chosen.emit(path)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _draw_icons(self) -> None:
        for button, name in self._drawn:
            button.setIcon(icon(name, theme.colours().accent))

    def _on_activated(self, item: QListWidgetItem | None) -> None:
        path = item.data(_PATH) if item is not None else None
        if path:
            self.book_chosen.emit(Path(path))

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(_PATH):
            self._settings.forget_book(Path(item.data(_PATH)))
            self.refresh()

    def _tile(self, text: str, keys: str, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(f"  {text}")
        button.setProperty("tile", True)  # noqa: FBT003 - Qt's signature
        button.setIconSize(QSize(theme.scaled(_ICON), theme.scaled(_ICON)))
        button.setAccessibleName(text)
        if keys:
            button.setShortcut(keys)
            button.setToolTip(f"{text}　{keys}")
        button.clicked.connect(act)
        self._drawn.append((button, name))
        return button

    def _lay_out(self) -> None:
        actions = QVBoxLayout()
        actions.setSpacing(theme.SPACE_2)
        self.new_button = self._tile("新建账本…", "Ctrl+N", "new", self.new_wanted.emit)
        self.open_button = self._tile("打开账本…", "Ctrl+O", "open", self.open_wanted.emit)
        self.sample_button = self._tile("打开样例", "", "sample", self.sample_wanted.emit)
        self.next_year_button = self._tile(
            "从上年账本开始…", "", "prior", self.next_year_wanted.emit
        )
        for button in (
            self.new_button,
            self.open_button,
            self.sample_button,
            self.next_year_button,
        ):
            button.setFixedWidth(theme.scaled(_ACTIONS_WIDTH))
            actions.addWidget(button)
        actions.addStretch()
        actions.addWidget(_quiet("编制人（记入改动，打开同一账本的人可见）"))
        actions.addWidget(self.editor)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE_2)
        right.addWidget(_quiet("最近的账本"))
        right.addWidget(self.list)
        columns = QHBoxLayout()
        columns.setSpacing(theme.SPACE_6)
        columns.addLayout(actions)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_4)
        title = QLabel("预算编制工具")
        title.setProperty("role", "total")
        layout.addWidget(title)
        layout.addWidget(_quiet("每个数填一次，各张表、每个合计都由它算出，随时可查来处。"))
        layout.addWidget(self._told)
        layout.addLayout(columns, 1)


class Framed(QScrollArea):
    """A page on the start window's ground, with the window's margins; scrolls where it must."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        ground = QWidget()
        self._layout = QVBoxLayout(ground)
        self._layout.addWidget(page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(ground)
        for plain in (ground, self.viewport()):
            plain.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep wide margins where there is room."""
        roomy = self.height() >= theme.scaled(_ROOMY)
        self._layout.setContentsMargins(*[2 * theme.SPACE_6 if roomy else theme.SPACE_4] * 4)
        super().resizeEvent(event)


def _item(book: RecentBook) -> QListWidgetItem:
    there = _is_there(book.path)
    note = book.opened if there else "文件不在了，按 Delete 从列表移去"
    item = QListWidgetItem(f"{book.title}\n{book.path}　{note}")
    item.setSizeHint(QSize(0, 2 * theme.ROW_HEIGHT))
    item.setToolTip(str(book.path))
    item.setData(_PATH, str(book.path))
    if not there:
        item.setForeground(QColor(theme.colours().text_2))
    return item


def _is_there(path: Path) -> bool:
    """Tell whether a file is there; what cannot be looked at, as on a lost share, is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def _dropped(event: QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix.lower() == ".ysb":
            return path
    return None


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label
