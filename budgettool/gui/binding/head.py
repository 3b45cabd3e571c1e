"""The head of the page 成册: draft or final, zoom, the page in sight, printing and writing.

Shows the page's actions; leaves doing anything to them.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.elided import ElidedLabel


class BindingHead(QWidget):
    """A row of buttons beside the page's title."""

    checks_wanted = Signal()
    """The checklist is to be shown, or closed."""

    def __init__(self, title: str, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._actions = actions
        self._state = QLabel()
        self._zoom = self._button("100%", "fit")
        self._place = ElidedLabel()
        self._place.setProperty("role", "quiet")
        self.checks_button = QPushButton("公开前核对")
        self.checks_button.setCheckable(True)
        self.checks_button.clicked.connect(lambda _: self.checks_wanted.emit())
        self.print_button = self._button("打印", "print_all")
        self.write_button = self._button("生成…", "write")
        self.write_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self._lay_out(title)

    def say_state(self, *, draft: bool) -> None:
        """Say whether what is shown is a draft."""
        self._state.setText("草稿" if draft else "✓ 定稿")
        self._state.setToolTip(
            "账本还没有定稿，每页都印“草稿”" if draft else "账本已经定稿，不印“草稿”"
        )
        self._state.setProperty("tone", "care" if draft else "good")
        self._state.style().polish(self._state)

    def say_zoom(self, zoom: float) -> None:
        """Say how large the pages are."""
        self._zoom.setText(f"{zoom:.0%}")

    def say_place(self, text: str) -> None:
        """Say which page is in sight, or what is being done."""
        self._place.setText(text)

    def say_checks(self, wanting: int) -> None:
        """Say how much is still wanting."""
        self.checks_button.setText(f"公开前核对 {wanting}" if wanting else "公开前核对 ✓")
        self.checks_button.setProperty("tone", "care" if wanting else "good")
        self.checks_button.style().polish(self.checks_button)

    def say_unchecked(self) -> None:
        """Say nothing of what is wanting: there is no packet to tell it of."""
        self.checks_button.setText("公开前核对")
        self.checks_button.setProperty("tone", "")
        self.checks_button.style().polish(self.checks_button)

    def _lay_out(self, title: str) -> None:
        name = QLabel(title)
        name.setProperty("role", "head")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(name)
        row.addWidget(self._state)
        row.addSpacing(theme.SPACE_2)
        row.addLayout(self._zoom_buttons())
        row.addWidget(self._place)
        row.addStretch()
        row.addWidget(self.checks_button)
        row.addWidget(self.print_button)
        row.addWidget(self.write_button)

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

    def _button(self, text: str, action_id: str) -> QPushButton:
        action = self._actions[action_id]
        button = QPushButton(text)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.text()}　{keys}".strip())
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button
