"""The list of forms to fill in, at the left of the page 绩效: name, amount, how far each is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from budgettool.gui import theme
from budgettool.gui.targets.subjects import Subject

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DONE: Final = "✓"
_OPEN: Final = "○"


class SubjectModel(QAbstractListModel):
    """The forms of a book."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.subjects: list[Subject] = []

    def show(self, subjects: Sequence[Subject]) -> None:
        """List other forms; where they are the same ones, only what is said of them changes."""
        same = [_key(each) for each in subjects] == [_key(each) for each in self.subjects]
        if same:
            self.subjects = list(subjects)
            if subjects:
                self.dataChanged.emit(self.index(0), self.index(len(subjects) - 1))
            return
        self.beginResetModel()
        self.subjects = list(subjects)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the forms."""
        return 0 if parent.isValid() else len(self.subjects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a form's name, or the form itself to the delegate."""
        if not index.isValid():
            return None
        subject = self.subjects[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return subject.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{subject.name}　{subject.said}"
            case Qt.ItemDataRole.UserRole:
                return subject
        return None


class SubjectDelegate(QStyledItemDelegate):
    """Draws a name and, quieter under it, how far the form is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one form."""
        subject: Subject = index.data(Qt.ItemDataRole.UserRole)
        c, rect = theme.colours(), option.rect
        painter.save()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, QColor(c.selection if chosen else c.ground))
        room = rect.adjusted(theme.SPACE_3, theme.SPACE_1, -theme.SPACE_2, -theme.SPACE_1)
        half = room.height() // 2
        mark = _DONE if subject.complete else _OPEN
        painter.setFont(theme.body_font())
        painter.setPen(QColor(c.good if subject.complete else c.text_2))
        painter.drawText(room.adjusted(0, 0, 0, -half), int(_LEFT), mark)
        room = room.adjusted(theme.SPACE_4, 0, 0, 0)
        painter.setPen(QColor(c.text))
        _draw(painter, room.adjusted(0, 0, 0, -half), subject.name)
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        painter.setPen(QColor(c.text_2))
        _draw(painter, room.adjusted(0, half, 0, 0), subject.said)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(c.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every form two lines."""
        return QSize(0, theme.ROW_HEIGHT + theme.SPACE_4)


class SubjectList(QListView):
    """Lists the forms."""

    chosen = Signal(object)
    """A `Subject` is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.subjects = SubjectModel(self)
        self.setModel(self.subjects)
        self.setItemDelegate(SubjectDelegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("部门和项目")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show(self, subjects: Sequence[Subject] | None = None) -> None:
        """List forms and keep the one that is chosen; else choose the first.

        Without any, Qt's own sense.
        """
        if subjects is None:
            super().show()
            return
        key = _key(before) if (before := self.current()) else None
        self.subjects.show(subjects)
        kept = key is not None and (self.current() is not None or self.choose(*key))
        if not kept:
            self.setCurrentIndex(self.subjects.index(0))

    def current(self) -> Subject | None:
        """Give the form that is chosen."""
        index = self.currentIndex()
        return self.subjects.subjects[index.row()] if index.isValid() else None

    def choose(self, table_id: str, subject_id: str) -> bool:
        """Choose a form; tells whether there is one."""
        for row, subject in enumerate(self.subjects.subjects):
            if _key(subject) == (table_id, subject_id):
                self.setCurrentIndex(self.subjects.index(row))
                return True
        return False

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.subjects.subjects[index.row()])


def _key(subject: Subject) -> tuple[str, str]:
    return subject.table.id, subject.id


def _draw(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_LEFT), shown)
