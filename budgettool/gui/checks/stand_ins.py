"""What stands in the place of the list: that nothing is wrong, or what could not be checked."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.checks.list_view import Rows
from budgettool.rules.rule import Rule


class NothingWrong(QWidget):
    """Says calmly that nothing is wrong, or that nothing fits what is asked for."""

    unknown_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.words = QLabel(), QLabel()
        self.words.setProperty("role", "quiet")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.unknown_button = QPushButton()
        self.unknown_button.clicked.connect(self.unknown_wanted)
        self.clear_button = QPushButton("显示全部")
        self.clear_button.clicked.connect(self.clear_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_3)
        column.addStretch(2)
        for widget in (self.title, self.words, self.unknown_button, self.clear_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say_sound(self, checked: str, unknown: int) -> None:
        """Say that nothing is wrong, what was checked, and how much could not be."""
        self._say("✓ 没有问题", checked, "good")
        self.unknown_button.setText(f"{unknown} 条规则不能核对，看为什么")
        self.unknown_button.setVisible(bool(unknown))
        self.clear_button.hide()

    def say_none(self, title: str, *, filters: bool) -> None:
        """Say that nothing fits."""
        self._say(title, "", "quiet")
        self.unknown_button.hide()
        self.clear_button.setVisible(filters)

    def _say(self, title: str, words: str, tone: str) -> None:
        self.title.setText(title)
        self.title.setProperty("tone", tone)
        self.title.setProperty("role", "head")
        self.title.style().polish(self.title)
        self.words.setText(words)
        self.words.setVisible(bool(words))


class UnknownList(QTreeWidget):
    """Lists the rules that could not be evaluated, with why."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("不能核对的规则")
        self.setHeaderLabels(["规则", "要求", "为什么不能核对", "范围"])
        self.setItemDelegate(Rows(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.header().setFixedHeight(theme.HEAD_HEIGHT)
        self.header().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for column, width in enumerate((72, 400, 320)):
            self.setColumnWidth(column, theme.scaled(width))

    def show_rules(self, rules: Mapping[str, Rule], reasons: Mapping[str, str]) -> None:
        """Show which rules, and why."""
        with QSignalBlocker(self):
            self.clear()
            for code, reason in sorted(reasons.items()):
                rule = rules[code]
                row = QTreeWidgetItem([code, rule.title, reason, rule.scope])
                for column in range(4):
                    row.setToolTip(column, row.text(column))
                self.addTopLevelItem(row)
