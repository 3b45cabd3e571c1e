"""The pages of the window, in the order of the work."""

from typing import Final

from budgettool.gui.forms.basics import BasicsPage
from budgettool.gui.forms.prior import PriorPage
from budgettool.gui.forms.projects import ProjectsPage
from budgettool.gui.forms.units import UnitsPage
from budgettool.gui.lines.page import ExpenditurePage, IncomePage
from budgettool.gui.overview.page import OverviewPage
from budgettool.gui.page import Page
from budgettool.gui.reports.page import ReportsPage

PAGES: Final[tuple[type[Page], ...]] = (
    OverviewPage,
    BasicsPage,
    UnitsPage,
    IncomePage,
    ExpenditurePage,
    ProjectsPage,
    PriorPage,
    ReportsPage,
)
