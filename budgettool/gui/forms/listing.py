"""A listing: rows of one kind in the book that can be typed into, added, removed and pasted.

It knows what a cell shows, what is wrong with it, and what an edit does; all without widgets. What
is typed and is no value is kept as a draft, so nothing typed is lost. Leaves showing to
`listing_model` and `listing_view`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from budgettool.book import Editing
from budgettool.errors import BudgetToolError
from budgettool.gui.forms import column as columns_of
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.headed import read_headings
from budgettool.gui.forms.pasting import Pairs, Pasting, Row, Taken, WrongCell, pairs_of, read_texts
from budgettool.gui.forms.refusal import Refusal
from budgettool.gui.lines.choices import Choice
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.session import Session
from budgettool.importing import Kind


class Listing:
    """Rows of one kind; subclasses say which, and what an edit of each field means.

    Attributes:
        columns: From the left; the first is where a new row begins.
        counter: How a row is counted: 个.
        noun: What a row is called: 单位.
        begin: What the empty row says.
        first: What to do first, where there is nothing.
        starts_anywhere: Whether a new row may begin in any column.
        kind: The kind of sheet whose headings are recognised in what is pasted.
        last_added: The id of the row that was begun last, until the view has gone there.
    """

    columns: ClassVar[tuple[Column, ...]] = ()
    counter: ClassVar[str] = "个"
    noun: ClassVar[str] = ""
    begin: ClassVar[str] = ""
    first: ClassVar[str] = ""
    starts_anywhere: ClassVar[bool] = False
    kind: ClassVar[Kind] = "expenditure"

    def __init__(self, session: Session, unit: str) -> None:
        self.session = session
        self.meaning = Meaning(session, unit)
        self._cube = session.cube
        self.rows: list[Row] = []
        self.last_added = ""
        self.refresh()

    @property
    def counted(self) -> str:
        """What stands after a number of rows: 个单位."""
        return f"{self.counter}{self.noun}"

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
        return f"{len(self.rows)} {self.counted}" if self.rows else ""

    def say_empty(self) -> str:
        """Say that there is nothing, and what to do first, or who could do it."""
        said = f"还没有{self.noun}。"
        if not self.session.read_only:
            return said + self.first
        return f"{said}账本现在只能看：{self.session.reason_read_only or '是以只读方式打开的'}"

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

    def text_to_copy(self, row: Row, column: Column) -> str:
        """Write a cell as it is copied: an amount with all its digits."""
        return self.text_to_edit(row, column) if column.editable else self.text(row, column)

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
        drafted = (row.id, column.field) in self.session.drafts
        if text.strip() == self.text_to_edit(row, column) and not drafted:
            return
        with self.session.edit(column.label) as edit:
            self.put(edit, row, column, text)

    def write_all(self, name: str, texts: Sequence[tuple[Row, Column, str]]) -> None:
        """Take in texts for many cells in one edit, called `清空 3 格` after its name."""
        new = [each for each in texts if each[2] != self.text_to_edit(*each[:2])]
        if new:
            label = f"{name} {len(new)} 格" if len(new) > 1 else new[0][1].label
            with self.session.edit(label) as edit:
                for row, column, text in new:
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
        with self.session.edit(f"新增{self.noun}") as edit:
            edit.insert(row)
            self.put(edit, row, column, text)
        return row.id

    def remove(self, rows: Sequence[Row]) -> Refusal | None:
        """Remove rows, or say why not."""
        refusal = self.why_kept(rows)
        if refusal is None and rows:
            count = f" {len(rows)} {self.counter}" if len(rows) > 1 else ""
            with self.session.edit(f"删除{count}{self.noun}") as edit:
                for row in rows:
                    edit.delete(row.id)
        return refusal

    def paste(
        self, anchor: Row | None, columns: Sequence[Column], block: Sequence[Sequence[str]]
    ) -> tuple[str, bool] | Pasting:
        """Take in a block of texts at a cell, in one edit.

        Args:
            anchor: The row to begin in; None for new rows.
            columns: The columns from the one to begin in, as they are seen.
            block: Texts by row and column; the first row may be headings.

        Returns:
            What to say, and whether something is left to be mended; where a cell is no value, what
            would be taken in, for the user to decide.
        """
        headed = read_headings(block[0], self.columns, self.kind, self.session)
        taken = headed.columns if headed else columns
        body = list(enumerate(block, start=1))[1 if headed else 0 :]
        rows = [(number, pairs_of(taken, cells)) for number, cells in body]
        unit = headed.unit if headed and headed.unit else self.meaning.unit
        pasting = self.prepare(anchor, rows, unit)
        return pasting if pasting.wrong else self.take_in(pasting)

    def prepare(self, anchor: Row | None, rows: Sequence[tuple[int, Pairs]], unit: str) -> Pasting:
        """Say what taking in rows of texts would do: over those from the anchor on, then as new."""
        before = list(self.rows)
        first = before.index(anchor) if anchor in before else len(before)
        wrong: list[WrongCell] = []
        changed, added = [], []
        with self._money_in(unit):
            for at, (number, pairs) in enumerate(rows, start=first):
                new = at >= len(before)
                row = self.make() if new else before[at]
                taken = [pair for pair in pairs if pair[1] or not new]
                values, drafts = read_texts(taken, partial(self._value, row))
                wrong += [WrongCell(number, column, why) for (column, _), why in drafts.items()]
                self.rows[at : at + 1] = [
                    replace(row, **values)
                ]  # those after it are held against it
                if new:
                    added.append(Taken(number, self.rows[at], {}, tuple(drafts)))
                else:
                    changed.append(Taken(number, row, values, tuple(drafts)))
        self.rows = before
        return Pasting(tuple(changed), tuple(added), tuple(wrong), unit)

    def take_in(self, pasting: Pasting, label: str = "") -> tuple[str, bool]:
        """Take in what was prepared, in one edit; gives what to say, and if something is left."""
        with (
            self._money_in(pasting.unit),
            self.session.edit(label or f"粘贴 {pasting.rows} {self.counted}") as edit,
        ):
            self.put_all(edit, pasting)
        self.refresh()
        wrong = self._marks(each.row.id for each in (*pasting.changed, *pasting.added))
        said = f"粘贴了 {pasting.rows} 行"
        return (
            f"{said}，其中 {wrong} 格有误或没有填，已在格里标出" if wrong else said,
            bool(wrong),
        )

    def put_all(self, edit: Editing, pasting: Pasting) -> None:
        """Take in what was prepared as part of an edit."""
        for _, row, values, _ in pasting.changed:
            for field, value in values.items():
                self.store(edit, row, field, value)
        edit.insert_all(row for _, row, _, _ in pasting.added)
        for _, row, _, texts in (*pasting.changed, *pasting.added):
            for column, text in texts:
                edit.draft(row.id, column.field, text)

    @contextmanager
    def _money_in(self, unit: str) -> Iterator[None]:
        """Read amounts in another unit for a while."""
        before, self.meaning.unit = self.meaning.unit, unit
        try:
            yield
        finally:
            self.meaning.unit = before

    def _marks(self, ids: Iterable[str]) -> int:
        """Count the cells of rows in which something is wrong."""
        wanted = set(ids)
        rows = [row for row in self.rows if row.id in wanted]
        typed = [column for column in self.columns if column.editable]
        return sum(bool(self.mark(row, column)) for row in rows for column in typed)

    def _value(self, row: Row, column: Column, text: str) -> Any:  # noqa: ANN401 - by column
        value = self.read(column, text)
        self.check(row, column, value)
        return value
