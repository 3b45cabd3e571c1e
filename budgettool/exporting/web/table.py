"""Draws a sheet as a table of a page: heads that say what they head, figures that line up.

Leaves which cells are heads to `heads`, what stands around the table to `sheets`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from budgettool.exporting.web.heads import Heads, find_heads, head_id, is_band, row_id
from budgettool.exporting.web.markup import escape
from budgettool.exporting.web.widths import Widths, is_form, shares
from budgettool.sheets.sheet import Align, Cell, Row, Sheet

MOST_INDENT = 8
"""Steps of indentation that the page's style knows."""

_LONGEST_CODE = 12


class _Look(NamedTuple):
    """How a cell looks; those that look alike are worked out once."""

    align: Align
    bold: bool
    indent: int
    whole: bool
    """Whether it is a code or a figure, which no line may break."""

    fixed: bool


def draw_table(sheet: Sheet, table: str, widths: Widths, caption: str, described: str = "") -> str:
    """Draw a sheet's header, number row and body.

    Args:
        sheet: The table.
        table: What the ids of its cells begin with.
        widths: Of its columns.
        caption: What it is called; read, not seen.
        described: Id of the notes under it.
    """
    heads = find_heads(sheet, table)
    kind = "form" if is_form(sheet) else "grid" if widths.scrolls else "grid small"
    notes = f' aria-describedby="{described}"' if described else ""
    return (
        f'<table class="{kind} t{widths.type_size}"{notes}>'
        f'<caption class="unseen">{escape(caption)}</caption>'
        f"{_columns(sheet, widths)}{_header(sheet, table, heads)}{_body(sheet, table, heads)}"
        "</table>"
    )


def _columns(sheet: Sheet, widths: Widths) -> str:
    """Group the columns as the top of the header does, so that its heads have groups to head."""
    if is_form(sheet):
        classes = [f"q{share}" for share in shares(sheet)]
    else:
        classes = [f"w{width}" for width in widths.columns]
    starts = {head.column for head in sheet.header if not head.row} | {0}
    drawn = [
        f'{"</colgroup><colgroup>" if number in starts else ""}<col class="{name}">'
        for number, name in enumerate(classes)
    ]
    return "".join(drawn).removeprefix("</colgroup>") + "</colgroup>"


def _header(sheet: Sheet, table: str, heads: Heads) -> str:
    if not sheet.header_rows:
        return ""
    rows = "".join(
        f"<tr>{_header_row(sheet, table, heads, n)}</tr>" for n in range(sheet.header_rows)
    )
    return f"<thead>{rows}{_numbers(sheet.numbers, heads)}</thead>"


def _header_row(sheet: Sheet, table: str, heads: Heads, number: int) -> str:
    drawn = []
    for head in sorted(sheet.header, key=lambda head: head.column):
        if head.row != number:
            continue
        scope = "colgroup" if head.colspan > 1 else "col"
        own = f' id="{head_id(table, head)}"' if heads.explicit else ""
        fixed = ' class="fixed"' if head.column == heads.fixed and head.colspan == 1 else ""
        spans = _spans(head.colspan, head.rowspan)
        drawn.append(
            f'<th scope="{scope}"{own}{fixed}{spans}><span>{escape(head.text)}</span></th>'
        )
    return "".join(drawn)


def _numbers(numbers: Sequence[str], heads: Heads) -> str:
    """Draw the row of column numbers; an empty text continues the cell to its left."""
    if not numbers:
        return ""
    starts = [place for place, text in enumerate(numbers) if text or not place]
    drawn = []
    for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        fixed = ' class="fixed"' if start == heads.fixed and end == start + 1 else ""
        drawn.append(f"<td{fixed}{_spans(end - start, 1)}>{escape(numbers[start])}</td>")
    return f'<tr class="numbers">{"".join(drawn)}</tr>'


def _body(sheet: Sheet, table: str, heads: Heads) -> str:
    covered = [0] * len(sheet.columns)
    drawn = ["<tbody>"]
    for number, row in enumerate(sheet.body):
        if number and any(is_band(sheet, cell) for cell in row.cells):
            drawn.append("</tbody><tbody>")
        drawn.append("<tr>" if row.style == "plain" else f'<tr class="{row.style}">')
        drawn += _row(row, number, covered, (table, heads))
        drawn.append("</tr>")
    drawn.append("</tbody>")
    return "".join(drawn)


def _row(row: Row, number: int, covered: list[int], drawing: tuple[str, Heads]) -> Iterator[str]:
    """Draw the cells of a row, and blank ones where neither it nor a row above has any."""
    column = 0
    for cell in row.cells:
        yield from _blanks(covered, column, cell.column)
        yield _cell(cell, number, *drawing)
        column = cell.column + cell.colspan
        if cell.rowspan > 1:
            covered[cell.column : column] = [cell.rowspan] * cell.colspan
    yield from _blanks(covered, column, len(covered))
    if any(covered):
        covered[:] = [max(rows - 1, 0) for rows in covered]


def _blanks(covered: list[int], start: int, end: int) -> Iterator[str]:
    return ("<td></td>" for column in range(start, end) if not covered[column])


def _cell(cell: Cell, number: int, table: str, heads: Heads) -> str:
    place = (number, cell.column)
    text = escape(cell.text) if cell.text else ""
    scope = heads.scopes.get(place)
    spans = _spans(cell.colspan, cell.rowspan) if cell.colspan * cell.rowspan > 1 else ""
    if scope is None:
        look = _look(cell)
        named = heads.named.get(place)
        ids = f' headers="{named}"' if named else ""
        return f"<td{look}{ids}{spans}>{text}</td>"
    look = _look(cell, fixed=cell.column <= heads.fixed < cell.column + cell.colspan)
    own = f' id="{row_id(table, *place)}"' if heads.explicit else ""
    return f'<th scope="{scope}"{own}{look}{spans}>{text}</th>'


def _look(cell: Cell, *, fixed: bool = False) -> str:
    whole = cell.kind == "text" and len(cell.text) <= _LONGEST_CODE and cell.text.isascii()
    return _classes(_Look(cell.align, cell.bold, cell.indent, whole and bool(cell.text), fixed))


@lru_cache
def _classes(look: _Look) -> str:
    classes = [
        *(("r",) if look.align == "right" else ("c",) if look.align == "center" else ()),
        *(("b",) if look.bold else ()),
        *((f"i{min(look.indent, MOST_INDENT)}",) if look.indent else ()),
        *(("whole",) if look.whole else ()),
        *(("fixed",) if look.fixed else ()),
    ]
    return f' class="{" ".join(classes)}"' if classes else ""


def _spans(columns: int, rows: int) -> str:
    across = f' colspan="{columns}"' if columns > 1 else ""
    down = f' rowspan="{rows}"' if rows > 1 else ""
    return across + down
