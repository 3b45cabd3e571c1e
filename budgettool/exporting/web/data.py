"""Writes the tables as data: a CSV file for each, and all of them as one JSON file.

Sheets of one table, such as a form for each project, are one file. Each file appears whole or not
at all; files of an earlier writing that are no longer wanted are removed.
"""

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from budgettool.exporting.web.errors import PageNotWrittenError
from budgettool.exporting.web.markup import clean
from budgettool.exporting.web.sheets import table_of
from budgettool.files import write_whole
from budgettool.sheets.sheet import Cell, Column, HeadCell, Sheet

ALL_TABLES: Final = ""
"""Under which `data_addresses` gives the file that has all tables."""

_FOLDER_ENDING: Final = "_数据"
_JSON_NAME: Final = "tables.json"
_CSV_NAME: Final = re.compile(r"[0-9A-Za-z_-]{1,60}\.csv", re.ASCII)
_NOT_IN_NAMES: Final = re.compile(r"[^0-9A-Za-z_-]+", re.ASCII)
_LONGEST_NAME: Final = 40
_FIGURES: Final = frozenset({"amount", "rate", "number"})
_FIGURE: Final = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?%?", re.ASCII)
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_ABOUT: Final = (
    "每张表的 rows 是表体各行，cells 是各格：column 从 0 数起，text 是印出的文字，"
    "fen 是以分计的精确金额，rate_e8 是以亿分之一计的比率，reference 是这个数的引用；"
    "header 是表头，children 是下级表头；unit 是印出金额的单位"
)


def data_folder(page: Path) -> Path:
    """Tell in which folder the data of a page is."""
    return page.with_name(page.stem + _FOLDER_ENDING)


def data_addresses(sheets: Sequence[Sheet], folder: Path) -> Mapping[str, str]:
    """Give the address of each table's file, as a page beside the folder links to it."""
    names = {ALL_TABLES: _JSON_NAME, **_csv_names(sheets)}
    start = quote(os.fsencode(folder.name))
    return {table: f"{start}/{name}" for table, name in names.items()}


def write_table_data(
    sheets: Sequence[Sheet], folder: Path, *, title: str = "", mark: str = ""
) -> tuple[Path, ...]:
    """Write the data of tables.

    Args:
        sheets: The tables.
        folder: Where to write; made where it is missing.
        title: What the tables are of.
        mark: A word that says what they are, such as a draft.

    Returns:
        The files written.

    Raises:
        PageNotWrittenError: A file cannot be written.
    """
    names = _csv_names(sheets)
    contents = {
        name: _csv([sheet for sheet in sheets if table_of(sheet) == table])
        for table, name in names.items()
    }
    contents[_JSON_NAME] = _json(sheets, names, title, mark)
    path = folder
    try:
        folder.mkdir(exist_ok=True)
        stale = stale_files(folder, contents)
        for name, content in contents.items():
            path = folder / name
            write_whole(path, content)
        for path in stale:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise PageNotWrittenError(path, error) from error
    return tuple(folder / name for name in contents)


def stale_files(folder: Path, wanted: Iterable[str]) -> list[Path]:
    """List the files that an earlier writing says are its own, and that are not wanted now.

    A table that is no longer published must not stay beside the page.
    """
    try:
        before = json.loads((folder / _JSON_NAME).read_bytes())["files"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []
    named = {name for name in before if isinstance(name, str)} if isinstance(before, list) else ()
    gone = sorted(set(named) - set(wanted))
    return [folder / name for name in gone if _CSV_NAME.fullmatch(name)]


def _csv_names(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Name each table's file after its id, in letters that every server knows."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for table in dict.fromkeys(map(table_of, sheets)):
        wanted = _NOT_IN_NAMES.sub("_", table)[:_LONGEST_NAME] or "_"
        free, number = wanted, 2
        while free.casefold() in taken:
            free, number = f"{wanted}-{number}", number + 1
        taken.add(free.casefold())
        names[table] = f"{free}.csv"
    return names


def _csv(sheets: Sequence[Sheet]) -> bytes:
    """Write the sheets of one table as rows under one head."""
    several = any("/" in sheet.id for sheet in sheets)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow((["项目"] if several else []) + _head(sheets[0]))
    for sheet in sheets:
        first = [_guarded(sheet.id.partition("/")[2])] if several else []
        writer.writerows([*first, *row] for row in _rows(sheet))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _head(sheet: Sheet) -> list[str]:
    """Flatten the header to one row; a head of amounts names their unit."""
    above: list[list[str]] = [[] for _ in sheet.columns]
    for head in sorted(sheet.header, key=lambda head: head.row):
        for column in range(head.column, head.column + head.colspan):
            above[column].append(clean(head.text))
    return [
        _guarded("/".join(filter(None, texts)) or f"第{number}列") + _unit(column, sheet)
        for number, (column, texts) in enumerate(zip(sheet.columns, above, strict=True), 1)
    ]


def _unit(column: Column, sheet: Sheet) -> str:
    return f"（{sheet.unit}）" if column.kind == "amount" else ""


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    """Give the texts of each row; what stands over several rows is said in each."""
    standing: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(sheet.body):
        texts = [""] * len(sheet.columns)
        for column, (end, text) in standing.items():
            if end > number:
                texts[column] = text
        for cell in row.cells:
            texts[cell.column] = _cell_text(cell)
            if cell.rowspan > 1 and cell.kind == "text":
                standing[cell.column] = (number + cell.rowspan, texts[cell.column])
        yield texts


def _cell_text(cell: Cell) -> str:
    """Give a cell's text; figures without the commas that stand between thousands."""
    if cell.kind in _FIGURES and _FIGURE.fullmatch(cell.text):
        return cell.text.replace(",", "")
    return _guarded(cell.text)


def _guarded(text: str) -> str:
    """Keep a text a text: a spreadsheet would take one that begins with a sign for a formula."""
    plain = clean(text)
    return f"'{plain}" if plain.startswith(_FORMULA_SIGNS) else plain


def _json(sheets: Sequence[Sheet], names: Mapping[str, str], title: str, mark: str) -> bytes:
    whole = {
        "title": clean(title),
        "mark": clean(mark),
        "about": _ABOUT,
        "files": list(names.values()),
        "tables": [_table(sheet, names[table_of(sheet)]) for sheet in sheets],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _table(sheet: Sheet, file: str) -> dict[str, object]:
    return {
        "id": clean(sheet.id),
        "number": clean(sheet.number),
        "title": clean(sheet.title),
        "unit": sheet.unit,
        "fen_per_unit": sheet.fen_per_unit,
        "decimals": sheet.decimals,
        "csv": file,
        "captions": [list(map(clean, caption)) for caption in sheet.captions],
        "columns": [
            {"id": clean(column.id), "kind": column.kind, "key": column.key}
            for column in sheet.columns
        ],
        "header": _tree(sheet.header, 0, 0, len(sheet.columns)),
        "numbers": list(map(clean, sheet.numbers)),
        "rows": [
            {"address": clean(row.address), "cells": list(map(_cell, row.cells))}
            for row in sheet.body
        ],
        "notes": list(map(clean, sheet.notes)),
    }


def _tree(header: Sequence[HeadCell], row: int, start: int, end: int) -> list[dict[str, object]]:
    """Give the heads that begin in a row within some columns, with those below them."""
    return [
        {
            "text": clean(head.text),
            "column": head.column,
            "columns": head.colspan,
            "children": _tree(
                header, head.row + head.rowspan, head.column, head.column + head.colspan
            ),
        }
        for head in header
        if head.row == row and start <= head.column < end
    ]


def _cell(cell: Cell) -> dict[str, object]:
    """Give a cell with what it has; a figure that is not printed is not told."""
    told: dict[str, object] = {"column": cell.column, "text": clean(cell.text)}
    if cell.kind in {"amount", "rate"} and cell.exact is not None and (cell.text or not cell.exact):
        told["fen" if cell.kind == "amount" else "rate_e8"] = cell.exact
    if cell.reference:
        told["reference"] = clean(cell.reference)
    if cell.colspan > 1:
        told["columns"] = cell.colspan
    if cell.rowspan > 1:
        told["rows"] = cell.rowspan
    return told
