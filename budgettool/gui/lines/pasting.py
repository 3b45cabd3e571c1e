"""What pasting a block would do: lines added, cells changed, and every cell that is no value.

A first row of headings says which column is which, and its rows become new lines; without headings
the block goes in at the anchor, by position. Changes nothing by itself. Leaves the clipboard to
`clipboard` and the book to `entering`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from budgettool.gui.lines.clipboard import Block
from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.entering import Entering, Written
from budgettool.gui.lines.record_lines import RecordLines
from budgettool.importing.grid import Grid
from budgettool.importing.headings import Kind, Words
from budgettool.importing.layout import Layout, named_units, recognise
from budgettool.importing.records import read_records
from budgettool.model import Line
from budgettool.money import FEN_PER_UNIT

_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计"})
_FIGURE: Final = re.compile(r"[-+]?[\d,]*\.?\d+")
_RECOGNISED: Final = 2
_DEEPEST: Final = 6
"""So many rows of titles and headings a block may begin with."""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell of the block that is no value: its row from 1, where it would go, and why."""

    row: int
    column: Column
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paste:
    """What pasting would do.

    Attributes:
        added: New lines with what is written into them.
        changed: What is written into lines of the book.
        wrong: Cells that are no values; they would be kept as they are, marked.
        headings: Whether the block has headings.
        ignored: Headings that mean nothing here.
        skipped: Rows of totals, which are not lines.
        unit: The money unit of the figures.
        unit_told: Whether the block itself says so.
    """

    added: tuple[tuple[Line, Written], ...] = ()
    changed: dict[str, Written] = field(default_factory=dict)
    wrong: tuple[WrongCell, ...] = ()
    headings: bool = False
    ignored: tuple[str, ...] = ()
    skipped: int = 0
    unit: str = ""
    unit_told: bool = False

    @property
    def wrong_rows(self) -> int:
        """How many rows have something wrong."""
        return len({cell.row for cell in self.wrong})

    def say(self) -> str:
        """Say in a line what it would do."""
        said = []
        if self.added:
            said.append(f"新增 {len(self.added)} 条")
        if self.changed:
            said.append(f"改 {len(self.changed)} 条")
        said.append("按列标题对应" if self.headings else "按位置对应")
        if self.unit:
            said.append(f"金额单位：{self.unit}")
        if self.skipped:
            said.append(f"略过合计行 {self.skipped} 行")
        if self.ignored:
            said.append(f"没有用到的列：{'、'.join(self.ignored[:5])}")
        return "　".join(said)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block goes.

    Attributes:
        columns: The grid's columns, in the order in which they are seen.
        first: Which of them the anchor is in.
        lines: The lines from the anchor down.
        like: What new lines repeat.
        kind: What the grid holds, as imports call it.
        unit: The window's money unit.
    """

    columns: Sequence[Column]
    first: int
    lines: Sequence[Line]
    like: Line | None
    kind: Kind
    unit: str


def prepare_paste(block: Block, target: Target, words: Words, entering: Entering) -> Paste:
    """Say what pasting a block would do."""
    unit_before = entering.meaning.unit
    grid = Grid("", block)
    layout = recognise(grid, words, target.kind)
    try:
        if layout is not None and _explains(layout, block):
            return _by_headings(grid, layout, target, entering)
        return _by_position(block, target, entering)
    finally:
        entering.meaning.unit = unit_before


def without_wrong_rows(paste: Paste) -> Paste:
    """Keep only the rows in which every cell is a value."""
    return Paste(
        tuple((line, written) for line, written in paste.added if not written.drafts),
        {at: written for at, written in paste.changed.items() if not written.drafts},
        (), paste.headings, paste.ignored, paste.skipped, paste.unit, paste.unit_told,
    )  # fmt: skip


def _explains(layout: Layout, block: Block) -> bool:
    """Tell whether so many columns are understood, so near the top, that they must be headings."""
    width = max(map(len, block[: layout.first_row]))
    if layout.first_row > (_DEEPEST if width > 1 else 1):
        return False
    understood = sum(column.field != "check" for column in layout.columns)
    return understood >= min(_RECOGNISED, width)


def _by_headings(grid: Grid, layout: Layout, target: Target, entering: Entering) -> Paste:
    units = [unit for unit in named_units(grid, layout) if unit in FEN_PER_UNIT]
    unit = next(iter(units), target.unit)
    reader = RecordLines(layout, entering, unit)
    added: list[tuple[Line, Written]] = []
    wrong: list[WrongCell] = []
    skipped = 0
    for record in read_records(grid, layout):
        if record.total or _is_total(grid.rows[record.row]):
            skipped += 1
            continue
        for line, written in reader.of(record):
            added.append((line, written))
            wrong += _wrong_cells(record.row + 1, written, entering)
    return Paste(
        tuple(added), {}, tuple(wrong), headings=True, ignored=layout.ignored, skipped=skipped,
        unit=unit if layout.of("amount") else "", unit_told=bool(units),
    )  # fmt: skip


def _by_position(block: Block, target: Target, entering: Entering) -> Paste:
    columns = dict(enumerate(target.columns[target.first :]))
    amount = any(column.content == "amount" for column in columns.values())
    entering.meaning.unit = target.unit
    added: list[tuple[Line, Written]] = []
    changed: dict[str, Written] = {}
    wrong: list[WrongCell] = []
    skipped = 0
    for at, row in enumerate(block):
        if not any(row) or _is_total(row):
            skipped += int(any(row))
            continue
        old = target.lines[at] if at < len(target.lines) else None
        line = old or entering.new_line(target.like)
        texts = {column.field: row[place] for place, column in columns.items() if place < len(row)}
        if old is None:
            texts = {name: text for name, text in texts.items() if text}
        written = entering.read(line, texts)
        wrong += _wrong_cells(at + 1, written, entering)
        if old is None:
            added.append((line, written))
        else:
            changed[line.id] = written
    return Paste(
        tuple(added), changed, tuple(wrong), skipped=skipped, unit=target.unit if amount else ""
    )


def _wrong_cells(number: int, written: Written, entering: Entering) -> list[WrongCell]:
    return [
        WrongCell(number, column, text, entering.meaning.reason(column, text))
        for name, text in written.drafts.items()
        if (column := entering.columns[name])
    ]


def _is_total(row: Sequence[str]) -> bool:
    """Tell a row of totals by the first of its texts that is no figure."""
    texts = ("".join(text.split()) for text in row)
    return next((text for text in texts if text and not _FIGURE.fullmatch(text)), "") in _TOTALS
