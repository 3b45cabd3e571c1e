"""The selected cells as a block for the clipboard: cells of lines, or headings of groups.

Headings among lines are left out: their subtotals would count twice where the block is summed.
Headings alone are copied with number and subtotal. Leaves formats to `clipboard`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from budgettool.gui.lines.clipboard import mime_of
from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.grouping import Group
from budgettool.gui.lines.model import LinesModel
from budgettool.gui.lines.typed_amount import exact_text
from budgettool.model import Line


def copied_lines(
    model: LinesModel, rows: Sequence[int], columns: Sequence[int], *, headings: bool
) -> QMimeData:
    """Write cells of lines, amounts exactly, with the headings of their columns where wanted."""
    shown = [model.columns[at] for at in columns]
    block = [[model.title(column) for column in shown]] if headings else []
    block += [[_text(model, line, column) for column in shown] for line in model.lines_in(rows)]
    numbers = (place for place, column in enumerate(shown) if column.content == "amount")
    return mime_of(block, numbers=frozenset(numbers))


def _text(model: LinesModel, line: Line, column: Column) -> str:
    exact = column.content == "amount"
    return model.cells.edited(line, column) if exact else model.cells.shown(line, column)


def copied_groups(model: LinesModel, groups: Sequence[Group], *, headings: bool) -> QMimeData:
    """Write groups with number and subtotal."""
    grouping = model.groups.grouping if model.groups else None
    titles = [grouping.title if grouping else "", "条数", f"小计（{model.unit}）"]
    block = [titles] if headings else []
    block += [[group.name, str(group.count), exact_text(group.fen, model.unit)] for group in groups]
    return mime_of(block, numbers=frozenset({1, 2}))
