"""A sheet's header and body as a Word table.

Header rows repeat on each page, merged cells are merged, and a row stays on one page. A packet may
have a million cells, so that markup which many of them share is made once a table. Leaves what
stands above and below to `captions`.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from budgettool.exporting.word.faces import fonts_of, is_default, style_of
from budgettool.exporting.word.markup import escape, one_line, run, width_of
from budgettool.exporting.word.measures import Measures
from budgettool.exporting.word.styles import CELL_SIZE, size_of
from budgettool.sheets.sheet import Cell, Row, Sheet

_STYLES: Final = {"left": "TableText", "center": "TableCentred", "right": "TableFigure"}
_BAND: Final = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
_BOLD: Final = "<w:b/><w:bCs/>"
_LONG_TEXT: Final = 200
_MOST_OF_PAGE: Final = 0.6
_MOST_GIVEN_UP: Final = 0.35
"""How much of a page may stay empty so that a merged cell is not divided."""
_REPEATED: Final = "<w:tblHeader/>"
_WITH_NEXT: Final = "<w:keepNext/>"
_KEPT: Final = "<w:cantSplit/>"
_NARROWEST: Final = 40
"""To how much of its width a figure is condensed at most, in per cent."""


class _Piece(NamedTuple):
    """A cell to be set.

    Attributes:
        style: The id of its paragraph style.
        figure: Whether it is a number, which stands on one line.
    """

    column: int
    colspan: int
    rowspan: int
    text: str
    style: str
    bold: bool = False
    indent: int = 0
    band: bool = False
    figure: bool = False


class _Merged(NamedTuple):
    """What is left of a merged cell that began in a row above.

    Attributes:
        short: Whether its rows are so few that they stay on one page.
    """

    rows: int
    colspan: int
    band: bool
    short: bool


def table(sheet: Sheet, measures: Measures) -> Iterator[str]:
    """Give the markup of a table piece by piece."""
    return _Table(sheet, measures).markup()


class _Table:
    """A table in the making: pieces of markup that cells share, and merged cells not yet ended."""

    def __init__(self, sheet: Sheet, measures: Measures) -> None:
        self.sheet = sheet
        self.measures = measures
        self._open: dict[int, _Merged] = {}
        self._boxes: dict[tuple[int, int, str, bool], str] = {}
        self._lines: dict[tuple[str, int, bool], str] = {}
        self._looks = {
            (style, bold): self._look(style, bold=bold)
            for style in ("TableHead", *_STYLES.values())
            for bold in (False, True)
        }

    def markup(self) -> Iterator[str]:
        """Give the table; what stands beside cells first, then a row at a time."""
        yield f"<w:tbl>{self._properties()}{self._grid()}"
        yield from self._head()
        for row, following in zip_longest(self.sheet.body, self.sheet.body[1:]):
            pieces = [_piece(row, cell) for cell in row.cells]
            heading = bool(following) and _is_bold(row) and not _is_bold(following)
            keep = heading or self._goes_on(pieces)
            kept = "" if self._is_tall(row) else _KEPT
            yield self._row(pieces, self.measures.height(row.height), kept, keep=keep)
        yield "</w:tbl>"

    def _properties(self) -> str:
        sheet, measures = self.sheet, self.measures
        name = one_line(f"{sheet.number} {sheet.title}".strip())
        about = one_line("；".join(filter(None, (_caption_text(sheet), *sheet.notes))))
        sides = "".join(
            f'<w:{side} w:w="{measures.pad if side in {"left", "right"} else 0}" w:type="dxa"/>'
            for side in ("top", "left", "bottom", "right")
        )
        described = f'<w:tblDescription w:val="{about}"/>' if about else ""
        return (
            f'<w:tblPr><w:tblStyle w:val="BudgetTable"/><w:tblW w:w="{sum(measures.widths)}" '
            f'w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{sides}</w:tblCellMar>"
            '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{name}"/>{described}</w:tblPr>'
        )

    def _grid(self) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.measures.widths)
        return f"<w:tblGrid>{columns}</w:tblGrid>"

    def _head(self) -> Iterator[str]:
        sheet, measures = self.sheet, self.measures
        cells = sorted(
            zip(sheet.header, measures.heads, strict=True), key=lambda cell: cell[0].column
        )
        for number, height in enumerate(_head_heights(sheet, measures)):
            pieces = [
                _Piece(cell.column, cell.colspan, cell.rowspan, text, "TableHead")
                for cell, text in cells
                if cell.row == number
            ]
            yield self._row(pieces, height, _KEPT + _REPEATED)
        if sheet.numbers:
            repeated = _REPEATED if sheet.page.repeat_numbers else ""
            yield self._row(_number_pieces(sheet), measures.height(1), _KEPT + repeated)
        self._open.clear()

    def _goes_on(self, pieces: Sequence[_Piece]) -> bool:
        """Tell whether a short merged cell covers both this row and the next."""
        begins = any(piece.rowspan > 1 and self._is_short(piece) for piece in pieces)
        return begins or any(left.short and left.rows > 1 for left in self._open.values())

    def _is_short(self, piece: _Piece) -> bool:
        paper = self.measures.paper
        page = paper.height - paper.top - paper.bottom
        return piece.rowspan * self.measures.height(1) <= page * _MOST_GIVEN_UP

    def _row(
        self, pieces: Sequence[_Piece], height: int, properties: str, *, keep: bool = False
    ) -> str:
        """Set a row; what no cell covers is an empty cell, as Word wants all columns filled.

        Args:
            pieces: Its cells in order.
            height: Its least height.
            properties: Markup of what else is said of it.
            keep: Whether it stays with the next row on one page.
        """
        parts = []
        column, count = 0, len(self.measures.widths)
        waiting = iter(pieces)
        piece = next(waiting, None)
        while column < count:
            merged = self._open.get(column)
            if merged:
                parts.append(self._continue(column, merged, keep=keep))
                column += merged.colspan
                continue
            while piece and piece.column < column:
                piece = next(waiting, None)
            if piece and piece.column == column:
                parts.append(self._cell(piece, keep=keep))
                column += piece.colspan
            else:
                parts.append(self._cell(_Piece(column, 1, 1, "", "TableText"), keep=keep))
                column += 1
        return (
            f'<w:tr><w:trPr>{properties}<w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
            f"{''.join(parts)}</w:tr>"
        )

    def _continue(self, column: int, merged: _Merged, *, keep: bool) -> str:
        if merged.rows > 1:
            self._open[column] = merged._replace(rows=merged.rows - 1)
        else:
            del self._open[column]
        box = self._box(column, merged.colspan, "<w:vMerge/>", band=merged.band)
        return f"<w:tc>{box}{self._line('TableText', keep=keep)}</w:p></w:tc>"

    def _cell(self, piece: _Piece, *, keep: bool) -> str:
        merge = ""
        if piece.rowspan > 1:
            merge = '<w:vMerge w:val="restart"/>'
            left = _Merged(piece.rowspan - 1, piece.colspan, piece.band, self._is_short(piece))
            self._open[piece.column] = left
        box = self._box(piece.column, piece.colspan, merge, band=piece.band)
        line = self._line(piece.style, piece.indent, keep=keep)
        if not piece.text:
            return f"<w:tc>{box}{line}</w:p></w:tc>"
        look = self._looks[piece.style, piece.bold]
        if piece.figure and self.measures.tight:
            look = self._condensed(piece, look)
        text = escape(piece.text)
        if "\n" in text:
            return f"<w:tc>{box}{line}{run(piece.text, look)}</w:p></w:tc>"
        return (
            f"<w:tc>{box}{line}<w:r><w:rPr>{look}</w:rPr>"
            f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
        )

    def _box(self, column: int, colspan: int, merge: str, *, band: bool) -> str:
        key = column, colspan, merge, band
        found = self._boxes.get(key)
        if found is None:
            width = sum(self.measures.widths[column : column + colspan])
            span = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
            found = self._boxes[key] = (
                f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
                f'{_BAND if band else ""}<w:vAlign w:val="center"/></w:tcPr>'
            )
        return found

    def _line(self, style: str, indent: int = 0, *, keep: bool = False) -> str:
        """Open the paragraph of a cell."""
        key = style, indent, keep
        found = self._lines.get(key)
        if found is None:
            measures = self.measures
            spacing = (
                ""
                if measures.size == CELL_SIZE
                else f'<w:spacing w:line="{measures.leading}" w:lineRule="exact"/>'
            )
            left = round(indent * measures.size * 20)
            shift = f'<w:ind w:left="{left}"/>' if left else ""
            look = f"{_WITH_NEXT if keep else ''}{spacing}{shift}"
            found = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>'
            self._lines[key] = found
        return found

    def _look(self, style: str, *, bold: bool) -> str:
        part = "head" if style == "TableHead" else "body"
        page = self.sheet.page
        face = "" if is_default(page, part) else fonts_of(style_of(page, part))
        size = "" if self.measures.size == CELL_SIZE else size_of(self.measures.size)
        return f"{face}{_BOLD if bold else ''}{size}"

    def _condensed(self, piece: _Piece, look: str) -> str:
        """Narrow the letters of a figure that is wider than its cell."""
        room = sum(self.measures.widths[piece.column : piece.column + piece.colspan])
        room -= 2 * self.measures.pad
        wide = width_of(piece.text) * self.measures.size * 20
        if wide <= room:
            return look
        scale = f'<w:w w:val="{max(int(100 * room / wide), _NARROWEST)}"/>'
        before, mark, after = look.partition("<w:sz ")
        return f"{before}{scale}{mark}{after}"

    def _is_tall(self, row: Row) -> bool:
        """Tell whether a row may have to be divided, as it fills most of a page."""
        paper = self.measures.paper
        page = (paper.height - paper.top - paper.bottom) * _MOST_OF_PAGE
        for cell in row.cells:
            if len(cell.text) > _LONG_TEXT:
                room = sum(self.measures.widths[cell.column : cell.column + cell.colspan])
                lines = width_of(cell.text) * self.measures.size * 20 / max(room, 1)
                if (lines + cell.text.count("\n")) * self.measures.leading > page:
                    return True
        return False


def _head_heights(sheet: Sheet, measures: Measures) -> list[int]:
    """Measure the rows of the header; a merged cell stretches the last row that it covers.

    Readers would do so as well, but not where they repeat the header on a further page.
    """
    heights = [measures.height(1)] * sheet.header_rows
    pairs = zip(sheet.header, measures.heads, strict=True)
    for cell, text in sorted(pairs, key=lambda pair: pair[0].rowspan):
        last = min(cell.row + cell.rowspan, sheet.header_rows) - 1
        others = sum(heights[cell.row : last])
        needed = measures.height(text.count("\n") + 1) - others
        heights[last] = max(heights[last], needed)
    return heights


def _is_bold(row: Row) -> bool:
    return row.style != "plain" or any(cell.bold for cell in row.cells)


def _piece(row: Row, cell: Cell) -> _Piece:
    return _Piece(
        cell.column,
        cell.colspan,
        cell.rowspan,
        cell.text,
        _STYLES[cell.align],
        bold=cell.bold or row.style != "plain",
        indent=cell.indent,
        band=row.style == "band",
        figure=cell.kind != "text",
    )


def _number_pieces(sheet: Sheet) -> list[_Piece]:
    """Make the number row; an empty text continues the cell at its left."""
    pieces: list[_Piece] = []
    for column, text in enumerate(sheet.numbers[: len(sheet.columns)]):
        if text or not pieces:
            pieces.append(_Piece(column, 1, 1, text, "TableCentred"))
        else:
            pieces[-1] = pieces[-1]._replace(colspan=pieces[-1].colspan + 1)
    return pieces


def _caption_text(sheet: Sheet) -> str:
    return "；".join(text for caption in sheet.captions for text in caption if text)
