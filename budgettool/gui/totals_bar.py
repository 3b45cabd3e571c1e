"""The bar at the foot: income, expenditure and their difference, always right and in sight.

It follows every key, since the session counts drafts. A click says by which source it is off.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.session import Session


class TotalsBar(QWidget):
    """Totals of the book; the right end says what is selected on the page."""

    sources_wanted = Signal()
    """The user asks for income and expenditure by source."""

    def __init__(self, session: Session, unit: str) -> None:
        super().__init__()
        self._session = session
        self._unit = unit
        self.setFixedHeight(theme.TOTALS_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("totals_bar")
        self._labels = {
            name: self._figure(name) for name in ("收入", "支出", "差额", "基本", "项目")
        }
        self.balance_button = QPushButton()
        self.balance_button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        self.balance_button.clicked.connect(self.sources_wanted)
        self._selection = QLabel()
        self._selection.setProperty("role", "quiet")
        self._lay_out()
        session.figures_changed.connect(self.refresh)
        session.rebuilt.connect(self.refresh)
        self.refresh()

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self._unit = unit
        self.refresh()

    def say_selection(self, text: str) -> None:
        """Say what is selected on the page."""
        self._selection.setText(text)

    def refresh(self, *_: object) -> None:
        """Show the totals as they stand, drafts included."""
        balance = self._session.balance
        income, expenditure = balance.income(), balance.expenditure()
        figures = {
            "收入": income,
            "支出": expenditure,
            "差额": income - expenditure,
            "基本": balance.expenditure("基本支出"),
            "项目": balance.expenditure("项目支出"),
        }
        for name, fen in figures.items():
            self._labels[name].setText(shown(fen, self._unit))
        self._say_balance()

    def _say_balance(self) -> None:
        off = {
            source: pair
            for source, pair in self._session.balance.by_source().items()
            if pair[0] != pair[1]
        }
        if not off:
            text, tone = "✓ 收支平衡", "good"
        else:
            source, (received, spent) = max(off.items(), key=lambda i: abs(i[1][0] - i[1][1]))
            more = f"，另 {len(off) - 1} 个来源" if len(off) > 1 else ""
            verb = "收入多" if received > spent else "支出多"
            name = source.rsplit("/", 1)[-1] or "未填来源"
            text = f"● {name} {verb} {shown(abs(received - spent), self._unit)}{more}"
            tone = "wrong"
        self.balance_button.setText(text)
        scheme = theme.colours()
        colour = scheme.good if tone == "good" else scheme.wrong
        self.balance_button.setStyleSheet(f"color: {colour};")
        self.balance_button.setAccessibleName(text)

    def _figure(self, name: str) -> QLabel:
        label = QLabel()
        label.setAccessibleName(name)
        label.setFont(theme.body_font(theme.HEAD_SIZE, bold=True))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, 0)
        layout.setSpacing(theme.SPACE_2)
        for name, label in self._labels.items():
            caption = QLabel(name)
            caption.setProperty("role", "quiet")
            layout.addWidget(caption)
            layout.addWidget(label)
            layout.addSpacing(theme.SPACE_3)
            if name == "差额":
                layout.addWidget(self.balance_button)
                layout.addSpacing(theme.SPACE_3)
        layout.addStretch()
        layout.addWidget(self._selection)
