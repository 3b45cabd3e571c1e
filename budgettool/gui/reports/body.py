"""The middle of the page of reports: contents, the sheet or its pages, and what is behind a figure.

Shares the width among them, and leads from a figure to its lines.
"""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget

from budgettool.exporting.pdf import open_font_book
from budgettool.exporting.pdf.text import Typesetter
from budgettool.gui import theme
from budgettool.gui.checks.live import Concerned
from budgettool.gui.reports.composition import compose
from budgettool.gui.reports.contents import Contents
from budgettool.gui.reports.lines_panel import LinesPanel
from budgettool.gui.reports.page_view import PageView
from budgettool.gui.reports.sheet_view import SheetView
from budgettool.gui.reports.table_marks import TableMarks
from budgettool.gui.reports.words import column_name, row_name
from budgettool.gui.reports.zoomed_view import ZoomedView
from budgettool.gui.session import Session
from budgettool.sheets.sheet import Cell

_LIST_WIDTH: Final = 184
_NARROW_LIST: Final = 40
_ROOM_FOR_ALL: Final = 1000


class ReportsBody(QSplitter):
    """Three parts beside each other; the right one can be closed."""

    selection_told = Signal(str)
    """Which figure is current, in words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.contents = Contents()
        self.sheet_view = SheetView(Typesetter(open_font_book()))
        self.page_view = PageView()
        self.panel = LinesPanel(session)
        self._views = QStackedWidget()
        self._lay_out()
        self.marks = TableMarks(session)
        self.sheet_view.reason_of = self.marks.reason
        session.checks.changed.connect(self._on_checked)
        self.sheet_view.figure_chosen.connect(self.show_lines)
        self.sheet_view.entered.connect(self._on_entered)
        self.sheet_view.cell_moved.connect(self._on_cell_moved)
        self.panel.closed.connect(self.close_panel)
        self.panel.figure_wanted.connect(lambda at: self.sheet_view.go_to(at, mark=True))

    @property
    def view(self) -> ZoomedView:
        """The view that is shown."""
        return self.page_view if self.shows_pages else self.sheet_view

    @property
    def shows_pages(self) -> bool:
        """Whether the printed pages are shown, not the live sheet."""
        return self._views.currentWidget() is self.page_view

    def show_view(self, view: ZoomedView) -> None:
        """Show the live sheet or the printed pages."""
        self._views.setCurrentWidget(view)
        view.setFocus()

    def show_lines(self, cell: Cell) -> None:
        """Show the lines behind the figure of the current cell."""
        sheet, at = self.sheet_view.sheet, self.sheet_view.cursor_at
        if not cell.reference or sheet is None or at is None:
            return
        name = f"{row_name(sheet, at[0], cell)}\n{column_name(sheet, cell)}"
        blocks = self._session.cube.blocks.get(sheet.id, ())
        self.panel.show_cell(name.strip(), cell, compose(sheet, at, cell, blocks))
        if self.panel.isHidden():
            self.panel.show()
            self._share_width()
            QTimer.singleShot(0, self.sheet_view, self._keep_cursor_in_sight)

    def show_marks(self) -> None:
        """Mark in the sheet, and beside its name, what is found now."""
        sheet = self.sheet_view.sheet
        self.sheet_view.show_marks(self.marks.of_sheet(sheet) if sheet else {})
        self.contents.show_marks(self.marks.of_table)

    def follow_figures(self) -> None:
        """Show what the figure in the panel reads now."""
        cell = self.sheet_view.current_cell()
        if cell is not None and not self.panel.isHidden() and self.panel.shows(cell):
            self.show_lines(cell)

    def close_panel(self) -> None:
        """Close the panel; its width goes to the table."""
        if self.panel.isHidden():
            return
        self.panel.hide()
        self._share_width()
        self.sheet_view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the table into another width of the window; where the panel opens, it stays."""
        super().resizeEvent(event)
        if self.sheet_view.fits:
            self.sheet_view.fit_width()

    def _on_checked(self, concerned: Concerned) -> None:
        if concerned.others and self.isVisible():
            self.show_marks()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was found meanwhile."""
        super().showEvent(event)
        self.show_marks()

    def _on_entered(self, cell: Cell) -> None:
        """Enter shows the lines behind a figure; once more goes into them."""
        if self.panel.isVisible() and self.panel.shows(cell):
            self.panel.take_focus()
        else:
            self.show_lines(cell)

    def _on_cell_moved(self, cell: Cell) -> None:
        told = ""
        sheet, at = self.sheet_view.sheet, self.sheet_view.cursor_at
        if cell.reference and sheet and at:
            told = f"{row_name(sheet, at[0], cell)} · {column_name(sheet, cell)}　{cell.text}"
        self.selection_told.emit(told)
        if not self.panel.isHidden():
            self.show_lines(cell)

    def _keep_cursor_in_sight(self) -> None:
        if self.sheet_view.cursor_at:
            self.sheet_view.go_to(self.sheet_view.cursor_at)

    def _share_width(self) -> None:
        """Leave the tables' numbers alone of the list where the panel needs its room."""
        narrow = not self.panel.isHidden() and self.width() < theme.scaled(_ROOM_FOR_ALL)
        listed = theme.scaled(_NARROW_LIST if narrow else _LIST_WIDTH)
        self.contents.show_narrow(narrow=narrow)
        panel = theme.PANEL_WIDTH
        self.setSizes([listed, max(self.width() - listed - panel, panel), panel])

    def _lay_out(self) -> None:
        self._views.addWidget(self.sheet_view)
        self._views.addWidget(self.page_view)
        self.contents.setMinimumWidth(theme.scaled(_NARROW_LIST))
        self.panel.hide()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for widget in (self.contents, self._views, self.panel):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes([theme.scaled(_LIST_WIDTH), _ROOM_FOR_ALL, theme.PANEL_WIDTH])
        self.setFocusProxy(self.sheet_view)
