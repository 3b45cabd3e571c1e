"""The findings as a list of two levels: a row a cause, and below it the findings that have it.

A row is put in words when it is shown, so that thousands cost nothing. Leaves choosing findings to
`items`, and drawing to `list_view`.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from budgettool.gui import theme
from budgettool.gui.amounts import shown, shown_gap
from budgettool.gui.checks.items import Item, ItemGroup
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.session import Session
from budgettool.rules.finding import LEVEL_NAMES, Finding

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
_TOP: Final = 0
"""The internal id of rows of causes; rows below one have its row, counted from 1."""


class Heading(NamedTuple):
    """A column of the list, with its width in pixels at 100 %."""

    title: str
    width: int
    amount: bool = False


HEADINGS: Final = (
    Heading("级别", 92),
    Heading("规则", 64),
    Heading("在哪里", 200),
    Heading("问题", 220),
    Heading("应为", 104, amount=True),
    Heading("现为", 104, amount=True),
    Heading("差", 92, amount=True),
    Heading("怎么改", 184),
)
LEVEL, CODE, PLACE, MESSAGE, EXPECTED, FOUND, DIFFERENCE, MEND = range(len(HEADINGS))


class FindingListModel(QAbstractItemModel):
    """Findings that were chosen, in words.

    Attributes:
        unit: In what amounts are shown; all of them is said where one finding is.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.groups: Sequence[ItemGroup] = ()
        self.unit = "万元"

    def show_groups(self, groups: Sequence[ItemGroup]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self.groups = groups
        self.endResetModel()

    def item(self, index: Index) -> Item | None:
        """Give the finding of a row; of a cause, the one that stands for all."""
        if not index.isValid():
            return None
        if index.internalId() == _TOP:
            return self.groups[index.row()].first
        return self.groups[index.internalId() - 1].items[index.row()]

    def group(self, index: Index) -> ItemGroup | None:
        """Give the cause of a row, where several findings have it and the row stands for all."""
        if not index.isValid() or index.internalId() != _TOP:
            return None
        found = self.groups[index.row()]
        return found if len(found.items) > 1 else None

    def find(self, key: str, *, whole: bool) -> QModelIndex:
        """Find the row of a finding by its key, or of the whole cause; invalid where it is not."""
        for row, group in enumerate(self.groups):
            if group.first.key == key and (whole or len(group.items) == 1):
                return self.index(row, 0)
            for place, item in enumerate(group.items):
                if item.key == key:
                    return self.index(place, 0, self.index(row, 0))
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """Give the index of a row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Give the row of the cause."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count causes, or the findings of one where there are several."""
        if not parent.isValid():
            return len(self.groups)
        if parent.internalId() != _TOP or parent.column() > 0:
            return 0
        count = len(self.groups[parent.row()].items)
        return count if count > 1 else 0

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: ARG002 - Qt's signature
        """Count the columns."""
        return len(HEADINGS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Name the columns."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(HEADINGS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heading = HEADINGS[section]
            return f"{heading.title}（{self.unit}）" if heading.amount else heading.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        item = self.item(index)
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index, item)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(index.column(), item)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.say(item)
        return None

    def say(self, item: Item) -> str:
        """Say all of a finding, for tips and for those who hear the window."""
        finding, words = item.finding, self._session.checks.words
        where = words.place(finding.place)
        head = f"{LEVEL_NAMES[finding.level]} {finding.code}　{where}"
        parts = (head, finding.message, words.amounts(finding), finding.mend)
        return "\n".join(part for part in parts if part)

    def _text(self, index: Index, item: Item) -> str:
        finding = item.finding
        column = index.column()
        if column == LEVEL:
            return f"{MARKS[finding.level]} {_level(item)}"
        if column == CODE:
            return finding.code
        if column == PLACE:
            return self._where(index, finding)
        if column == MESSAGE:
            return finding.message
        if column == MEND:
            return _way(item)
        return self._amount(index, finding)

    def _where(self, index: Index, finding: Finding) -> str:
        where = self._session.checks.words.place(finding.place)
        group = self.group(index)
        return f"{len(group.items):,} 处　{where} 等" if group else where

    def _amount(self, index: Index, finding: Finding) -> str:
        if self.group(index) is not None or finding.difference is None:
            return ""
        amounts = (finding.expected, finding.found, finding.difference)
        amount = amounts[index.column() - EXPECTED]
        if amount is None:
            return ""
        write = shown_gap if index.column() == DIFFERENCE else shown
        return write(amount, self.unit)


def _level(item: Item) -> str:
    if item.waived:
        return "已说明"
    if item.waiver is not None:
        return "说明失效"
    return LEVEL_NAMES[item.finding.level]


def _way(item: Item) -> str:
    """Say how it is mended; of what is answered for, why it may stand."""
    if item.waived and item.waiver is not None:
        return f"说明：{item.waiver.reason}"
    return item.finding.fix.label if item.finding.fix else item.finding.mend


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if HEADINGS[column].amount else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _colour(column: int, item: Item) -> QColor | None:
    scheme = theme.colours()
    if column == LEVEL and not item.waived and TONES[item.finding.level] != "quiet":
        return QColor(getattr(scheme, TONES[item.finding.level]))
    if column in {CODE, MEND} or item.waived:
        return QColor(scheme.text_2)
    return None
