"""The panel at the right: the lines behind a figure; a line leads to its row in the grid."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.reports.composition import Part, Piece
from budgettool.gui.reports.words import line_detail, line_head
from budgettool.gui.session import Session
from budgettool.model import AMOUNT, IncomeLine, Line
from budgettool.packs.reference import parse_reference
from budgettool.sheets.sheet import Cell

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW = 52
_LONGEST_NAME = 12
_DETAIL = int(Qt.ItemDataRole.UserRole) + 1
_AMOUNT = int(Qt.ItemDataRole.UserRole) + 2


class LineListModel(QAbstractListModel):
    """Lines, the largest first, in words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._unit = "万元"
        self._lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: -abs(line.amount or 0))
        self.endResetModel()

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self.beginResetModel()
        self._unit = unit
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Give the line of a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row says."""
        if not index.isValid():
            return None
        line, dimensions = self._lines[index.row()], self._session.cube.dimensions
        amount = shown(line.amount or 0, self._unit)
        if role == Qt.ItemDataRole.DisplayRole:
            return line_head(line, dimensions)
        if role == _DETAIL:
            return line_detail(line, dimensions)
        if role == _AMOUNT:
            return amount
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            head = line_head(line, dimensions)
            return f"{head}　{amount} {self._unit}\n{line_detail(line, dimensions)}"
        return None


class _LineDelegate(QStyledItemDelegate):
    """Two rows of text: what and how much, then the rest, quieter."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Give a row its height."""
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        scheme = theme.colours()
        rect: QRect = option.rect
        state = option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, QColor(scheme.selection))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(scheme.line))
        inner = rect.adjusted(theme.SPACE_3, theme.SPACE_2, -theme.SPACE_3, -theme.SPACE_2)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = QRect(inner.left(), upper.bottom() + 2, inner.width(), inner.height() // 2)
        amount = str(index.data(_AMOUNT))
        painter.setFont(theme.body_font())
        painter.setPen(QColor(scheme.text))
        width = painter.fontMetrics().horizontalAdvance(amount)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | vertical, amount)
        room = upper.width() - width - theme.SPACE_2
        _draw_elided(painter, upper, room, str(index.data()))
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        painter.setPen(QColor(scheme.text_2))
        _draw_elided(painter, lower, lower.width(), str(index.data(_DETAIL)))
        painter.restore()


def _draw_elided(painter: QPainter, rect: QRect, room: int, text: str) -> None:
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)


class _LineList(QListView):
    """Where Enter chooses as a click does; `activated` would come twice on some desktops."""

    entered_by_key = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.entered_by_key.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def page_of(line: Line) -> str:
    """Tell on which page a line is edited."""
    if line.measure != AMOUNT:
        return "prior"
    return "income" if isinstance(line, IncomeLine) else "expenditure"


class LinesPanel(QWidget):
    """Shows which lines a figure is the sum of."""

    wanted = Signal(str, object)
    """A page and the id of the line that it is to show."""

    figure_wanted = Signal(object)
    """Where a figure stands that the one shown is made of."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._unit = "万元"
        self._cell: Cell | None = None
        self._name = ""
        self._parts: list[Part] = []
        self.model = LineListModel(session)
        self.setObjectName("lines_panel")
        self.setMinimumWidth(theme.PANEL_WIDTH - theme.SPACE_6 * 2)
        self.setAccessibleName("数字背后的明细")
        self._lay_out()

    def show_cell(self, name: str, cell: Cell, made_of: Sequence[Piece] = ()) -> None:
        """Show what a figure is made of, and the lines behind it."""
        self._name, self._cell = name, cell
        self._parts = [piece for piece in made_of if isinstance(piece, Part)]
        self._made_of.setText(_formula_html(made_of))
        self._made_of.setVisible(bool(made_of))
        self.refresh()

    def refresh(self) -> None:
        """Read the lines anew."""
        if self._cell is None:
            return
        lines = self._session.lines
        behind = self._session.cube.lines_behind(parse_reference(self._cell.reference))
        found = [lines[line_id] for line_id in behind if line_id in lines]
        self.model.show_lines(found)
        self._title.setText(self._name)
        self._title.setToolTip(self._name)
        self._figure.setText(self._cell.text or "—")
        self._count.setText(self._say_count(found))
        self.list_view.setVisible(bool(found))

    def shows(self, cell: Cell) -> bool:
        """Tell whether it is the figure that is shown."""
        return self._cell is not None and self._cell.reference == cell.reference

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self._unit = unit
        self.model.set_unit(unit)
        if self._cell:
            self.refresh()

    def take_focus(self) -> None:
        """Let the keyboard walk the lines."""
        self.list_view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.rowCount() and not self.list_view.currentIndex().isValid():
            self.list_view.setCurrentIndex(self.model.index(0))

    def _say_count(self, found: list[Line]) -> str:
        if not found:
            return "没有明细进入这个数字"
        total = sum(line.amount or 0 for line in found)
        return f"{len(found):,} 条明细　合计 {shown(total, self._unit)} {self._unit}"

    def _on_chosen(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        self.wanted.emit(page_of(line), line.id)

    def _on_part(self, number: str) -> None:
        self.figure_wanted.emit(self._parts[int(number)].position)

    def _lay_out(self) -> None:
        self._title, self._figure, self._count = QLabel(), QLabel(), QLabel()
        self._title.setProperty("role", "quiet")
        self._title.setWordWrap(True)
        self._figure.setProperty("role", "total")
        self._count.setProperty("role", "quiet")
        self._made_of = QLabel()
        self._made_of.setObjectName("made_of")
        self._made_of.setContentsMargins(0, 0, theme.SPACE_2, 0)
        self._made_of.setTextFormat(Qt.TextFormat.RichText)
        self._made_of.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._made_of.setAccessibleName("这个数的构成")
        self._made_of.linkActivated.connect(self._on_part)
        close = QPushButton("×")
        close.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        close.setAccessibleName("关闭明细")
        close.setToolTip("关闭　Esc")
        close.setFixedWidth(theme.ROW_HEIGHT)
        close.setStyleSheet("padding: 0;")
        close.clicked.connect(self.closed)
        self.list_view = _LineList()
        self.list_view.setModel(self.model)
        self.list_view.setItemDelegate(_LineDelegate(self.list_view))
        self.list_view.setUniformItemSizes(True)
        self.list_view.setFrameShape(QListView.Shape.NoFrame)
        self.list_view.setMouseTracking(True)
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.setAccessibleName("明细")
        self.list_view.setStyleSheet("QListView { border: none; }")
        self.list_view.clicked.connect(self._on_chosen)
        self.list_view.entered_by_key.connect(self._on_chosen)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_1, theme.SPACE_2)
        head.setSpacing(theme.SPACE_1)
        head.addLayout(top)
        head.addWidget(self._figure)
        head.addWidget(self._made_of)
        head.addWidget(self._count)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self.list_view, 1)
        rows.addStretch()


def _formula_html(pieces: Sequence[Piece]) -> str:
    """Write what a figure is made of, a part a row; each is a link by its number."""
    rows: list[str] = []
    signs = "＝"
    for piece in pieces:
        if isinstance(piece, str):
            signs += piece.strip()
            continue
        name = piece.name if len(piece.name) <= _LONGEST_NAME else f"{piece.name[:_LONGEST_NAME]}…"
        link = f'<a href="{len(rows)}" style="text-decoration:none">{escape(name)}</a>'
        figure = f'<td align="right">{escape(piece.text)}</td>'
        sign = f'<td width="20">{escape(signs)}</td>'
        rows.append(f"<tr>{sign}<td>{link}</td>{figure}</tr>")
        signs = ""
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>{escape(signs)}'
