"""The head of a page of lines, and what stands there instead of lines while there are none."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.elided import ElidedLabel

_LEAST_WORDS: Final = 88
_ROOMY: Final = 720
"""From this width on there is room for what the menu has as well."""


class PageHead(QWidget):
    """Title, number and sum of the lines, the filter, and the page's buttons."""

    def __init__(self, title: str) -> None:
        super().__init__()
        name = QLabel(title)
        name.setProperty("role", "head")
        self.count = ElidedLabel()
        self.words = QLineEdit()
        self.words.setPlaceholderText("筛选：单位、科目、项目、备注…")
        self.words.setAccessibleName("筛选")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(theme.scaled(_LEAST_WORDS))
        self.words.setMaximumWidth(theme.PANEL_WIDTH)
        self.no_filter = QPushButton("显示全部")
        self.marked = QPushButton("只看要改的")
        self.marked.setCheckable(True)
        self.by_column = QPushButton("按列筛选")
        self.grouping = QPushButton("分组")
        self.grouping.setToolTip("按单位、科目、来源等分组，看条数和小计，可折叠（Ctrl+G）")
        self.importing = QPushButton("导入…")
        self.importing.setToolTip("从 Excel 或 CSV 文件导入，先看清再放入")
        self.more = QPushButton("操作")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(name)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.no_filter)
        row.addWidget(self.words, 1)
        for button in (self.marked, self.by_column, self.grouping, self.importing, self.more):
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave to the menu what there is no room for."""
        super().resizeEvent(event)
        self.by_column.setVisible(self.width() >= theme.scaled(_ROOMY))

    def say_grouping(self, title: str) -> None:
        """Say by what lines are grouped."""
        self.grouping.setText(f"分组：{title}" if title else "分组")

    def say_marked(self, lines: int) -> None:
        """Say how many lines have something wrong."""
        self.marked.setText(f"只看要改的 {lines:,}" if lines else "只看要改的")


class EmptyState(QWidget):
    """Says what to do first; in a book that can only be looked at, why nothing can be done."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setProperty("role", "quiet")
        self.button = QPushButton("导入 Excel…")
        self.button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        row = QHBoxLayout(self)
        row.addStretch()
        row.addWidget(self._words)
        row.addWidget(self.button)
        row.addStretch()

    def follow(self, reason: str, *, writable: bool) -> None:
        """Say what can be done, or why nothing can."""
        self._words.setText(
            "没有明细。在上面的空行里直接输入，或从 Excel、WPS 复制后按 Ctrl+V 粘贴，或："
            if writable
            else f"没有明细。{reason or '账本以只读方式打开'}，这里不能录入"
        )
        self.button.setVisible(writable)
