"""The findings of the open book, current at every key, as the views ask for them.

Made from nothing once the window has been painted, then follows each edit and each draft. What
takes long where there are thousands is made when it is asked for, and kept until it changes.
Leaves mending and waiving to `acts`, and the rules to `rules`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from budgettool.book import Book, Decision
from budgettool.book.decisions import waivers_in
from budgettool.codes import Classification
from budgettool.cube.cube import Cube, Touched
from budgettool.cube.keeping import keep, nothing_thrown_away
from budgettool.gui.burst import after_burst
from budgettool.gui.checks.of_text import TextChecks
from budgettool.gui.checks.place_index import Name, PlaceIndex, rank
from budgettool.model import Facts, Line
from budgettool.packs.definition import Pack
from budgettool.packs.rule import Level
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import Rule
from budgettool.rules.waivers import Judged, judge, may_be_waived
from budgettool.rules.words import FindingWords


class Concerned(NamedTuple):
    """What findings may be others now.

    Attributes:
        lines: Ids of lines; None for any.
        others: Whether findings of the book and of tables are among them.
    """

    lines: frozenset[str] | None
    others: bool


_ALL: Final = Concerned(None, others=True)
_SOON_MS: Final = 50


class Checked(Protocol):
    """What is checked: a session."""

    book: Book
    pack: Pack
    facts: Facts
    cube: Cube
    classification: Classification
    drafts: Mapping[tuple[str, str], str]

    @property
    def lines(self) -> dict[str, Line]:
        """The lines, in the book's order."""


class LiveChecks(QObject):
    """The findings of one session.

    Attributes:
        text: What is found in the text, which follows once edits pause.
        waivers: Those that stand, by the key of their finding.
    """

    changed = Signal(object)
    """`Concerned`: which findings may be others now."""

    def __init__(self, checked: Checked) -> None:
        super().__init__()
        self._checked = checked
        self._checker: Checker | None = None
        self._others: tuple[Finding, ...] = ()
        self._of_line: dict[str, tuple[Finding, ...]] = {}
        self._marked: dict[str, Level] | None = None
        self._by_place: PlaceIndex | None = None
        self._judged: Judged | None = None
        self._words: FindingWords | None = None
        self._waived: frozenset[str] | None = None
        self.waivers: Mapping[str, Decision] = {}
        self._soon = after_burst(self, _SOON_MS, self.begin)
        self.text = TextChecks(checked, self)
        self.text.changed.connect(self._on_text_checked)

    @property
    def ready(self) -> bool:
        """Whether the book has been checked; until then nothing is found."""
        return self._checker is not None

    def begin(self) -> None:
        """Check the book, where that has not been done."""
        if self._checker is None:
            self._check()
            self.changed.emit(_ALL)

    def begin_soon(self) -> None:
        """Check the book a moment from now, so that what was painted is on the screen before."""
        if self._checker is None and not self._soon.isActive():
            self._soon.start()

    def stop(self) -> None:
        """Begin nothing more, as the book is about to be closed."""
        self._soon.stop()
        self.text.stop()

    def begin_anew(self) -> None:
        """Check the book from nothing, as everything may be other; unless nobody has asked yet."""
        if self._checker is not None:
            self._check()
            self.changed.emit(_ALL)

    def follow(self, lines: Iterable[str], touched: Iterable[Touched]) -> None:
        """Ask again what an edit, or a key that was typed, can have changed."""
        if self._checker is None:
            return
        self.text.want()
        concerned = self._checker.follow(lines, touched)
        self._forget(concerned, others=self._read_others())

    def reread(self) -> None:
        """Ask again what hangs on ceilings and fields."""
        if self._checker is not None:
            self.text.want()
            self._checker.reread(self._checked.facts)
            self._forget(frozenset(), others=self._read_others())

    def read_waivers(self) -> None:
        """Read the waivers anew, as one was given or withdrawn."""
        self.waivers = waivers_in(self._checked.book.decisions())
        self._forget_made()
        self._of_line.clear()
        self._marked = None
        self.changed.emit(_ALL)

    @property
    def checker(self) -> Checker:
        """The checker itself, with its rules; made now where nobody has asked before."""
        self.begin()
        assert self._checker is not None  # noqa: S101 - made above
        return self._checker

    @property
    def words(self) -> FindingWords:
        """What puts findings in words."""
        if self._words is None:
            dimensions = self._checked.cube.dimensions
            lines = self._checked.lines.values()
            self._words = FindingWords(self._checked.pack, dimensions, lines)
        return self._words

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that are asked of the book and of its text, by code."""
        return {**self.checker.rules, **self.text.result.rules}

    @property
    def unknown(self) -> Mapping[str, str]:
        """Why rules could not be evaluated, by code."""
        return {**self.checker.unknown, **self.text.result.unknown}

    def settle(self) -> None:
        """Have the text checked as it stands now, without waiting for edits to pause."""
        self.begin()
        self.text.catch_up()

    def result(self) -> CheckResult:
        """Give all that a report says; takes a moment."""
        self.settle()
        return self.checker.result().joined(self.text.result)

    def judged(self) -> Judged:
        """Tell findings that are answered for from those that are not."""
        if self._judged is None:
            found = (*self.checker.findings(), *self.text.found)
            self._judged = judge(found, self.waivers)
        return self._judged

    def counts(self) -> Counter[Level]:
        """Count the open findings by level, quickly; nothing before the book was checked."""
        if self._checker is None:
            return Counter()
        waived: Counter[Level] = Counter({"S": len(self.waived())})
        of_text = Counter(finding.level for finding in self.text.found)
        return self._checker.counts() + of_text - waived

    def waived(self) -> frozenset[str]:
        """Give the keys of the findings that somebody has answered for."""
        if self._waived is None:
            self._waived = frozenset(
                key
                for key in self.waivers
                if any(f.key == key and self._is_waived(f) for f in self._with_key(key))
            )
        return self._waived

    def is_waived(self, finding: Finding) -> bool:
        """Tell whether somebody has answered for a finding as it is."""
        return bool(self.waivers) and self._is_waived(finding)

    def of_line(self, line: str) -> tuple[Finding, ...]:
        """Give what is wrong with a line, worst first; one about several stands with each."""
        if self._checker is None:
            return ()
        found = self._of_line.get(line)
        if found is None:
            listed = self._checker.of_lines().get(line, ())
            found = self._of_line[line] = tuple(sorted(listed, key=rank)) if listed else ()
        return found

    def of_cell(self, reference: str) -> tuple[Finding, ...]:
        """Give what is wrong with a figure of a table, wherever in an equation it stands."""
        return self._of_place(reference)

    def of_subject(self, kind: str, name: str) -> tuple[Finding, ...]:
        """Give what is wrong with a unit, a project, a ceiling, a source."""
        return self._of_place((kind, name))

    def of_section(self, section: str) -> tuple[Finding, ...]:
        """Give what is wrong with a section of the text."""
        return self._of_place(("section", section))

    def of_table(self, table: str) -> tuple[Finding, ...]:
        """Give what is wrong with the figures of a table."""
        return self._of_place(("table", table))

    def others(self) -> tuple[Finding, ...]:
        """Give what is wrong beside lines: the book, figures of tables, the text."""
        return self._others

    def marked_lines(self) -> Mapping[str, Level]:
        """Give the lines that want something done, 错误 or 核实 that nobody has answered for."""
        if self._marked is None:
            self._marked = {}
            if self._checker is not None:
                self._mark(self._checker.of_lines())
        return self._marked

    @nothing_thrown_away()
    def _check(self) -> None:
        checked = self._checked
        context = Context(checked.pack, checked.facts, checked.cube, _Drafts(checked))
        self._checker = Checker(context)
        keep(len(checked.lines))
        self.text.want(anew=True)
        self._others = (*self._checker.others(), *self.text.found)
        self.waivers = waivers_in(checked.book.decisions())
        self._of_line.clear()
        self._marked = None
        self._by_place = None
        self._forget_made()

    def _forget(self, lines: frozenset[str], *, others: bool) -> None:
        """Forget what may be otherwise, and tell."""
        if not lines and not others:
            return
        for line in lines:
            self._of_line.pop(line, None)
        self._forget_made()
        if self._marked is not None:
            for line in lines:
                self._marked.pop(line, None)
            self._mark(lines)
        if others:
            self._by_place = None
        self.changed.emit(Concerned(lines, others))

    def forget_numbers(self) -> None:
        """Count the rows of lines anew when a place is next put in words."""
        self._words = None

    def _forget_made(self) -> None:
        self._judged = self._waived = None

    def _read_others(self) -> bool:
        """Read what is wrong beside lines; tells whether it is otherwise."""
        before, self._others = self._others, (*self.checker.others(), *self.text.found)
        return before != self._others

    def _on_text_checked(self) -> None:
        if self._checker is not None:
            self._forget(frozenset(), others=self._read_others())

    def _mark(self, lines: Iterable[str]) -> None:
        if self._marked is None or self._checker is None:
            return
        for line in lines:
            level = self._checker.level_of(line)
            if level == "S" and self.waivers:
                still = (f for f in self.of_line(line) if f.level == "S")
                level = "S" if any(not self._is_waived(f) for f in still) else None
            if level in {"H", "S"}:
                self._marked[line] = level

    def _of_place(self, name: Name) -> tuple[Finding, ...]:
        if self._by_place is None:
            self._by_place = PlaceIndex(self._others)
        return self._by_place.of(name)

    def _is_waived(self, finding: Finding) -> bool:
        waiver = self.waivers.get(finding.key) if may_be_waived(finding) else None
        return waiver is not None and waiver.digest == finding.digest

    def _with_key(self, key: str) -> Iterable[Finding]:
        """Give the findings among which the one with a key is."""
        _, _, place = key.partition(" ")
        kind, _, name = place.partition(" ")
        return self.of_line(name.partition(" ")[0]) if kind == "line" else self._others


class _Drafts(Mapping[tuple[str, str], str]):
    """The drafts of texts, as they stand whenever they are looked at."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked

    def __getitem__(self, key: tuple[str, str]) -> str:
        return self._checked.drafts[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._checked.drafts)

    def __len__(self) -> int:
        return len(self._checked.drafts)
