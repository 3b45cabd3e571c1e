"""Fills the references in an existing workbook, such as `{05.合计[总计]}`, with exact figures.

The workbook is the office's own: its cells keep their styles and number formats. Leaves the
grammar of references to `packs`; here a reference is what the sheets' cells are called.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell.cell import Cell as BookCell

from budgettool.errors import BudgetToolError
from budgettool.files import cause, write_whole
from budgettool.money import to_decimal
from budgettool.sheets.sheet import Cell, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_REFERENCE = re.compile(r"\{([^{}\n]+\[[^{}\n]*\])\}")
_UNREADABLE = (  # what the reader of workbooks raises on files that are damaged or none
    OSError,
    zipfile.BadZipFile,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
)
_RATE_OF_ONE = 10**8
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class UnknownReference:
    """A reference in a template that means no figure: its worksheet, cell and text."""

    sheet: str
    cell: str
    reference: str

    def __str__(self) -> str:
        return f"工作表“{self.sheet}”单元格 {self.cell}：没有“{self.reference}”这个数"


class UnknownReferencesError(BudgetToolError):
    """References of a template mean nothing; nothing is written."""

    def __init__(self, unknown: Sequence[UnknownReference]) -> None:
        shown = "\n".join(str(one) for one in unknown[:_SHOWN])
        rest = f"\n……共 {len(unknown)} 处" if len(unknown) > _SHOWN else ""
        super().__init__(f"模板中有引用找不到，请改正后再试：\n{shown}{rest}")
        self.unknown = tuple(unknown)


class TemplateError(BudgetToolError):
    """A template cannot be read, or what is made of it cannot be written."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"模板“{path.name}”不能使用：{cause}")
        self.path = path


def fill_template(template: Path, sheets: Sequence[Sheet], out: Path, mark: str = "") -> int:
    """Fill a template with the exact figures of sheets.

    A cell that holds one reference alone becomes a number in the table's unit (blank where the
    figure prints blank); a reference amid other words becomes its printed text.

    Args:
        template: The workbook with references in braces.
        sheets: The tables that the references mean.
        out: Where to write; replaced where it exists.
        mark: A word at the foot of each page, before what the template has there.

    Returns:
        How many cells were filled.

    Raises:
        UnknownReferencesError: Some reference means no figure.
        TemplateError: The template is no workbook, or the result cannot be written.
    """
    book = _open(template)
    try:
        return _fill_book(book, template, sheets, out, mark)
    finally:
        if book.vba_archive:  # the library's own copy of the macros, which it leaves open
            book.vba_archive.close()


def _fill_book(
    book: "Workbook", template: Path, sheets: Sequence[Sheet], out: Path, mark: str
) -> int:
    figures = _figures(sheets)
    found = list(_marked(book))
    unknown = [
        UnknownReference(cell.parent.title, cell.coordinate, reference)
        for cell in found
        for reference in _REFERENCE.findall(str(cell.value))
        if reference not in figures
    ]
    if unknown:
        raise UnknownReferencesError(unknown)
    for cell in found:
        _fill(cell, figures)
    if mark:
        _mark(book, mark)
    _save(book, template, out)
    return len(found)


def _open(template: Path) -> "Workbook":
    try:
        content = BytesIO(template.read_bytes())  # a file that is refused would be left open
        return openpyxl.load_workbook(content, keep_vba=template.suffix.lower() == ".xlsm")
    except _UNREADABLE as error:
        raise TemplateError(
            template, "打不开、已损坏，或不是 xlsx 文件；请用 Excel 另存为 xlsx"
        ) from error


def _figures(sheets: Sequence[Sheet]) -> Mapping[str, tuple[Cell, Sheet]]:
    return {
        cell.reference: (cell, sheet)
        for sheet in sheets
        for row in sheet.body
        for cell in row.cells
        if cell.reference
    }


def _marked(book: "Workbook") -> Iterator[BookCell]:
    """List the cells that hold a reference; formulas are left alone."""
    for worksheet in book.worksheets:
        for row in worksheet.iter_rows():
            for cell in row:
                if (
                    isinstance(cell, BookCell)
                    and isinstance(cell.value, str)
                    and cell.data_type != "f"
                    and _REFERENCE.search(cell.value)
                ):
                    yield cell


def _fill(cell: BookCell, figures: Mapping[str, tuple[Cell, Sheet]]) -> None:
    text = str(cell.value)
    alone = _REFERENCE.fullmatch(text.strip())
    if alone is None:
        cell.value = _REFERENCE.sub(lambda match: figures[match[1]][0].text, text)
        cell.data_type = "s"
        return
    number = _number(*figures[alone[1]])
    if number is not None:
        cell.value = number
        return
    cell.value = figures[alone[1]][0].text or None
    if cell.value is not None:
        cell.data_type = "s"


def _mark(book: "Workbook", word: str) -> None:
    plain = word.replace("&", "&&")
    for worksheet in book.worksheets:
        for footer in (worksheet.oddFooter, worksheet.evenFooter, worksheet.firstFooter):
            if footer is not None and footer.left is not None:
                footer.left.text = f"{plain} {footer.left.text or ''}".rstrip()


def _number(cell: Cell, sheet: Sheet) -> float | None:
    if cell.exact is None or not cell.text:
        return None
    if cell.kind == "rate":
        return cell.exact / _RATE_OF_ONE
    return float(to_decimal(cell.exact, sheet.fen_per_unit)) if cell.kind == "amount" else None


def _save(book: "Workbook", template: Path, out: Path) -> None:
    content = BytesIO()  # a zip that the disk refuses half-way complains once more when collected
    try:
        book.save(content)
        write_whole(out, content.getvalue())
    except OSError as error:
        reason = f"“{out}”写不出（{cause(error)}）；请确认它没有在别处打开、磁盘没有写满"
        raise TemplateError(template, reason) from error
