"""The bar at the top: whose book of which year, the way to find things, the window's actions.

Where there is no room, buttons first shorten and then show their icons alone; none goes away.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.amounts import UNITS
from budgettool.gui.elided import ElidedLabel
from budgettool.gui.icons import icon

_FIND: Final = ("查找页面、科目、单位、项目　Ctrl+K", "查找　Ctrl+K", "")
"""What the way to find things says, from much room to little."""


_TITLE_WIDTH: Final = 160
"""So much of the title is shown before buttons give up their words."""


class TopBar(QWidget):
    """Shows the window's actions as buttons and menus; every action is declared elsewhere."""

    unit_chosen = Signal(str)
    find_wanted = Signal()

    def __init__(self, actions: Mapping[str, QAction], unit: str) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.TOP_HEIGHT)
        self._title = ElidedLabel()
        self._title.setProperty("role", "head")
        self._state = QLabel()
        self._state.setProperty("role", "quiet")
        self.find_button = self._make_find_button()
        self.units = self._make_units(unit)
        self.export_menu = QMenu(self)
        self.more_menu = QMenu(self)
        self._drawn: list[tuple[QPushButton, str]] = [(self.find_button, "search")]
        self._buttons = [self._action_button(actions[name], name) for name in ("undo", "redo")]
        self.export_button = self._menu_button("导出", "export", self.export_menu)
        self.export_button.hide()
        self.more_button = self._menu_button("更多", "more", self.more_menu)
        self._texts = {button: button.text() for button, _ in self._drawn[1:]}
        self._layout = QHBoxLayout(self)
        self._lay_out()
        self._draw_icons()

    def say_title(self, title: str, state: str, *, care: bool) -> None:
        """Say whose book it is, and whether the newest work is on the disk."""
        self._title.setText(title)
        self._state.setText(f"● {state}" if care else state)
        self._state.setProperty("tone", "wrong" if care else "")
        self._state.style().polish(self._state)
        self._fit()

    def offer_exports(self, actions: list[QAction]) -> None:
        """Offer what pages export."""
        self.export_menu.addActions(actions)
        self.export_button.setShortcut(QKeySequence("Ctrl+E"))
        self.export_button.setToolTip("导出　Ctrl+E")
        self.export_button.setVisible(bool(actions))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: what does not fit gives way."""
        return QSize(0, theme.TOP_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pack what is shown into the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _fit(self) -> None:
        """Say as much on the buttons as the width allows; the title may be cut before they are."""
        for level, find in enumerate(_FIND):
            self.find_button.setText(find)
            for button, text in self._texts.items():
                button.setText(text if level < len(_FIND) - 1 else "")
            self._layout.activate()
            if self._layout.minimumSize().width() + self._title_room() <= self.width():
                return

    def _title_room(self) -> int:
        """Say how much of the title is to be seen beyond the least."""
        wanted = min(self._title.sizeHint().width(), theme.scaled(_TITLE_WIDTH))
        return wanted - self._title.minimumSizeHint().width()

    def _draw_icons(self) -> None:
        for button, name in self._drawn:
            button.setIcon(icon(name))

    def _make_find_button(self) -> QPushButton:
        button = QPushButton(_FIND[0])
        button.setProperty("find", True)  # noqa: FBT003 - Qt's signature
        button.setAccessibleName("查找")
        button.setToolTip("查找页面、科目、单位、项目　Ctrl+K")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.find_wanted)
        return button

    def _make_units(self, unit: str) -> QComboBox:
        box = _UnitBox()
        box.addItems(UNITS)
        box.setCurrentText(unit)
        box.setAccessibleName("金额单位")
        box.setToolTip("金额单位")
        box.currentTextChanged.connect(self.unit_chosen)
        return box

    def _menu_button(self, text: str, icon_name: str, menu: QMenu) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        button.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        self._drawn.append((button, icon_name))
        return button

    def _action_button(self, action: QAction, name: str) -> QPushButton:
        button = QPushButton(action.text())
        button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        button.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: _follow_action(button, action))
        _follow_action(button, action)
        self._drawn.append((button, name))
        return button

    def _lay_out(self) -> None:
        layout = self._layout
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_3, 0)
        layout.setSpacing(theme.SPACE_2)
        layout.addWidget(self._title)
        layout.addWidget(self._state)
        layout.addStretch()
        layout.addWidget(self.find_button)
        layout.addStretch()
        layout.addWidget(self.units)
        for button in (*self._buttons, self.export_button, self.more_button):
            layout.addWidget(button)


class _UnitBox(QComboBox):
    """A choice that the wheel passes over: a unit changed unawares is read as another amount."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is beneath."""
        event.ignore()


def _follow_action(button: QPushButton, action: QAction) -> None:
    button.setEnabled(action.isEnabled())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.toolTip()}　{keys}")
    button.setAccessibleName(action.toolTip())
