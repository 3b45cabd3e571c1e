"""A `Sheet`: one report table as data, laid out and ready to draw.

Every output (PDF, Excel, screen) draws a `Sheet` and computes no figure of its own. It has any
origin: derived from a book, typed, or read from a workbook.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from budgettool.packs.definition import Page

__all__ = [
    "Align",
    "Caption",
    "Cell",
    "Column",
    "HeadCell",
    "Kind",
    "Page",
    "Position",
    "Row",
    "Sheet",
]

PLAIN_PAGE = Page()
"""A4 landscape, as most tables are printed."""

Kind = Literal["text", "amount", "rate", "number", "blank"]
Align = Literal["left", "center", "right"]
Style = Literal["plain", "bold", "band"]

Position = tuple[int, int]
"""Row and column in the body of a sheet, from 0."""


class Cell(NamedTuple):
    """One cell of the body, with all that an output needs to draw it.

    Attributes:
        column: Its leftmost grid column, from 0.
        text: What is printed; empty for a blank.
        kind: `amount` for money, `rate` for a percentage, `number` for a count or a row number.
        exact: Amount in 分; for a rate, hundred-millionths (10⁻⁸) of one; else None.
        reference: Its address, such as `05.合计[总计]`; empty where it holds no figure.
        parts: The cells of which it is the exact sum; empty where it is not a sum.
        colspan, rowspan: Grid columns and rows that it covers; covered positions have no cell.
        bold: Whether a name or figure is emphasised.
        indent: Steps of one character before the text.
        label: Whether it is a form's own words, which say what stands beside or below it.
        field: The key and row of the field that a form shows in it; None for none.
    """

    column: int
    text: str
    kind: Kind = "text"
    exact: int | None = None
    reference: str = ""
    parts: tuple[Position, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: Align = "left"
    bold: bool = False
    indent: int = 0
    label: bool = False
    field: tuple[str, int] | None = None


class HeadCell(NamedTuple):
    """One cell of the header, merged over the rows and columns that it covers."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A grid column.

    Attributes:
        width: Relative width; the page is divided in proportion, but see `fits`.
        kind: What its body cells mostly hold.
        fits: Whether it should be at least as wide as its longest figure.
        key: Whether it names the row (frozen in Excel, `**` in the number row).
    """

    id: str
    width: float
    kind: Kind
    key: bool = False
    fits: bool = True


class Row(NamedTuple):
    """One row of the body; cells in column order.

    Attributes:
        address: The row's path in its table, such as `016/2010301`; empty for a filler.
        height: Least height in lines of text; a form's long field asks for more than one.
    """

    cells: tuple[Cell, ...]
    style: Style = "plain"
    address: str = ""
    height: float = 1.0


class Caption(NamedTuple):
    """A line above the header: texts at the left, centre and right edge."""

    left: str = ""
    center: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report table.

    Attributes:
        id: The table's id in its pack, such as `05`.
        number: The printed number, such as `预算05表`.
        title: The printed title, such as `2020年一般公共预算支出情况表`.
        fen_per_unit: The unit of its amounts: 1_000_000 for 万元.
        decimals: Printed decimals of its amounts.
        thousands: Whether amounts have thousands separators.
        captions: Lines between title and header, repeated on each page.
        header: Header cells; `header_rows` says how many grid rows they fill.
        numbers: The number row under the header (`**`, `1`, `2`…); empty where there is none.
            Its texts may repeat: an empty text continues the cell to its left.
        notes: Paragraphs under the table.
        empty: Whether the table has no amount at all.
    """

    id: str
    number: str
    title: str
    unit: str
    fen_per_unit: int
    decimals: int
    thousands: bool
    captions: tuple[Caption, ...]
    columns: tuple[Column, ...]
    header: tuple[HeadCell, ...]
    header_rows: int
    numbers: tuple[str, ...]
    body: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    page: Page = PLAIN_PAGE
    empty: bool = False
