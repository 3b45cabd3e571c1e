"""Finds and replaces texts in the cells of the grid.

Leaves fields and buttons to `strips`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budgettool.errors import BudgetToolError
from budgettool.gui.lines.entering import Written
from budgettool.gui.lines.model import LinesModel


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced: cells changed, and cells left since the new text would be no value."""

    cells: int
    refused: int


def find_cell(
    model: LinesModel, columns: Sequence[int], text: str, start: tuple[int, int], step: int
) -> tuple[int, int] | None:
    """Find the next cell that shows a text, from a cell on, round the end.

    Args:
        model: The lines that are shown.
        columns: The columns as they are seen.
        text: What to find; letter case does not matter.
        start: Row and column of the cell after which to look.
        step: 1 forwards, -1 backwards.
    """
    wanted, rows = text.casefold(), len(model.line_ids)
    if not wanted or not rows or not columns:
        return None
    place = columns.index(start[1]) if start[1] in columns else 0
    width, size = len(columns), rows * len(columns)
    at = min(start[0], rows - 1) * width + place
    for distance in range(1, size + 1):
        row, seen = divmod((at + step * distance) % size, width)
        line = model.line_at(row)
        if line and wanted in model.cells.shown(line, model.columns[columns[seen]]).casefold():
            return row, columns[seen]
    return None


def replace_cells(
    model: LinesModel, rows: Sequence[int], columns: Sequence[int], text: str, other: str
) -> Replaced:
    """Replace a text in what cells hold, as one step; what would be no value stays as it is."""
    changes: dict[str, Written] = {}
    cells = refused = 0
    for row in rows:
        line = model.line_at(row)
        if line is None:
            continue
        written = Written()
        for at in columns:
            column = model.columns[at]
            before = model.cells.edited(line, column)
            if text not in before or model.cells.is_following(line, column):
                continue
            try:
                after = model.meaning.value(column, before.replace(text, other))
            except BudgetToolError:
                refused += 1
                continue
            written.values[column.field] = after
            cells += 1
        if written.values:
            changes[line.id] = written
    model.entering.write(f"替换“{text[:20]}”", changes)
    return Replaced(cells, refused)
