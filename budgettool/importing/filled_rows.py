"""Reads the rows of a table of fields, which are counted where they say no number.

Leaves what texts mean to `filled`, single cells to `cells`.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from budgettool.importing.cells import CellReader
from budgettool.importing.filled import (
    FilledField,
    Subject,
    fill_field,
    find_field,
    find_subject,
    row_of,
)
from budgettool.importing.layout import Column, Layout
from budgettool.importing.records import Record
from budgettool.importing.register import ValueRefusedError
from budgettool.packs.text import FieldDefinition


class FilledRows:
    """The rows of one table, one after the other."""

    def __init__(self, cells: CellReader, layout: Layout) -> None:
        self._cells = cells
        self._unit = next((column.unit for column in layout.of("content")), "")
        self._rows: Counter[tuple[Subject, str]] = Counter()
        self._taken: dict[tuple[Subject, str, int], int] = {}

    def make(
        self, cells: CellReader, record: Record, _amounts: Sequence[tuple[Column, int]]
    ) -> list[FilledField]:
        """Give the field that a row fills in; nothing for a row without content, or a wrong one."""
        subject = cells.ask(record, "subject", partial(find_subject, cells.register))
        if subject is None:
            return []
        field = cells.ask(record, "field", partial(find_field, cells.register.text, subject))
        if field is None:
            return []
        place = (subject, field.key)
        row = cells.ask(record, "row", partial(row_of, field, self._rows[place]))
        if row is None:
            return []
        self._rows[place] = max(self._rows[place], row + 1)
        if "content" not in record.fields:
            return []
        filled = cells.ask(record, "content", partial(self._fill, record, field, subject, row))
        return [] if filled is None else [filled]

    def _fill(
        self, record: Record, field: FieldDefinition, subject: Subject, row: int, content: str
    ) -> FilledField:
        before = self._taken.setdefault((subject, field.key, row), record.row + 1)
        if before != record.row + 1:
            raise ValueRefusedError(f"与第 {before} 行是同一个栏目，只能填一次")
        return fill_field(field, subject, row, content, self._unit)
