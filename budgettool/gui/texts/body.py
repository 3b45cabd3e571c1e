"""The middle of the page: contents, the section being written with what it asks, its print.

Shares the width among them: where there is little, the print gives way first.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.texts.asking import AskingForm
from budgettool.gui.texts.beside import Beside
from budgettool.gui.texts.changed_strip import ChangedStrip
from budgettool.gui.texts.contents import Contents
from budgettool.gui.texts.editor import SectionEditor
from budgettool.gui.texts.remark import Remark

_LIST_WIDTH: Final = 232
_NARROW_LIST: Final = 96
_ROOM_FOR_LIST: Final = 640
_ROOM_FOR_PRINT: Final = 900
_ROOM_FOR_FORM: Final = 400
_ASKING_SHARE: Final = 0.42


class TextsBody(QSplitter):
    """Three parts beside each other; the right one can be closed."""

    beside_shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.contents, self.editor = Contents(), SectionEditor()
        self.asking, self.beside = AskingForm(), Beside()
        self.strip, self.remark = ChangedStrip(), Remark()
        self._below = QSplitter(Qt.Orientation.Vertical)
        self._wanted: bool | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for widget in (self.contents, self._middle(), self.beside):
            self.addWidget(widget)
        self.contents.setMinimumWidth(theme.scaled(_NARROW_LIST))
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 1)

    def turn_beside(self) -> None:
        """Open or close what stands beside the words."""
        self._wanted = not self.beside.isVisible()
        self._share_width()

    def share_height(self) -> None:
        """Leave the form the room that it needs, less than half."""
        form = self.asking.widget()
        if self.asking.isHidden() or form is None:
            return
        whole = self._below.height()
        wanted = form.sizeHint().height() + 2
        given = min(wanted, int(whole * _ASKING_SHARE))
        self._below.setSizes([whole - given, given])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another width."""
        super().resizeEvent(event)
        self._share_width()
        self.share_height()

    def _share_width(self) -> None:
        width = self.width()
        roomy = width >= theme.scaled(_ROOM_FOR_PRINT)
        shown = roomy if self._wanted is None else self._wanted
        narrow = width < theme.scaled(_ROOM_FOR_LIST) or (shown and not roomy)
        listed = theme.scaled(_NARROW_LIST if narrow else _LIST_WIDTH)
        self.beside.setVisible(shown)
        rest = max(width - listed, 2)
        words = max(rest // 2, min(theme.scaled(_ROOM_FOR_FORM), rest * 3 // 5)) if shown else rest
        self.setSizes([listed, words, rest - words])
        self.beside_shown.emit(shown)

    def _middle(self) -> QWidget:
        upper = QWidget()
        rows = QVBoxLayout(upper)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.strip)
        rows.addWidget(self.editor, 1)
        rows.addWidget(_rule())
        rows.addWidget(self.remark)
        self._below.setHandleWidth(1)
        self._below.setChildrenCollapsible(False)
        self._below.addWidget(upper)
        self._below.addWidget(self.asking)
        self._below.setStretchFactor(0, 1)
        return self._below


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)  # noqa: FBT003 - Qt's signature
    rule.setFixedHeight(1)
    return rule
