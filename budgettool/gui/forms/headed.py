"""Headings in a pasted block: which column of a listing each stands for, and the unit of money."""

from collections.abc import Sequence
from typing import NamedTuple

from budgettool.gui.forms.column import Column
from budgettool.gui.session import Session
from budgettool.importing import Kind
from budgettool.importing.headings import Heading, Words, read_heading, understand

_FEWEST = 2
_FIELDS = {"project": ("project", "name")}


class Headed(NamedTuple):
    """What a row of headings says; the unit is empty where it says none."""

    columns: tuple[Column | None, ...]
    unit: str


def read_headings(
    cells: Sequence[str], columns: Sequence[Column], kind: Kind, session: Session
) -> Headed | None:
    """Read a row as headings; None where it is none."""
    words = Words(session.pack.vocabulary, session.facts.year)
    headings = [read_heading([cell]) for cell in cells]
    found: list[Column | None] = []
    for heading in headings:
        column = _column(heading, columns, kind, words)
        found.append(None if column in found else column)
    known = sum(column is not None for column in found)
    filled = sum(bool(cell) for cell in cells)
    if known < min(_FEWEST, len(columns)) or known * 2 < filled:
        return None
    return Headed(tuple(found), next((each.unit for each in headings if each.unit), ""))


def _column(heading: Heading, columns: Sequence[Column], kind: Kind, words: Words) -> Column | None:
    for column in columns:
        if column.editable and heading.text == column.title:
            return column
    meaning = understand(heading, kind, words)
    if meaning is None or meaning.member or meaning.part:
        return None
    name = meaning.field.removesuffix("_name")
    fields = _FIELDS.get(name, (name,))
    return next((each for each in columns if each.editable and each.field in fields), None)
