"""The page of what a budget is held against: last year's figures, and this year's ceilings.

Three tabs, each a listing. Leaves the listings to `prior_lines` and `ceilings`.
"""

from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from budgettool.gui.forms.ceilings import Ceilings
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.listing_page import ListingPanel
from budgettool.gui.forms.prior_desk import PriorDesk
from budgettool.gui.forms.prior_lines import PriorExpenditure, PriorIncome, PriorLines
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.gui.ui.prior import Ui_Prior
from budgettool.rules.finding import Place

_FILES = "表格 (*.xlsx *.xls *.csv);;所有文件 (*)"
_TABS: tuple[tuple[str, str, type[Listing], str], ...] = (
    (
        "expenditure",
        "上年支出",
        PriorExpenditure,
        "上年的支出预算，供有上年栏的表和增减对比取数；不计入本年合计。",
    ),
    (
        "income",
        "上年收入",
        PriorIncome,
        "上年的收入预算，供有上年栏的表和增减对比取数；不计入本年合计。",
    ),
    (
        "ceilings",
        "控制数",
        Ceilings,
        "空着的栏目不作限制；单位连同下级、性质和来源连同细类一并计算，已编和剩余随明细变动。",
    ),
)


class PriorPage(Page):
    """The page of last year's figures and ceilings."""

    page_id = "prior"
    title = "往年与控制数"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ui = Ui_Prior()
        self.ui.setupUi(self)
        self.panels: dict[str, ListingPanel] = {}
        self._desks: dict[str, PriorDesk] = {}
        for name, title, kind, explanation in _TABS:
            self._add(name, title, kind(session, "万元"), explanation)
        self.ui.tabs.tabBar().setAccessibleName(self.title)
        self.ui.tabs.currentChanged.connect(self._on_tab)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._turn(step))
        self.setFocusProxy(self.panel)

    @property
    def panel(self) -> ListingPanel:
        """The panel that is shown."""
        return list(self.panels.values())[self.ui.tabs.currentIndex()]

    @property
    def desk(self) -> PriorDesk:
        """What takes files into the panel that is shown, or the first that can take one."""
        return self._desks.get(self.panel.listing.kind, self._desks["expenditure"])

    def place(self) -> Place | None:
        """Say which row of the tab is current."""
        return self.panel.place()

    def reveal(self, target: object) -> None:
        """Show a tab by its name, or the row of an id."""
        for place, (name, panel) in enumerate(self.panels.items()):
            known = any(row.id == target for row in panel.listing.rows)
            if known or target == name:
                self.ui.tabs.setCurrentIndex(place)
            if known:
                panel.ui.table.go_to(str(target))

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        for panel in self.panels.values():
            panel.set_unit(unit)

    def leave(self) -> None:
        """Settle what is being typed."""
        self.panel.ui.table.leave()

    def import_file(self, path: Path) -> None:
        """Read a file in the background; what it holds is taken in at once where it is sound."""
        self.panel.say_refusal(None)
        self.desk.read(path)

    def _add(self, name: str, title: str, listing: Listing, explanation: str) -> None:
        panel = ListingPanel(self.session, listing, title, explanation)
        panel.show_table(tree=False)
        panel.wanted.connect(self.wanted)
        panel.selection_told.connect(self.selection_told)
        panel.place_changed.connect(self.place_changed)
        if isinstance(listing, PriorLines):
            desk = self._desks[listing.kind] = PriorDesk(panel, listing)
            desk.told.connect(self.told)
            panel.add_button("导入 Excel…", "", self._choose_file)
        self.panels[name] = panel
        place = self.ui.tabs.addTab(panel, title)
        self.ui.tabs.setTabToolTip(place, f"{title}　Ctrl+PgUp / Ctrl+PgDown")

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "导入上年数", "", _FILES)
        if chosen:
            self.import_file(Path(chosen))

    def _on_tab(self) -> None:
        self.selection_told.emit("")
        self.setFocusProxy(self.panel)
        self.panel.setFocus()

    def _turn(self, step: int) -> None:
        tabs = self.ui.tabs
        tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())
