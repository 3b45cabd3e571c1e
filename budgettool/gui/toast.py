"""A short word at the foot of the page: what was undone or exported, with its action."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from budgettool.gui import theme

_SHOWN_MS: Final = 6_000
_MS_A_CHARACTER: Final = 120
"""A long refusal is shown for as long as it takes to read."""


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
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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
        self.place()
        self.show()
        self.raise_()
        self._timer.start(max(_SHOWN_MS, _MS_A_CHARACTER * len(text)))

    def place(self) -> None:
        """Stand at the foot of the parent, centred, on more lines where one is too long."""
        room = self._over.size()
        self._label.setFixedWidth(self._label_width(room.width() - 2 * theme.SPACE_4))
        self.resize(self.sizeHint().width(), self.heightForWidth(self.sizeHint().width()))
        foot = theme.TOTALS_HEIGHT + theme.SPACE_4
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - foot)

    def _label_width(self, room: int) -> int:
        """Give the width of the text on one line, or what is left of the room for it."""
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made above
        margins = layout.contentsMargins()
        button = layout.spacing() + self._button.sizeHint().width() if self._button.text() else 0
        left = room - margins.left() - margins.right() - button
        text = self._label.fontMetrics().size(0, self._label.text()).width()
        return max(0, min(text + 2, left))

    def _on_clicked(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
