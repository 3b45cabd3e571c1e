"""Forms in a worksheet: each text is found by the words beside or above it, wherever they stand.

An office may unmerge cells, write a value below its label or in one cell with it, or put the forms
of several projects below each other. Leaves which worksheet shows which form to `page`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from budgettool.importing.grid import cell_name
from budgettool.importing.tables.page import Page
from budgettool.importing.tables.places import (
    Block,
    Places,
    Spot,
    is_per_project,
    label_of,
    places_of,
    unit_in,
)
from budgettool.importing.tables.raw import RawCell
from budgettool.importing.tables.raw_form import RawForm
from budgettool.packs.definition import FormDefinition, TableDefinition

_YEAR: Final = re.compile(r"(20\d\d)\s*年")
_NOTE: Final = re.compile(r"\s*(注[：:\d]|备注[：:]|说明[：:])")
_SHOWN: Final = 30
_MOST_ODD: Final = 10
_HEADED: Final = 2
"""Heads that a row of heads has at least."""

_KNOWN: Final = 3
"""A worksheet without number and title shows a form where it has a third of its words."""

_LOOKED_AT: Final = 60
_ABOVE: Final = 12
"""Rows in which the words of a form are looked for, and in which its unit stands."""


def read_forms(page: Page, table: TableDefinition, form: FormDefinition) -> Iterator[RawForm]:
    """Read the forms of a worksheet; none where it has none of their places."""
    places = places_of(form)
    known = {text: label_of(text) for row in page.rows for text in set(row)}
    texts = [[known[text] for text in row] for row in page.rows]
    starts = _starts(texts, places) if is_per_project(table) else [0]
    for start, after in zip(starts, [*starts[1:], len(texts)], strict=True):
        reader = _Reader(page, places, texts, start, after)
        reader.read()
        if reader.values or reader.rows:
            yield RawForm(
                table,
                page.grid.name,
                f"第 {start + 1} 行起的表" if len(starts) > 1 else "",
                reader.values,
                {prefix: tuple(rows) for prefix, rows in reader.rows.items()},
                page.number(table),
                page.title(table),
                reader.unit or page.unit(_ABOVE),
                _year(page),
                tuple(_first(reader.odd)),
            )


def looks_like(page: Page, form: FormDefinition) -> bool:
    """Tell whether a worksheet has so many words of a form that it can be no other."""
    words = places_of(form).words
    found = {label_of(text) for row in page.rows[:_LOOKED_AT] for text in row if text} & words
    return bool(words) and len(found) * _KNOWN >= len(words)


def _starts(texts: Sequence[Sequence[str]], places: Places) -> list[int]:
    """Find the rows in which a form begins; the first one may begin above its label."""
    found = [
        number
        for number, row in enumerate(texts)
        if next((text for text in row if text), "") == places.first
    ]
    return [0, *found[1:]]


@dataclass
class _Reader:
    """Reads one form between two rows."""

    page: Page
    places: Places
    texts: Sequence[Sequence[str]]
    start: int
    after: int
    values: dict[Spot, RawCell] = field(default_factory=dict)
    rows: dict[str, list[tuple[RawCell, ...]]] = field(default_factory=dict)
    unit: str = ""
    odd: list[str] = field(default_factory=list)
    _used: set[int] = field(default_factory=set)
    _values_below: set[int] = field(default_factory=set)

    def read(self) -> None:
        """Find everything: rows that repeat before single places, which they could hide."""
        for block in self.places.blocks:
            self._read_block(block)
        begun = False
        for row in range(self.start, self.after):
            if row not in self._used | self._values_below:
                begun = self._read_row(row, begun=begun) or begun

    def _read_block(self, block: Block) -> None:
        head = next((row for row in range(self.start, self.after) if self._heads(block, row)), None)
        if head is None:
            return
        columns = self._heads(block, head)
        lacking = [name for name in block.heads if name not in columns]
        if lacking:
            self.odd.append(f"缺少“{'”“'.join(lacking)}”这一列，没有核对")
        self._used.add(head)
        found = self.rows.setdefault(block.row.repeat, [])
        for row in range(head + 1, self.after):
            if self._is_below(block, row):
                return
            self._used.add(row)
            if self._heads(block, row):
                continue  # repeated at the top of a page
            cells = tuple(self._cell(row, columns.get(name)) for name in block.heads)
            if any(cell.text for cell in cells):
                found.append(cells)
                self._note_stray(block, row, cells)

    def _is_below(self, block: Block, row: int) -> bool:
        """Tell whether a row is below the rows that repeat: they may hold words of the form."""
        texts = self.texts[row]
        beside = bool(block.over) and block.over in texts
        return not beside and bool(
            block.later.intersection(texts) or _NOTE.match(self.page.text(row, 0))
        )

    def _heads(self, block: Block, row: int) -> Mapping[str, int]:
        """Give the columns of heads in a row; none where it is no row of heads."""
        found: dict[str, int] = {}
        for column, text in enumerate(self.texts[row]):
            if text in block.heads:
                found.setdefault(text, column)
        return found if len(found) >= min(_HEADED, len(block.heads)) else {}

    def _note_stray(self, block: Block, row: int, cells: Sequence[RawCell]) -> None:
        """Tell of a row with nothing but a level that the form does not know: it is left out."""
        width = len(block.row.levels[0]) if block.row.levels else 0
        if width and not any(cell.text for cell in cells[width:]):
            strange = [cell.text for cell in cells[:width] if cell.text]
            if strange and not any(label_of(text) in block.levels for text in strange):
                self.odd.append(f"第 {row + 1} 行“{strange[0][:_SHOWN]}”不是指标，没有核对")

    def _read_row(self, row: int, *, begun: bool) -> bool:
        """Read the single places of a row; says whether any word of the form stands there."""
        texts = self.texts[row]
        column, known, strange = 0, False, ""
        while column < len(texts):
            text = texts[column]
            after = self._behind(row, column)
            spot = self.places.labels.get(text)
            if spot is not None:
                known = True
                after = self._take(row, column, spot)
            elif text in self.places.words:
                known = True
            elif text and not self._take_joined(row, column):
                strange = strange or self.page.text(row, column)
            elif text:
                known = True
            column = after
        if begun and strange and self._is_odd(strange):
            self.odd.append(f"第 {row + 1} 行“{strange[:_SHOWN]}”不在表样的栏目里，没有核对")
        return known

    def _take(self, row: int, column: int, spot: Spot) -> int:
        """Take the value of a label; gives the first column behind it."""
        if spot in self.values:
            return self._behind(row, column)
        self.unit = self.unit or unit_in(self.page.text(row, column))
        beside = self._value_column(row, self._behind(row, column))
        if beside is not None:
            self.values[spot] = self._joined(row, column, beside)
            return self._behind(row, beside)
        below = self._below(row, column)
        self.values[spot] = RawCell("", "") if below is None else self._cell(below, column)
        if below is not None:
            self._values_below.add(below)
        return self._behind(row, column)

    def _take_joined(self, row: int, column: int) -> bool:
        """Take a value that stands in one cell with its label: `项目负责人：…`."""
        spot, value = self._split(row, column)
        if spot is None:
            return False
        self.values.setdefault(spot, RawCell(value, cell_name(row, column)))
        return True

    def _split(self, row: int, column: int) -> tuple[Spot | None, str]:
        """Split a cell that holds a label and its value; no place for any other."""
        head, _, rest = self.page.text(row, column).replace(":", "：").partition("：")
        return (self.places.labels.get(label_of(head)) if rest else None), rest.strip()

    def _value_column(self, row: int, column: int) -> int | None:
        """Find what stands to the right of a label, before another one."""
        texts = self.texts[row]
        for at in range(column, len(texts)):
            if texts[at]:
                is_word = texts[at] in self.places.words or self._split(row, at)[0] is not None
                return None if is_word else at
        return None

    def _joined(self, row: int, label: int, column: int) -> RawCell:
        """Join what stands beside a label over all rows that its merged cell covers."""
        first = self._cell(row, column)
        said = [first.text]
        below = row + 1
        while below < self.after and self._is_beside(below, label, self.texts[row][label]):
            self._used.add(below)
            text = self._cell(below, column).text
            if text and text not in said:
                said.append(text)
            below += 1
        return first._replace(text="\n".join(said))

    def _is_beside(self, row: int, column: int, text: str) -> bool:
        """Tell whether a row is one more of a merged label, with no other word of the form."""
        texts = self.texts[row]
        if column >= len(texts) or texts[column] != text:
            return False
        return not any(other in self.places.words for other in texts if other != text)

    def _below(self, row: int, column: int) -> int | None:
        """Find a value under its label: in a row without words of the form, alone or among others.

        Under a label with nothing to its right stands a value only where nothing else does.
        """
        below = row + 1
        if below >= self.after or below in self._used:
            return None
        texts = self.texts[below]
        said = {text for text in texts if text}
        if column >= len(texts) or not texts[column] or said & self.places.words:
            return None
        labels = [text for text in dict.fromkeys(self.texts[row]) if text in self.places.labels]
        return below if len(labels) > 1 or len(said) == 1 else None

    def _is_odd(self, text: str) -> bool:
        """Tell whether a text is neither a note nor part of the form's own words."""
        words = label_of(text)
        return not _NOTE.match(text) and not any(words in each for each in self.places.words)

    def _behind(self, row: int, column: int) -> int:
        """Give the first column behind a cell, with those that it is merged over."""
        texts = self.page.rows[row]
        after = column + 1
        while texts[column] and after < len(texts) and texts[after] == texts[column]:
            after += 1
        return after

    def _cell(self, row: int, column: int | None) -> RawCell:
        if column is None:
            return RawCell("", "")
        flaw = self.page.grid.flaws.get((row, column), "")
        return RawCell(self.page.text(row, column), cell_name(row, column), flaw)


def _first(odd: Sequence[str]) -> Iterator[str]:
    """Give as much of what is odd as somebody will read, and how much more there is."""
    yield from odd[:_MOST_ODD]
    if len(odd) > _MOST_ODD:
        yield f"另有 {len(odd) - _MOST_ODD} 行没有核对"


def _year(page: Page) -> str:
    found = (_YEAR.search(text) for text in page.tops())
    return next((each[1] for each in found if each), "")
