"""Blocks of cells on the clipboard, as Excel and WPS write and expect them: HTML and tabs.

All that comes in is hostile: it is cut to the limits of an import. Leaves what cells mean to
`pasting`.
"""

from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from typing import Final

from PySide6.QtCore import QMimeData

from budgettool.importing.grid import MAX_COLUMNS, MAX_ROWS, MAX_TEXT

Block = list[list[str]]
"""Rows of texts; rows may differ in length."""

_MAX_HTML: Final = 50_000_000
_ROW_SEPARATORS: Final = ("\r\n", "\r")


def block_of(mime: QMimeData | None) -> Block:
    """Read the block on a clipboard; empty where there is none."""
    if mime is None:
        return []
    if mime.hasHtml():
        block = read_html(mime.html())
        if block:
            return block
    return read_tabs(mime.text()) if mime.hasText() else []


def read_tabs(text: str) -> Block:
    """Read rows of cells parted by tabs; a quoted cell may hold tabs and line ends."""
    for separator in _ROW_SEPARATORS:
        text = text.replace(separator, "\n")
    if '"' not in text:
        plain = [line.split("\t", MAX_COLUMNS)[:MAX_COLUMNS] for line in text.split("\n", MAX_ROWS)]
        return _trimmed([[_clean(cell) for cell in row] for row in plain])
    rows: Block = [[]]
    at = 0
    while at <= len(text) and len(rows) <= MAX_ROWS:
        cell, at, end = _cell(text, at)
        if len(rows[-1]) < MAX_COLUMNS:
            rows[-1].append(_clean(cell))
        if end == "\n":
            rows.append([])
        elif not end:
            break
    return _trimmed(rows)


def read_html(html: str) -> Block:
    """Read the first table of a page; merged cells leave their others blank."""
    if "<t" not in html[:_MAX_HTML].lower():
        return []
    reader = _TableReader()
    reader.feed(html[:_MAX_HTML])
    reader.close()
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
    ends = [place for mark in "\t\n" if (place := text.find(mark, at)) >= 0]
    end = min(ends, default=len(text))
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
    return rows[:MAX_ROWS]


class _TableReader(HTMLParser):
    """Collects the cells of the first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Block = []
        self._held: dict[tuple[int, int], bool] = {}
        self._text: list[str] | None = None
        self._number = ""
        self._spans = (1, 1)
        self._done = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        if self._done:
            return
        if tag in {"style", "script"}:
            self._hidden += 1
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._end_cell()
            self._start_cell(dict(attrs))
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag in {"style", "script"} and self._hidden:
            self._hidden -= 1
        elif tag == "table" and self.rows:
            self._end_cell()
            self._done = True

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._text is not None and not self._hidden and not self._done:
            self._text.append(data)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._text = []
        self._number = attributes.get("x:num") or ""
        self._spans = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = self._number or _clean("".join(self._text)), None
        row, at = self.rows[-1], len(self.rows) - 1
        while (at, len(row)) in self._held and len(row) < MAX_COLUMNS:
            row.append("")
        down, right = self._spans
        for below in range(1, min(down, MAX_ROWS)):
            for beside in range(right):
                self._held[at + below, len(row) + beside] = True
        row.extend([text, *([""] * (right - 1))])
        del row[MAX_COLUMNS:]


def _span(text: str | None) -> int:
    plain = (text or "").strip()
    return max(1, min(int(plain), 1_000)) if plain.isdecimal() and len(plain) <= 4 else 1  # noqa: PLR2004
