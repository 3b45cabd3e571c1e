"""Lines in groups: by what, which lines, how many, and their sum, kept current by differences.

Leaves the rows in which groups and lines stand to `rows`, and which lines are shown to `choosing`.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.meaning import Meaning
from budgettool.model import Line


@dataclass(frozen=True, slots=True)
class Grouping:
    """By what lines are grouped.

    Attributes:
        title: As a menu names it.
        field: The field of the line.
        length: How much of a code counts; 0 is all of it.
    """

    title: str
    field: str
    length: int = 0


GROUPINGS: Final = (
    Grouping("单位", "unit"),
    Grouping("功能科目（类）", "function", 3),
    Grouping("功能科目（款）", "function", 5),
    Grouping("功能科目（项）", "function"),
    Grouping("部门经济科目（类）", "department_economic", 3),
    Grouping("部门经济科目（款）", "department_economic"),
    Grouping("政府经济科目（类）", "government_economic", 3),
    Grouping("政府经济科目（款）", "government_economic"),
    Grouping("资金来源", "source"),
    Grouping("支出性质", "nature"),
    Grouping("项目", "project"),
)


@dataclass(slots=True, eq=False)
class Group:
    """Lines that are alike.

    Attributes:
        count: How many lines count here, and with `fen` what they sum up to.
        line_ids: The lines that stand here; one that is being changed may count elsewhere already.
        folded: Whether only the heading is shown.
    """

    key: str
    name: str
    count: int = 0
    fen: int = 0
    folded: bool = False
    line_ids: list[str] = field(default_factory=list)

    @property
    def place(self) -> tuple[bool, str]:
        """Where it stands among others: by key, those without one last."""
        return not self.key, self.key


class Groups:
    """All groups of the lines that are shown.

    Attributes:
        grouping: By what lines are grouped.
    """

    def __init__(self, grouping: Grouping, columns: Sequence[Column]) -> None:
        self.grouping = grouping
        self._column = next(each for each in columns if each.field == grouping.field)
        self._meaning: Meaning
        self._by_key: dict[str, Group] = {}
        self._ordered: list[Group] = []
        self._stands: dict[str, Group] = {}
        self._counted: dict[str, Line] = {}

    def __iter__(self) -> Iterator[Group]:
        """Give the groups in order."""
        return iter(self._ordered)

    def fill(self, lines: Sequence[Line], meaning: Meaning) -> None:
        """Group lines anew; groups that were folded stay so."""
        folded = {group.key for group in self._ordered if group.folded}
        self._meaning = meaning
        self._by_key, self._stands = {}, {}
        for key, line in zip(self._keys(lines), lines, strict=True):
            group = self._by_key.get(key) or self._begin(key)
            group.line_ids.append(line.id)
            group.count += 1
            group.fen += line.amount or 0
            self._stands[line.id] = group
        self._counted = {line.id: line for line in lines}
        self._ordered = sorted(self._by_key.values(), key=lambda group: group.place)
        for group in self._ordered:
            group.folded = group.key in folded

    def line_ids(self) -> Iterator[str]:
        """Give the lines group by group, folded or not."""
        for group in self._ordered:
            yield from group.line_ids

    def standing(self, line_id: str) -> Group | None:
        """Give the group in which a line stands."""
        return self._stands.get(line_id)

    def is_astray(self, line: Line) -> bool:
        """Tell whether a line stands elsewhere than where it counts."""
        group = self._stands.get(line.id)
        return group is None or group.key != self._key(line)

    def count(self, line_id: str, line: Line | None) -> set[Group]:
        """Count a line as it is now (None: no more); gives the groups whose sums have changed."""
        touched = set()
        if before := self._counted.pop(line_id, None):
            group = self._of(self._key(before))
            group.count -= 1
            group.fen -= before.amount or 0
            touched.add(group)
        if line is not None:
            group = self._of(self._key(line))
            group.count += 1
            group.fen += line.amount or 0
            self._counted[line_id] = line
            touched.add(group)
        return touched

    def belonging(self, line: Line) -> Group:
        """Give the group where a line counts."""
        return self._of(self._key(line))

    def put_below(self, line_id: str, above: str | Group) -> None:
        """Let a line stand below another, or first in a group."""
        if isinstance(above, Group):
            self._stand(line_id, above, 0)
        elif group := self._stands.get(above):
            self._stand(line_id, group, group.line_ids.index(above) + 1)

    def take(self, line_id: str) -> Group | None:
        """Let a line stand nowhere; gives the group in which it stood."""
        group = self._stands.pop(line_id, None)
        if group:
            group.line_ids.remove(line_id)
        return group

    def empty(self) -> list[Group]:
        """List the groups that have no lines."""
        return [group for group in self._ordered if not group.line_ids and not group.count]

    def drop(self, group: Group) -> None:
        """Forget a group without lines."""
        self._ordered.remove(group)
        del self._by_key[group.key]

    def after(self, group: Group) -> Group | None:
        """Give the group below another."""
        at = self._ordered.index(group) + 1
        return self._ordered[at] if at < len(self._ordered) else None

    def _stand(self, line_id: str, group: Group, at: int) -> None:
        group.line_ids.insert(at, line_id)
        self._stands[line_id] = group

    def _keys(self, lines: Iterable[Line]) -> Iterator[str]:
        length = self.grouping.length or None
        for value in self._meaning.values(lines, self.grouping.field):
            yield value[:length] if value else ""

    def _key(self, line: Line) -> str:
        return next(self._keys([line]))

    def _of(self, key: str) -> Group:
        group = self._by_key.get(key)
        if group is None:
            group = self._begin(key)
            self._ordered.insert(bisect(self._ordered, group.place, key=lambda g: g.place), group)
        return group

    def _begin(self, key: str) -> Group:
        name = self._meaning.name(self._column, key) if key else f"（没有{self._column.title}）"
        group = self._by_key[key] = Group(key, name)
        return group
