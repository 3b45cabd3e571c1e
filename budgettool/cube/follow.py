"""Follows a book: what an edit, undo or redo changed is counted in the cube, and nothing else.

What changes how lines are read (units, projects, the pack, own codes) asks for a new cube.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from budgettool.book import Change, Edit
from budgettool.book.order import Stretch
from budgettool.cube.cube import Cube, Touched
from budgettool.model import BalanceLine, ExpenditureLine, IncomeLine, Line

_LINE_TYPES: Final[dict[str, type[Line]]] = {
    "expenditure_line": ExpenditureLine,
    "income_line": IncomeLine,
    "balance_line": BalanceLine,
}
_IRRELEVANT: Final = frozenset({"ceiling", "draft", "field", "mapping"})


class Follower:
    """The lines of a book, and the cube that they are counted in.

    Attributes:
        lines: By id; those of one kind in the book's order.
    """

    def __init__(self, cube: Cube, lines: Iterable[Line]) -> None:
        self.cube = cube
        self.lines: dict[str, Line] = {line.id: line for line in lines}

    @staticmethod
    def can_follow(change: Change) -> bool:
        """Tell whether a change is one of lines only, so that the cube stays what it is."""
        return all(edit.table in _LINE_TYPES or edit.table in _IRRELEVANT for edit in change.edits)

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
            placed = frozenset(stretch.ids)
            order = [line_id for line_id in self.lines if line_id not in placed]
            at = 0 if stretch.above is None else order.index(stretch.above) + 1
            order[at:at] = stretch.ids
            self.lines = {line_id: self.lines[line_id] for line_id in order}

    def _follow(self, edit: Edit) -> tuple[Touched, ...]:
        if edit.after is None:
            del self.lines[edit.id]
            return self.cube.remove(edit.id)
        fields: dict[str, Any] = dict(edit.after)
        if "secret" in fields:
            fields["secret"] = bool(fields["secret"])
        if edit.before is None:
            line = _LINE_TYPES[edit.table](**{**fields, "id": edit.id})
        else:
            line = replace(self.lines[edit.id], **fields)
        self.lines[edit.id] = line
        return self.cube.put(line)
