"""The panel at the right: what a figure is made of, and the lines behind it, each a way there."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.reports.composition import Part, Piece
from budgettool.gui.reports.line_list import LineList, LineListModel
from budgettool.gui.reports.table_marks import TableMarks
from budgettool.gui.session import Session
from budgettool.model import AMOUNT, IncomeLine, Line
from budgettool.packs.reference import parse_reference
from budgettool.sheets.sheet import Cell

_LONGEST_NAME = 12


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
        self._marks = TableMarks(session)
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
        reason = self._marks.reason(self._cell)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
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
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.reason.setProperty("tone", "wrong")
        self._made_of = _MadeOf()
        self._made_of.linkActivated.connect(self._on_part)
        self.list_view = LineList(self.model)
        self.list_view.chosen.connect(self._on_chosen)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._head())
        rows.addWidget(self.list_view, 1)
        rows.addStretch()

    def _head(self) -> QVBoxLayout:
        """Put the name, the figure and what it is made of over the lines."""
        close = QPushButton("×")
        close.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        close.setAccessibleName("关闭明细")
        close.setToolTip("关闭　Esc")
        close.setFixedWidth(theme.ROW_HEIGHT)
        close.setStyleSheet("padding: 0;")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_1, theme.SPACE_2)
        head.setSpacing(theme.SPACE_1)
        head.addLayout(top)
        head.addWidget(self._figure)
        head.addWidget(self.reason)
        head.addWidget(self._made_of)
        head.addWidget(self._count)
        return head


class _MadeOf(QLabel):
    """What a figure is made of; each part is a link."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("made_of")
        self.setContentsMargins(0, 0, theme.SPACE_2, 0)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName("这个数的构成")


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
