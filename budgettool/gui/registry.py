"""The pages of the window, in the order of the work."""

from typing import Final

from budgettool.gui.lines.page import ExpenditurePage, IncomePage
from budgettool.gui.overview.page import OverviewPage
from budgettool.gui.page import Page
from budgettool.gui.reports.page import ReportsPage

PAGES: Final[tuple[type[Page], ...]] = (
    OverviewPage,
    IncomePage,
    ExpenditurePage,
    ReportsPage,
)
