"""Holds a sheet's own 合计 and 小计 against what was read from it.

They are never taken in; one that differs is a notice, since it shows that a row was missed or
counted twice. Leaves the file's totals to `summary`.
"""

from collections import Counter

from budgettool.importing.cells import CellReader
from budgettool.importing.layout import Column
from budgettool.importing.records import Record, Text
from budgettool.money import FEN_PER_UNIT, AmountError, parse_amount, to_decimal


class SheetTotals:
    """Sums of the rows read so far, by column."""

    def __init__(self, cells: CellReader) -> None:
        self._cells = cells
        self._all: Counter[int] = Counter()
        self._since_subtotal: Counter[int] = Counter()

    def add(self, column: int, fen: int) -> None:
        """Count a figure that was read."""
        self._all[column] += fen
        self._since_subtotal[column] += fen

    def compare(self, record: Record) -> None:
        """Compare a row of totals with the rows above it."""
        subtotal = record.total.endswith(("小计", "小计:", "小计："))
        sums = self._since_subtotal if subtotal else self._all
        for column, text in record.amounts:
            fen = _fen(column, text)
            if fen is not None and not self._is_sum(fen, column, sums):
                self._tell(record, column, text, sums[column.index])
        self._since_subtotal = Counter()

    def compare_across(self, record: Record, amounts: list[tuple[Column, int]]) -> None:
        """Compare a column of totals with the figures beside it."""
        plain = [column for column, _ in record.checks if len(record.checks) == 1]
        measured = [fen for column, fen in amounts if column.meaning.measure == "amount"]
        for column in plain:
            text = record.checks[0][1]
            fen = _fen(column, text)
            if fen is not None and measured and fen != sum(measured):
                self._tell(record, column, text, sum(measured))

    def _is_sum(self, fen: int, column: Column, sums: Counter[int]) -> bool:
        """Total rows also stand above their rows, or after subtotals of their own."""
        return fen in {sums[column.index], self._all[column.index]} or not self._all

    def _tell(self, record: Record, column: Column, text: str, fen: int) -> None:
        shown = f"{to_decimal(fen, FEN_PER_UNIT[column.unit]):,f} {column.unit}"
        cell = Text(text, column.index, column.heading)
        self._cells.notice(record.row, cell, f"与各行相加（{shown}）不等，请核对；合计没有导入")


def _fen(column: Column, text: str) -> int | None:
    try:
        return parse_amount(text, FEN_PER_UNIT[column.unit])
    except AmountError:
        return None
