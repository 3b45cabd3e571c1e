"""Reads xlsx files, with what an import must know beside the values.

Own reader, because the fast libraries see neither hidden rows nor formulas without a result, and
lay a sheet out in full before a limit can stop them. Leaves the package to `ooxml`, the cells of
one sheet to `worksheet`.
"""

import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple

from budgettool.importing.errors import DamagedError, TooLargeError
from budgettool.importing.grid import MAX_TEXT, Grid, Progress, Workbook, no_progress
from budgettool.importing.ooxml import Package, open_package
from budgettool.importing.worksheet import SheetReader

_MAX_STRINGS = 100_000_000
_MAX_SHEETS = 500
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_LETTERS = re.compile("[ymdhs]", re.IGNORECASE)


class _Part(NamedTuple):
    name: str
    path: str
    hidden: bool


def read_xlsx(path: Path, progress: Progress = no_progress) -> Workbook:
    """Read every worksheet.

    Raises:
        SourceError: The file is damaged, encrypted or too large.
    """
    with open_package(path) as package:
        main = _main_part(package)
        strings = _strings(package, join(dirname(main), "sharedStrings.xml"), progress)
        dates = _date_styles(package, join(dirname(main), "styles.xml"))
        grids = [
            _grid(package, part, SheetReader(path, strings, dates), progress)
            for part in _sheets(package, main)
        ]
    if not grids:
        raise DamagedError(path, "里面没有工作表")
    return Workbook(path.name, tuple(grids))


def _grid(package: Package, part: _Part, reader: SheetReader, progress: Progress) -> Grid:
    for done, total in package.walk(part.path, reader.start, reader.end, reader.text):
        progress(f"读取工作表“{part.name}”", done, total)
    return reader.grid(part.name, hidden=part.hidden)


def _elements(package: Package, part: str, name: str) -> list[dict[str, str]]:
    """List the attributes of every element of that name; without the part there is none."""
    found: list[dict[str, str]] = []

    def start(element: str, values: dict[str, str]) -> None:
        if element == name:
            found.append(values)

    if package.has(part):
        for _ in package.walk(part, start, lambda _name: None):
            pass
    return found


def _main_part(package: Package) -> str:
    for relation in _elements(package, "_rels/.rels", "Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            main = relation.get("Target", "").lstrip("/")
            if package.has(main):
                return main
    raise DamagedError(package.path, "里面没有工作簿")


def _sheets(package: Package, main: str) -> list[_Part]:
    folder, file = dirname(main), main.rpartition("/")[2]
    targets = {
        relation.get("Id", ""): normpath(join("/" + folder, relation.get("Target", ""))).lstrip("/")
        for relation in _elements(package, f"{folder}/_rels/{file}.rels", "Relationship")
        if relation.get("Type", "").endswith("/worksheet")
    }
    parts = []
    for sheet in _elements(package, main, "sheet"):
        relation = next((sheet[key] for key in sheet if key.rpartition(":")[2] == "id"), "")
        path = targets.get(relation, "")
        if package.has(path):
            hidden = sheet.get("state", "visible") != "visible"
            parts.append(_Part(sheet.get("name", ""), path, hidden))
    if len(parts) > _MAX_SHEETS:
        raise TooLargeError(package.path, f"超过 {_MAX_SHEETS} 张工作表")
    return parts


class _StringReader:
    """Collects the shared strings by number: the text of their runs, without phonetic guides."""

    def __init__(self, path: Path) -> None:
        self.strings: dict[str, str] = {}
        self._path = path
        self._parts: list[str] = []
        self._taking = False
        self._guide = False
        self._length = 0

    def start(self, name: str, _values: dict[str, str]) -> None:
        if name == "t":
            self._taking = not self._guide
        elif name == "si":
            self._parts = []
        elif name == "rPh":
            self._guide = True

    def end(self, name: str) -> None:
        if name == "t":
            self._taking = False
        elif name == "si":
            self._keep("".join(self._parts).strip())
        elif name == "rPh":
            self._guide = False

    def _keep(self, text: str) -> None:
        if len(text) > MAX_TEXT:
            raise TooLargeError(self._path, f"有的单元格超过 {MAX_TEXT:,} 个字")
        self.strings[str(len(self.strings))] = text

    def text(self, text: str) -> None:
        if self._taking:
            self._length += len(text)
            if self._length > _MAX_STRINGS:
                raise TooLargeError(self._path, "文字过多")
            self._parts.append(text)


def _strings(package: Package, part: str, progress: Progress) -> dict[str, str]:
    reader = _StringReader(package.path)
    if package.has(part):
        for done, total in package.walk(part, reader.start, reader.end, reader.text):
            progress("读取文字", done, total)
    return reader.strings


def _date_styles(package: Package, part: str) -> frozenset[str]:
    """List the cell styles (as written in `s`) that show a number as a date."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            formats[values.get("numFmtId", "")] = values.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(values.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    if package.has(part):
        for _ in package.walk(part, start, end):
            pass
    return frozenset(str(at) for at, style in enumerate(styles) if _is_date(style, formats))


def _is_date(style: str, formats: dict[str, str]) -> bool:
    if style in formats:
        return bool(_DATE_LETTERS.search(_NO_DATE.sub("", formats[style])))
    return style.isdecimal() and int(style) in _DATE_FORMATS
