"""What taking a proposal in would do to a book: added, changed, removed, and what stays.

Three ways: `append` adds every line; `replace` makes the lines of each kind and measure that the
file holds exactly the file's; `update` does so for each key that the file holds and leaves other
keys alone. The key of a line is unit, codes, nature, source, project and measure. A key may have
several lines, which are never summed: those of the file take the places of those in the book one by
one, and what is left over is added or removed. Units go by code and projects by name in every way;
`replace` also removes units that the file lacks. Leaves the reading to `proposal`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, Final, Literal

from budgettool.book import Editing
from budgettool.importing.errors import UnitInUseError
from budgettool.importing.proposal import Proposal
from budgettool.model import ExpenditureLine, Facts, IncomeLine, Project, Unit

Mode = Literal["append", "replace", "update"]
MODE_NAMES: Final = {"append": "追加", "replace": "替换", "update": "更新"}

Row = Unit | Project | ExpenditureLine | IncomeLine
NewId = Callable[[], str]

_SUM: Final = "汇总"

_KEYS: Final[dict[type, Callable[[Any], Hashable]]] = {
    Unit: attrgetter("code"),
    Project: attrgetter("name"),
    IncomeLine: attrgetter("unit", "source", "function", "measure"),
    ExpenditureLine: attrgetter(
        "unit",
        "function",
        "department_economic",
        "government_economic",
        "nature",
        "source",
        "project",
        "measure",
    ),
}
_CONTENTS: Final = {
    kind: attrgetter(*(each.name for each in fields(kind) if each.name != "id")) for kind in _KEYS
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that stays, with other values."""

    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done to a book; `same` counts the rows that stay as they are."""

    mode: Mode
    added: tuple[Row, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Row, ...] = ()
    same: int = 0

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(
            self.mode,
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.same + other.same,
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.added or self.changed or self.removed)


def compare(proposal: Proposal, facts: Facts, mode: Mode, new_id: NewId) -> Difference:
    """Say what taking a proposal in would do; changes nothing.

    Args:
        proposal: What was read.
        facts: What the book holds.
        mode: See above.
        new_id: Makes the ids of rows that are added.

    Raises:
        UnitInUseError: A unit that would go, or become a sum, still has lines.
    """
    difference = (
        _compare_named(proposal.units, facts.units, mode, new_id)
        + _compare_projects(proposal, facts, mode, new_id)
        + _compare_lines(proposal.income, facts, mode, new_id)
        + _compare_lines(proposal.expenditure, facts, mode, new_id)
    )
    _require_carriers(difference, facts)
    return difference


def _require_carriers(difference: Difference, facts: Facts) -> None:
    gone = {row.code for row in difference.removed if isinstance(row, Unit)}
    gone |= {
        change.after.code
        for change in difference.changed
        if isinstance(change.after, Unit) and change.after.kind == _SUM
    }
    if not gone:
        return
    moved = {row.id for row in difference.removed} | {each.after.id for each in difference.changed}
    rows = (*difference.added, *(each.after for each in difference.changed))
    lines = [line for line in facts.lines if line.id not in moved]
    lines += [row for row in rows if isinstance(row, ExpenditureLine | IncomeLine)]
    if used := sorted(gone & {line.unit or "" for line in lines}):
        raise UnitInUseError(used)


def apply_difference(editing: Editing, difference: Difference) -> None:
    """Do to the book what the difference says, as part of one edit."""
    for row in difference.removed:
        editing.delete(row.id)
    for change in difference.changed:
        editing.update(change.after.id, **_changes(change))
    editing.insert_all(difference.added)


def _changes(change: Changed) -> dict[str, Any]:
    names = [each.name for each in fields(change.after)]
    return {
        name: getattr(change.after, name)
        for name in names
        if getattr(change.after, name) != getattr(change.before, name)
    }


def _compare_named(new: Sequence[Row], old: Sequence[Row], mode: Mode, new_id: NewId) -> Difference:
    removing = bool(new) and mode == "replace"
    return _pair(new, old, mode, new_id, lambda row: removing and isinstance(row, Unit))


def _compare_projects(proposal: Proposal, facts: Facts, mode: Mode, new_id: NewId) -> Difference:
    known = {project.name for project in (*facts.projects, *proposal.projects)}
    implied = _implied_projects(proposal.expenditure, known)
    return _compare_named((*proposal.projects, *implied), facts.projects, mode, new_id)


def _implied_projects(lines: Iterable[ExpenditureLine], known: set[str]) -> list[Project]:
    """Make the projects that lines name and nobody knows; what all its lines share is its own."""
    named: defaultdict[str, list[ExpenditureLine]] = defaultdict(list)
    for line in lines:
        if line.project and line.project not in known:
            named[line.project].append(line)
    return [
        Project("", name, nature=_shared(each, "nature"), unit=_shared(each, "unit"))
        for name, each in named.items()
    ]


def _shared(lines: list[ExpenditureLine], name: str) -> str | None:
    values = {getattr(line, name) for line in lines}
    return values.pop() if len(values) == 1 else None


def _compare_lines(
    new: Sequence[ExpenditureLine] | Sequence[IncomeLine], facts: Facts, mode: Mode, new_id: NewId
) -> Difference:
    if not new or mode == "append":
        return Difference(mode, added=tuple(replace(line, id=new_id()) for line in new))
    kind = type(new[0])
    key = _KEYS[kind]
    old = [line for line in facts.lines if isinstance(line, kind)]
    if mode == "update":
        keys = {key(line) for line in new}
        return _pair(new, old, mode, new_id, lambda line: key(line) in keys)
    measures = {line.measure for line in new}
    return _pair(new, old, mode, new_id, lambda line: line.measure in measures)


def _pair(
    new: Sequence[Row],
    old: Sequence[Row],
    mode: Mode,
    new_id: NewId,
    removable: Callable[[Any], bool],
) -> Difference:
    """Match rows: first those that are alike in everything, then by key in their order."""
    if not new:
        return Difference(mode)
    key, contents = _KEYS[type(new[0])], _CONTENTS[type(new[0])]
    new_left, old_left, same = _without_equals(new, old, contents)
    waiting: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in reversed(old_left):
        waiting[key(row)].append(row)
    added, changed = [], []
    for row in new_left:
        if waiting.get(key(row)):
            before = waiting[key(row)].pop()
            changed.append(Changed(before, replace(row, id=before.id)))
        else:
            added.append(replace(row, id=new_id()))
    stayed = {change.after.id for change in changed}
    removed = tuple(row for row in old_left if row.id not in stayed and removable(row))
    return Difference(mode, tuple(added), tuple(changed), removed, same)


def _without_equals(
    new: Sequence[Row], old: Sequence[Row], contents: Callable[[Any], Hashable]
) -> tuple[list[Row], list[Row], int]:
    matches: defaultdict[Hashable, list[str]] = defaultdict(list)
    for row in reversed(old):
        matches[contents(row)].append(row.id)
    left, matched = [], set()
    for row in new:
        found = matches.get(contents(row))
        if found:
            matched.add(found.pop())
        else:
            left.append(row)
    return left, [row for row in old if row.id not in matched], len(matched)
