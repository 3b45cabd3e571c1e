"""The document that is published: cover, contents, text, tables, charts, in the order of a profile.

Every writer (PDF, Word, web) draws the same `Document` and computes no figure of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from budgettool.sheets.sheet import Sheet
from budgettool.sheets.text import Section

PartKind = Literal["cover", "contents", "text", "tables", "charts"]


class Bar(NamedTuple):
    """One bar of a chart; `amount` in 分, `text` as printed with its unit."""

    label: str
    amount: int
    text: str


class Chart(NamedTuple):
    """Amounts of one kind side by side, the first at the top."""

    id: str
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document; each begins on a page of its own.

    Attributes:
        id: Its id in the pack.
        title: Its heading, such as `第一部分　某某办公室概况` or `目　录`; empty for a cover.
        lines: What stands large on a cover, from the top: one line or more.
        foot: What stands at the foot of a cover, or under the heading of the tables: who, when.
    """

    id: str
    kind: PartKind
    title: str = ""
    lines: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    charts: tuple[Chart, ...] = ()


class Heading(NamedTuple):
    """What contents and bookmarks name.

    Attributes:
        anchor: By which writers find the place: `part`, `part/section` or `part/sheet id`.
        level: 1 for a part, 2 for a section or table, 3 for one sheet of several of a table.
    """

    anchor: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    """What is published as one.

    Attributes:
        title: Of the file: `某某办公室2020年度部门预算`.
        department: Its full name.
        head: What stands at the head of each page but the cover.
    """

    title: str
    department: str
    year: int
    head: str
    parts: tuple[Part, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All tables, in order."""
        return tuple(sheet for part in self.parts for sheet in part.sheets)

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections of the text, in order."""
        return tuple(section for part in self.parts for section in part.sections)

    def headings(self) -> Iterator[Heading]:
        """Walk the headings in the order of the document; contents leave level 3 out."""
        for part in self.parts:
            if part.title and part.kind not in {"cover", "contents"}:
                yield Heading(part.id, part.title, 1)
            for section in part.sections:
                if section.title:
                    yield Heading(f"{part.id}/{section.id}", section.title, 2)
            yield from _of_sheets(part)
            for chart in part.charts:
                yield Heading(f"{part.id}/{chart.id}", chart.title, 2)


def _of_sheets(part: Part) -> Iterator[Heading]:
    """Name each table once, and the sheets of one that is printed for each project below it."""
    for table, alike in groupby(part.sheets, key=lambda sheet: sheet.id.partition("/")[0]):
        sheets = tuple(alike)
        name = f"{sheets[0].number}　{sheets[0].title}".strip()
        if len(sheets) == 1 and sheets[0].id == table:
            yield Heading(f"{part.id}/{table}", name, 2)
            continue
        yield Heading(f"{part.id}/{sheets[0].id}", name, 2)
        for sheet in sheets:
            yield Heading(f"{part.id}/{sheet.id}", sheet.id.partition("/")[2], 3)
