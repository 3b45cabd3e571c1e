"""问题: the panel beside every page, about the place one is in, then about the page.

What is found here is shown at every key; what is found of the whole page follows once keys pause,
as it may be thousands. Leaves the marks to the pages, and going elsewhere to the window.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.errors import BudgetToolError
from budgettool.gui import theme
from budgettool.gui.burst import after_burst
from budgettool.gui.checks.acts import mend
from budgettool.gui.checks.detail import Detail
from budgettool.gui.checks.gathering import found_on
from budgettool.gui.checks.live import Concerned
from budgettool.gui.checks.panel_list import PanelList
from budgettool.gui.checks.panel_model import PanelModel, alone
from budgettool.gui.checks.places import destination, is_at
from budgettool.gui.session import Session
from budgettool.rules.finding import (
    CellPlace,
    Finding,
    LinePlace,
    Place,
    SectionPlace,
    SubjectPlace,
)
from budgettool.rules.grouping import Cause

_REST_AFTER_MS: Final = 250


class ChecksPanel(QWidget):
    """Shows what is wrong where one is."""

    wanted = Signal(str, object)
    """A page, and what it is to reveal."""

    told = Signal(str)
    closed = Signal()

    left = Signal()
    """The keyboard wants back to the page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._page = ("", "")
        self._place: Place | None = None
        self._of_page: list[Cause] = []
        self.model = PanelModel(session)
        self.list = PanelList(self.model)
        self.detail = Detail(session)
        self.title = QLabel("问题")
        self.title.setProperty("role", "head")
        self.empty = QLabel()
        self.empty.setProperty("role", "quiet")
        self.empty.setWordWrap(True)
        self._lay_out()
        self._connect()

    def follow(self, page_id: str, page_title: str, place: Place | None) -> None:
        """Be about another place."""
        other_page = page_id != self._page[0]
        moved = place != self._place
        self._page, self._place = (page_id, page_title), place
        if self.isVisible():
            if other_page:
                self._read_page()
            elif moved:
                self._show(keep=False)

    def take_focus(self) -> None:
        """Let the keyboard walk the findings."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.current() is None:
            self.list.setCurrentIndex(self.model.index(self.model.first_row()))

    def holds_focus(self) -> bool:
        """Tell whether the keyboard is in the panel."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def current(self) -> Cause | None:
        """Give the finding that is shown in full."""
        return self.model.cause(self.list.currentIndex())

    def mend(self) -> None:
        """Mend the current finding as it offers, and all that have its cause, as one edit."""
        cause = self.current()
        if cause is None or self._session.read_only:
            return
        try:
            label = mend(self._session, cause.findings)
        except BudgetToolError as error:
            self.told.emit(str(error))
            return
        if label:
            self.told.emit(f"{label}　Ctrl+Z 撤销")

    def go(self) -> None:
        """Go where the current finding is."""
        cause = self.current()
        found = destination(self._session, cause.first.place) if cause else None
        if found:
            self.wanted.emit(*found)

    def waive(self) -> None:
        """Go to where a reason is written for the current finding."""
        if cause := self.current():
            self.wanted.emit("checks", cause.first.key)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was closed."""
        super().showEvent(event)
        self._read_page()

    def _on_checked(self, concerned: Concerned) -> None:
        """Drop at once what is mended; what is new on the page follows."""
        if not self.isVisible():
            return
        lines = concerned.lines
        if lines is None:
            self._read_page()
            return
        checks = self._session.checks
        others = {finding.key for finding in checks.others()} if concerned.others else None

        def stays(cause: Cause) -> bool:
            place = cause.first.place
            if isinstance(place, LinePlace):
                return place.line not in lines or cause.first in checks.of_line(place.line)
            return others is None or cause.first.key in others

        self._of_page = [cause for cause in self._of_page if stays(cause)]
        self._show(keep=True)
        self._rest.start()

    def _read_page(self) -> None:
        """List what is found on the page; takes a moment where there are thousands."""
        self._rest.stop()
        if not self.isVisible():
            return
        self._of_page = found_on(self._session, self._page[0])
        self._show(keep=True)

    def _show(self, *, keep: bool) -> None:
        """Show both lists; the current finding stays so while it is there, if that is wanted."""
        focused = self.holds_focus()
        before = self.current() if keep else None
        here = self._here()
        self.model.show(alone(here), self._of_page, self._page[1])
        exact = next((each for each in here if is_at(each.place, self._place)), None)
        kept = before.first if before else exact
        row = self.model.row_of(kept.key) if kept else None
        if row is None:
            row = self.model.first_row() if here or focused else -1
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(row), select)
        self._show_current()
        self.list.setVisible(bool(self.model.entries))
        self.empty.setVisible(not self.model.entries)
        if focused and not self.model.entries:
            self.left.emit()
        count = self.model.count_causes()
        self.title.setText(f"问题 {count:,}" if count else "问题")

    def _here(self) -> Sequence[Finding]:
        checks = self._session.checks
        match self._place:
            case LinePlace(line):
                return checks.of_line(line)
            case CellPlace(reference):
                return checks.of_cell(str(reference))
            case SubjectPlace(kind, name, _):
                return checks.of_subject(kind, name)
            case SectionPlace(section):
                return checks.of_section(section)
            case None:
                return ()

    def _show_current(self) -> None:
        self.detail.show_cause(self.current())

    def _connect(self) -> None:
        self._rest = after_burst(self, _REST_AFTER_MS, self._read_page)
        self._session.checks.changed.connect(self._on_checked)
        self.list.chosen.connect(self._show_current)
        self.list.entered.connect(self.go)
        self.list.given_up.connect(self.left)
        self.detail.mend_wanted.connect(self.mend)
        self.detail.waive_wanted.connect(self.waive)
        self.detail.go_wanted.connect(self.go)
        action = QAction("改正", self)
        action.setShortcuts([QKeySequence(each) for each in ("Alt+Return", "Alt+Enter")])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.mend)
        self.addAction(action)

    def _lay_out(self) -> None:
        self.setObjectName("checks_panel")
        self.setAccessibleName("问题")
        self.setMinimumWidth(theme.scaled(200))
        self.empty.setText("这里没有问题。\n录入时随时核对；全部结果在“审核”页。")
        self.empty.setContentsMargins(theme.SPACE_3, 0, theme.SPACE_3, 0)
        close = QPushButton("×")
        close.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        close.setAccessibleName("关闭问题栏")
        close.setToolTip("关闭　Ctrl+F8")
        close.setFixedWidth(theme.ROW_HEIGHT)
        close.setStyleSheet("padding: 0;")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_1, theme.SPACE_2)
        head.addWidget(self.title, 1)
        head.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.detail)
        rows.addStretch()
