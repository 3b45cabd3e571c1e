"""The places of a pack's form, and how each is found in a file: by the words before or above it.

A form prints its own words beside what is filled in: labels before single places, heads above rows
that repeat. Leaves looking for them to `json_forms` and `workbook_forms`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from budgettool.importing.tables.naming import plain
from budgettool.packs.definition import (
    FormCell,
    FormDefinition,
    FormRow,
    Label,
    Placeholder,
    TableDefinition,
)
from budgettool.packs.labels import placeholders

_LIST_NUMBER: Final = re.compile(
    r"^(?:[^：]*：)?(?:（[一二三四五六七八九十\d]+）|[一二三四五六七八九十\d]+[、．.）])(?!\d)"
)
_UNIT: Final = re.compile(r"（(万元|元)）$")
_NAMES: Final = ("department.", "project.")


class Spot(NamedTuple):
    """A single place of a form that is filled in; no two of a form are alike."""

    field: str
    figure: Label
    text: Label


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that repeat.

    Attributes:
        row: The row of the form.
        heads: What stands above its cells.
        over: The word beside its rows; empty for none.
        later: The words of the form below it.
        levels: The names of its levels.
    """

    row: FormRow
    heads: tuple[str, ...]
    over: str
    later: frozenset[str]
    levels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """All places of a form.

    Attributes:
        labels: What stands before each single place, without number and unit, in their order.
        blocks: Its repeated rows.
        words: Every word of its own.
    """

    labels: Mapping[str, Spot]
    blocks: tuple[Block, ...]
    words: frozenset[str]

    @property
    def first(self) -> str:
        """The label at the top, which begins a form."""
        return next(iter(self.labels), "")


def places_of(form: FormDefinition) -> Places:
    """List the places of a form."""
    labels: dict[str, Spot] = {}
    for row in form.rows:
        if not row.repeat:
            for label, cell in _labelled(row):
                labels.setdefault(label, spot_of(cell))
    blocks = tuple(_blocks(form))
    return Places(labels, blocks, frozenset(_words(form.rows)))


def spot_of(cell: FormCell) -> Spot:
    """Name the place that a cell is."""
    return Spot(cell.field, cell.figure, cell.text)


def label_of(text: str) -> str:
    """Give a label as it is compared: without blanks, its number before and its unit behind."""
    written = _UNIT.sub("", plain(text).strip("：*★"))
    return _LIST_NUMBER.sub("", written) or written


def unit_in(text: str) -> str:
    """Give the unit behind a label such as `部门预算总额（元）`; empty for none."""
    found = _UNIT.search(plain(text).strip("：*★"))
    return found[1] if found else ""


def is_per_project(table: TableDefinition) -> bool:
    """Tell whether a table has a form for each project."""
    return table.form is not None and table.per == "project"


def names_project(spot: Spot) -> bool:
    """Tell whether a place holds the project's name."""
    return any(hole.source == "project.name" for hole in placeholders(spot.text))


def _labelled(row: FormRow) -> Iterator[tuple[str, FormCell]]:
    """Give the places of a row with the label before each."""
    label = ""
    for cell in row.cells:
        if not _is_place(cell):
            label = label_of(_own_words(cell))
        elif label:
            yield label, cell
            label = ""


def _is_place(cell: FormCell) -> bool:
    """Tell whether a cell is filled in; a name of department or project is, a unit is not."""
    named = any(hole.source.startswith(_NAMES) for hole in placeholders(cell.text))
    return bool(cell.field or cell.figure) or named


def _blocks(form: FormDefinition) -> Iterator[Block]:
    for number, row in enumerate(form.rows):
        above = form.rows[number - 1].cells if number else ()
        heads = tuple(label_of(_own_words(cell)) for cell in above if cell.over != row.repeat)
        if row.repeat and len(heads) == len(row.cells):
            beside = (label_of(_own_words(cell)) for cell in above if cell.over == row.repeat)
            later = frozenset(_words(form.rows[number + 1 :]))
            levels = frozenset(label_of(name) for level in row.levels for name in level)
            yield Block(row, heads, next(beside, ""), later, levels)


def _words(rows: tuple[FormRow, ...]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            if not _is_place(cell) and (words := label_of(_own_words(cell))):
                yield words


def _own_words(cell: FormCell) -> str:
    """Write a cell's own words; the unit in a label is left out with its brackets."""
    return "".join(_part(part) for part in cell.text)


def _part(part: str | Placeholder) -> str:
    if isinstance(part, str):
        return part
    return "万元" if part.source == "unit" else ""
