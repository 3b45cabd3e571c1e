"""A figure in the editor: one object among the letters, drawn on a tinted ground.

It holds its source and form, so that it is one character to the cursor and to Backspace, and can
be copied, and shows what it reads now. Leaves reading documents to `writing`.
"""

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from budgettool.gui import theme
from budgettool.sheets.text import Figure

OBJECT: Final = "\ufffc"
"""The character that stands for a figure in the document."""

CHIP: Final = int(QTextFormat.ObjectTypes.UserObject) + 1
_SOURCE: Final = int(QTextFormat.Property.UserProperty) + 1
_FORM: Final = _SOURCE + 1
_TEXT: Final = _SOURCE + 2
_KNOWN: Final = _SOURCE + 3
_LONGEST: Final = 14
"""Characters of a long figure, such as a reason, that are shown; all of them are in the print."""

_AROUND: Final = 3
_RADIUS: Final = 3
_TINT: Final = 36


class Chip(NamedTuple):
    """A figure as the editor shows it.

    Attributes:
        known: Whether it has anything to print.
    """

    figure: Figure
    known: bool


def chip_format(figure: Figure, *, known: bool) -> QTextCharFormat:
    """Make the format of a figure's character."""
    made = QTextCharFormat()
    made.setObjectType(CHIP)
    made.setProperty(_SOURCE, figure.source)
    made.setProperty(_FORM, figure.form)
    made.setProperty(_TEXT, figure.text)
    made.setProperty(_KNOWN, known)
    return made


def chip_of(made: QTextFormat) -> Chip | None:
    """Read the figure of a format; None for that of words."""
    if made.objectType() != CHIP:
        return None
    text, source, form = (str(made.property(each) or "") for each in (_TEXT, _SOURCE, _FORM))
    return Chip(Figure(text, source, form), bool(made.property(_KNOWN)))


class ChipPainter(QPyTextObject):
    """Draws figures."""

    def intrinsicSize(self, document: QTextDocument, _at: int, made: QTextFormat) -> QSizeF:
        """Give the room that a figure takes among the letters."""
        metrics = QFontMetricsF(document.defaultFont())
        width = metrics.horizontalAdvance(_shown(made)) + 2 * _AROUND
        return QSizeF(width, metrics.ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        _at: int,
        made: QTextFormat,
    ) -> None:
        """Draw a figure; one that has nothing to print is outlined as what is to be dealt with."""
        chip = chip_of(made)
        scheme = theme.colours()
        known = chip is not None and chip.known
        colour = QColor(scheme.accent if known else scheme.care)
        ground = QColor(colour)
        ground.setAlpha(_TINT)
        metrics = QFontMetricsF(document.defaultFont())
        box = QRectF(rect.left() + 1, rect.top(), rect.width() - 2, metrics.height() - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if known else QPen(colour, 1, Qt.PenStyle.DashLine))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(QColor(scheme.text if known else scheme.care))
        painter.setFont(document.defaultFont())
        start = QPointF(rect.left() + _AROUND, rect.top() + metrics.ascent())
        painter.drawText(start, _shown(made))
        painter.restore()


def _shown(made: QTextFormat) -> str:
    text = str(made.property(_TEXT) or "").replace("\n", " ")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
