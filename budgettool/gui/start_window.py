"""The window in which a book is chosen or begun; it gives way to the book's own window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from budgettool.book import Book
from budgettool.errors import BudgetToolError
from budgettool.gui import theme
from budgettool.gui.book_file import BOOK_FILTER, proposed_name, with_book_suffix
from budgettool.gui.new_book import Answers, Maker, make_book, make_next_year, make_sample
from budgettool.gui.notice_bar import NoticeBar
from budgettool.gui.settings import Settings
from budgettool.gui.start_page import Framed, StartPage
from budgettool.gui.wizard import Wizard
from budgettool.packs.location import find_pack, known_packs

_WIDTH, _HEIGHT = 1040, 680
_FIRST_MONTH_OF_WORK = 7
"""From July on the next year's budget is drafted."""

MakeFile = Callable[[Path, Answers], None]


class StartWindow(QMainWindow):
    """The start page, and the wizard in its place while a book is begun."""

    book_wanted = Signal(object)
    """A book is to be opened: its path."""

    def __init__(self, settings: Settings, maker: Callable[[], Maker], user: str) -> None:
        """Show the start page.

        Args:
            settings: What is remembered.
            maker: Gives who makes a book at the time of asking.
            user: The name that is proposed for who edits.
        """
        super().__init__()
        self.setWindowTitle("开始")
        self._settings = settings
        self._maker = maker
        self.notices = NoticeBar()
        self.page = StartPage(settings, user)
        self.wizard: Wizard | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(Framed(self.page))
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.notices)
        rows.addWidget(self.stack, 1)
        self.setCentralWidget(body)
        size = QSize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))
        self.resize(size.boundedTo(self.screen().availableSize()))
        self.page.new_wanted.connect(self.begin)
        self.page.open_wanted.connect(self._open)
        self.page.sample_wanted.connect(self.open_sample)
        self.page.next_year_wanted.connect(self._ask_last)
        self.page.book_chosen.connect(self._want)

    def begin(self) -> None:
        """Ask for a new book."""
        wizard = Wizard(self._packs(), self._next_year())
        self._show(wizard, self._make_new)

    def begin_from(self, last: Path) -> None:
        """Ask for a book that begins where last year's ended."""
        try:
            with Book.open(last, holder=self._maker().holder, writable=False) as book:
                department, year, pack_id = book.department, book.year, book.pack.id
        except BudgetToolError as error:
            self.page.tell(str(error))
            return
        wizard = Wizard(self._packs(), year + 1, department, pack_id)

        def make(path: Path, answers: Answers) -> None:
            make_next_year(self._maker(), last, path, answers)

        self._show(wizard, make)

    def open_sample(self) -> None:
        """Make the sample in the user's folder where it is missing, and open it."""
        try:
            path = make_sample(self._maker(), self._settings.folder)
        except BudgetToolError as error:
            self.page.tell(str(error))
            return
        self._want(path)

    def make(self, path: Path, answers: Answers, make_file: MakeFile) -> None:
        """Make the book that was asked for and open it, or say why not."""
        try:
            make_file(path, answers)
        except BudgetToolError as error:
            if self.wizard is not None:
                self.wizard.tell(str(error))
            return
        self._want(path)

    def _make_new(self, path: Path, answers: Answers) -> None:
        make_book(self._maker(), path, answers)

    def _show(self, wizard: Wizard, make_file: MakeFile) -> None:
        self.page.tell("")
        self.wizard = wizard
        wizard.left.connect(self._leave_wizard)
        wizard.finished.connect(lambda answers: self._ask_place(answers, make_file))
        frame = Framed(wizard)
        self.stack.addWidget(frame)
        self.stack.setCurrentWidget(frame)
        wizard.ui.full.setFocus()

    def _leave_wizard(self) -> None:
        frame = self.stack.currentWidget()
        self.stack.setCurrentIndex(0)
        if frame is not None and self.wizard is not None:
            self.stack.removeWidget(frame)
            frame.deleteLater()
        self.wizard = None

    def _ask_place(self, answers: Answers, make_file: MakeFile) -> None:
        department = answers.department
        name = department.short or department.full
        proposed = Path.home() / proposed_name(name, f"{answers.year}年.ysb")
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "账本保存在哪里",
            str(proposed),
            BOOK_FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,  # a book is never overwritten
        )
        if chosen:
            self.make(with_book_suffix(Path(chosen)), answers, make_file)

    def _open(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "打开账本", str(Path.home()), BOOK_FILTER)
        if chosen:
            self._want(Path(chosen))

    def _ask_last(self) -> None:
        recent = self._settings.recent_books()
        folder = str(recent[0].path.parent if recent else Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, "选择上年的账本", folder, BOOK_FILTER)
        if chosen:
            self.begin_from(Path(chosen))

    def _want(self, path: Path) -> None:
        self.page.tell("")
        self.page.keep_editor()
        self.book_wanted.emit(path)

    def _packs(self) -> dict[str, str]:
        folders = self._maker().packs
        return {pack_id: find_pack(pack_id, folders).name for pack_id in known_packs(folders)}

    def _next_year(self) -> int:
        now = self._maker().now()
        return now.year + (now.month >= _FIRST_MONTH_OF_WORK)
