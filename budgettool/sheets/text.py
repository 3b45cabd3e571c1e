"""The explanatory text as data: sections of paragraphs in which every figure is known as one.

Leaves rendering templates and reading overrides to `narrative`, drawing to `exporting`.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class Plain(NamedTuple):
    """Words that hold no known figure."""

    text: str


class Figure(NamedTuple):
    """A figure, or a word that hangs on one, as it stands in a sentence.

    Attributes:
        text: What is printed, with its unit: `122.30万元`, `6.54%`, `增加`.
        source: What it is of: the id of a quantity, or a cell: `收入总计`, `05.合计[总计]`.
        form: What of it is said: one of `sheets.quantities.FORMS`, such as `增减额`.
    """

    text: str
    source: str
    form: str


Run = Plain | Figure


class Paragraph(NamedTuple):
    """A paragraph or a heading.

    Attributes:
        level: 0 for a paragraph; 1 for a heading below the section's title, such as （一）…; 2 for
            one below that.
    """

    runs: tuple[Run, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(run.text for run in self.runs)


Origin = Literal["template", "own"]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the text.

    Attributes:
        id: Its id in the pack, such as `overall`; fields of the book hang on it.
        title: Its heading, such as `一、收入支出预算总体情况说明`; empty for one without.
        origin: `own` where the words are the department's, not the template's.
        outdated: Whether the template says something else now than what the own words replaced.
    """

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    origin: Origin = "template"
    outdated: bool = False

    @property
    def text(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def printable(text: str) -> str:
    """Take out of a text what no page can hold: controls, halves of characters, non-characters.

    Lines are kept, whatever they were broken with; a tab becomes a space.
    """
    return _UNPRINTABLE.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """Give a name as it stands within a sentence: printable, on one line."""
    return " ".join(printable(text).split("\n")).strip()
