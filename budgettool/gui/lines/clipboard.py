"""Blocks of cells on the clipboard, as Excel and WPS write and expect them: HTML and tabs.

All that comes in is hostile: cells are cut to the limits of an import, and more rows than a window
can take in at once are refused. Leaves what cells mean to `pasting`.
"""

import re
from collections.abc import Sequence
from decimal import Context, InvalidOperation
from html import escape
from html.parser import HTMLParser
from typing import Final

from PySide6.QtCore import QMimeData

from budgettool.errors import BudgetToolError
from budgettool.importing.grid import MAX_COLUMNS, MAX_TEXT

Block = list[list[str]]
"""Rows of texts; rows may differ in length."""

MOST_ROWS: Final = 20_000
"""Rows that are taken in before anybody wonders why; an import takes more, and can be stopped."""

_MAX_HTML: Final = 50_000_000
_ONLY_IN_HTML: Final = re.compile(
    r"(?:row|col)span|x:num|sdval|display:\s*none|<(?:br|p|div)\b", re.IGNORECASE
)
"""What a table says and its plain text does not; the text is read a hundred times as fast."""

_NUMBER: Final = re.compile(
    r"[-+(¥￥]?(?:0|[1-9][\d,]*)(?:\.\d+)?(?:E[-+]?\d+)?\)?|#+|-", re.IGNORECASE
)
"""How a number is shown: also as ### where its column is too narrow, or - for none."""

_CODE: Final = re.compile(r"2\d{6}|[35]\d{4}")
"""What looks like a number and is a code: 功能科目's 项, 经济科目's 款."""

_EXACT: Final = Context(prec=15)
_CELL_END: Final = re.compile(r"[\t\n]")
_ROW_SEPARATORS: Final = ("\r\n", "\r")


class TooManyRowsError(BudgetToolError):
    """A block has more rows than are taken in at once."""

    def __init__(self) -> None:
        super().__init__(
            f"剪贴板里的表格超过 {MOST_ROWS:,} 行，没有粘贴；"
            "请分几次粘贴，明细也可以存成文件再用“导入…”"
        )


def block_of(mime: QMimeData | None) -> Block:
    """Read the block on a clipboard; empty where there is none.

    Raises:
        TooManyRowsError: It has more rows than are taken in at once.
    """
    if mime is None:
        return []
    html = mime.html() if mime.hasHtml() else ""
    text = mime.text() if mime.hasText() else ""
    if text.strip() and not _ONLY_IN_HTML.search(html):
        return read_tabs(text)
    return read_html(html) or read_tabs(text)


def read_tabs(text: str) -> Block:
    """Read rows of cells parted by tabs; a quoted cell may hold tabs and line ends."""
    for separator in _ROW_SEPARATORS:
        text = text.replace(separator, "\n")
    if '"' not in text:
        lines = text.split("\n", MOST_ROWS)
        _refuse_more("".join(lines[MOST_ROWS:]))
        plain = [line.split("\t", MAX_COLUMNS)[:MAX_COLUMNS] for line in lines]
        return _trimmed([[_clean(cell) for cell in row] for row in plain])
    rows: Block = [[]]
    at = 0
    while at <= len(text) and len(rows) <= MOST_ROWS:
        cell, at, end = _cell(text, at)
        if len(rows[-1]) < MAX_COLUMNS:
            rows[-1].append(_clean(cell))
        if end == "\n":
            rows.append([])
        elif not end:
            break
    _refuse_more(text[at:])
    return _trimmed(rows)


def read_html(html: str) -> Block:
    """Read the first table of a page, without what is hidden.

    A text or code that is merged over rows stands in each of them, as an import reads it; a figure
    stands once, and so does what is merged over columns.
    """
    if "<t" not in html[:_MAX_HTML].lower():
        return []
    reader = _TableReader()
    try:
        reader.feed(html[:_MAX_HTML])
        reader.close()
    except AssertionError:  # the way in which Python's parser refuses
        return []
    return _trimmed(reader.rows)


def mime_of(rows: Sequence[Sequence[str]], *, numbers: frozenset[int] = frozenset()) -> QMimeData:
    """Write a block as tabs and as a table, in which only columns of numbers are numbers.

    Args:
        rows: The texts.
        numbers: The columns, from 0, whose texts Excel is to read as numbers; others stay text,
            so that `016001` keeps its zero.
    """
    mime = QMimeData()
    mime.setText("\r\n".join("\t".join(_quoted(text) for text in row) for row in rows) + "\r\n")
    cells = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(text)}</td>"
            if at in numbers
            else f"<td style=\"mso-number-format:'\\@'\">{escape(text)}</td>"
            for at, text in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    mime.setHtml(
        f'<html><head><meta charset="utf-8"></head><body><table>{cells}</table></body></html>'
    )
    return mime


def _cell(text: str, at: int) -> tuple[str, int, str]:
    """Read one cell; gives its text, where the next begins, and what ended it."""
    if text.startswith('"', at) and (closed := _closing(text, at + 1)) is not None:
        cell = text[at + 1 : closed].replace('""', '"')
        return cell, closed + 2, text[closed + 1 : closed + 2]
    found = _CELL_END.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end], end + 1, text[end : end + 1]


def _closing(text: str, at: int) -> int | None:
    """Find the quote that closes a cell; None where the quote was part of its text."""
    while (at := text.find('"', at)) >= 0:
        if text.startswith('""', at):
            at += 2
            continue
        return at if text[at + 1 : at + 2] in {"", "\t", "\n"} else None
    return None


def _quoted(text: str) -> str:
    if any(mark in text for mark in "\t\n\r") or text.startswith('"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _clean(text: str) -> str:
    return " ".join(text[:MAX_TEXT].split())


def _trimmed(rows: Block) -> Block:
    """Leave out empty rows at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _refuse_more(rest: str) -> None:
    """Refuse a block that goes on; blank rows below it are nothing."""
    if rest and not rest.isspace():
        raise TooManyRowsError


class _TableReader(HTMLParser):
    """Collects the cells of the first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Block = []
        self._held: dict[int, tuple[int, str]] = {}
        self._row = -1
        self._text: list[str] | None = None
        self._number = ""
        self._spans = (1, 1)
        self._open = False
        self._shown = True
        self._done = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        if self._done:
            return
        if tag in {"style", "script"}:
            self._hidden += 1
        elif tag == "tr":
            self._end_row()
            self._shown = not _is_hidden(dict(attrs))
            self._row += 1
            if len(self.rows) == MOST_ROWS:
                raise TooManyRowsError
            self._open = True
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._end_cell()
            self._start_cell(dict(attrs))
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag in {"style", "script"} and self._hidden:
            self._hidden -= 1
        elif tag == "table" and self.rows:
            self._end_row()
            self._done = True

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._text is not None and not self._hidden and not self._done:
            self._text.append(data)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._text = []
        self._number = _exact(attributes.get("x:num") or attributes.get("sdval") or "")
        self._spans = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))

    def _end_cell(self) -> None:
        if self._text is None or not self.rows:
            return
        text, self._text = _clean("".join(self._text)), None
        if self._number and _NUMBER.fullmatch(text):
            text = self._number
        self._take_held()
        row = self.rows[-1]
        down, right = self._spans
        right = min(right, MAX_COLUMNS - len(row))
        if down > 1:
            below = text if _CODE.fullmatch(text) or not _NUMBER.fullmatch(text) else ""
            for at in range(right):
                self._held[len(row) + at] = (self._row + down - 1, "" if at else below)
        row.extend([text, *([""] * (right - 1))][:right])

    def _take_held(self) -> None:
        """Fill in what merged cells above reach down to."""
        row = self.rows[-1]
        while len(row) < MAX_COLUMNS:
            last, text = self._held.get(len(row), (-1, ""))
            if last < self._row:
                return
            row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        if not self._open:
            return
        self._open = False
        self._take_held()
        if not self._shown:
            self.rows.pop()


def _exact(text: str) -> str:
    """Write the number behind a cell as it would be typed; nothing where it is none."""
    try:
        number = _EXACT.create_decimal(text.strip())
    except InvalidOperation:
        return ""
    return f"{number:f}" if number.is_finite() and abs(number.adjusted()) < MAX_COLUMNS else ""


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    """Tell whether a row is hidden, as Excel writes rows that a user or a filter hid."""
    style = "".join((attributes.get("style") or "").split()).lower()
    return "display:none" in style or attributes.get("hidden", "") is None


def _span(text: str | None) -> int:
    plain = (text or "").strip()
    return max(1, min(int(plain), 1_000)) if plain.isdecimal() and len(plain) <= 4 else 1  # noqa: PLR2004
