"""A section as it will be printed: its title, its paragraphs in the faces of the print.

Figures are underlined by dots; a bar at the left stands beside the paragraph that is being written.
Leaves pages to the document's writers.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from budgettool.exporting.faces import bundled_folder
from budgettool.gui import theme
from budgettool.gui.texts.marking import units
from budgettool.gui.texts.writing import Known
from budgettool.sheets.text import Figure, Paragraph

_SIZE: Final = 16
_LINE_HEIGHT: Final = 175
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_FAMILIES: Final = (
    ("Budget Fang", "FangSong", "Budget Song", "Budget Hei"),
    ("Budget Kai", "KaiTi", "Budget Song", "Budget Hei"),
)
_INDENT: Final = 2
_BAR: Final = 3


@cache
def load_text_faces() -> None:
    """Make the faces of running text known to Qt."""
    for name in ("fangsong.ttf", "kai.ttf"):
        QFontDatabase.addApplicationFont(str(bundled_folder() / name))


class PrintedText(QTextEdit):
    """Shows one text; it can be read and copied."""

    line_chosen = Signal(int)
    """A paragraph was clicked: its number, from 0; -1 for the title."""

    def __init__(self, name: str) -> None:
        super().__init__()
        load_text_faces()
        self._title = ""
        self._followed = -1
        self._size = theme.scaled(_SIZE)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(name)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(theme.SPACE_6)
        self.setFont(_face(0, self._size))

    def show_text(self, title: str, paragraphs: Sequence[Paragraph], known: Known) -> None:
        """Show a section; where one has scrolled to stays."""
        scrolled = self.verticalScrollBar().value()
        self._title = title
        self._followed = -1
        self.setExtraSelections([])
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if title:
            self._begin(cursor, first=True)
            cursor.insertText(title, self._title_format())
        for number, paragraph in enumerate(paragraphs):
            self._begin(cursor, first=not title and not number)
            for run in paragraph.runs:
                made = self._words(paragraph.level)
                if isinstance(run, Figure):
                    _underline(made, known=known(run))
                cursor.insertText(run.text.replace("\n", " "), made)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(scrolled)

    def show_words(self, title: str, text: str) -> None:
        """Show a text that is no longer known by its figures."""
        lines = [line.strip() for line in text.split("\n")]
        paragraphs = [Paragraph((Figure(line, "", ""),)) for line in lines if line]
        self.show_text(title, paragraphs, lambda _: True)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        plain = QTextCharFormat()
        plain.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
        whole.mergeCharFormat(plain)

    def words(self) -> str:
        """Give the paragraphs that are shown, without the title."""
        text = self.toPlainText()
        return text.partition("\n")[2] if self._title else text

    def mark(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Mark stretches of the paragraphs: tinted and underlined."""
        scheme = theme.colours()
        marks = []
        text = self.toPlainText()
        before = len(self._title) + 1 if self._title else 0
        for start, end in stretches:
            mark = QTextEdit.ExtraSelection()
            made = QTextCharFormat()
            made.setBackground(QColor(scheme.selection))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(QColor(scheme.accent))
            cursor = QTextCursor(self.document())
            cursor.setPosition(units(text[: before + start]))
            cursor.setPosition(units(text[: before + end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, made
            marks.append(mark)
        self.setExtraSelections(marks)

    def follow(self, number: int) -> None:
        """Show which paragraph is being written, and have it in sight."""
        block = self.document().findBlockByNumber(number + bool(self._title))
        if not block.text():
            return
        self._followed = block.blockNumber()
        self.viewport().update()
        place = self.document().documentLayout().blockBoundingRect(block)
        bar, page = self.verticalScrollBar(), self.viewport().height()
        if place.top() < bar.value() or place.bottom() > bar.value() + page:
            bar.setValue(max(0, int(place.center().y() - page / 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and the bar beside the paragraph that is being written."""
        super().paintEvent(event)
        block = self.document().findBlockByNumber(self._followed)
        if self._followed >= 0 and block.isValid():
            place = self.document().documentLayout().blockBoundingRect(block)
            top = int(place.top()) - self.verticalScrollBar().value()
            painter = QPainter(self.viewport())
            colour = QColor(theme.colours().accent)
            painter.fillRect(theme.SPACE_3, top, _BAR, int(place.height()), colour)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which paragraph was clicked, unless words were selected."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            block = self.cursorForPosition(event.position().toPoint()).block()
            self.line_chosen.emit(block.blockNumber() - bool(self._title))

    def _begin(self, cursor: QTextCursor, *, first: bool) -> None:
        made = QTextBlockFormat()
        made.setTextIndent(_INDENT * self._size)
        made.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
        if first:
            cursor.setBlockFormat(made)
        else:
            cursor.insertBlock(made, QTextCharFormat())

    def _title_format(self) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(theme.body_font(self._size))
        return made

    def _words(self, level: int) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(_face(level, self._size))
        return made


def _face(level: int, size: int) -> QFont:
    """Give the face of words (0), of a heading below the title (1: 楷体), and of one below that."""
    font = QFont(list(_FAMILIES[1 if level == 1 else 0]))
    font.setPixelSize(size)
    font.setBold(level > 1)
    return font


def _underline(made: QTextCharFormat, *, known: bool) -> None:
    scheme = theme.colours()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setUnderlineColor(QColor(scheme.accent if known else scheme.care))
    if not known:
        made.setForeground(QColor(scheme.care))
