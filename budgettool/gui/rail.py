"""The rail at the left: the pages in the order of the work."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme


class Rail(QWidget):
    """One button a page; Alt+1…9 choose them."""

    page_chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setFixedWidth(theme.RAIL_WIDTH)
        self.setObjectName("rail")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE_3, theme.SPACE_2, theme.SPACE_3)
        layout.setSpacing(theme.SPACE_1)
        for number, (page_id, title) in enumerate(pages, start=1):
            layout.addWidget(self._button(number, page_id, title))
        layout.addStretch()

    def show_chosen(self, page_id: str) -> None:
        """Mark the page that is shown."""
        if page_id in self._buttons:
            self._buttons[page_id].setChecked(True)

    def _button(self, number: int, page_id: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setCheckable(True)
        button.setShortcut(f"Alt+{number}")
        button.setToolTip(f"{title}　Alt+{number}")
        button.setAccessibleName(title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        c = theme.colours()
        button.setStyleSheet(
            "QPushButton { text-align: left; border: 1px solid transparent;"
            " background: transparent; padding: 6px 12px; }"
            f"QPushButton:checked {{ background: {c.selection}; color: {c.text};"
            f" font-weight: 600; }} QPushButton:focus {{ border-color: {c.accent}; }}"
        )
        button.clicked.connect(lambda: self.page_chosen.emit(page_id))
        self._group.addButton(button)
        self._buttons[page_id] = button
        return button
