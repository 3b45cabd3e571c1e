"""What pasting a block would do: lines added, cells changed, and every cell that is no value.

A first row of headings says which column is which, and its rows become new lines; without headings
the block goes in at the anchor, by position. Changes nothing by itself. Leaves the clipboard to
`clipboard` and the book to `entering`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from budgettool.errors import BudgetToolError
from budgettool.gui.lines.clipboard import Block
from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.entering import Entering, Written
from budgettool.importing.headings import Kind, Words, read_heading, understand
from budgettool.model import AMOUNT, Line

_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计"})
_FIGURE: Final = re.compile(r"[-+]?[\d,]*\.?\d+")
_RECOGNISED: Final = 2


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
    columns, units, ignored = _by_headings(block, target, words)
    headings = bool(columns)
    if not headings:
        columns = dict(enumerate(target.columns[target.first :]))
    unit = next(iter(units), target.unit)
    try:
        entering.meaning.unit = unit
        return _prepared(
            block[1:] if headings else block,
            columns,
            target,
            entering,
            Paste(
                headings=headings,
                ignored=tuple(ignored),
                unit=unit if _has_amount(columns) else "",
                unit_told=bool(units),
            ),
        )
    finally:
        entering.meaning.unit = unit_before


def without_wrong_rows(paste: Paste) -> Paste:
    """Keep only the rows in which every cell is a value."""
    return Paste(
        tuple((line, written) for line, written in paste.added if not written.drafts),
        {at: written for at, written in paste.changed.items() if not written.drafts},
        (), paste.headings, paste.ignored, paste.skipped, paste.unit, paste.unit_told,
    )  # fmt: skip


def _has_amount(columns: dict[int, Column]) -> bool:
    return any(column.content == "amount" for column in columns.values())


def _by_headings(
    block: Block, target: Target, words: Words
) -> tuple[dict[int, Column], list[str], list[str]]:
    """Find the grid's columns in the first row; none where it is no row of headings."""
    fields = {column.field: column for column in target.columns}
    found: dict[int, Column] = {}
    units: list[str] = []
    ignored: list[str] = []
    for at, text in enumerate(block[0] if block else []):
        heading = read_heading([text])
        meaning = understand(heading, target.kind, words)
        name = meaning.field.removesuffix("_name") if meaning else ""
        usable = meaning and not meaning.member and not meaning.part and meaning.measure == AMOUNT
        column = fields.get(name) if usable else None
        if column is None or column in found.values():
            ignored += [text] if text else []
            continue
        found[at] = column
        units += [heading.unit] if heading.unit in {"元", "万元"} else []
    enough = len(found) >= min(_RECOGNISED, len(block[0]) if block else 1)
    return (found, units, ignored) if enough else ({}, [], [])


def _prepared(
    rows: Block, columns: dict[int, Column], target: Target, entering: Entering, paste: Paste
) -> Paste:
    lines = [] if paste.headings else list(target.lines)
    like = None if paste.headings else target.like
    added: list[tuple[Line, Written]] = []
    changed: dict[str, Written] = {}
    wrong: list[WrongCell] = []
    skipped = 0
    for number, row in enumerate(rows, start=2 if paste.headings else 1):
        if not any(row) or _is_total(row):
            skipped += int(any(row))
            continue
        at = number - 1
        old = lines[at] if at < len(lines) else None
        line = old or entering.new_line(like)
        texts = {column.field: row[place] for place, column in columns.items() if place < len(row)}
        if old is None:
            texts = {name: text for name, text in texts.items() if text}
        written = entering.read(line, texts)
        wrong += _wrong_cells(number, written, columns.values(), entering)
        if old is None:
            added.append((line, written))
        else:
            changed[line.id] = written
    return Paste(
        tuple(added), changed, tuple(wrong), paste.headings, paste.ignored, skipped, paste.unit,
        paste.unit_told,
    )  # fmt: skip


def _wrong_cells(
    number: int, written: Written, columns: Iterable[Column], entering: Entering
) -> list[WrongCell]:
    named = {column.field: column for column in columns} if written.drafts else {}
    return [
        WrongCell(number, named[name], text, _reason(named[name], text, entering))
        for name, text in written.drafts.items()
    ]


def _reason(column: Column, text: str, entering: Entering) -> str:
    try:
        entering.meaning.value(column, text)
    except BudgetToolError as error:
        return str(error)
    return ""


def _is_total(row: Sequence[str]) -> bool:
    """Tell a row of totals by the first of its texts that is no figure."""
    texts = ("".join(text.split()) for text in row)
    return next((text for text in texts if text and not _FIGURE.fullmatch(text)), "") in _TOTALS
