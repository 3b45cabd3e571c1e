"""What taking a proposal in would do to a book: added, changed, removed, and what stays.

Three ways: `append` adds every line; `replace` makes the lines of each kind and measure that the
file holds exactly the file's; `update` does so for each key that the file holds and leaves other
keys alone. The key of a line is unit, codes, nature, source, project and measure. A key may have
several lines, which are never summed: those of the file take the places of those in the book one by
one, and what is left over is added or removed. Units go by code and projects by name in every way;
`replace` also removes units that the file lacks. Fields go by their keys in every way; `replace`
also empties the other rows of a field of many rows. Leaves the reading to `proposal`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, Final, Literal

from budgettool.book import Editing
from budgettool.book.rows import FieldRow
from budgettool.importing.errors import UnitInUseError
from budgettool.importing.filled import FilledField
from budgettool.importing.proposal import Proposal
from budgettool.model import ExpenditureLine, Facts, FieldKey, IncomeLine, Project, Unit
from budgettool.packs.text import FieldKind

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
class Filling:
    """A field that is filled in, changed or emptied.

    Attributes:
        name: What it is called to the user, with whose it is.
        kind: Of which kind it is, so that an amount can be told from a number.
        before, after: What is kept in it; empty for nothing.
        id: Of the row that it gets in the book; empty where it has one.
    """

    key: FieldKey
    name: str
    kind: FieldKind
    before: str
    after: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done to a book; `same` counts the rows and fields that stay as they are."""

    mode: Mode
    added: tuple[Row, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Row, ...] = ()
    same: int = 0
    filled: tuple[Filling, ...] = ()

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(
            self.mode,
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.same + other.same,
            self.filled + other.filled,
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.added or self.changed or self.removed or self.filled)


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
    return difference + _compare_fields(proposal.fields, difference, facts, new_id)


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
    editing.insert_all(
        FieldRow(each.id, *each.key, each.after) for each in difference.filled if each.id
    )
    for filling in difference.filled:
        if not filling.id:
            editing.set_field(filling.key, filling.after or None)


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


def _compare_fields(
    filled: Sequence[FilledField], rows: Difference, facts: Facts, new_id: NewId
) -> Difference:
    """Compare fields by their keys; a project that the file brings has its id by now.

    Those of a project that has gone since the file was read are left out.
    """
    ids = {project.name: project.id for project in facts.projects}
    ids |= {row.name: row.id for row in rows.added if isinstance(row, Project)}
    wanted = {
        _field_key(each, ids): each
        for each in filled
        if each.subject.kind != "project" or each.subject.name in ids
    }
    fillings = [
        Filling(key, str(each), each.definition.kind, facts.fields[key], each.value)
        if key in facts.fields
        else Filling(key, str(each), each.definition.kind, "", each.value, new_id())
        for key, each in wanted.items()
    ]
    if rows.mode == "replace":
        fillings += _emptied(wanted, facts)
    changes = tuple(each for each in fillings if each.before != each.after)
    return Difference(rows.mode, same=len(fillings) - len(changes), filled=changes)


def _field_key(filled: FilledField, ids: Mapping[str, str]) -> FieldKey:
    kind, name = filled.subject
    return kind, ids[name] if kind == "project" else name, filled.key, filled.row


def _emptied(wanted: Mapping[FieldKey, FilledField], facts: Facts) -> list[Filling]:
    """Find the rows that a file lacks of the fields of many rows that it holds."""
    repeated = ((key, each) for key, each in wanted.items() if each.definition.repeat)
    lists = {(*key[:2], each.definition.repeat): each for key, each in repeated}
    found = []
    for key, value in facts.fields.items():
        prefix, dotted, _ = key[2].rpartition(".")
        if dotted and key not in wanted and (like := lists.get((*key[:2], prefix))):
            name = f"{like.subject.name or '部门'} {key[2]} 第 {key[3] + 1} 行"
            found.append(Filling(key, name, "line", value, ""))
    return found


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
