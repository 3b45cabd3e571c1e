"""A listing: rows of one kind in the book that can be typed into, added, removed and pasted.

It knows what a cell shows, what is wrong with it, and what an edit does; all without widgets. What
is typed and is no value is kept as a draft, so nothing typed is lost. Leaves showing to
`listing_model` and `listing_view`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from budgettool.book import Editing
from budgettool.errors import BudgetToolError
from budgettool.gui.forms import column as columns_of
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.headed import read_headings
from budgettool.gui.lines.meaning import Choice, Meaning
from budgettool.gui.session import Session
from budgettool.importing import Kind
from budgettool.model import Ceiling, Line, Project, Unit

Row = Unit | Project | Ceiling | Line


class Refusal(NamedTuple):
    """Why something was not done, and where to go to mend it.

    Attributes:
        action: What the button beside it says; empty for none.
        page: The page that the button opens, and what it is to show there.
    """

    text: str
    action: str = ""
    page: str = ""
    target: object = None


class Listing:
    """Rows of one kind; subclasses say which, and what an edit of each field means.

    Attributes:
        columns: From the left; the first is where a new row begins.
        noun: What a row is called, with its counter: `个单位`.
        begin: What the empty row says.
        empty: What to do first, where there is nothing.
        starts_anywhere: Whether a new row may begin in any column.
        kind: The kind of sheet whose headings are recognised in what is pasted.
        last_added: The id of the row that was begun last, until the view has gone there.
    """

    columns: ClassVar[tuple[Column, ...]] = ()
    noun: ClassVar[str] = ""
    begin: ClassVar[str] = ""
    empty: ClassVar[str] = ""
    starts_anywhere: ClassVar[bool] = False
    kind: ClassVar[Kind] = "expenditure"

    def __init__(self, session: Session, unit: str) -> None:
        self.session = session
        self.meaning = Meaning(session, unit)
        self._cube = session.cube
        self.rows: list[Row] = []
        self.last_added = ""
        self.refresh()

    def refresh(self) -> None:
        """Read the rows anew."""
        if self._cube is not self.session.cube:
            self._cube = self.session.cube
            self.meaning = Meaning(self.session, self.meaning.unit)
        self.rows = list(self.read_rows())

    def read_rows(self) -> Iterable[Row]:
        """Give the rows in the order in which they are shown."""
        raise NotImplementedError

    def parent_of(self, row: Row) -> str | None:  # noqa: ARG002 - for subclasses
        """Give the id of the row that a row stands under."""
        return None

    def make(self) -> Row:
        """Give a new row, with what repeats."""
        raise NotImplementedError

    def read(self, column: Column, text: str) -> Any:  # noqa: ANN401 - by column
        """Give the value that a text is in a column.

        Raises:
            BudgetToolError: It is none; the message is the reason.
        """
        return columns_of.read(column, text, self.meaning)

    def forget(self) -> None:
        """Work derived figures out anew, as lines have changed."""

    def check(self, row: Row, column: Column, value: Any) -> None:  # noqa: ANN401 - by field
        """Refuse a value that would not go with the other rows.

        Raises:
            BudgetToolError: With the reason.
        """

    def flaw(self, row: Row, column: Column) -> str:  # noqa: ARG002 - for subclasses
        """Say what is wrong with what is kept in a cell; nothing where it is sound."""
        return ""

    def store(self, edit: Editing, row: Row, field: str, value: Any) -> None:  # noqa: ANN401
        """Change a field, and all that goes by it."""
        edit.update(row.id, **{field: value})

    def why_kept(self, rows: Sequence[Row]) -> Refusal | None:  # noqa: ARG002 - for subclasses
        """Say why rows cannot be removed; None where they can."""
        return None

    def derived(self, row: Row, column: Column) -> tuple[str, bool]:  # noqa: ARG002
        """Write a cell that follows from the lines, and whether it is a warning."""
        return "", False

    def summary(self) -> str:
        """Say how much there is: `12 个单位`."""
        return f"{len(self.rows)} {self.noun}" if self.rows else ""

    def text(self, row: Row, column: Column) -> str:
        """Write a cell as it is shown, what was typed and is no value included."""
        if column.content == "derived":
            return self.derived(row, column)[0]
        draft = self.session.drafts.get((row.id, column.field))
        if draft is not None:
            return draft
        return columns_of.show(column, getattr(row, column.field), self.meaning)

    def text_to_edit(self, row: Row, column: Column) -> str:
        """Write a cell as it is edited."""
        draft = self.session.drafts.get((row.id, column.field))
        if draft is not None:
            return draft
        return columns_of.show_to_edit(column, getattr(row, column.field), self.meaning)

    def mark(self, row: Row, column: Column) -> str:
        """Say what is wrong in a cell; nothing where it is sound."""
        if not column.editable:
            return ""
        draft = self.session.drafts.get((row.id, column.field))
        if draft is None:
            return self.flaw(row, column)
        try:
            self._value(row, column, draft)
        except BudgetToolError as error:
            return str(error)
        return f"“{draft}”还没有登记，请重新输入一次"

    def offered(self, row: Row | None, column: Column, text: str) -> Sequence[Choice]:  # noqa: ARG002
        """List what may be typed in a cell."""
        return columns_of.offer(column, text, self.meaning)

    def write(self, row: Row, column: Column, text: str) -> None:
        """Take in what was typed in a cell."""
        if text.strip() == self.text_to_edit(row, column):
            return
        with self.session.edit(column.label) as edit:
            self.put(edit, row, column, text)

    def put(self, edit: Editing, row: Row, column: Column, text: str) -> bool:
        """Take in a text as part of an edit: as the value, or as a draft where it is none."""
        try:
            value = self._value(row, column, text)
        except BudgetToolError:
            edit.draft(row.id, column.field, text.strip())
            return False
        self.store(edit, row, column.field, value)
        return True

    def add(self, column: Column, text: str) -> str:
        """Begin a new row with what was typed in one column; gives its id."""
        row = self.make()
        self.last_added = row.id
        with self.session.edit(f"新增{self.noun[1:]}") as edit:
            edit.insert(row)
            self.put(edit, row, column, text)
        return row.id

    def remove(self, rows: Sequence[Row]) -> Refusal | None:
        """Remove rows, or say why not."""
        refusal = self.why_kept(rows)
        if refusal is None and rows:
            count = f" {len(rows)} {self.noun[0]}" if len(rows) > 1 else ""
            with self.session.edit(f"删除{count}{self.noun[1:]}") as edit:
                for row in rows:
                    edit.delete(row.id)
        return refusal

    def paste(
        self, anchor: Row | None, first: int, block: Sequence[Sequence[str]]
    ) -> tuple[str, bool]:
        """Take in a block of texts at a cell, in one edit.

        Args:
            anchor: The row to begin in; None for new rows.
            first: The column to begin in.
            block: Texts by row and column; the first row may be headings.

        Returns:
            What to say, and whether something was not taken in as a value.
        """
        headed = read_headings(block[0], self.columns, self.kind, self.session)
        taken = headed.columns if headed else self.columns[first:]
        body = block[1:] if headed else block
        unit = self.meaning.unit
        self.meaning.unit = headed.unit or unit if headed else unit
        try:
            ids = self._paste_rows(anchor, taken, body)
        finally:
            self.meaning.unit = unit
        self.refresh()
        wrong = self._marks(ids)
        said = f"粘贴了 {len(ids)} 行"
        return (
            (f"{said}，其中 {wrong} 格有误或没有填，已在格里标出", True) if wrong else (said, False)
        )

    def _paste_rows(
        self, anchor: Row | None, taken: Sequence[Column | None], body: Sequence[Sequence[str]]
    ) -> list[str]:
        """Take in rows of texts over those from the anchor on, then as new ones; gives ids."""
        old = self.rows[self.rows.index(anchor) :] if anchor in self.rows else []
        old = old[: len(body)]
        with self.session.edit(f"粘贴 {len(body)} 行") as edit:
            for row, cells in zip(old, body, strict=False):
                for column, text in _pairs(taken, cells):
                    self.put(edit, row, column, text)
            new = [self._pasted(_pairs(taken, cells)) for cells in body[len(old) :]]
            edit.insert_all(row for row, _ in new)
            for row, drafts in new:
                for field, text in drafts:
                    edit.draft(row.id, field, text)
        return [row.id for row in (*old, *(row for row, _ in new))]

    def _pasted(self, pairs: Iterable[tuple[Column, str]]) -> tuple[Row, list[tuple[str, str]]]:
        """Make a row of texts; those that are no value are its drafts."""
        row, drafts = self.make(), []
        values: dict[str, Any] = {}
        for column, text in pairs:
            if not text:
                continue
            try:
                values[column.field] = self._value(row, column, text)
            except BudgetToolError:
                drafts.append((column.field, text))
        row = replace(row, **values)
        self.rows.append(row)
        return row, drafts

    def _marks(self, ids: Iterable[str]) -> int:
        """Count the cells of rows in which something is wrong."""
        wanted = set(ids)
        rows = [row for row in self.rows if row.id in wanted]
        return sum(bool(self.mark(row, column)) for row in rows for column in self.columns)

    def _value(self, row: Row, column: Column, text: str) -> Any:  # noqa: ANN401 - by column
        value = self.read(column, text)
        self.check(row, column, value)
        return value


def _pairs(taken: Sequence[Column | None], cells: Sequence[str]) -> Iterator[tuple[Column, str]]:
    for column, text in zip(taken, cells, strict=False):
        if column is not None and column.editable:
            yield column, text
