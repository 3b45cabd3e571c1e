"""Gives names to the figures of fixed rows, to totals and to table bodies.

Rows by code (`016/2010301`) get none: they differ from year to year, and there are thousands.
"""

from collections.abc import Iterator

from budgettool.exporting.excel.layout import Layout
from budgettool.exporting.excel.names import CellNames
from budgettool.sheets.sheet import Cell, Row, Sheet


def name_figures(
    sheet: Sheet, layout: Layout, names: CellNames
) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Find names, such as `预算05_合计_总计`, and the cells that they mean.

    Yields:
        The name; first row, first column, last row, last column.
    """
    stem = (sheet.number or sheet.id).strip().removesuffix("表") or "表"
    if sheet.body:
        area = (layout.body_row, 0, layout.note_row - 1, len(sheet.columns) - 1)
        yield names.claim(stem, "表体"), area
    for index, row in enumerate(sheet.body, layout.body_row):
        if not _by_code(row):
            for cell in filter(_is_named, row.cells):
                name = names.claim(stem, cell.reference.partition(".")[2])
                yield name, (index, cell.column, index, cell.column)


def _is_named(cell: Cell) -> bool:
    return bool(cell.reference) and cell.kind == "amount" and cell.exact is not None


def _by_code(row: Row) -> bool:
    """Tell whether a row's address holds a code, such as `016/2010301`."""
    return any(word.isdecimal() for word in row.address.split("/"))
