"""The session: the one object between the window and an open book.

Views read from it and ask it for edits; it tells them what happened by signals that carry ids. It
keeps the cube current: a settled edit through the book's change, what is being typed as a draft.
Leaves pages and widgets to the views, and storing to the book.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from budgettool.book import Book, BookError, Change, Editing
from budgettool.book.rows import LINE_TABLES
from budgettool.codes import Classification, load_classification, load_user_codes
from budgettool.cube.balance import Balance
from budgettool.cube.cube import Cube, Touched
from budgettool.cube.follow import Follower, renames
from budgettool.cube.keeping import nothing_thrown_away
from budgettool.cube.scope import open_cube
from budgettool.gui.checks.live import LiveChecks
from budgettool.model import Facts, Line
from budgettool.packs.definition import Pack
from budgettool.packs.location import load_stored_pack
from budgettool.sheets.build import build_sheets
from budgettool.sheets.sheet import Sheet

Now = Callable[[], datetime]
_SEALED: Final = "已经定稿；要修改，先在“审核”页撤销定稿"


class Session(QObject):
    """An open book with everything derived from it.

    Attributes:
        facts: The newest snapshot; its lines are those of the last settled edit.
        sealed: Whether the book is 定稿.
        drafts: Texts that are no values yet, by line id and field.
        checks: What is wrong in the book; told of each change before the signals are.
        placed: The lines that the last change put among others, each with the line that it stands
            right below in the book; None for the first.
    """

    lines_changed = Signal(object)
    """frozenset of the ids of lines that were added, changed or removed."""

    figures_changed = Signal(object)
    """tuple of `Touched`: the cells whose figures may have changed, drafts included."""

    rebuilt = Signal()
    """Units, projects, codes, names or the pack changed: everything is to be read anew."""

    fields_changed = Signal()
    """Fields, ceilings, drafts of text or mappings changed."""

    history_changed = Signal()
    """What can be undone or redone changed."""

    saved_changed = Signal(bool)
    """Whether the newest work is on the disk."""

    decided = Signal()
    """A waiver was given or withdrawn, something recorded, or 定稿 was set or taken back."""

    failed = Signal(str)
    """Something was refused; the text says what, where, and what to do."""

    facts: Facts
    pack: Pack
    drafts: Mapping[tuple[str, str], str]
    placed: Mapping[str, str | None]
    cube: Cube
    classification: Classification

    def __init__(self, book: Book, code_tables: Path, now: Now) -> None:
        super().__init__()
        self.book = book
        self.now = now
        self.reason_read_only = ""
        self._code_tables = code_tables
        self._rebuild()
        self.checks = LiveChecks(self)

    @property
    def read_only(self) -> bool:
        """Whether the book can only be looked at."""
        return self.book.read_only or self.sealed

    @property
    def font_cache(self) -> Path:
        """Where it is remembered which fonts this machine has, beside the user's code tables."""
        return self._code_tables.parent / "fonts.json"

    @property
    def lines(self) -> dict[str, Line]:
        """The lines of the last settled edit, by id, in the book's order."""
        return self._follower.lines

    @property
    def balance(self) -> Balance:
        """Income against expenditure, drafts included."""
        return self.cube.balance

    def sheets(self) -> tuple[Sheet, ...]:
        """Build the sheets of the pack as the lines stand, drafts included."""
        return build_sheets(self.pack, self.cube, self.facts)

    @contextmanager
    def edit(self, label: str) -> Iterator[Editing]:
        """Change the book in one step that can be undone; the views follow.

        A refusal by the disk is told by `failed`; the work stays, in memory, and can be saved
        elsewhere.
        """
        with nothing_thrown_away():
            try:
                with self.book.edit(label) as editing:
                    yield editing
                change = editing.change
            except BookError as error:
                change = self._kept(error)
            self._follow(change)

    @contextmanager
    def deciding(self) -> Iterator[Book]:
        """Decide about the book: waivers, 定稿, records; no undo reaches them; the views follow."""
        before = self.sealed
        try:
            yield self.book
        finally:
            self._read_sealed()
            self.checks.read_waivers()
            self._read_recorded()
            self.decided.emit()
        if self.sealed != before:
            self.rebuilt.emit()
            self.history_changed.emit()

    def undo(self) -> str | None:
        """Take the last step back; gives its label."""
        return self._step(self.book.undo)

    def redo(self) -> str | None:
        """Do again what was taken back; gives its label."""
        return self._step(self.book.redo)

    def draft(self, line: Line) -> None:
        """Count a line as it is being typed."""
        self._tell_drafted(line.id, self.cube.draft(line))

    def withdraw(self, line_id: str) -> None:
        """Give up what was being typed in a line."""
        if touched := self.cube.withdraw(line_id):
            self._tell_drafted(line_id, touched)

    def change_line(self, label: str, line_id: str, **fields: Any) -> None:  # noqa: ANN401
        """Change fields of one line; what was being typed in it is settled."""
        self.withdraw(line_id)
        with self.edit(label) as edit:
            edit.update(line_id, **fields)

    def reload(self) -> None:
        """Read everything anew, as another has written to the book."""
        self._rebuild()
        self._tell_rebuilt()
        self.history_changed.emit()

    def save(self) -> None:
        """Try again to write what the disk refused.

        Raises:
            BookError: It refused again; the work stays in memory.
        """
        self.book.save()
        self.saved_changed.emit(not self.book.unsaved)

    def save_as(self, path: Path) -> None:
        """Go on with the book in a new file, where it can be edited.

        Raises:
            BookError: It cannot be written; the book stays where it was.
        """
        self.book.save_as(path)
        self.reason_read_only = ""
        self._read_sealed()
        self.decided.emit()
        self.rebuilt.emit()
        self.history_changed.emit()
        self.saved_changed.emit(not self.book.unsaved)

    def _step(self, act: Callable[[], Change | None]) -> str | None:
        with nothing_thrown_away():
            try:
                change = act()
            except BookError as error:
                change = self._kept(error)
            if change is None:
                return None
            self._follow(change)
            return change.label

    def _kept(self, error: BookError) -> Change:
        """Tell why the disk refuses; gives the change that was made in memory all the same."""
        if error.kept is None:
            raise error
        self.failed.emit(str(error))
        return error.kept

    def _follow(self, change: Change) -> None:
        if not change.edits:
            return
        if self._follower.can_follow(change):
            self._count(change)
        else:
            self._follower.keep(change)
            self._place(change)
            self._rebuild(self.lines.values())
            self._tell_rebuilt()
        self.history_changed.emit()
        self.saved_changed.emit(not self.book.unsaved)

    def _count(self, change: Change) -> None:
        """Keep the cube, and tell what is otherwise; after new names that may be anything."""
        touched: tuple[Touched, ...] = self._follower.follow(change)
        self._place(change)
        self.facts = replace(self.facts, lines=tuple(self._follower.lines.values()))
        if renames(change):
            self._read_but_lines()
            self._follower.describe(self.facts)
            self._tell_rebuilt()
            return
        tables = {edit.table for edit in change.edits}
        ids = frozenset(_lines_of(change))
        if "draft" in tables:
            ids |= self._read_drafts()
        if ids:
            self.checks.forget_numbers()
            self.checks.follow(ids, touched)
            self.lines_changed.emit(ids)
            self.figures_changed.emit(touched)
        if tables & {"ceiling", "field", "mapping"}:
            self._reread()

    def _reread(self) -> None:
        """Read what a book holds beside its lines, and tell."""
        self._read_but_lines()
        self.checks.reread()
        self.fields_changed.emit()

    def _tell_drafted(self, line_id: str, touched: tuple[Touched, ...]) -> None:
        self.checks.follow((line_id,), touched)
        self.figures_changed.emit(touched)

    def _tell_rebuilt(self) -> None:
        self.checks.begin_anew()
        self.rebuilt.emit()

    def _place(self, change: Change) -> None:
        """Keep the lines in the book's order, and remember which did not go to the end."""
        stretches = self.book.stretches(change)
        self._follower.place(stretches)
        new = {edit.id for edit in change.edits if edit.before is None}
        self.placed = {
            below: above
            for stretch in stretches
            for above, below in pairwise((stretch.above, *stretch.ids))
            if below in new
        }

    def _read_drafts(self) -> frozenset[str]:
        """Read the drafts anew; gives the lines whose drafts have changed."""
        before, self.drafts = self.drafts, self.book.drafts()
        return frozenset(line for (line, _), _ in set(before.items()) ^ set(self.drafts.items()))

    def _read_but_lines(self) -> None:
        """Read what a book holds beside its lines, which are followed."""
        self.facts = self.book.facts(self.facts.lines)
        self.drafts = self.book.drafts()

    def _read_recorded(self) -> None:
        """Read the fields anew where something was recorded among them."""
        if self.book.facts(self.facts.lines).fields != self.facts.fields:
            self._reread()

    def _read_sealed(self) -> None:
        self.sealed = self.book.sealed
        if not self.book.read_only:
            self.reason_read_only = _SEALED if self.sealed else ""

    @nothing_thrown_away()
    def _rebuild(self, lines: Iterable[Line] | None = None) -> None:
        self.facts = self.book.facts(lines)
        self.drafts = self.book.drafts()
        self._read_sealed()
        stored = self.book.pack
        self.pack = load_stored_pack(stored.id, stored.files)
        loaded = load_user_codes(self._code_tables, self.facts.year)
        self.classification = load_classification(self.facts.year, [loaded, self.book.own_codes()])
        self.placed = {}
        self.cube = open_cube(self.pack, self.facts, self.classification)
        self._follower = Follower(self.cube, self.facts.lines)


def _lines_of(change: Change) -> Iterator[str]:
    """Give the lines that were added, changed or removed; some twice, and none that only moved."""
    for edit in change.edits:
        if edit.table in LINE_TABLES and not edit.moves:
            yield edit.id
