"""The list of parts and sections at the left, each with how it stands.

Leaves how they stand to `live`.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from budgettool.gui import theme
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.texts.live import Written
from budgettool.gui.texts.marking import Findings, say_finding
from budgettool.rules.finding import Finding

_SECTION: Final = int(Qt.ItemDataRole.UserRole)
_MARK: Final = _SECTION + 1
_TONE: Final = _SECTION + 2
_TOLD: Final = 6
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Contents(QListWidget):
    """Names every section below its part."""

    section_chosen = Signal(str)

    entered = Signal()
    """Enter: the section is to be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("各部分和各节")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.setStyleSheet("QListWidget { border: none; background: palette(window); }")
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(lambda _: self.entered.emit())

    def fill(self, sections: Iterable[tuple[str, Written]], findings: Findings) -> None:
        """List sections below the names of their parts; what is chosen stays chosen."""
        chosen, part = self.chosen(), ""
        with QSignalBlocker(self):
            self.clear()
            for name, written in sections:
                if name != part:
                    self._add_part(name)
                part = name
                self._add_section(written, findings.get(written.definition.id, ()))
            self._choose(chosen)

    def chosen(self) -> str:
        """Give the section that is chosen; empty for none."""
        item = self.currentItem()
        return str(item.data(_SECTION) or "") if item else ""

    def choose(self, section_id: str) -> bool:
        """Choose a section; tells whether it is there."""
        return self._choose(section_id)

    def choose_next(self, step: int) -> None:
        """Choose the section after the one that is chosen, or before it (-1)."""
        row = self.currentRow() + step
        while 0 <= row < self.count():
            if self.item(row).data(_SECTION):
                self.setCurrentRow(row)
                return
            row += step

    def choose_any(self) -> None:
        """Choose the first section, where none is chosen."""
        if not self.chosen():
            self.choose_next(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the words."""
        if Qt.Key(event.key()) in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _add_part(self, name: str) -> None:
        item = QListWidgetItem(name)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def show_findings(self, written: Written, findings: Sequence[Finding]) -> None:
        """Mark one section by what is wrong with it now."""
        for row in range(self.count()):
            if self.item(row).data(_SECTION) == written.definition.id:
                self._describe(self.item(row), written, findings)

    def _add_section(self, written: Written, findings: Sequence[Finding]) -> None:
        item = QListWidgetItem(written.name)
        item.setData(_SECTION, written.definition.id)
        self._describe(item, written, findings)
        self.addItem(item)

    def _describe(
        self, item: QListWidgetItem, written: Written, findings: Sequence[Finding]
    ) -> None:
        mark, tone = mark_of(written, findings)
        item.setData(_MARK, mark)
        item.setData(_TONE, tone)
        said = "\n".join([written.name, explain(written), *map(say_finding, findings[:_TOLD])])
        item.setToolTip(said)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said.replace("\n", "，"))

    def _choose(self, section_id: str) -> bool:
        for row in range(self.count()):
            if section_id and self.item(row).data(_SECTION) == section_id:
                self.setCurrentRow(row)
                return True
        return False

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_SECTION):
            self.section_chosen.emit(item.data(_SECTION))


def mark_of(written: Written, findings: Sequence[Finding]) -> tuple[str, str]:
    """Say in a word or two how a section stands, and in which tone."""
    if written.refused:
        return "● 模板有误", "wrong"
    wrong, doubtful = (sum(each.level == level for each in findings) for level in ("H", "S"))
    if wrong:
        return f"{MARKS['H']} {wrong}", TONES["H"]
    if written.section.outdated:
        return "! 模板有变", "care"
    own = "自写 " if written.own else ""
    if written.missing:
        return f"{own}待填 {written.missing}", "care"
    if doubtful:
        return f"{MARKS['S']} {doubtful}", TONES["S"]
    return own.strip() or "·", "quiet"


def explain(written: Written) -> str:
    """Say how a section stands."""
    if written.refused:
        return written.refused
    said = "自己写的文字" if written.own else "照模板写出的文字"
    if written.section.outdated:
        said += "；改写以后模板有变化"
    return f"{said}；还有 {written.missing} 处要填" if written.missing else said


class _Delegate(QStyledItemDelegate):
    """Draws a part's name quietly, a section's name, and its mark at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row the same height; a part stands off from what is above it."""
        height = theme.ROW_HEIGHT + (0 if index.data(_SECTION) else theme.SPACE_2)
        return QSize(super().sizeHint(option, index).width(), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        scheme = theme.colours()
        room = option.rect.adjusted(theme.SPACE_3, 0, -theme.SPACE_2, 0)
        name = str(index.data() or "")
        if not index.data(_SECTION):
            room.setTop(room.top() + theme.SPACE_2)
            painter.setFont(theme.body_font(theme.LABEL_SIZE))
            painter.setPen(scheme.text_2)
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(_LEFT), shown)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, scheme.selection)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(option.rect.x(), option.rect.y(), 3, room.height(), scheme.accent)
        mark = str(index.data(_MARK) or "")
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        tones = {"wrong": scheme.wrong, "care": scheme.care}
        painter.setPen(tones.get(str(index.data(_TONE)), scheme.text_2))
        painter.drawText(room, int(_RIGHT), mark)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(mark) - theme.SPACE_2)
        painter.setFont(theme.body_font())
        painter.setPen(scheme.text)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), shown)
