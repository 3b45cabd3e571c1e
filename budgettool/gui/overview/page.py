"""The page 总览: six charts in one look, live; each bar leads to its lines."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.burst import after_burst
from budgettool.gui.overview.chart_view import ChartView
from budgettool.gui.overview.charts import Chart, make_charts
from budgettool.gui.page import Page
from budgettool.gui.session import Session

_TWO_COLUMNS = 840
_AFTER_MS = 60


class OverviewPage(Page):
    """Shows where the money comes from and where it goes."""

    page_id: ClassVar[str] = "overview"
    title: ClassVar[str] = "总览"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._unit = "万元"
        self._behind = False
        self._columns = 2
        self._timer = after_burst(self, _AFTER_MS, self.refresh)
        charts = make_charts(session)
        self.views = [ChartView(chart, self._unit) for chart in charts]
        for view in self.views:
            view.chosen.connect(self.wanted)
            view.entered.connect(partial(self._keep_in_sight, view))
        self._lay_out()
        for signal in (session.figures_changed, session.rebuilt):
            signal.connect(self._on_changed)
        self._show(charts)

    def refresh(self) -> None:
        """Read all figures anew."""
        self._behind = False
        self._show(make_charts(self.session))

    def set_unit(self, unit: str) -> None:
        """Show amounts in 元 or 万元."""
        self._unit = unit
        self._show([view.chart for view in self.views])

    def _show(self, charts: Sequence[Chart]) -> None:
        for view, chart in zip(self.views, charts, strict=True):
            view.show_chart(chart, self._unit)
        balance = self.session.balance
        facts = self.session.facts
        self._said.setText(
            f"{facts.year}年　收入 {shown(balance.income(), self._unit)}　"
            f"支出 {shown(balance.expenditure(), self._unit)} {self._unit}"
        )
        self._stack.setCurrentIndex(1 if self.session.lines else 0)
        self.setFocusProxy(self.views[0] if self.session.lines else self.start_button)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._behind:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the charts in one column where two have no room."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= _TWO_COLUMNS else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _on_changed(self, *_: object) -> None:
        if self.isVisible():
            self._timer.start()
        else:
            self._behind = True

    def _lay_out(self) -> None:
        title = QLabel(self.title)
        title.setProperty("role", "head")
        self._said = QLabel()
        self._said.setProperty("role", "quiet")
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        head.setSpacing(theme.SPACE_3)
        head.addWidget(title)
        head.addWidget(self._said)
        head.addStretch()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, theme.SPACE_4)
        self._grid.setSpacing(theme.SPACE_4)
        self._cards = [_card(view) for view in self.views]
        self._place()
        self._body = QWidget()
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._grid)
        rows.addStretch()
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._body)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)

    def _keep_in_sight(self, view: ChartView, at: QPoint) -> None:
        """Scroll so that the bar that the keyboard is on shows."""
        shown = view.mapTo(self._body, at)
        self._scroll.ensureVisible(shown.x(), shown.y(), 0, theme.ROW_HEIGHT * 2)

    def _place(self) -> None:
        """Put the cards on their grid."""
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // self._columns, number % self._columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if self._columns == 2 else 0)  # noqa: PLR2004

    def _empty(self) -> QWidget:
        empty = QWidget()
        self.start_button = QPushButton("录入支出")
        self.start_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.start_button.clicked.connect(lambda: self.wanted.emit("expenditure", None))
        words = QLabel("还没有明细。录入或导入收入和支出后，这里会显示钱从哪里来、用到哪里去。")
        words.setProperty("role", "quiet")
        column = QVBoxLayout(empty)
        column.setSpacing(theme.SPACE_3)
        column.addStretch(2)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return empty


def _card(view: ChartView) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    card.setStyleSheet(f"#card {{ background: palette(base); border-radius: {theme.RADIUS}px; }}")
    column = QVBoxLayout(card)
    column.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_3)
    column.addWidget(view)
    column.addStretch()
    return card
