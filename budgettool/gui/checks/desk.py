"""The pages with the panel of findings beside them: shown, followed, walked by keys.

Leaves making and showing pages to the window, and the panel's content to `panel`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget

from budgettool.gui import theme
from budgettool.gui.checks.panel import ChecksPanel
from budgettool.gui.checks.places import destination
from budgettool.gui.checks.walk import Walk
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.rules.finding import LinePlace


class ChecksDesk(QSplitter):
    """Puts a panel beside the pages, which can be closed and dragged."""

    wanted = Signal(str, object)
    """A page, and what it is to reveal."""

    told = Signal(str)

    def __init__(self, session: Session, pages: QStackedWidget, page_ids: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._pages = pages
        self._walk = Walk(session, page_ids, self)
        self.panel = ChecksPanel(session)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(pages)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.panel.hide()
        self.panel.wanted.connect(self.wanted)
        self.panel.told.connect(self.told)
        self.panel.closed.connect(self.close_panel)
        self.panel.left.connect(self._return_to_page)

    def follow(self) -> None:
        """Be about the place one is in."""
        if (page := self._page()) is not None:
            self.panel.follow(page.page_id, page.title, page.place())

    def go(self, step: int) -> None:
        """Go to the next place where something is wrong, or to the one before."""
        page = self._settled()
        page_id, place = (page.page_id, page.place()) if page else ("", None)
        finding = self._walk.next(page_id, place, step)
        found = destination(self._session, finding.place) if finding else None
        if finding is None or found is None:
            self.told.emit("没有错误，也没有要核实的")
            return
        if not isinstance(finding.place, LinePlace):
            self.show_panel()
        self.wanted.emit(*found)

    def turn_to_panel(self) -> None:
        """Go into the panel; from there, close it."""
        if self.panel.isVisible() and self.panel.holds_focus():
            self.close_panel()
            return
        self._settled()
        self.show_panel()
        self.panel.take_focus()

    def show_panel(self) -> None:
        """Show what is wrong beside the page."""
        if self.panel.isHidden():
            self.panel.show()
            self.setSizes([self.width() - theme.PANEL_WIDTH, theme.PANEL_WIDTH])
            self.follow()

    def close_panel(self) -> None:
        """Give the width to the page again."""
        self.panel.hide()
        self._return_to_page()

    def _page(self) -> Page | None:
        shown = self._pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def _settled(self) -> Page | None:
        """Settle what is being typed on the page."""
        if (page := self._page()) is not None:
            page.leave()
        return page

    def _return_to_page(self) -> None:
        if (page := self._page()) is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
