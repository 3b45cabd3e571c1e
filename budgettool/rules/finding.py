"""A finding (问题): what is wrong, where, by how much, and how it is mended. A value, never raised.

Leaves finding it to the rules, naming its place in words to `words`, and showing it to others.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal, NamedTuple

from budgettool.packs.reference import CellReference
from budgettool.packs.rule import Level

LEVEL_NAMES: Final[dict[Level, str]] = {"H": "错误", "S": "核实", "I": "提示"}

Subject = Literal[
    "book",
    "department",
    "unit",
    "project",
    "ceiling",
    "source",
    "function",
    "department_economic",
    "table",
    "fields",
]


class LinePlace(NamedTuple):
    """A field of a line; the whole line where it is empty."""

    line: str
    field: str = ""


class CellPlace(NamedTuple):
    """A figure of a table."""

    reference: CellReference


class SubjectPlace(NamedTuple):
    """A thing of the book that is no line: a unit by its code, a project by its name."""

    kind: Subject
    name: str = ""
    field: str = ""


class SectionPlace(NamedTuple):
    """Words of the text.

    Attributes:
        section: Id of the section in the pack; the heading of one that no pack knows.
        paragraph: Its number, from 0.
        start, end: Where they stand in the paragraph's text; both 0 for all of it.
    """

    section: str
    paragraph: int = 0
    start: int = 0
    end: int = 0


Place = LinePlace | CellPlace | SubjectPlace | SectionPlace


class LineChange(NamedTuple):
    """Fields of a line that a mend sets."""

    line: str
    fields: tuple[tuple[str, Any], ...]


class FigureChange(NamedTuple):
    """Words of a section that a mend puts a field in place of."""

    place: SectionPlace
    source: str
    form: str
    says: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that can be made as one edit.

    Attributes:
        label: What it does, in words of an undo: `改为 50201 办公经费`.
        changes: Lines that it changes.
        removed: Ids of lines that it removes.
        carry: 分 that another line is to take over so that totals stay; `mending` says which.
        figures: Words of the text that become fields.
    """

    label: str
    changes: tuple[LineChange, ...] = ()
    removed: tuple[str, ...] = ()
    carry: int = 0
    figures: tuple[FigureChange, ...] = ()


OF_LINES: Final = "lines"
"""The cause of what is wrong with tables because lines lack codes, a nature or a source."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        code: The rule's code, such as `L04`.
        place: Where it is seen.
        message: What is wrong, without the place: `30201 办公费在行政单位对应 50201，现为 50502`.
        mend: What to do, in a sentence.
        expected, found: Amounts in 分, where it is about amounts.
        unit, decimals: How its amounts are printed; none where it is about no printed figure.
        also: Other places that it is about.
        fix: The mend as an edit, where there is one.
        about: Whatever else it hangs on; a waiver dies when this, or an amount, changes.
        cause: Findings with the same cause are shown as one; empty for one of its own.
        part: Which of several questions of its rule it answers, such as the second equation.
    """

    code: str
    level: Level
    place: Place
    message: str
    mend: str
    expected: int | None = None
    found: int | None = None
    unit: str = ""
    decimals: int = 0
    also: tuple[Place, ...] = ()
    fix: Fix | None = None
    about: tuple[Any, ...] = ()
    cause: str = ""
    part: str = ""

    @property
    def difference(self) -> int | None:
        """By how much it is wrong: found less expected, in 分."""
        if self.expected is None or self.found is None:
            return None
        return self.found - self.expected

    @property
    def key(self) -> str:
        """Which finding it is, whatever its figures: the same rule at the same place."""
        code = f"{self.code}#{self.part}" if self.part else self.code
        return f"{code} {place_key(self.place)}"

    @property
    def digest(self) -> str:
        """The figures that it is about, so that a waiver can tell whether they are the same."""
        text = repr((self.key, self.expected, self.found, self.about))
        return sha256(text.encode()).hexdigest()[:32]


def place_key(place: Place) -> str:
    """Write a place as a text by which it is found again."""
    match place:
        case LinePlace(line, field):
            return f"line {line} {field}".rstrip()
        case CellPlace(reference):
            return f"cell {reference}"
        case SubjectPlace(kind, name, field):
            return f"{kind} {name} {field}".rstrip()
        case SectionPlace(section):
            return f"section {section}"  # words move as others are written; `Finding.part` tells
