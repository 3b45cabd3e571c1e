"""Finds and replaces texts in the cells of the grid.

Leaves fields and buttons to `strips`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgettool.errors import BudgetToolError
from budgettool.gui.lines.entering import Written
from budgettool.gui.lines.model import LinesModel
from budgettool.model import Line


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced: cells changed, and cells left since the new text would be no value."""

    cells: int
    refused: int


def find_cell(
    model: LinesModel, columns: Sequence[int], text: str, start: tuple[str, int], step: int
) -> tuple[str, int] | None:
    """Find the next cell that shows a text, from a cell on, round the end.

    Args:
        model: The lines; those of folded groups are searched too.
        columns: The columns as they are seen.
        text: What to find; letter case does not matter.
        start: Line and column of the cell after which to look.
        step: 1 forwards, -1 backwards.
    """
    wanted, ids = text.casefold(), model.line_ids
    if not wanted or not ids or not columns:
        return None
    lines = model.session.lines
    place = columns.index(start[1]) if start[1] in columns else 0
    row = ids.index(start[0]) if start[0] in ids else 0
    width, size = len(columns), len(ids) * len(columns)
    for distance in range(1, size + 1):
        row_found, seen = divmod((row * width + place + step * distance) % size, width)
        line, column = lines[ids[row_found]], model.columns[columns[seen]]
        if wanted in model.cells.shown(line, column).casefold():
            return line.id, columns[seen]
    return None


def replace_cells(
    model: LinesModel, lines: Iterable[Line], columns: Sequence[int], text: str, other: str
) -> Replaced:
    """Replace a text in what cells hold, as one step; what would be no value stays as it is."""
    changes: dict[str, Written] = {}
    cells = refused = 0
    for line in lines:
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
