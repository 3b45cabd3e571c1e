"""The list that opens at the cursor: type a few letters, choose a figure with its value.

Leaves what can be chosen to `choices`.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from budgettool.gui import theme
from budgettool.gui.search_popup import LEFT, RIGHT, Index, SearchPopup
from budgettool.gui.texts.choices import Choice, fitting

_WIDTH: Final = 420
_LONGEST: Final = 24
_BRACES: Final = frozenset({"{", "｛"})


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws name and form, and at the right what it reads."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one figure."""
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        scheme = theme.colours()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, scheme.selection if chosen else scheme.ground)
        room = option.rect.adjusted(theme.SPACE_3, 0, -theme.SPACE_3, 0)
        said = choice.figure.text.replace("\n", " ")
        said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        painter.setFont(theme.body_font())
        painter.setPen(scheme.text)
        painter.drawText(room, int(RIGHT), said)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(said) - theme.SPACE_3)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(choice.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(LEFT), name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + theme.SPACE_3)
        painter.setPen(scheme.text_2)
        if room.width() > metrics.horizontalAdvance(choice.figure.form):
            painter.drawText(room, int(LEFT), choice.figure.form)


class FigureChooser(SearchPopup):
    """Floats at the cursor while a figure is chosen."""

    taking = SearchPopup.taking | {Qt.Key.Key_Tab}

    chosen = Signal(object)
    """The figure."""

    brace_wanted = Signal()
    """A brace was typed twice: it is meant as a brace."""

    def __init__(self, parent: QWidget) -> None:
        prompt = "名称或拼音首字母，可加上：增减额、占比…"
        super().__init__(parent, "插入数字", prompt, "没有这样的数字")
        self.view.setItemDelegate(_ChoiceDelegate(self.view))
        self._choices: Sequence[Choice] = ()

    def open_at(self, place: QPoint, choices: Sequence[Choice]) -> None:
        """Open below a place, or above where there is no room below."""
        self._choices = choices
        self.begin(theme.scaled(_WIDTH))
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        top = place.y() + theme.SPACE_1
        if top + self.height() > screen.bottom():
            top = max(screen.top(), place.y() - self.height() - theme.ROW_HEIGHT)
        self.move(max(left, screen.left()), top)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def look_up(self, text: str) -> Sequence[Choice]:
        """List the figures that fit a text."""
        return fitting(self._choices, text)

    def choose(self, item: Any) -> None:  # noqa: ANN401 - a choice
        """Give the figure."""
        self.chosen.emit(item.figure)

    def _on_text(self, text: str) -> None:
        if text in _BRACES:
            self.hide()
            self.brace_wanted.emit()
        else:
            super()._on_text(text)
