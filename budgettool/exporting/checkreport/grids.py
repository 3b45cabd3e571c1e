"""The one shape of the report's tables: names of columns, widths, rows of texts.

Each becomes a `Sheet`, so that the writers of published tables draw it.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from budgettool.exporting.checkreport.report import About
from budgettool.money import FEN_PER_UNIT, format_fen
from budgettool.packs.definition import Page
from budgettool.sheets.sheet import Caption, Cell, Column, HeadCell, Row, Sheet

UPRIGHT: Final = Page(orientation="portrait", size=9.0, title_size=16.0)
ACROSS: Final = Page(orientation="landscape", size=9.0, title_size=16.0)
_YUAN: Final = "元"
_DECIMALS: Final = 2


class Heading(NamedTuple):
    """A column: its name, relative width, and whether it holds amounts."""

    name: str
    width: float
    amounts: bool = False


class Table(NamedTuple):
    """What a table of the report is drawn of."""

    id: str
    title: str
    headings: tuple[Heading, ...]
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()


def table_sheet(table: Table, about: About, page: Page) -> Sheet:
    """Make the sheet of a table."""
    return Sheet(
        id=table.id,
        number="",
        title=table.title,
        unit=_YUAN,
        fen_per_unit=FEN_PER_UNIT[_YUAN],
        decimals=_DECIMALS,
        thousands=True,
        captions=(Caption(f"{about.subject}　{about.year}年", "", about.state),),
        columns=tuple(
            Column(each.name, each.width, "amount" if each.amounts else "text")
            for each in table.headings
        ),
        header=tuple(HeadCell(0, place, each.name) for place, each in enumerate(table.headings)),
        header_rows=1,
        numbers=(),
        body=tuple(table.rows),
        notes=table.notes,
        page=page,
    )


def text_row(texts: Iterable[str | int | None], *, bold_first: bool = False) -> Row:
    """Make a row of texts, and of amounts in 分 where they are numbers."""
    return Row(
        tuple(_cell(place, each, bold=bold_first and not place) for place, each in enumerate(texts))
    )


def _cell(place: int, content: str | int | None, *, bold: bool) -> Cell:
    if content is None or isinstance(content, str):
        return Cell(place, content or "", bold=bold)
    text = format_fen(content, FEN_PER_UNIT[_YUAN], _DECIMALS)
    return Cell(place, text, "amount", content, align="right")


def heading_row(text: str, columns: int) -> Row:
    """Make a row that says what those below it are."""
    return Row((Cell(0, text, colspan=columns, bold=True),), "band")
