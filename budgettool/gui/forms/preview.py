"""A sheet of paper on which the department's names stand where they will be printed.

It follows what is being typed. Leaves the words of a table to `sheets`.
"""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.session import Session
from budgettool.model import Facts
from budgettool.sheets.words import Words


class Preview(QWidget):
    """Cover, head of a table, and the department's row in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.PANEL_WIDTH)
        self.cover = _label(theme.HEAD_SIZE, Qt.AlignmentFlag.AlignCenter)
        self.title = _label(theme.BODY_SIZE, Qt.AlignmentFlag.AlignCenter)
        self.left = _label(theme.LABEL_SIZE, Qt.AlignmentFlag.AlignLeft)
        self.right = _label(theme.LABEL_SIZE, Qt.AlignmentFlag.AlignRight)
        self.row = _label(theme.BODY_SIZE, Qt.AlignmentFlag.AlignLeft)
        self._lay_out()

    def show_facts(self, session: Session, facts: Facts) -> None:
        """Show how a book with these names prints."""
        department = facts.department
        self.cover.setText(f"{department.full}\n{facts.year}年部门预算公开表")
        table = session.pack.tables[0] if session.pack.tables else None
        if table is not None:
            words = Words(table, session.cube, replace(facts, lines=()))
            self.title.setText(words.text(table.title))
            caption = (*words.captions(), None)[0]
            self.left.setText(caption.left if caption else "")
            self.right.setText(caption.right if caption else "")
        self.row.setText(department.row or department.full)
        self.setAccessibleDescription(
            "　".join(label.text() for label in (self.cover, self.title, self.left, self.row))
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow downwards where names need more lines."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper and the lines of the table on it."""
        c = theme.colours()
        with QPainter(self) as painter:
            painter.setPen(QColor(c.line))
            painter.setBrush(QColor(c.ground))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS, theme.RADIUS)
            left, right = theme.SPACE_4, self.width() - theme.SPACE_4
            for y in (
                self.title.geometry().top() - theme.SPACE_4,
                self.row.geometry().top() - theme.SPACE_2,
                self.row.geometry().bottom() + theme.SPACE_2,
            ):
                painter.drawLine(left, y, right, y)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            self.setFixedHeight(layout.heightForWidth(self.width()))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_4, theme.SPACE_6, theme.SPACE_4, theme.SPACE_6)
        layout.setSpacing(theme.SPACE_3)
        layout.addWidget(self.cover)
        layout.addSpacing(theme.SPACE_6)
        layout.addWidget(self.title)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(theme.SPACE_4)
        grid.addWidget(self.left, 0, 0)
        grid.addWidget(self.right, 0, 1)
        grid.addWidget(self.row, 1, 0, 1, 2)
        layout.addLayout(grid)


def _label(size: int, alignment: Qt.AlignmentFlag) -> QLabel:
    label = QLabel()
    label.setFont(theme.body_font(size, bold=size == theme.HEAD_SIZE))
    label.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(alignment != Qt.AlignmentFlag.AlignRight)
    return label
