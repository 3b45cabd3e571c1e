"""How a form is laid out: its rows and cells on a grid, repeated rows under their levels, spans.

Leaves what stands in the cells to `form`, and to `importing.tables` for forms that were typed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from budgettool.packs.definition import FormCell, FormDefinition, FormRow
from budgettool.packs.labels import placeholders
from budgettool.packs.reference import Path
from budgettool.sheets.sheet import Cell, Column, Row


class Texts(NamedTuple):
    """One time of a repeated row: the row of its fields, and the texts of its cells."""

    number: int
    cells: list[str]


def lay_out(
    form: FormDefinition,
    repeated: Mapping[str, Sequence[Texts]],
    cell: Callable[[FormCell], Cell],
) -> tuple[Row, ...]:
    """Lay out the rows of a form.

    Args:
        form: Its rows and cells.
        repeated: What each repeated row holds, by its prefix, arranged.
        cell: Makes the cell of a row that stands once.
    """
    grid = _Grid(len(form.widths), covered=[0] * len(form.widths))
    for row in form.rows:
        if row.repeat:
            _add_repeated(grid, row, repeated[row.repeat])
        else:
            cells = [_beside(each, len(repeated.get(each.over, ()))) for each in row.cells]
            grid.add([(each, cell(each)) for each in cells], row.height)
    return tuple(grid.rows)


def form_columns(form: FormDefinition) -> tuple[Column, ...]:
    """Give the grid columns of a form."""
    return tuple(
        Column(str(number), width, "text", fits=False)
        for number, width in enumerate(form.widths, start=1)
    )


def arrange(
    row: FormRow, texts: list[Texts], free: Iterator[int], offered: Path | None = None
) -> list[Texts]:
    """Sort what a repeated row holds under the levels that the form always shows.

    Args:
        row: The repeated row.
        texts: What it holds, in order.
        free: Numbers for the blank rows.
        offered: The levels under which one more blank row is shown; None for none.
    """
    if row.levels:
        return list(_by_level(texts, row.levels, len(row.cells), free, offered))
    blank = max(row.at_least - len(texts), 0) + (offered is not None)
    return texts + [Texts(next(free), [""] * len(row.cells)) for _ in range(blank)]


def text_cell(definition: FormCell, text: str) -> Cell:
    """Make a cell that holds a text, or is blank."""
    return Cell(
        0,
        text,
        "text" if text else "blank",
        colspan=definition.columns,
        rowspan=definition.rows,
        align=definition.align,
        bold=definition.bold,
        label=bool(text) and (definition.merge or _is_label(definition)),
    )


def _is_label(definition: FormCell) -> bool:
    """Tell whether a cell is the form's own words, alike for every subject."""
    return bool(definition.text) and not (definition.field or placeholders(definition.text))


@dataclass(slots=True)
class _Grid:
    """The rows laid out so far, and which columns cells from above still cover."""

    width: int
    rows: list[Row] = field(default_factory=list)
    covered: list[int] = field(default_factory=list)

    def add(self, cells: Sequence[tuple[FormCell, Cell]], height: float) -> None:
        placed, column = [], 0
        below = [max(count - 1, 0) for count in self.covered]
        for definition, cell in cells:
            while column < self.width and self.covered[column]:
                column += 1
            placed.append(cell._replace(column=column))
            for covered in range(column, min(column + definition.columns, self.width)):
                below[covered] = definition.rows - 1
            column += definition.columns
        self.covered = below
        self.rows.append(Row(tuple(placed), height=height))


def _beside(cell: FormCell, repetitions: int) -> FormCell:
    """Lengthen a cell by the repeated rows that it stands beside."""
    return replace(cell, rows=cell.rows + repetitions) if repetitions else cell


def _add_repeated(grid: _Grid, row: FormRow, listed: Sequence[Texts]) -> None:
    spans = _merged_spans([texts.cells for texts in listed], row.cells)
    for number, texts in enumerate(listed):
        cells = []
        for place, (definition, text) in enumerate(zip(row.cells, texts.cells, strict=True)):
            span = spans.get((number, place), 1)
            if span:
                spanning = replace(definition, rows=span)
                field_of = (f"{row.repeat}.{definition.field}", texts.number)
                bound = field_of if definition.field else None
                cells.append((spanning, text_cell(spanning, text)._replace(field=bound)))
        grid.add(cells, row.height)


def _by_level(
    texts: list[Texts],
    levels: Sequence[Path],
    width: int,
    free: Iterator[int],
    offered: Path | None,
) -> Iterator[Texts]:
    """Sort rows under the levels; a level of which nothing is said is a blank row."""
    listed = [tuple(level) for level in levels]
    of_level: defaultdict[Path, list[Texts]] = defaultdict(list)
    others = []
    for line in texts:
        level = next((level for level in listed if tuple(line.cells[: len(level)]) == level), None)
        if level is None:
            others.append(line)
        else:
            of_level[level].append(line)
    for level in listed:
        blank = [*level, *[""] * (width - len(level))]
        yield from of_level[level]
        if not of_level[level] or offered == level:
            yield Texts(next(free), blank)
    yield from others
    if offered is not None and offered not in listed:
        yield Texts(next(free), [*offered, *[""] * (width - len(offered))])


def _merged_spans(
    lines: Sequence[Sequence[str]], cells: Sequence[FormCell]
) -> dict[tuple[int, int], int]:
    """Say over how many rows each mergeable cell stands; 0 where one above covers it."""
    spans: dict[tuple[int, int], int] = {}
    for place, definition in enumerate(cells):
        start = 0
        for number in range(len(lines)):
            same = number > 0 and lines[number][: place + 1] == lines[number - 1][: place + 1]
            if definition.merge and same:
                spans[number, place] = 0
                spans[start, place] = number - start + 1
            else:
                start = number
    return spans
