"""The head of the page of reports: sheet or pages, zoom, and what can be done with a table.

Shows the page's actions; leaves doing anything to them.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from budgettool.gui import theme


class ReportsHead(QWidget):
    """A row of buttons under the page's title."""

    sheets_wanted = Signal()
    pages_wanted = Signal()

    def __init__(self, title: str, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._actions = actions
        self.sheet_button, self.pages_button = QPushButton("表格"), QPushButton("打印页面")
        self._zoom = self._button("100%", "fit")
        self._place = QLabel()
        self._place.setProperty("role", "quiet")
        self._lay_out(title)

    def say_zoom(self, zoom: float) -> None:
        """Say how large what is shown is."""
        self._zoom.setText(f"{zoom:.0%}")

    def say_place(self, text: str) -> None:
        """Say which page is in sight."""
        self._place.setText(text)

    def show_kind(self, *, pages: bool) -> None:
        """Mark which of the two is shown."""
        (self.pages_button if pages else self.sheet_button).setChecked(True)
        self._place.setVisible(pages)

    def _lay_out(self, title: str) -> None:
        name = QLabel(title)
        name.setProperty("role", "head")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(name)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self._choice())
        row.addSpacing(theme.SPACE_2)
        row.addLayout(self._zoom_buttons())
        row.addWidget(self._place)
        row.addStretch()
        row.addWidget(self._button("复制本表", "copy"))
        row.addWidget(self._menu_button("打印", "print_all", "print_sheet"))

    def _zoom_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        for button, rows in (
            (self._button("−", "zoom_out"), 1),
            (self._zoom, 2),
            (self._button("+", "zoom_in"), 1),
        ):
            button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
            button.setStyleSheet("padding: 0;")
            button.setFixedWidth(theme.ROW_HEIGHT * rows)
            row.addWidget(button)
        return row

    def _choice(self) -> QWidget:
        """Put the two buttons that choose between sheet and pages beside each other."""
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        for button, wanted in (
            (self.sheet_button, self.sheets_wanted),
            (self.pages_button, self.pages_wanted),
        ):
            button.setCheckable(True)
            button.setProperty("choice", True)  # noqa: FBT003 - Qt's signature
            button.clicked.connect(lambda _=False, wanted=wanted: wanted.emit())
            group.addButton(button)
            row.addWidget(button)
        self.sheet_button.setToolTip("随改随变的表格，点数字看明细")
        self.pages_button.setToolTip("与导出的 PDF 相同的页面")
        self.sheet_button.setChecked(True)
        choice.setStyleSheet(
            "QPushButton { background: palette(base); }"
            "QPushButton:checked { background: palette(highlight); }"
        )
        return choice

    def _button(self, text: str, action_id: str) -> QPushButton:
        action = self._actions[action_id]
        button = QPushButton(text)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.text()}　{keys}")
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        return button

    def _menu_button(self, text: str, *action_ids: str) -> QPushButton:
        button = QPushButton(text)
        menu = QMenu(button)
        for action_id in action_ids:
            menu.addAction(self._actions[action_id])
        button.setMenu(menu)
        return button
