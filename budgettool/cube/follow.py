"""Follows a book: what an edit, undo or redo changed is counted in the cube, and nothing else.

What changes how lines are read (units, projects, the pack, own codes) asks for a new cube, but not
what units and the department are called: names are looked up where they are shown.
"""

from collections.abc import Iterable
from typing import Any, Final

from budgettool.book import Change, Edit
from budgettool.book.order import Stretch
from budgettool.book.rows import changed
from budgettool.cube.cube import Cube, Touched
from budgettool.model import BalanceLine, ExpenditureLine, Facts, IncomeLine, Line
from budgettool.packs.definition import Axis

_LINE_TYPES: Final[dict[str, type[Line]]] = {
    "expenditure_line": ExpenditureLine,
    "income_line": IncomeLine,
    "balance_line": BalanceLine,
}
_IRRELEVANT: Final = frozenset({"ceiling", "draft", "field", "mapping"})
_NAMES: Final[dict[str, frozenset[str]]] = {
    "book": frozenset({"code", "full", "short", "row", "budget_code"}),
    "unit": frozenset({"name", "headcount"}),
    "project": frozenset({"code", "unit"}),
}
"""Fields that are shown and count nothing."""

_UNIT_NAME: Final = Axis("unit", "name")


class Follower:
    """The lines of a book, and the cube that they are counted in.

    Attributes:
        lines: By id; those of one kind in the book's order.
    """

    def __init__(self, cube: Cube, lines: Iterable[Line]) -> None:
        self.cube = cube
        self.lines: dict[str, Line] = {line.id: line for line in lines}

    def can_follow(self, change: Change) -> bool:
        """Tell whether a change is one of lines and names only, so that the cube stays."""
        if renames(change) and self.cube.looks_at(_UNIT_NAME):
            return False
        return all(
            edit.table in _LINE_TYPES or edit.table in _IRRELEVANT or _is_name(edit)
            for edit in change.edits
        )

    def follow(self, change: Change) -> tuple[Touched, ...]:
        """Count a change; gives the cells that it touches."""
        touched: dict[Touched, None] = {}
        for edit in change.edits:
            if edit.table in _LINE_TYPES and not edit.moves:
                touched.update(dict.fromkeys(self._follow(edit)))
        return tuple(touched)

    def place(self, stretches: Iterable[Stretch]) -> None:
        """Put lines where they stand in the book; a change that was followed left them last."""
        for stretch in stretches:
            moved = [(line_id, self.lines.pop(line_id)) for line_id in stretch.ids]
            ids, lines = list(self.lines), list(self.lines.values())
            at = 0 if stretch.above is None else ids.index(stretch.above) + 1
            ids[at:at], lines[at:at] = zip(*moved, strict=True)
            self.lines = dict(zip(ids, lines, strict=True))

    def describe(self, facts: Facts) -> None:
        """Take over names from what a book holds after a change that `renames`."""
        self.cube.dimensions.describe(facts)

    def keep(self, change: Change) -> None:
        """Take over the lines that a change leaves, and count nothing: a new cube is to come."""
        for edit in change.edits:
            if edit.table in _LINE_TYPES and not edit.moves:
                self._keep(edit)

    def _follow(self, edit: Edit) -> tuple[Touched, ...]:
        self.cube.settle(edit.id)  # what was being typed in it is no longer what comes back
        line = self._keep(edit)
        return self.cube.put(line) if line else self.cube.remove(edit.id)

    def _keep(self, edit: Edit) -> Line | None:
        if edit.after is None:
            del self.lines[edit.id]
            return None
        fields: dict[str, Any] = dict(edit.after)
        if "secret" in fields:
            fields["secret"] = bool(fields["secret"])
        if edit.before is None:
            line = _LINE_TYPES[edit.table](**{**fields, "id": edit.id})
        else:
            line = changed(self.lines[edit.id], fields)
        self.lines[edit.id] = line
        return line


def renames(change: Change) -> bool:
    """Tell whether a change is about what something is called."""
    return any(map(_is_name, change.edits))


def _is_name(edit: Edit) -> bool:
    named = _NAMES.get(edit.table, frozenset())
    return edit.before is not None and edit.after is not None and named.issuperset(edit.after)
