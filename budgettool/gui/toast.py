"""A short word at the foot of the page: what was undone or exported, with its action."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from budgettool.gui import theme

_SHOWN_MS = 6_000


class Toast(QFrame):
    """Shows one message over its parent and goes by itself; it never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("toast")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        self._label = QLabel()
        self._button = QPushButton()
        layout.addWidget(self._label)
        layout.addWidget(self._button)
        self._act: Callable[[], object] | None = None
        self._button.clicked.connect(self._on_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a message, with an action where there is one."""
        self._label.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._act = act
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start(_SHOWN_MS)

    def place(self) -> None:
        """Stand at the foot of the parent, centred."""
        room = self._over.size()
        foot = theme.TOTALS_HEIGHT + theme.SPACE_4
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - foot)

    def _on_clicked(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
