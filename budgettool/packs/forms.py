"""Binding the cells of forms to the fields that a pack defines, so that each is drawn as its kind.

Leaves reading cells to `tables` and fields to `texts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from budgettool.packs.definition import FormCell, FormDefinition, FormRow, TableDefinition
from budgettool.packs.reading import PackError
from budgettool.packs.text import FieldDefinition, FieldSubject


def form_subject(table: TableDefinition) -> FieldSubject:
    """Say whose fields the cells of a form show."""
    return "project" if table.per == "project" else "department"


def form_keys(form: FormDefinition) -> frozenset[str]:
    """List the keys of the fields that a form shows, those of repeated rows with their prefix."""
    return frozenset(_key(row, cell) for row in form.rows for cell in row.cells if cell.field)


def bind_forms(
    tables: Sequence[TableDefinition], fields: Sequence[FieldDefinition]
) -> tuple[TableDefinition, ...]:
    """Give each cell of a form what its field is.

    Raises:
        PackError: A cell names a field that is not defined for the form's subject.
    """
    known = {(field.subject, field.key): field for field in fields}
    return tuple(
        table if table.form is None else replace(table, form=_bound(table, table.form, known))
        for table in tables
    )


def _bound(
    table: TableDefinition,
    form: FormDefinition,
    known: Mapping[tuple[FieldSubject, str], FieldDefinition],
) -> FormDefinition:
    rows = []
    for number, row in enumerate(form.rows, start=1):
        place = f"form.rows[{number}].cells"
        cells = tuple(_bound_cell(table, place, row, cell, known) for cell in row.cells)
        rows.append(replace(row, cells=cells))
    return replace(form, rows=tuple(rows))


def _bound_cell(
    table: TableDefinition,
    place: str,
    row: FormRow,
    cell: FormCell,
    known: Mapping[tuple[FieldSubject, str], FieldDefinition],
) -> FormCell:
    if not cell.field:
        return cell
    subject, key = form_subject(table), _key(row, cell)
    definition = known.get((subject, key))
    if definition is None:
        reason = f"fields.toml 里没有 subject 为 {subject}、key 为“{key}”的栏目"
        raise PackError(f"tables/{table.id}.toml", place, reason)
    if definition.repeat != row.repeat:
        reason = f"栏目“{key}”的 repeat 与这一行的 repeat 不同"
        raise PackError(f"tables/{table.id}.toml", place, reason)
    return replace(cell, money=definition.kind == "amount")


def _key(row: FormRow, cell: FormCell) -> str:
    return f"{row.repeat}.{cell.field}" if row.repeat else cell.field
