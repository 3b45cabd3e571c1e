"""Words for what a report shows: which figure a cell is, what a line behind it is."""

from budgettool.cube.dimensions import Dimensions
from budgettool.model import ExpenditureLine, Line
from budgettool.sheets.sheet import Cell, Sheet

HEADINGS = " · "
"""What stands between the headings of a column."""


def row_name(sheet: Sheet, row: int, cell: Cell) -> str:
    """Name the row of a cell: what the naming columns at its left say."""
    start = cell.column
    while start > 0 and not sheet.columns[start - 1].key:
        start -= 1
    names = []
    for other in sheet.body[row].cells:
        end = other.column + other.colspan
        if end <= start and sheet.columns[other.column].key and other.text:
            names.append(other)
    side = [other for other in names if _same_side(sheet, other.column, start)]
    return " ".join(other.text.replace("\n", "") for other in side)


def column_name(sheet: Sheet, cell: Cell) -> str:
    """Name the column of a cell: its headings from the top."""
    over = [
        head
        for head in sorted(sheet.header)
        if head.column <= cell.column < head.column + head.colspan
    ]
    return HEADINGS.join(head.text.replace("\n", "") for head in over)


def say_cell(sheet: Sheet, row: int, cell: Cell) -> str:
    """Say a cell in one sentence, for those who hear the window."""
    if not cell.reference:
        return cell.text or "空"
    return f"{row_name(sheet, row, cell)}，{column_name(sheet, cell)}，{cell.text or '空'}"


def line_head(line: Line, dimensions: Dimensions) -> str:
    """Say of a line what it is for: code and name, as in its grid."""
    if isinstance(line, ExpenditureLine) and line.department_economic:
        code, dimension = line.department_economic, "department_economic"
    elif line.function:
        code, dimension = line.function, "function"
    else:
        source = getattr(line, "source", None)
        return source.rsplit("/", 1)[-1] if source else "未填科目"
    return f"{code} {dimensions.text(dimension, 'name', code)}"


def line_detail(line: Line, dimensions: Dimensions) -> str:
    """Say the rest of a line: unit, function, nature or project, source, memo."""
    parts = [dimensions.text("unit", "name", line.unit) or line.unit if line.unit else "未填单位"]
    if isinstance(line, ExpenditureLine):
        if line.function:
            parts.append(f"{line.function} {dimensions.text('function', 'name', line.function)}")
        parts.append(line.project or _last(line.nature))
    parts += [_last(line.source), line.memo]
    return " · ".join(part for part in parts if part)


def _last(path: str | None) -> str:
    return path.rsplit("/", 1)[-1] if path else ""


def _same_side(sheet: Sheet, column: int, end: int) -> bool:
    return all(sheet.columns[number].key for number in range(column, end))
