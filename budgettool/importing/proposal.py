"""What a file would bring into a book: values to take in, and every cell that is none.

A row with a problem is left out whole; the caller decides whether the rest may be taken in. Leaves
rows to `records`, their meaning to `lines`, and what the book has already to `difference`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from budgettool.importing.cells import CellReader
from budgettool.importing.filled import FilledField
from budgettool.importing.filled_rows import FilledRows
from budgettool.importing.grid import Grid, Progress, no_progress
from budgettool.importing.headings import KIND_NAMES
from budgettool.importing.layout import Layout
from budgettool.importing.lines import MAKERS, Amounts
from budgettool.importing.problem import BadRowsError, Problem
from budgettool.importing.records import Record, Text, read_records
from budgettool.importing.register import Register
from budgettool.importing.totals import SheetTotals
from budgettool.model import ExpenditureLine, IncomeLine, Project, Unit

_STEP: Final = 500
_LISTED_ROWS: Final = 10
_WHOLE: Final = Text("", None, "")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would bring in; ids are empty until it is compared with a book.

    Attributes:
        problems: Cells that cannot be taken in; their rows are not among the values.
        notices: What the user should know, though it is taken in.
        rows: How many rows were read, totals not counted.
        sheets: What was read from where, a line each.
        unit_rows: The row of each unit of one sheet, from 1; empty where sheets are added up.
        refused: The rows of lines that have problems, with how they are read.
    """

    units: tuple[Unit, ...] = ()
    projects: tuple[Project, ...] = ()
    expenditure: tuple[ExpenditureLine, ...] = ()
    income: tuple[IncomeLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    rows: int = 0
    sheets: tuple[str, ...] = ()
    unit_rows: tuple[int, ...] = ()
    refused: tuple[tuple[Layout, Record], ...] = ()
    fields: tuple[FilledField, ...] = ()

    def __add__(self, other: "Proposal") -> "Proposal":
        return Proposal(
            self.units + other.units,
            self.projects + other.projects,
            self.expenditure + other.expenditure,
            self.income + other.income,
            self.problems + other.problems,
            self.notices + other.notices,
            self.rows + other.rows,
            self.sheets + other.sheets,
            refused=self.refused + other.refused,
            fields=self.fields + other.fields,
        )

    def require_sound(self) -> None:
        """Refuse the whole file if any row is wrong.

        Raises:
            BadRowsError: With every problem.
        """
        if self.problems:
            raise BadRowsError(self.problems)


def read_rows(
    grid: Grid,
    layout: Layout,
    register: Register,
    *,
    skip_hidden: bool = False,
    progress: Progress = no_progress,
) -> Proposal:
    """Read a worksheet as its layout says.

    Args:
        grid: The worksheet.
        layout: Its kind and columns.
        register: What texts are looked up in.
        skip_hidden: Leave hidden rows out; else they are taken in, and named in a notice.
        progress: Told how far the reading is; may raise `CancelledError`.
    """
    reader = _SheetReader(grid, layout, register)
    hidden = []
    for count, record in enumerate(read_records(grid, layout)):
        if count % _STEP == 0:
            progress(f"核对工作表“{grid.name}”", record.row, len(grid.rows))
        if record.row in grid.hidden_rows:
            hidden.append(record.row)
            if skip_hidden:
                continue
        reader.take(record)
    reader.tell_of_hidden(hidden, skipped=skip_hidden)
    return reader.proposal()


class _SheetReader:
    """Reads the records of one worksheet, one after the other."""

    def __init__(self, grid: Grid, layout: Layout, register: Register) -> None:
        self._grid = grid
        self._layout = layout
        self._cells = CellReader(grid, layout, register)
        self._totals = SheetTotals(self._cells)
        self._make = (
            FilledRows(self._cells, layout).make if layout.kind == "fields" else MAKERS[layout.kind]
        )
        self._values: list[Any] = []
        self._value_rows: list[int] = []
        self._refused: list[tuple[Layout, Record]] = []
        self._rows = 0
        self._money = bool(layout.of("amount"))
        self._wide = len(layout.of("amount")) > 1

    def take(self, record: Record) -> None:
        """Keep what a record makes, if all of it is sound."""
        if record.total:
            self._totals.compare(record)
            return
        self._rows += 1
        wrong_before = len(self._cells.problems)
        amounts = self._amounts(record) if self._money else []
        made = self._make(self._cells, record, amounts)
        if len(self._cells.problems) == wrong_before:
            self._values += made
            self._value_rows += [record.row + 1] * len(made)
        elif self._money:
            self._refused.append((self._layout, record))

    def _amounts(self, record: Record) -> Amounts:
        found: Amounts = []
        for column, text in record.amounts:
            fen = self._cells.amount(record, column, text)
            if fen is not None:
                self._totals.add(column.index, fen)
                if fen or not self._wide:
                    found.append((column, fen))
        if record.merged_away and not record.amounts:
            reason = "金额与上面的单元格合并，只在第一行取一次，本行没有取"
            self._cells.notice(record.row, _WHOLE, reason)
        elif not record.amounts:
            self._cells.refuse_blank(record, "amount")
        self._totals.compare_across(record, found)
        return found

    def tell_of_hidden(self, rows: Sequence[int], *, skipped: bool) -> None:
        """Note which hidden rows and columns were met."""
        done = "没有导入" if skipped else "也已导入"
        if rows:
            self._notice(f"有 {len(rows)} 个隐藏行（{_listed(rows)}），{done}")
        columns = [each for each in self._layout.columns if each.index in self._grid.hidden_columns]
        if columns:
            self._notice(f"隐藏列也已读取：{'、'.join(column.label for column in columns)}")

    def proposal(self) -> Proposal:
        """Give what was read."""
        for remark in self._grid.remarks:
            self._notice(remark)
        if self._layout.ignored:
            self._notice(f"没有用到的列：{'、'.join(self._layout.ignored[:_LISTED_ROWS])}")
        read = Proposal(
            problems=tuple(self._cells.problems),
            notices=tuple(self._cells.notices),
            rows=self._rows,
            sheets=(self._heading(),),
            unit_rows=tuple(self._value_rows),
            refused=tuple(self._refused),
        )
        values: dict[str, Any] = {self._layout.kind: tuple(self._values)}
        return replace(read, **values)

    def _notice(self, reason: str) -> None:
        self._cells.notice(None, _WHOLE, reason)

    def _heading(self) -> str:
        said = f"工作表“{self._grid.name}”：{KIND_NAMES[self._layout.kind]}，{self._rows} 行"
        units = dict.fromkeys(column.unit for column in self._layout.of("amount"))
        return f"{said}，金额单位：{'、'.join(units)}" if units else said


def _listed(rows: Iterable[int]) -> str:
    numbers = [str(row + 1) for row in rows]
    more = "……" if len(numbers) > _LISTED_ROWS else ""
    return f"第 {'、'.join(numbers[:_LISTED_ROWS])}{more} 行"
