"""The editor of one section: words as anywhere, figures as objects that cannot be mistyped.

Undo is the window's, so that there is one; the editor has none of its own. Leaves what becomes of
the words to the page, and choosing a figure to `completion`.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from budgettool.gui import theme
from budgettool.gui.texts.chip import CHIP, Chip, ChipPainter, chip_format, chip_of
from budgettool.gui.texts.marking import Mark, offset_of, select_words
from budgettool.gui.texts.writing import (
    Known,
    blocks,
    chips,
    clean_words,
    fill_document,
    insert_paragraphs,
    insert_run,
    read_document,
    read_selection,
    set_level,
)
from budgettool.narrative.markup import write_markup
from budgettool.sheets.text import Figure, Paragraph

MIME: Final = "application/x-budgettool-text"
"""Words with their figures, as they are copied inside the program."""

LONGEST: Final = 20_000
"""Characters that can be pasted at once; a section of a page or two has a tenth of it."""

_BRACES: Final = frozenset("{｛")
_TEXT_SIZE: Final = 15
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

Reading = Callable[[str], Sequence[Paragraph]]
"""Reads words with tokens into paragraphs, with the figures as they stand."""


class SectionEditor(QTextEdit):
    """Edits one section.

    Attributes:
        reading: Reads what is pasted with its figures.
        known: Tells whether a figure has anything to print.
        say: Says of a figure what it is, for its tip.
        marks: What is marked in the words.
    """

    typed = Signal()
    """The user has changed the words."""

    left = Signal()
    """The focus has gone elsewhere."""

    withdrawn = Signal()
    """Esc: what was typed is to be given up."""

    figure_wanted = Signal()
    """A figure is to be chosen and put where the cursor is."""

    source_wanted = Signal()
    """F9: where the figure at the cursor comes from."""

    offer_taken = Signal()
    """Ctrl+.: what is marked at the cursor is to become a field."""

    refused = Signal(str)
    """What was to be pasted cannot be taken, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.reading: Reading = _no_paragraphs
        self.known: Known = lambda _figure: True
        self.say: Callable[[Figure], str] = lambda figure: figure.text
        self.marks: list[Mark] = []
        self._filling = False
        self._painter = ChipPainter(self)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(theme.SPACE_4)
        self.document().documentLayout().registerHandler(CHIP, self._painter)
        self.setFont(theme.body_font(theme.scaled(_TEXT_SIZE)))
        self.textChanged.connect(self._on_changed)

    @property
    def composing(self) -> bool:
        """Whether an input method has letters that are no words yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    @property
    def is_empty(self) -> bool:
        """Whether there are no words at all."""
        return not self.paragraphs()

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Read what is written."""
        return read_document(self.document())

    def markup(self) -> str:
        """Write what is written as it is kept."""
        return write_markup(self.paragraphs())

    def fill(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show other words; the cursor stays about where it was."""
        at, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
        self._filling = True
        fill_document(self.document(), paragraphs, self.known)
        self._filling = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)
        self.show_marks(())

    def renew_figures(self, figure: Callable[[Figure], Figure]) -> None:
        """Have figures read what they read now; words, cursor and selection stay."""
        changed = []
        for at, made in chips(self.document()):
            chip = chip_of(made)
            if chip is not None:
                now = figure(chip.figure)
                known = self.known(now)
                if (now, known) != (chip.figure, chip.known):
                    changed.append((at, chip_format(now, known=known)))
        self._filling = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, made in changed:
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(made)
        cursor.endEditBlock()
        self._filling = False

    def put(self, figure: Figure) -> None:
        """Put a figure where the cursor is."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        insert_run(cursor, figure, self.known)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def replace(self, place: QTextCursor, figure: Figure) -> None:
        """Put a figure in the place of words."""
        place.beginEditBlock()
        place.removeSelectedText()
        insert_run(place, figure, self.known)
        place.endEditBlock()

    def make_heading(self, level: int) -> None:
        """Make the line of the cursor a heading of a level, or words (0)."""
        if not self.isReadOnly():
            set_level(self.textCursor(), level)

    def current_paragraph(self) -> int:
        """Give the number of the paragraph in which the cursor is, empty lines not counted."""
        at = self.textCursor().blockNumber()
        filled = (block for block in blocks(self.document()) if block.text().strip())
        return max(sum(block.blockNumber() <= at for block in filled) - 1, 0)

    def stretch(self) -> tuple[int, int, int]:
        """Tell where the cursor is: its paragraph, and from where to where it selects in that."""
        cursor = self.textCursor()
        start = QTextCursor(self.document())
        start.setPosition(cursor.selectionStart())
        begin = offset_of(start.block(), cursor.selectionStart())
        end = begin
        if start.block().contains(cursor.selectionEnd()):
            end = offset_of(start.block(), cursor.selectionEnd())
        return self.current_paragraph(), begin, end

    def go_to(self, paragraph: int, start: int = 0, end: int = 0) -> None:
        """Put the cursor into a paragraph, and select words of its text."""
        filled = [block for block in blocks(self.document()) if block.text().strip()]
        if not filled:
            return
        block = filled[min(paragraph, len(filled) - 1)]
        cursor = select_words(block, start, end) if end > start else QTextCursor(block)
        if end <= start:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def chip(self) -> Chip | None:
        """Give the figure at the cursor: the one before it, else the one after it."""
        at = self.textCursor().position()
        return self._chip_at(at - 1) or self._chip_at(at)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark words: dotted where they could be a field, waved where they are wrong."""
        self.marks = list(marks)
        scheme = theme.colours()
        lines = {None: scheme.accent, "H": scheme.wrong}
        style = QTextCharFormat.UnderlineStyle
        shown = []
        for mark in self.marks:
            made = QTextCharFormat()
            made.setUnderlineStyle(style.WaveUnderline if mark.level else style.DotLine)
            made.setUnderlineColor(QColor(lines.get(mark.level, scheme.care)))
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = mark.place, made
            shown.append(selection)
        self.setExtraSelections(shown)

    def mark(self) -> Mark | None:
        """Give what is marked at the cursor."""
        at = self.textCursor().position()
        inside = (m for m in self.marks if m.place.selectionStart() <= at <= m.place.selectionEnd())
        return next(inside, None)

    def place_of_cursor(self) -> QPoint:
        """Tell where on the screen a popup at the cursor goes."""
        corner: QRect = self.cursorRect()
        return self.viewport().mapToGlobal(corner.bottomLeft())

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window; say of a figure under the pointer what it is."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say of the figure under the pointer where it comes from."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self._chip_under(event.pos())
            QToolTip.showText(event.globalPos(), self.say(chip.figure) if chip else "", self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of figures; the others write."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.withdrawn.emit()
        elif key == Qt.Key.Key_F9:
            self.source_wanted.emit()
        elif control and key == Qt.Key.Key_Period:
            self.offer_taken.emit()
        elif (control and key == Qt.Key.Key_Space) or event.text() in _BRACES:
            self._want_figure()
        elif key in _ENTER and not self.isReadOnly():
            super().keyPressEvent(event)
            if self.textCursor().block().text() == "":
                set_level(self.textCursor(), 0)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Offer figures after a full-width brace as well."""
        if event.commitString() in _BRACES:
            event.setCommitString("")
            super().inputMethodEvent(event)
            self._want_figure()
            return
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that one has gone elsewhere; a menu or popup is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words for other programs, and with their figures for this one."""
        paragraphs = read_selection(self.textCursor())
        data = QMimeData()
        data.setText("\n".join(paragraph.text for paragraph in paragraphs))
        data.setData(MIME, write_markup(paragraphs).encode())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words."""
        return source.hasFormat(MIME) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words with their figures from this program, bare words from others."""
        if source.hasFormat(MIME):
            said = bytes(source.data(MIME).data()).decode(errors="replace")
        else:
            said = source.text()
        if len(said) > LONGEST:
            self.refused.emit(f"粘贴的内容有 {len(said):,} 个字，一次最多 {LONGEST:,} 个，没有放入")
            return
        cursor = self.textCursor()
        if source.hasFormat(MIME):
            insert_paragraphs(cursor, self.reading(said), self.known)
        else:
            lines = clean_words(said).strip("\n")
            cursor.beginEditBlock()
            cursor.insertText(lines)
            cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _want_figure(self) -> None:
        if not self.isReadOnly():
            self.figure_wanted.emit()

    def _chip_at(self, position: int) -> Chip | None:
        """Give the figure whose character is at a position."""
        if not 0 <= position < self.document().characterCount() - 1:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(position + 1)
        return chip_of(cursor.charFormat())

    def _chip_under(self, point: QPoint) -> Chip | None:
        at = self.cursorForPosition(point)
        near = self.cursorRect(at)
        position = at.position()
        return self._chip_at(position - 1 if point.x() < near.x() else position)

    def _on_changed(self) -> None:
        if not self._filling:
            self.typed.emit()


def _no_paragraphs(_markup: str) -> Sequence[Paragraph]:
    return ()
