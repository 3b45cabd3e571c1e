"""The rail at the left: the pages in the order of the work; icons alone where room is scarce."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.icons import icon

_KEYS: Final = "1234567890-="
"""The keys of a row of the keyboard, from the left: with Alt, one a page."""


class Rail(QScrollArea):
    """One button a page; Alt+1…9, 0, - and = choose them. Scrolls where the window is low."""

    page_chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("页面")
        column = QWidget()
        column.setObjectName("rail")
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._titles = dict(pages)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE_3, theme.SPACE_2, theme.SPACE_3)
        layout.setSpacing(theme.SPACE_1)
        for number, (page_id, title) in enumerate(pages, start=1):
            layout.addWidget(self._button(number, page_id, title))
        layout.addStretch()
        self.setWidget(column)
        self.set_narrow(narrow=False)
        self._draw_icons()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, or the pages' titles beside them; tips and shortcuts stay."""
        for page_id, button in self._buttons.items():
            button.setText("" if narrow else self._titles[page_id])
        icon_alone = theme.ICON_SIZE + 2 * (theme.SPACE_2 + theme.SPACE_3) + 2
        self.setFixedWidth(icon_alone if narrow else theme.RAIL_WIDTH)

    def show_chosen(self, page_id: str) -> None:
        """Mark the page that is shown."""
        if page_id in self._buttons:
            self._buttons[page_id].setChecked(True)
            self.ensureWidgetVisible(self._buttons[page_id])
            self._draw_icons()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _draw_icons(self) -> None:
        for page_id, button in self._buttons.items():
            colour = theme.colours().accent if button.isChecked() else ""
            button.setIcon(icon(page_id, colour))

    def _button(self, number: int, page_id: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setProperty("rail", True)  # noqa: FBT003 - Qt's signature
        button.setCheckable(True)
        button.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        button.setToolTip(title)
        if number <= len(_KEYS):
            keys = QShortcut(QKeySequence(f"Alt+{_KEYS[number - 1]}"), self)
            keys.activated.connect(button.click)
            button.setToolTip(f"{title}　Alt+{_KEYS[number - 1]}")
        button.setAccessibleName(title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.page_chosen.emit(page_id))
        self._group.addButton(button)
        self._buttons[page_id] = button
        return button
