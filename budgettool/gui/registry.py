"""The pages of the window, in the order of the work; each is loaded when it is first shown."""

from dataclasses import dataclass
from importlib import import_module
from typing import Final

from budgettool.gui.page import Page
from budgettool.gui.session import Session


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page before it is loaded; called with a session it makes the page, as a class would.

    Attributes:
        page_id: The page's id.
        title: What the rail shows.
        module: Where its class is, below `budgettool.gui`.
        name: The class.
    """

    page_id: str
    title: str
    module: str
    name: str

    def load(self) -> type[Page]:
        """Load the page's class."""
        found: type[Page] = getattr(import_module(f"budgettool.gui.{self.module}"), self.name)
        return found

    def __call__(self, session: Session) -> Page:
        """Make the page."""
        return self.load()(session)


PAGES: Final = (
    PageEntry("overview", "总览", "overview.page", "OverviewPage"),
    PageEntry("basics", "基本信息", "forms.basics", "BasicsPage"),
    PageEntry("units", "单位", "forms.units", "UnitsPage"),
    PageEntry("income", "收入", "lines.page", "IncomePage"),
    PageEntry("expenditure", "支出", "lines.page", "ExpenditurePage"),
    PageEntry("projects", "项目", "forms.projects", "ProjectsPage"),
    PageEntry("targets", "绩效", "targets.page", "TargetsPage"),
    PageEntry("prior", "往年与控制数", "forms.prior", "PriorPage"),
    PageEntry("texts", "说明文字", "texts.page", "TextsPage"),
    PageEntry("reports", "报表", "reports.page", "ReportsPage"),
    PageEntry("packet", "成册", "binding.page", "BindingPage"),
    PageEntry("checks", "审核", "checks.page", "ChecksPage"),
)
