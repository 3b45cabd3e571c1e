"""What an edit did, exactly: which rows, which fields, before and after.

A `Change` is what the rest of the program follows, and what the book's log keeps; undo is a change
turned round. Leaves applying and storing to `editing` and `history`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from budgettool.book.rows import Value

Fields = Mapping[str, Value]

POSITION: Final = "position"
"""The only field of an edit that moves a row."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One row inserted (no `before`), deleted (no `after`), changed in the fields named, or moved.

    Attributes:
        table: The table, such as `expenditure_line`.
        id: The row's id.
        before: All fields of a deleted row, or those that changed; of a moved one its position.
        after: All fields of an inserted row, or those that changed; of a moved one its position.
        position: The row's place among its table's rows, so that undo restores the order.
    """

    table: str
    id: str
    before: Fields | None
    after: Fields | None
    position: int | None = None

    @property
    def moves(self) -> bool:
        """Whether the row only comes to stand elsewhere."""
        return self.before is not None and self.after is not None and POSITION in self.after

    def changes_like(self, other: "Edit") -> bool:
        """Whether another row of the same table is changed in the same way, by the same objects."""
        changes = self.before is not None and self.after is not None and self.table == other.table
        return changes and self.before is other.before and self.after is other.after

    def inverse(self) -> "Edit":
        """Give the edit that takes this one back."""
        return Edit(self.table, self.id, self.after, self.before, self.position)


@dataclass(frozen=True, slots=True)
class Change:
    """Edits made together under one label."""

    label: str
    edits: tuple[Edit, ...]

    def inverse(self) -> "Change":
        """Give the change that takes this one back: each edit turned round, last first."""
        return Change(self.label, tuple(edit.inverse() for edit in reversed(self.edits)))


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_text(fields: Fields | None) -> str | None:
    """Write fields for the log."""
    return None if fields is None else _encode(fields)


def from_text(text: str | None) -> dict[str, Any] | None:
    """Read fields from the log; the caller checks them.

    Raises:
        ValueError: The text is not an object of plain values.
    """
    if text is None:
        return None
    fields = json.loads(text)
    plain = (str, int, type(None))
    if not isinstance(fields, dict) or not all(isinstance(v, plain) for v in fields.values()):
        raise ValueError("not an object of plain values")
    return fields
