"""A sheet for the clipboard: as HTML with its merged cells and lines, and as plain text.

Word, Excel, WPS and LibreOffice take the HTML: styles are for the former, attributes (`align`,
`sdnum`) for the latter. What takes text alone gets the cells separated by tabs.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from PySide6.QtCore import QMimeData

from budgettool.exporting.pdf.columns import is_bold
from budgettool.exporting.pdf.frame import Frame
from budgettool.sheets.sheet import Cell, HeadCell, Row, Sheet

_PIXELS = 96 / 72
_EDGE = "border:0.5pt solid #000000;padding:1pt 3pt;"


def sheet_data(sheet: Sheet, frame: Frame) -> QMimeData:
    """Make what the clipboard holds of a sheet, with the measures at which it is printed."""
    data = QMimeData()
    data.setHtml(sheet_html(sheet, frame))
    data.setText(sheet_text(sheet))
    return data


def sheet_html(sheet: Sheet, frame: Frame) -> str:
    """Write a sheet as an HTML table as it will be printed."""
    width = len(sheet.columns)
    rows = [_columns(frame.edges)]
    if sheet.number:
        rows.append(_whole_row(sheet.number, width, "right"))
    rows.append(_whole_row(sheet.title, width, "center", sheet.page.title_size))
    rows += [_caption_row(caption, width) for caption in sheet.captions]
    rows += _head_rows(sheet)
    rows += [_body_row(row) for row in sheet.body]
    rows += [_whole_row(note, width, "left") for note in sheet.notes]
    style = f"td{{font-family:宋体,SimSun;font-size:{frame.setting.size}pt}}"
    head = f'<head><meta charset="utf-8"><style>{style}</style></head>'
    table = f'<table border="1" cellspacing="0" style="border-collapse:collapse">{"".join(rows)}'
    return f"<html>{head}<body>{table}</table></body></html>"


def _columns(edges: Sequence[float]) -> str:
    """Write the columns as wide as they are printed, in pixels."""
    widths = (round((right - left) * _PIXELS) for left, right in pairwise(edges))
    return "".join(f'<col width="{width}">' for width in widths)


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


def _whole_row(text: str, width: int, align: str, size: float = 0.0) -> str:
    style = f"border:none;text-align:{align}" + (f";font-size:{size}pt" if size else "")
    written = f"<b>{_escaped(text)}</b>" if size else _escaped(text)
    return f'<tr><td colspan="{width}" align="{align}" style="{style}">{written}</td></tr>'


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
        style = f"border:none;text-align:{align}"
        yield f'<td colspan="{span}" align="{align}" style="{style}">{_escaped(text)}</td>'


def _head_rows(sheet: Sheet) -> Iterator[str]:
    ordered = sorted(sheet.header, key=lambda head: (head.row, head.column))
    for _, heads in groupby(ordered, key=lambda head: head.row):
        yield f"<tr>{''.join(_head_cell(head) for head in heads)}</tr>"
    if sheet.numbers:
        cells = "".join(
            f'<td align="center" style="{_EDGE}text-align:center">{_escaped(text)}</td>'
            for text in sheet.numbers
        )
        yield f"<tr>{cells}</tr>"


def _head_cell(head: HeadCell) -> str:
    style = f"{_EDGE}text-align:center;vertical-align:middle"
    place = 'align="center" valign="middle"'
    return f'<td{_spans(head)} {place} style="{style}">{_escaped(head.text)}</td>'


def _body_row(row: Row) -> str:
    return f"<tr>{''.join(_body_cell(row, cell) for cell in row.cells)}</tr>"


def _body_cell(row: Row, cell: Cell) -> str:
    bold = is_bold(row, cell)
    style = f"{_EDGE}text-align:{cell.align};vertical-align:middle;{_format_style(cell)}"
    style += "font-weight:bold;" * bold
    if cell.kind != "text":
        style += "white-space:nowrap;"
    if cell.indent:
        style += f"padding-left:{cell.indent}em;"
    written = f"<b>{_escaped(cell.text)}</b>" if bold else _escaped(cell.text)
    place = f'align="{cell.align}" valign="middle"{_format_attributes(cell)}'
    return f'<td{_spans(cell)} {place} style="{style}">{written}</td>'


def _number_format(cell: Cell) -> str:
    """Give the format under which a spreadsheet shows a cell as it is printed; codes are text."""
    if cell.kind == "text":
        return "@"
    if cell.kind != "amount" or not cell.text:
        return ""
    decimals = len(cell.text.partition(".")[2])
    return ("#,##0" if "," in cell.text else "0") + "." * bool(decimals) + "0" * decimals


def _format_style(cell: Cell) -> str:
    form = _number_format(cell).replace("@", "\\@")
    return f"mso-number-format:'{form}';" if form else ""


def _format_attributes(cell: Cell) -> str:
    form = _number_format(cell)
    value = f' sdval="{cell.text.replace(",", "")}"' if form and cell.kind == "amount" else ""
    return f'{value} sdnum="1033;0;{form}"' if form else ""


def _spans(cell: Cell | HeadCell) -> str:
    across = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return across + down


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
