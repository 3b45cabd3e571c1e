"""Paragraphs into the editor's document and back; what is typed or pasted is cleaned on the way.

Leaves markup to `narrative`, drawing figures to `chip`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from budgettool.gui.texts.chip import OBJECT, chip_format, chip_of
from budgettool.sheets.text import Figure, Paragraph, Plain, Run

Known = Callable[[Figure], bool]
"""Tells whether a figure has anything to print."""

_LINE_HEIGHT: Final = 150
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_LINES: Final = re.compile("\r\n|[\r\n\v\f\u0085\u2028\u2029]")
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ufdd0-\ufdef\ud800-\udfff\ue000\ue001]"
)
"""Controls, marks of direction and of order, halves of characters, and what stands for figures."""


def clean_words(text: str) -> str:
    """Take out of typed or pasted words what no text may hold; tabs become spaces."""
    return _UNWANTED.sub("", _LINES.sub("\n", text).replace("\t", " "))


def fill_document(document: QTextDocument, paragraphs: Sequence[Paragraph], known: Known) -> None:
    """Put paragraphs into an empty document."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    set_level(cursor, 0)
    insert_paragraphs(cursor, paragraphs, known)
    cursor.endEditBlock()


def insert_paragraphs(cursor: QTextCursor, paragraphs: Sequence[Paragraph], known: Known) -> None:
    """Put paragraphs at a cursor; the first goes on with the line that is there."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for number, paragraph in enumerate(paragraphs):
        if number:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        if number or cursor.atBlockStart():
            set_level(cursor, paragraph.level)
        for run in paragraph.runs:
            insert_run(cursor, run, known)
    cursor.endEditBlock()


def insert_run(cursor: QTextCursor, run: Run, known: Known) -> None:
    """Put words or a figure at a cursor."""
    if isinstance(run, Figure):
        cursor.insertText(OBJECT, chip_format(run, known=known(run)))
    else:
        cursor.insertText(clean_words(run.text), words_format(cursor.blockFormat().headingLevel()))


def set_level(cursor: QTextCursor, level: int) -> None:
    """Make a line a heading of a level, or words (0)."""
    block = QTextBlockFormat()
    block.setHeadingLevel(level)
    block.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
    cursor.setBlockFormat(block)
    cursor.setBlockCharFormat(words_format(level))
    whole = QTextCursor(cursor.block())
    whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    weight = QTextCharFormat()
    weight.setFontWeight(words_format(level).fontWeight())
    whole.mergeCharFormat(weight)


def words_format(level: int) -> QTextCharFormat:
    """Give the format of words in a line of a level."""
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Bold if level else QFont.Weight.Normal)
    return made


def read_document(document: QTextDocument) -> tuple[Paragraph, ...]:
    """Read the paragraphs of a document, less empty lines and the space around lines."""
    found = (read_block(block) for block in blocks(document))
    return tuple(paragraph for paragraph in map(_trimmed, found) if paragraph.runs)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Walk the lines of a document."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def read_block(block: QTextBlock) -> Paragraph:
    """Read one line."""
    return Paragraph(tuple(_runs(block)), block.blockFormat().headingLevel())


def read_selection(cursor: QTextCursor) -> tuple[Paragraph, ...]:
    """Read what is selected, as paragraphs."""
    document = QTextDocument()
    QTextCursor(document).insertFragment(cursor.selection())
    return tuple(map(read_block, blocks(document)))


def chips(document: QTextDocument) -> Iterator[tuple[int, QTextCharFormat]]:
    """Walk the figures of a document: where each stands, and its format."""
    for block in blocks(document):
        for at, text, made in _fragments(block):
            if chip_of(made) is not None:
                for number in range(len(text)):
                    yield at + number, made


def _runs(block: QTextBlock) -> Iterator[Run]:
    """Read the runs of a line; words that differ in their look alone are one run."""
    words = ""
    for _, text, made in _fragments(block):
        chip = chip_of(made)
        if chip is None:
            words += clean_words(text).replace("\n", " ")
            continue
        if words:
            yield Plain(words)
            words = ""
        for _ in text:
            yield chip.figure
    if words:
        yield Plain(words)


def _fragments(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        yield piece.position(), piece.text(), piece.charFormat()
        pieces += 1


def _trimmed(paragraph: Paragraph) -> Paragraph:
    """Take the space off both ends of a line."""
    runs = list(paragraph.runs)
    if runs and isinstance(runs[0], Plain):
        runs[0] = Plain(runs[0].text.lstrip())
    if runs and isinstance(runs[-1], Plain):
        runs[-1] = Plain(runs[-1].text.rstrip())
    kept = tuple(run for run in runs if run.text or isinstance(run, Figure))
    return Paragraph(kept, paragraph.level)
