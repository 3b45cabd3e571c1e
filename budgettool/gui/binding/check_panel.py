"""The right of the page: what is still wanting before publishing, what was left out, the type.

Leaves finding out to `checklist`, and going elsewhere to the window.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.binding.checklist import MARKS, Entry, Group, State

_TONES: Final[dict[State, str]] = {
    "good": "good",
    "wrong": "wrong",
    "care": "care",
    "note": "quiet",
}


class CheckPanel(QWidget):
    """Lists what is to be seen to; a button leads to where that is done."""

    wanted = Signal(str, object)
    """A page, and what it is to reveal."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[Group, ...] = ()
        self.buttons: list[QPushButton] = []
        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._lay_out()
        self._show_none()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other entries; where they are the same, nothing moves."""
        if tuple(groups) == self.groups:
            return
        self.groups = tuple(groups)
        self._clear()
        for group in groups:
            head = QLabel(group.title)
            head.setFont(theme.body_font(bold=True))
            self._rows.addWidget(head)
            for entry in group.entries:
                self._rows.addWidget(self._row(entry))
            self._rows.addSpacing(theme.SPACE_3)
        if groups:
            self._rows.addStretch()
        else:
            self._show_none()

    def texts(self) -> list[str]:
        """Give what is listed, each with its mark."""
        return [f"{MARKS[e.state]} {e.text}" for group in self.groups for e in group.entries]

    def _show_none(self) -> None:
        """Say what stands here once there is a packet."""
        self._rows.addWidget(self._quiet("编成以后，这里列出公开以前还差什么、什么没有列入。"))
        self._rows.addStretch()

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "quiet")
        label.setWordWrap(True)
        return label

    def _clear(self) -> None:
        self.buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _row(self, entry: Entry) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.SPACE_1)
        mark, text = QLabel(MARKS[entry.state]), QLabel(entry.text)
        for label in (mark, text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("tone", _TONES[entry.state])
        if entry.state == "good":
            text.setProperty("tone", "")
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(text, 1)
        if entry.act:
            across.addWidget(self._button(entry), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(self, entry: Entry) -> QPushButton:
        button = QPushButton(entry.act)
        button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        button.setStyleSheet("padding: 0 4px; text-decoration: underline;")
        button.setAccessibleName(f"{entry.act}：{entry.text}")
        button.clicked.connect(partial(self._lead_to, entry))
        self.buttons.append(button)
        return button

    def _lead_to(self, entry: Entry) -> None:
        self.wanted.emit(entry.page, entry.target or None)

    def _lay_out(self) -> None:
        self.setAccessibleName("公开前核对")
        self.setMinimumWidth(theme.scaled(200))
        title = QLabel("公开前核对")
        title.setProperty("role", "head")
        close = QPushButton("×")
        close.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        close.setAccessibleName("关闭公开前核对")
        close.setFixedWidth(theme.ROW_HEIGHT)
        close.setStyleSheet("padding: 0;")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_2, 0)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(close)
        self._rows.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_3)
        self._rows.setSpacing(theme.SPACE_1)
        scroll = QScrollArea()
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(scroll, 1)
