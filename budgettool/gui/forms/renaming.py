"""A new code or name goes through all that names the thing by the old one, as part of one edit."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations
from operator import attrgetter
from typing import Any

from budgettool.book import Edit, Editing
from budgettool.book.rows import TABLES, table_of
from budgettool.gui.session import Session


def rename_everywhere(
    edit: Editing, session: Session, fields: Iterable[str], old: str, new: str
) -> None:
    """Put a new name wherever a field of a unit, project, ceiling or line has the old one.

    The edits are made whole here, since one by one they would take seconds in a large book.
    """
    edit.replay(tuple(_edits(session, tuple(fields), old, new)))


def _edits(session: Session, fields: tuple[str, ...], old: str, new: str) -> Iterator[Edit]:
    facts = session.facts
    changes = {
        named: (dict.fromkeys(named, old), dict.fromkeys(named, new))
        for number in range(1, len(fields) + 1)
        for named in combinations(fields, number)
    }
    groups: tuple[Iterable[Any], ...] = (
        facts.units,
        facts.projects,
        facts.ceilings,
        session.lines.values(),
    )
    for group in groups:
        for row in group:
            table = table_of(type(row)).name
            if old not in _reader(table, fields)(row):
                continue
            named = tuple(name for name in fields if getattr(row, name, None) == old)
            if named:
                yield Edit(table, row.id, *changes[named])


@cache
def _reader(table: str, fields: tuple[str, ...]) -> Callable[[Any], Any]:
    """Make what reads of a row its id and the fields that it has, all at once."""
    return attrgetter("id", *(name for name in fields if name in TABLES[table].columns))
