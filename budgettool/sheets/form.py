"""Forms of labels and fields (预算10, 预算11): the same `Sheet`, laid out cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from budgettool.cube.formulas import evaluate
from budgettool.money import FEN_PER_UNIT, format_fen, round_half_up, step
from budgettool.packs.definition import FormCell, FormDefinition, FormRow, TableDefinition
from budgettool.packs.labels import fill, placeholders
from budgettool.packs.reference import (
    CellReference,
    EachReference,
    Name,
    Path,
    parse_expression,
    write_path,
)
from budgettool.sheets.sheet import Cell, Column, Row, Sheet
from budgettool.sheets.words import Words


def form_sheets(table: TableDefinition, form: FormDefinition, words: Words) -> tuple[Sheet, ...]:
    """Build the sheets of a form: one for the department, or one a project."""
    if table.per != "project":
        return (_form_sheet(table, form, _Subject(words, "department", "")),)
    return tuple(
        _form_sheet(table, form, _Subject(words.of_project(project), "project", project.id))
        for project in words.facts.projects
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose fields the form shows."""

    words: Words
    kind: str
    id: str

    def field(self, key: str, row: int = 0) -> str:
        return self.words.facts.fields.get((self.kind, self.id, key, row), "")

    def repetitions(self, prefix: str) -> int:
        """Count the rows of the fields whose key begins with a prefix."""
        numbers = [
            row
            for kind, subject, key, row in self.words.facts.fields
            if kind == self.kind and subject == self.id and key.startswith(f"{prefix}.")
        ]
        return max(numbers, default=-1) + 1


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


def _form_sheet(table: TableDefinition, form: FormDefinition, subject: _Subject) -> Sheet:
    words = subject.words
    grid = _Grid(len(form.widths), covered=[0] * len(form.widths))
    for row in form.rows:
        if row.repeat:
            _add_repeated(grid, row, subject)
        else:
            grid.add([(cell, _cell(cell, subject, 0)) for cell in row.cells], row.height)
    return Sheet(
        id=table.id if subject.kind == "department" else f"{table.id}/{_project_name(words)}",
        number=words.text(table.number),
        title=words.text(table.title),
        unit=table.unit,
        fen_per_unit=FEN_PER_UNIT[table.unit],
        decimals=table.decimals,
        thousands=table.thousands,
        captions=words.captions(),
        columns=tuple(
            Column(str(number), width, "text", fits=False)
            for number, width in enumerate(form.widths, start=1)
        ),
        header=(),
        header_rows=0,
        numbers=(),
        body=tuple(grid.rows),
        notes=words.notes(empty=False),
        page=table.page,
    )


def _project_name(words: Words) -> str:
    return words.project.name if words.project else ""


def _add_repeated(grid: _Grid, row: FormRow, subject: _Subject) -> None:
    """Add a row for each repetition, sorted under the levels that the form always shows."""
    count = max(subject.repetitions(row.repeat), 0 if row.levels else row.at_least)
    texts = [
        [subject.field(f"{row.repeat}.{cell.field}", number) for cell in row.cells]
        for number in range(count)
    ]
    listed = list(_by_level(texts, row.levels, len(row.cells))) if row.levels else texts
    spans = _merged_spans(listed, row.cells)
    for number, line in enumerate(listed):
        cells = []
        for place, (definition, text) in enumerate(zip(row.cells, line, strict=True)):
            span = spans.get((number, place), 1)
            if span:
                spanning = replace(definition, rows=span)
                cells.append((spanning, _text_cell(spanning, text)))
        grid.add(cells, row.height)


def _by_level(texts: list[list[str]], levels: Sequence[Path], width: int) -> Iterator[list[str]]:
    for level in levels:
        found = [line for line in texts if tuple(line[: len(level)]) == level]
        yield from found or [[*level, *[""] * (width - len(level))]]
    yield from (
        line for line in texts if not any(tuple(line[: len(level)]) == level for level in levels)
    )


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


def _cell(definition: FormCell, subject: _Subject, row: int) -> Cell:
    if definition.figure:
        return _figure_cell(definition, subject)
    text = subject.words.text(definition.text)
    return _text_cell(definition, text + subject.field(definition.field, row))


def _text_cell(definition: FormCell, text: str) -> Cell:
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


def _figure_cell(definition: FormCell, subject: _Subject) -> Cell:
    words = subject.words
    table = words.table
    source = fill(definition.figure, lambda hole: write_path((words.hole(hole),)))
    place = step(FEN_PER_UNIT[table.unit], table.decimals)

    def exact(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
        if isinstance(reference, EachReference):
            return words.cube.figures(reference)
        found = words.cube.figure(reference) if isinstance(reference, CellReference) else None
        return (found or Fraction(0),)

    def printed(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
        return tuple(Fraction(round_half_up(int(value), place)) for value in exact(reference))

    amount = int(evaluate(parse_expression(source), exact, printed) or 0)
    blank = amount == 0 and table.zero == "blank"
    text = format_fen(amount, FEN_PER_UNIT[table.unit], table.decimals, thousands=table.thousands)
    return _text_cell(definition, "" if blank else text)._replace(
        kind="amount", exact=amount, reference=source
    )
