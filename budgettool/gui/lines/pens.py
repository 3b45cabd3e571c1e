"""The colours in which the grid is painted, made once a scheme: painting is what scrolls."""

from typing import NamedTuple, Self

from PySide6.QtGui import QColor

from budgettool.gui import theme
from budgettool.packs.rule import Level


class Pens(NamedTuple):
    """Colours by what they are for, and the space at both sides of a text."""

    text: QColor
    quiet: QColor
    wrong: QColor
    care: QColor
    accent: QColor
    selection: QColor
    heading: QColor
    line: QColor
    space: int

    @classmethod
    def of(cls, scheme: theme.Colours) -> Self:
        """Take them from a scheme."""
        return cls(
            QColor(scheme.text), QColor(scheme.text_2), QColor(scheme.wrong),
            QColor(scheme.care), QColor(scheme.accent), QColor(scheme.selection),
            QColor(scheme.ground_2), QColor(scheme.line), theme.SPACE_2,
        )  # fmt: skip

    def of_mark(self, level: Level) -> QColor:
        """Give the colour of a mark."""
        return {"H": self.wrong, "S": self.care, "I": self.quiet}[level]
