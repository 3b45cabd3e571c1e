"""Filling in one form: the sheet as it will be printed, and what an edit in it does to the book.

A text that is no value of its field is kept as it was typed and marked. Knows no widgets.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from budgettool.errors import BudgetToolError
from budgettool.gui.session import Session
from budgettool.gui.targets.subjects import Subject
from budgettool.model import FieldKey
from budgettool.packs.definition import FormRow
from budgettool.packs.field_value import flaw_of, read_value, show_value
from budgettool.packs.forms import form_subject
from budgettool.packs.text import FieldDefinition
from budgettool.sheets.form import FormBlanks, fill_form
from budgettool.sheets.sheet import Cell, Sheet
from budgettool.sheets.target import parse_target
from budgettool.sheets.words import Words

_VALUE: Final = ".value"
_LONGEST: Final = 20_000


class Spot(NamedTuple):
    """A cell of the form with the row of the body that it begins in."""

    row: int
    cell: Cell


class Filling:
    """One form of one subject in an open book.

    Attributes:
        sheet: The form as it stands, blank rows included.
        blank: Where one more row is offered: the prefix of its fields, and its levels.
    """

    def __init__(self, session: Session, subject: Subject) -> None:
        self.session = session
        self.subject = subject
        self.blank: FormBlanks = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the form anew."""
        text, table = self.session.pack.text, self.subject.table
        self._definitions = {
            field.key: field
            for field in (text.fields if text else ())
            if field.subject == form_subject(table)
        }
        rows = table.form.rows if table.form else ()
        self._repeated = {row.repeat: row for row in rows if row.repeat}
        self.sheet = self._build()

    def spots(self) -> Iterator[Spot]:
        """Walk the cells."""
        for number, row in enumerate(self.sheet.body):
            for cell in row.cells:
                yield Spot(number, cell)

    def definition(self, cell: Cell) -> FieldDefinition | None:
        """Give what a cell is filled with; None for one that nobody fills in."""
        return None if cell.field is None else self._definitions.get(cell.field[0])

    def is_open(self, cell: Cell) -> bool:
        """Tell whether a cell can be typed in: levels that the form itself shows cannot."""
        if cell.field is None or self.session.read_only:
            return False
        row = self._repeated_row(cell.field[0])
        return row is None or not row.levels or cell.field[0] not in self._level_keys(row)

    def text_to_edit(self, cell: Cell) -> str:
        """Give what is edited: an amount with all its digits."""
        definition = self.definition(cell)
        return show_value(definition, self._kept(cell)) if definition else ""

    def flaw(self, cell: Cell) -> str:
        """Say what is wrong with what is filled in; empty where it is sound."""
        definition = self.definition(cell)
        if definition is None:
            return ""
        kept = self._kept(cell)
        if definition.key.endswith(_VALUE) and parse_target(kept).kind == "unclear":
            return f"“{kept[:20]}”读不成数：写比较符号、数和单位，如 ≥95%；或只写一个词"
        return flaw_of(definition, kept)

    def hint(self, cell: Cell) -> str:
        """Say what belongs in a cell that is empty."""
        definition = self.definition(cell)
        if definition is None or not self.is_open(cell):
            return ""
        return definition.hint or ("必填" if definition.required else "")

    def write(self, label: str, texts: Iterable[tuple[Cell, str]]) -> str:
        """Fill cells in one edit; gives what is wrong with the last text that is no value."""
        said, values = "", {}
        for cell, text in texts:
            definition = self.definition(cell)
            if definition is None or cell.field is None or not self.is_open(cell):
                continue
            if text == self.text_to_edit(cell):
                continue  # only looked at
            try:
                values[cell.field] = read_value(definition, text[:_LONGEST])
            except BudgetToolError as error:
                said, values[cell.field] = str(error), text.strip()
        changed = {field: value for field, value in values.items() if value != self._of(field)}
        if changed:
            self._store(label, {**self._levels_of(changed), **changed})
        return said

    def remove(self, cells: Iterable[Cell]) -> int:
        """Take repeated rows out in one edit; gives how many."""
        if self.session.read_only:
            return 0
        rows = {
            (row.repeat, cell.field[1])
            for cell in cells
            if cell.field is not None and (row := self._repeated_row(cell.field[0])) is not None
        }
        gone = {
            (key, number): ""
            for (_, _, key, number) in self._own_fields()
            if (key.partition(".")[0], number) in rows
        }
        if gone:
            self._store("删除行", gone)
        return len({(key.partition(".")[0], number) for key, number in gone})

    @property
    def usual(self) -> bool:
        """Whether the form has rows that every subject is expected to have."""
        return any(row.usual for row in self._repeated.values())

    def add_usual(self) -> int:
        """Add the usual rows that are not there yet, in one edit; gives how many."""
        if self.session.read_only:
            return 0
        values: dict[tuple[str, int], str] = {}
        added = 0
        for row in self._repeated.values():
            keys, number = self._keys(row), self._next_number(row)
            name = keys[len(self._level_keys(row))]
            present = {text for (*_, key, _), text in self._own_items() if key == name}
            for texts in row.usual:
                if texts[keys.index(name)] not in present:
                    values |= {
                        (key, number + added): t for key, t in zip(keys, texts, strict=False)
                    }
                    added += 1
        if values:
            self._store(f"带入 {added} 项通用指标", values)
        return added

    def offer_row(self, spot: Spot) -> tuple[str, int] | None:
        """Show one more blank row with those of a cell; gives the field that it begins with."""
        row = self._repeated_row(spot.cell.field[0]) if spot.cell.field else None
        if row is None or self.session.read_only:
            return None
        levels = self.levels_at(spot.row, row)
        self.blank = {row.repeat: levels}
        self.refresh()
        key, levels_of = self._keys(row)[len(levels)], self._levels_beside(row)
        numbers = [
            each.cell.field[1]
            for each in self.spots()
            if each.cell.field and each.cell.field[0] == key and not each.cell.text
            and levels_of.get(each.row, ()) == levels
        ]  # fmt: skip
        return (key, numbers[-1]) if numbers else None

    def levels_at(self, body_row: int, row: FormRow) -> tuple[str, ...]:
        """Give the levels that stand beside a row of the body, merged cells included."""
        return self._levels_beside(row).get(body_row, ())

    def _levels_beside(self, row: FormRow) -> dict[int, tuple[str, ...]]:
        """Give the levels beside each row of the body that repeats a row of the form."""
        keys = self._level_keys(row)
        beside: dict[int, tuple[str, ...]] = {}
        for spot in self.spots():
            if spot.cell.field and spot.cell.field[0] in keys:
                for at in range(spot.row, spot.row + spot.cell.rowspan):
                    beside[at] = (*beside.get(at, ()), spot.cell.text)
        return beside

    def paste(self, spot: Spot, block: Sequence[Sequence[str]]) -> str:
        """Take a block of texts in at a cell, in one edit; gives what was done, or is wrong.

        A block with the levels in its first columns makes rows of its own; any other fills the
        cells from where one stands, those beside a level, and more rows of the same kind as needed.
        """
        row = self._repeated_row(spot.cell.field[0]) if spot.cell.field else None
        if row is None or not spot.cell.field:
            text = "\n".join("\t".join(line).strip() for line in block).strip()
            return self.write("粘贴", [(spot.cell, text)])
        keys = self._keys(row)
        depth = len(self._level_keys(row))
        if depth and max(map(len, block)) > len(keys) - depth:
            return self._paste_rows(row, block)
        return self._paste_cells(spot, row, block)

    def _paste_rows(self, row: FormRow, block: Sequence[Sequence[str]]) -> str:
        """Add rows that say their own levels; an empty level is that of the row above."""
        keys, depth = self._keys(row), len(self._level_keys(row))
        number = self._next_number(row)
        values: dict[tuple[str, int], str] = {}
        levels = [""] * depth
        count = 0
        for line in block:
            if line and line[0].strip() == self._definitions[keys[0]].label:
                continue  # its own headings
            levels = _levels_of(levels, [text.strip() for text in line[:depth]])
            texts = [text.strip() for text in line[depth : len(keys)]]
            if not any(texts):
                continue
            for key, text in zip(keys, [*levels, *texts], strict=False):
                values[key, number + count] = text
            count += 1
        if values:
            self._store(f"粘贴 {count} 行", values)
        return f"粘贴了 {count} 行"

    def _paste_cells(self, spot: Spot, row: FormRow, block: Sequence[Sequence[str]]) -> str:
        assert spot.cell.field is not None  # noqa: S101 - callers have looked
        keys = self._keys(row)
        first = max(keys.index(spot.cell.field[0]), len(self._level_keys(row)))
        rows = self._numbers_from(spot.row, row, keys[first], len(block))
        levels = dict(zip(self._level_keys(row), self.levels_at(spot.row, row), strict=False))
        values: dict[tuple[str, int], str] = {}
        for line, number in zip(block, rows, strict=True):
            for key, text in zip(keys[first:], line, strict=False):
                values[key, number] = text.strip()
            for key, text in levels.items():
                if not self._of((key, number)):
                    values[key, number] = text
        self._store(f"粘贴 {len(block)} 行", values)
        beyond = max(map(len, block)) > len(keys) - first
        return "右边多出的列没有位置，没有粘贴" if beyond else ""

    def _numbers_from(self, body_row: int, row: FormRow, key: str, wanted: int) -> list[int]:
        """Give the rows of the same levels from one of the body on, and new ones after them."""
        levels_of = self._levels_beside(row)
        levels = levels_of.get(body_row, ())
        found = [
            each.cell.field[1]
            for each in self.spots()
            if each.cell.field
            and each.cell.field[0] == key
            and each.row >= body_row
            and levels_of.get(each.row, ()) == levels
        ][:wanted]
        begin = max([self._next_number(row) - 1, *found]) + 1
        return [*found, *range(begin, begin + wanted - len(found))]

    def _levels_of(self, changed: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """Give the levels of rows that are filled for the first time."""
        levels: dict[tuple[str, int], str] = {}
        for key, number in changed:
            row = self._repeated_row(key)
            if row is None or not row.levels or self._of((self._keys(row)[0], number)):
                continue
            at = next(each.row for each in self.spots() if each.cell.field == (key, number))
            for level_key, text in zip(
                self._level_keys(row), self.levels_at(at, row), strict=False
            ):
                levels[level_key, number] = text
        return levels

    def _store(self, label: str, values: dict[tuple[str, int], str]) -> None:
        self.blank = {}
        with self.session.edit(f"{label}（{self.subject.name[:20]}）") as edit:
            for (key, number), text in values.items():
                edit.set_field(self._field_key(key, number), text or None)

    def _build(self) -> Sheet:
        table = self.subject.table
        words = Words(table, self.session.cube, self.session.facts)
        return fill_form(table, words, self.subject.id, self.blank)

    def _field_key(self, key: str, number: int) -> FieldKey:
        return (form_subject(self.subject.table), self.subject.id, key, number)

    def _kept(self, cell: Cell) -> str:
        return self._of(cell.field) if cell.field else ""

    def _of(self, field: tuple[str, int]) -> str:
        return self.session.facts.fields.get(self._field_key(*field), "")

    def _own_fields(self) -> list[FieldKey]:
        return [key for key, _ in self._own_items()]

    def _own_items(self) -> list[tuple[FieldKey, str]]:
        kind, subject, *_ = self._field_key("", 0)
        fields = self.session.facts.fields
        return [(key, text) for key, text in fields.items() if key[:2] == (kind, subject)]

    def _repeated_row(self, key: str) -> FormRow | None:
        return self._repeated.get(key.partition(".")[0]) if "." in key else None

    def _keys(self, row: FormRow) -> list[str]:
        return [f"{row.repeat}.{cell.field}" for cell in row.cells if cell.field]

    def _level_keys(self, row: FormRow) -> list[str]:
        depth = len(row.levels[0]) if row.levels else 0
        return self._keys(row)[:depth]

    def _next_number(self, row: FormRow) -> int:
        keys = set(self._keys(row))
        numbers = [number for _, _, key, number in self._own_fields() if key in keys]
        return max(numbers, default=-1) + 1


def _levels_of(above: Sequence[str], said: Sequence[str]) -> list[str]:
    """Fill levels that a row leaves out from the row above; a new first level ends the second."""
    levels: list[str] = []
    fresh = False
    for before, text in zip(above, [*said, *[""] * len(above)], strict=False):
        levels.append(text or ("" if fresh else before))
        fresh = fresh or bool(text)
    return levels
