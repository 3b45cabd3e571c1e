"""Forms of labels and fields (预算10, 预算11): the same `Sheet`, laid out cell by cell.

A form of projects has a sheet for each project that has something filled in. What a field holds is
printed as it is, but amounts, which are kept in 分. Leaves judging what was filled in to `rules`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import Final

from budgettool.cube.formulas import evaluate
from budgettool.money import FEN_PER_UNIT, format_fen, round_half_up, step
from budgettool.packs.definition import FormCell, FormDefinition, FormRow, TableDefinition
from budgettool.packs.forms import form_subject
from budgettool.packs.labels import fill
from budgettool.packs.reference import (
    CellReference,
    EachReference,
    Expression,
    Name,
    Path,
    parse_expression,
    write_path,
)
from budgettool.sheets.filled import Filled, fields_by_subject, form_projects, read_fen
from budgettool.sheets.form_layout import Texts, arrange, form_columns, lay_out, text_cell
from budgettool.sheets.sheet import Cell, Sheet
from budgettool.sheets.words import Words

FormBlanks = Mapping[str, Path]
"""Where one more blank row is shown: the prefix of its fields, with the levels that it is under."""

_NO_BLANKS: Final[FormBlanks] = MappingProxyType({})
"""A form that is being filled in, with no row more; `None` where it is printed."""


def form_sheets(
    table: TableDefinition, form: FormDefinition, words: Words, project: str | None = None
) -> tuple[Sheet, ...]:
    """Build the sheets of a form: one for the department, or one a project.

    Args:
        table: The form's table.
        form: Its rows and cells.
        words: Fills its labels.
        project: Id of the one project to build the sheet of; None for all.
    """
    filled = fields_by_subject(words.facts, form_subject(table))
    if table.per != "project":
        return (_form_sheet(table, form, _Subject(words, filled.get("", {}), None)),)
    return tuple(
        _form_sheet(table, form, _Subject(words.of_project(each), filled[each.id], None))
        for each in form_projects(table, words.facts)
        if project in {None, each.id}
    )


def fill_form(
    table: TableDefinition, words: Words, project: str = "", blanks: FormBlanks = _NO_BLANKS
) -> Sheet:
    """Build the form of one subject as it is filled in, whether anything is filled in yet or not.

    Args:
        table: The form's table.
        words: Fills its labels.
        project: The project's id; empty for a form of the department.
        blanks: Where one more blank row is offered.

    Raises:
        ValueError: The table has no form, or there is no such project.
    """
    if table.form is None:
        raise ValueError(table.id)
    filled = fields_by_subject(words.facts, form_subject(table)).get(project, {})
    own = next((each for each in words.facts.projects if each.id == project), None)
    if table.per == "project":
        if own is None:
            raise ValueError(project)
        words = words.of_project(own)
    return _form_sheet(table, table.form, _Subject(words, filled, blanks))


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose fields the form shows; `blanks` is None for a form that is printed."""

    words: Words
    filled: Filled
    blanks: FormBlanks | None

    def field(self, key: str, row: int = 0) -> str:
        return self.filled.get((key, row), "")

    def repetitions(self, row: FormRow) -> list[Texts]:
        """Give the texts of a repeated row, each time that something is filled in, in order.

        In print, levels alone are no row: they stay behind when a row is emptied.
        """
        keys = [f"{row.repeat}.{cell.field}" for cell in row.cells]
        numbers = sorted({number for key, number in self.filled if key in keys})
        listed = [Texts(number, [self.field(key, number) for key in keys]) for number in numbers]
        levels = len(row.levels[0]) if row.levels and self.blanks is None else 0
        return [texts for texts in listed if any(texts.cells[levels:])]

    def free(self, row: FormRow) -> Iterator[int]:
        """Count the rows that are not filled yet, from the first."""
        keys = {f"{row.repeat}.{cell.field}" for cell in row.cells}
        return count(max((number for key, number in self.filled if key in keys), default=-1) + 1)


def _form_sheet(table: TableDefinition, form: FormDefinition, subject: _Subject) -> Sheet:
    words = subject.words
    repeated = {row.repeat: _repeated_texts(row, subject) for row in form.rows if row.repeat}
    return Sheet(
        id=f"{table.id}/{words.project.name}" if words.project else table.id,
        number=words.text(table.number),
        title=words.text(table.title),
        unit=table.unit,
        fen_per_unit=FEN_PER_UNIT[table.unit],
        decimals=table.decimals,
        thousands=table.thousands,
        captions=words.captions(),
        columns=form_columns(form),
        header=(),
        header_rows=0,
        numbers=(),
        body=lay_out(form, repeated, partial(_cell, subject=subject)),
        notes=words.notes(empty=False),
        page=table.page,
    )


def _repeated_texts(row: FormRow, subject: _Subject) -> list[Texts]:
    offered = (subject.blanks or {}).get(row.repeat)
    return arrange(row, subject.repetitions(row), subject.free(row), offered)


def _cell(definition: FormCell, subject: _Subject) -> Cell:
    if definition.figure:
        return _figure_cell(definition, subject)
    said = subject.field(definition.field)
    bound = (definition.field, 0) if definition.field else None
    fen = read_fen(said) if definition.money else None
    if fen is not None:
        return _amount_cell(definition, subject.words.table, fen)._replace(field=bound)
    return text_cell(definition, subject.words.text(definition.text) + said)._replace(field=bound)


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

    expression = parse_expression(source)
    amount = int(evaluate(expression, exact, printed) or 0)
    return _amount_cell(definition, table, amount)._replace(reference=_address(expression))


def _address(expression: Expression) -> str:
    """Give the address of a figure that is another cell's; one that is worked out has none."""
    return str(expression) if isinstance(expression, CellReference) else ""


def _amount_cell(definition: FormCell, table: TableDefinition, fen: int) -> Cell:
    blank = fen == 0 and table.zero == "blank"
    text = format_fen(fen, FEN_PER_UNIT[table.unit], table.decimals, thousands=table.thousands)
    return text_cell(definition, "" if blank else text)._replace(kind="amount", exact=fen)
