"""A unit's name and code changed in a book of many lines, and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from bench.figure import Figure, figure, milliseconds
from bench.lines import made_facts
from bench.places import HOLDER, Places
from budgettool.model import Line

LINES = 100_000
"""All of one unit, the worst case."""

NAME_SECONDS = 0.3
CODE_SECONDS = 2.0


def run(places: Places) -> Iterator[Figure]:
    """Measure the session alone, without pages."""
    from budgettool.book import Book  # noqa: PLC0415 - Qt is loaded only if this is measured
    from budgettool.gui.forms.renaming import rename_everywhere  # noqa: PLC0415
    from budgettool.gui.session import Session  # noqa: PLC0415

    facts = made_facts(places.pack, LINES, unit_count=1)
    path = places.book("renaming.ysb", facts, [_with_real_id(line) for line in facts.lines])
    with Book.open(path, holder=HOLDER) as book:
        session = Session(book, Path(places.folder), lambda: datetime.now(UTC))
        unit = session.facts.units[1]

        def name() -> None:
            with session.edit("改单位名称") as edit:
                edit.update(unit.id, name="另一个单位")

        def code() -> None:
            with session.edit("改单位代码") as edit:
                edit.update(unit.id, code="016999")
                fields = ("parent", "unit", "counterparty")
                rename_everywhere(edit, session, fields, unit.code, "016999")

        about = f"{LINES:,} 条明细，都是这个单位的"
        for what, change, budget in (("名称", name, NAME_SECONDS), ("代码", code, CODE_SECONDS)):
            for word, act in (("", change), ("撤销", session.undo), ("重做", session.redo)):
                spent = milliseconds(act) / 1000
                yield figure(f"{word}改单位{what}", spent, "s", budget, about)


def _with_real_id(line: Line) -> Line:
    """Give a line an id as long, and in as random an order, as in a real book."""
    number = int.from_bytes(sha256(line.id.encode()).digest()[:16])
    return replace(line, id=str(UUID(int=number)))
