"""A sheet for the clipboard: as HTML with its merged cells and lines, and as plain text.

Word and Excel take the HTML; what takes text alone gets the cells separated by tabs.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from PySide6.QtCore import QMimeData

from budgettool.sheets.sheet import Cell, HeadCell, Row, Sheet

_EDGE = "border:.5pt solid windowtext;padding:1pt 3pt;"
_TEXT_FORMAT = "mso-number-format:'\\@';"


def sheet_data(sheet: Sheet) -> QMimeData:
    """Make what the clipboard holds of a sheet."""
    data = QMimeData()
    data.setHtml(sheet_html(sheet))
    data.setText(sheet_text(sheet))
    return data


def sheet_html(sheet: Sheet) -> str:
    """Write a sheet as an HTML table as it will be printed."""
    width = len(sheet.columns)
    rows = [_whole_row(sheet.number, width, "text-align:right")] if sheet.number else []
    rows.append(
        _whole_row(sheet.title, width, f"text-align:center;font-size:{sheet.page.title_size}pt")
    )
    rows += [_caption_row(caption, width) for caption in sheet.captions]
    rows += _head_rows(sheet)
    rows += [_body_row(row) for row in sheet.body]
    rows += [_whole_row(note, width, "text-align:left") for note in sheet.notes]
    style = f"border-collapse:collapse;font-family:宋体,SimSun;font-size:{sheet.page.size}pt"
    table = f'<table style="{style}">{"".join(rows)}</table>'
    return f'<html><head><meta charset="utf-8"></head><body>{table}</body></html>'


def sheet_text(sheet: Sheet) -> str:
    """Write a sheet as lines of cells separated by tabs; a merged cell stands at its first."""
    width = len(sheet.columns)
    lines = [[sheet.number]] if sheet.number else []
    lines.append([sheet.title])
    lines += [[text for text in caption if text] for caption in sheet.captions]
    for row in range(sheet.header_rows):
        cells = [""] * width
        for head in sheet.header:
            if head.row == row:
                cells[head.column] = head.text
        lines.append(cells)
    if sheet.numbers:
        lines.append(list(sheet.numbers))
    for body_row in sheet.body:
        cells = [""] * width
        for cell in body_row.cells:
            cells[cell.column] = cell.text
        lines.append(cells)
    lines += [[note] for note in sheet.notes]
    return "\r\n".join("\t".join(_one_line(text) for text in line) for line in lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _whole_row(text: str, width: int, style: str) -> str:
    return f'<tr><td colspan="{width}" style="{style}">{_escaped(text)}</td></tr>'


def _caption_row(caption: Sequence[str], width: int) -> str:
    """Write a line of texts at the left, centre and right over three merged cells."""
    parts = min(3, width)
    share, rest = divmod(width, parts)
    spans = [share + (number < rest) for number in range(parts)]
    aligns = ("left", "center", "right")
    texts = list(caption) if parts == len(aligns) else [" ".join(filter(None, caption))]
    return f"<tr>{''.join(_caption_cells(texts, spans, aligns))}</tr>"


def _caption_cells(
    texts: Sequence[str], spans: Sequence[int], aligns: Sequence[str]
) -> Iterator[str]:
    for text, span, align in zip(texts, spans, aligns, strict=False):
        yield f'<td colspan="{span}" style="text-align:{align}">{_escaped(text)}</td>'


def _head_rows(sheet: Sheet) -> Iterator[str]:
    ordered = sorted(sheet.header, key=lambda head: (head.row, head.column))
    for _, heads in groupby(ordered, key=lambda head: head.row):
        yield f"<tr>{''.join(_head_cell(head) for head in heads)}</tr>"
    if sheet.numbers:
        cells = "".join(
            f'<td style="{_EDGE}text-align:center">{_escaped(text)}</td>' for text in sheet.numbers
        )
        yield f"<tr>{cells}</tr>"


def _head_cell(head: HeadCell) -> str:
    style = f"{_EDGE}text-align:center;vertical-align:middle"
    return f'<td{_spans(head)} style="{style}">{_escaped(head.text)}</td>'


def _body_row(row: Row) -> str:
    return f"<tr>{''.join(_body_cell(row, cell) for cell in row.cells)}</tr>"


def _body_cell(row: Row, cell: Cell) -> str:
    style = f"{_EDGE}text-align:{cell.align};vertical-align:middle;"
    if cell.kind == "text":
        style += _TEXT_FORMAT
    if cell.bold or row.style != "plain":
        style += "font-weight:bold;"
    if cell.indent:
        style += f"padding-left:{cell.indent}em;"
    return f'<td{_spans(cell)} style="{style}">{_escaped(cell.text)}</td>'


def _spans(cell: Cell | HeadCell) -> str:
    across = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return across + down


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
