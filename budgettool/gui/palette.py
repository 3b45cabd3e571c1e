"""Ctrl+K: type a few letters, choose with the arrows, and be there.

Leaves what is found to `finding`.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from budgettool.gui import theme
from budgettool.gui.finding import Hit, find_hits
from budgettool.gui.icons import icon
from budgettool.gui.page import PageKind
from budgettool.gui.search_popup import LEFT, RIGHT, Index, SearchPopup
from budgettool.gui.session import Session

_WIDTH = 560
_ICON = 16


class _HitDelegate(QStyledItemDelegate):
    """Draws icon, text and, quieter at the right, what kind of thing it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one hit."""
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        scheme = theme.colours()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, scheme.selection if chosen else scheme.ground)
        room = option.rect.adjusted(theme.SPACE_4, 0, -theme.SPACE_4, 0)
        top = room.top() + (room.height() - _ICON) // 2
        icon(hit.icon).paint(painter, room.left(), top, _ICON, _ICON)
        painter.setPen(scheme.text_2)
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        painter.drawText(room, int(RIGHT), hit.kind)
        kind_width = painter.fontMetrics().horizontalAdvance(hit.kind)
        room.adjust(_ICON + theme.SPACE_2, 0, -kind_width - theme.SPACE_4, 0)
        painter.setFont(theme.body_font())
        painter.setPen(scheme.text)
        text = painter.fontMetrics().elidedText(hit.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(LEFT), text)


class CommandPalette(SearchPopup):
    """Floats over the window while the user looks for something."""

    most = 12

    chosen = Signal(str, object)
    """A page's id, and what it is to reveal."""

    def __init__(self, session: Session, pages: Sequence[PageKind], parent: QWidget) -> None:
        super().__init__(
            parent,
            "查找",
            "页面、表、科目（代码、名称、拼音首字母）、单位、项目、备注",
            "没有找到。可以输入科目代码、名称或拼音首字母，如 jbgz",
        )
        self.view.setItemDelegate(_HitDelegate(self.view))
        self._session = session
        self._pages = [(kind.page_id, kind.title) for kind in pages]

    def open_over(self, window: QWidget) -> None:
        """Open in the upper part of a window, with nothing typed."""
        width = min(_WIDTH, window.width() - 2 * theme.SPACE_6)
        self.begin(width)
        left = (window.width() - width) // 2
        self.move(window.mapToGlobal(QPoint(left, theme.TOP_HEIGHT + theme.SPACE_2)))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def look_up(self, text: str) -> Sequence[Hit]:
        """List what fits a text, best first."""
        return find_hits(self._session, self._pages, text)

    def choose(self, item: Any) -> None:  # noqa: ANN401 - a hit
        """Have what was found shown."""
        self.chosen.emit(item.page_id, item.target)
