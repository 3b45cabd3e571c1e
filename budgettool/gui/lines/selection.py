"""What the totals bar says of the selected rows: how many, their sum, their mean."""

from collections.abc import Sequence

from budgettool.gui.amounts import shown
from budgettool.gui.lines.grid import LineGrid


def say_selection(grid: LineGrid) -> str:
    """Sum the selected lines, or where only headings are selected, their groups."""
    model, rows = grid.lines, grid.selected_rows()
    groups = [] if rows else grid.selected_groups()
    if len(rows) + len(groups) <= 1:
        return ""
    amounts = [line.amount for line in model.lines_in(rows) if line.amount is not None]
    amounts += [group.fen for group in groups]
    said = f"选中 {len(rows):,} 行" if rows else f"选中 {len(groups):,} 组"
    said += f"　合计 {shown(sum(amounts), model.unit)}"
    return f"{said}　平均 {shown(_mean(amounts), model.unit)}" if amounts else said


def _mean(amounts: Sequence[int]) -> int:
    """Give the mean in whole 分, half up."""
    total, count = sum(amounts), len(amounts)
    mean = (2 * abs(total) + count) // (2 * count)
    return mean if total >= 0 else -mean
