"""Building the sheets of a pack from a cube: rows, figures, header and captions put on one grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from budgettool.cube.cube import Cube
from budgettool.cube.dimensions import UNCLASSIFIED
from budgettool.model import Facts
from budgettool.money import FEN_PER_UNIT, Rounding, half_up
from budgettool.packs.definition import (
    KeyColumn,
    Label,
    Pack,
    Placeholder,
    SideDefinition,
    TableDefinition,
)
from budgettool.packs.labels import apply_row_form, fill
from budgettool.packs.reference import CellReference
from budgettool.sheets.figures import RATE_SCALE, Figures, figures_of
from budgettool.sheets.form import form_sheets
from budgettool.sheets.header import header_cells, number_texts
from budgettool.sheets.rows import PrintedRow, printed_rows
from budgettool.sheets.sheet import Cell, Column, Row, Sheet
from budgettool.sheets.words import Words


def build_sheets(
    pack: Pack, cube: Cube, facts: Facts, rounding: Rounding = half_up
) -> tuple[Sheet, ...]:
    """Build every sheet of a pack; a table printed once a project gives several."""
    return tuple(
        sheet
        for table in pack.tables
        if table.printed
        for sheet in build_table(table, cube, facts, rounding)
    )


def build_table(
    table: TableDefinition,
    cube: Cube,
    facts: Facts,
    rounding: Rounding = half_up,
    project: str | None = None,
) -> tuple[Sheet, ...]:
    """Build the sheet (or sheets) of one table; of a form of projects, only one project's if named.

    A project is named by its id; it has no sheet where nothing is filled in of it.
    """
    words = Words(table, cube, facts, rounding)
    if table.form is not None:
        return form_sheets(table, table.form, words, project)
    return (_table_sheet(table, cube, words, rounding),)


@dataclass(frozen=True, slots=True)
class _Part:
    """One side, ready to be placed: its rows, their grid rows, and its first grid column."""

    side: SideDefinition
    rows: tuple[PrintedRow, ...]
    figures: Figures
    first: int
    line_number: int

    @property
    def width(self) -> int:
        return len(self.side.keys) + len(self.visible)

    @property
    def visible(self) -> list[int]:
        return [n for n, column in enumerate(self.side.columns) if not column.hidden]

    def grid_row(self, row: int, height: int) -> int:
        """Say where a row stands: pinned ones at the foot of the table."""
        definition = self.rows[row].definition
        pinned = definition is not None and definition.pinned
        return height - len(self.rows) + row if pinned else row


def _table_sheet(table: TableDefinition, cube: Cube, words: Words, rounding: Rounding) -> Sheet:
    sides = [block.side for block in cube.blocks[table.id]]
    listed = [printed_rows(block, cube.dimensions) for block in cube.blocks[table.id]]
    height = max(len(rows) for rows in listed)
    parts: list[_Part] = []
    for number, (side, rows) in enumerate(zip(sides, listed, strict=True)):
        figures = figures_of(table, side.columns, rows, rounding)
        first = sum(part.width for part in parts)
        parts.append(_Part(side, rows, figures, first, 1 + number * height))
    header, header_rows = header_cells(sides, words.text)
    empty = not any(any(row.figures) for rows in listed for row in rows)
    return Sheet(
        id=table.id,
        number=words.text(table.number),
        title=words.text(table.title),
        unit=table.unit,
        fen_per_unit=FEN_PER_UNIT[table.unit],
        decimals=table.decimals,
        thousands=table.thousands,
        captions=words.captions(),
        columns=tuple(column for part in parts for column in _columns(part)),
        header=header,
        header_rows=header_rows,
        numbers=number_texts(sides, table.number_row),
        body=_body(table, parts, height, cube, words),
        notes=words.notes(empty=empty),
        page=table.page,
        empty=empty,
    )


def _columns(part: _Part) -> Iterator[Column]:
    for key in part.side.keys:
        yield Column(key.id, key.width, "text", key=True)
    for number in part.visible:
        column = part.side.columns[number]
        yield Column("/".join(column.path), column.width, column.form)


def _body(
    table: TableDefinition, parts: Sequence[_Part], height: int, cube: Cube, words: Words
) -> tuple[Row, ...]:
    grid: list[list[Cell]] = [[] for _ in range(height)]
    addresses = [""] * height
    for part in parts:
        filled = {part.grid_row(n, height): n for n in range(len(part.rows))}
        for grid_row in range(height):
            number = filled.get(grid_row)
            row = part.rows[number] if number is not None else None
            grid[grid_row] += _key_cells(part, row, grid_row, cube, words)
            if number is None:
                grid[grid_row] += _blank_figures(part)
                continue
            grid[grid_row] += _figure_cells(table, part, number, height)
            addresses[grid_row] = addresses[grid_row] or "/".join(part.rows[number].address)
        _merge_groups(part, grid, height, words)
    return tuple(
        Row(tuple(sorted(cells)), address=address)
        for cells, address in zip(grid, addresses, strict=True)
    )


def _key_cells(
    part: _Part, row: PrintedRow | None, grid_row: int, cube: Cube, words: Words
) -> Iterator[Cell]:
    keys = part.side.keys
    definition = row.definition if row else None
    for offset, key in enumerate(keys):
        column = part.first + offset
        if key.role == "line_number":
            yield Cell(column, str(part.line_number + grid_row), "number", align="center")
        elif key.role == "group":
            if definition is None:
                yield Cell(column, "", "blank", colspan=_label_span(keys, offset))
        elif key.role == "label" and row is not None and definition is not None:
            grouped = _group_offset(keys)
            start = offset if row.group or grouped is None else grouped
            yield Cell(
                part.first + start,
                row_text(definition.label, row, cube, words),
                colspan=offset - start + 1,
                align="center" if definition.center else key.align,
                bold=definition.bold,
                indent=definition.indent,
            )
        elif key.role == "label" and _group_offset(keys) is not None:
            continue
        else:
            shown = definition.show.get(key.id, ()) if definition else ()
            text = row_text(shown, row, cube, words) if row else ""
            bold = definition.bold if definition else False
            yield Cell(column, text, "text" if text else "blank", align=key.align, bold=bold)


def _group_offset(keys: Sequence[KeyColumn]) -> int | None:
    return next((n for n, key in enumerate(keys) if key.role == "group"), None)


def _label_span(keys: Sequence[KeyColumn], offset: int) -> int:
    label = next((n for n, key in enumerate(keys) if key.role == "label"), offset)
    return max(label - offset + 1, 1)


def _merge_groups(part: _Part, grid: list[list[Cell]], height: int, words: Words) -> None:
    """Set the merged name of each group of rows beside its first row."""
    offset = _group_offset(part.side.keys)
    if offset is None:
        return
    numbered = enumerate(part.rows)
    for group, members in groupby(numbered, lambda item: id(item[1].group) if item[1].group else 0):
        rows = list(members)
        definition = rows[0][1].group
        if group and definition is not None:
            grid[part.grid_row(rows[0][0], height)].append(
                Cell(
                    part.first + offset,
                    words.text(definition.label),
                    rowspan=len(rows),
                    align="center",
                )
            )


def _figure_cells(table: TableDefinition, part: _Part, number: int, height: int) -> Iterator[Cell]:
    row = part.rows[number]
    if row.definition is None:
        yield from _blank_figures(part)
        return
    grid_columns = {n: part.first + len(part.side.keys) + i for i, n in enumerate(part.visible)}
    for place, column in grid_columns.items():
        definition = part.side.columns[place]
        exact = part.figures.rates.get((number, place), row.figures[place])
        scale = RATE_SCALE if definition.form == "rate" else 1
        spots = part.figures.parts.get((number, place), ())
        hidden = any(c not in grid_columns and part.rows[r].figures[c] for r, c in spots)
        yield Cell(
            column,
            part.figures.texts[number, place],
            definition.form,
            None if exact is None else round(exact * scale),
            str(CellReference(table.id, row.address, definition.path)),
            ()
            if hidden
            else tuple(
                (part.grid_row(r, height), grid_columns[c]) for r, c in spots if c in grid_columns
            ),
            align="right",
            bold=row.definition.bold,
        )


def _blank_figures(part: _Part) -> Iterator[Cell]:
    first = part.first + len(part.side.keys)
    for offset in range(len(part.visible)):
        yield Cell(first + offset, "", "blank", align="right")


def row_text(label: Label, row: PrintedRow, cube: Cube, words: Words) -> str:
    """Fill a row's label from its members; an unclassified member shows only in the label."""
    members = {axis.dimension: member for axis, member in row.chain}
    definition = row.definition
    own = [member for axis, member in row.chain[-len(definition.each) :]] if definition else []
    if definition and definition.each and not own[0]:
        return UNCLASSIFIED if label is definition.label else ""

    def value_of(hole: Placeholder) -> str:
        dimension, _, attribute = hole.source.partition(".")
        if dimension not in members:
            return words.hole(hole)
        text = cube.dimensions.text(dimension, attribute, members[dimension])
        return apply_row_form(text, hole.form)

    return fill(label, value_of)
