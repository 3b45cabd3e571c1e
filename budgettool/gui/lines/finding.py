"""Finds and replaces texts in the cells of the grid.

Leaves fields and buttons to `strips`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budgettool.errors import BudgetToolError
from budgettool.gui.lines.entering import Written
from budgettool.gui.lines.model import LinesModel


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced.

    Attributes:
        cells: Cells changed.
        refused: Cells left since the new text would be no value.
        named: Cells that only show the text, in the name of a code or a unit.
    """

    cells: int
    refused: int
    named: int


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
    model: LinesModel, cells: Mapping[str, Sequence[int]], text: str, other: str
) -> Replaced:
    """Replace a text in what cells hold, as one step; what would be no value stays as it is.

    Args:
        model: The lines.
        cells: Columns by line.
        text: What to replace; letter case does not matter.
        other: What to put there.
    """
    wanted = re.compile(re.escape(text), re.IGNORECASE)
    changes: dict[str, Written] = {}
    found = refused = named = 0
    for line_id, columns in cells.items():
        line, written = model.session.lines[line_id], Written()
        for column in (model.columns[at] for at in columns):
            before = model.cells.edited(line, column)
            if model.cells.is_following(line, column):
                continue
            if not wanted.search(before):
                named += bool(wanted.search(model.cells.shown(line, column)))
                continue
            after = wanted.sub(lambda _: other, before)
            try:
                written.values[column.field] = model.meaning.value(column, after)
            except BudgetToolError:
                refused += 1
        if written.values:
            changes[line_id] = written
            found += len(written.values)
    model.entering.write(f"替换“{text[:20]}”", changes)
    return Replaced(found, refused, named)
