"""Whose targets there are to fill in: the department's, and each project's, with how far each is.

Leaves the forms themselves to `filling`.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from budgettool.gui.amounts import shown
from budgettool.gui.session import Session
from budgettool.packs.definition import TableDefinition
from budgettool.packs.forms import form_keys, form_subject
from budgettool.packs.text import FieldDefinition


class Subject(NamedTuple):
    """One form to fill in.

    Attributes:
        table: The form's table.
        id: The project's id; empty for the department.
        name: What it is called.
        said: How far it is: how many indicators, what lacks.
        complete: Whether all that is asked for is there.
    """

    table: TableDefinition
    id: str
    name: str
    said: str
    complete: bool


def forms_of(session: Session) -> tuple[TableDefinition, ...]:
    """List the forms of a pack that have fields to fill in."""
    return tuple(
        table
        for table in session.pack.tables
        if table.printed and table.form is not None and form_keys(table.form)
    )


def subjects_of(session: Session, unit: str) -> Iterator[Subject]:
    """Walk the forms to fill in: of the department first, then of each project."""
    filled = _filled(session)
    for table in forms_of(session):
        if form_subject(table) == "department":
            yield _subject(session, table, "", f"{session.facts.department.full}整体", filled, "")
    for table in forms_of(session):
        if form_subject(table) == "project":
            for project in session.facts.projects:
                fen = session.cube.spending.of_project(project.name)
                amount = f"{shown(fen, unit)} {unit}" if fen else "本年没有明细"
                yield _subject(session, table, project.id, project.name, filled, amount)


def _filled(session: Session) -> dict[str, dict[str, int]]:
    """Count the rows of each field that is filled, by whose it is."""
    counted: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (_, subject, key, _), text in session.facts.fields.items():
        if text.strip():
            counted[subject][key] += 1
    return {subject: dict(keys) for subject, keys in counted.items()}


def _subject(
    session: Session,
    table: TableDefinition,
    subject: str,
    name: str,
    filled: dict[str, dict[str, int]],
    amount: str,
) -> Subject:
    own = filled.get(subject, {})
    asked = list(_fields(session, table))
    lacking = [field.label for field in asked if field.required and not own.get(field.key)]
    indicators = own.get("indicator.name", 0)
    begun = any(own.get(field.key) for field in asked)
    if not begun:
        said = "还没有填"
    elif lacking:
        said = f"{indicators} 项指标　还差 {len(lacking)} 栏"
    else:
        said = f"{indicators} 项指标"
    told = "　".join(part for part in (amount, said) if part)
    return Subject(table, subject, name, told, begun and not lacking)


def _fields(session: Session, table: TableDefinition) -> Iterator[FieldDefinition]:
    keys = form_keys(table.form) if table.form else frozenset()
    for field in session.pack.text.fields if session.pack.text else ():
        if field.subject == form_subject(table) and field.key in keys:
            yield field
