"""Puts what was typed, pasted or filled into the book: values where they are values, else drafts.

Every act is one edit that can be undone. Leaves reading of texts to `meaning`, and who asks to the
views.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from budgettool.book import Editing
from budgettool.errors import BudgetToolError
from budgettool.gui.lines.columns import FOLLOWING, REPEATED, Column, LineType
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.session import Session
from budgettool.model import ExpenditureLine, Line, Project


@dataclass(frozen=True, slots=True)
class Written:
    """What was written into a line: values by field, and texts that are no values."""

    values: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)


class Entering:
    """Changes the lines of one kind in one session.

    Attributes:
        columns: The columns of that kind, by field.
    """

    def __init__(self, session: Session, line_type: LineType, columns: Sequence[Column]) -> None:
        self._session = session
        self._type = line_type
        self.columns = {column.field: column for column in columns}
        self.meaning: Meaning

    def new_line(self, like: Line | None, **values: Any) -> Line:  # noqa: ANN401 - by field
        """Begin a line with what repeats taken over from another."""
        repeated = {name: getattr(like, name) for name in REPEATED} if like else {}
        return self._type(self._session.book.new_id(), **{**repeated, **values})

    def read(self, line: Line, texts: Mapping[str, str]) -> Written:
        """Say what texts are in the fields of a line."""
        written = Written()
        for name, text in texts.items():
            try:
                written.values[name] = self.meaning.value(self.columns[name], text)
            except BudgetToolError:
                written.drafts[name] = text.strip()
        settled = replace(line, **written.values)
        for name in FOLLOWING & written.values.keys():
            if written.values[name] == self.meaning.follows(settled, name):
                written.values[name] = None
        return written

    def type_in(self, line: Line, column: Column, text: str, *, new: bool) -> None:
        """Settle what was typed in a cell."""
        written = self.read(line, {column.field: text})
        self._session.withdraw(line.id)
        if new:
            self.add(f"新增明细（{column.title}）", [(line, written)])
        elif self._changes(line, written):
            self.write(f"改{column.title}", {line.id: written})

    def register(self, line: Line, column: Column, name: str, *, new: bool) -> None:
        """Settle the name of a project that nobody has registered, and register it, as one step."""
        written = self.read(line, {column.field: name})
        self._session.withdraw(line.id)
        others = (
            (each, Written())
            for each in self._session.lines.values()
            if isinstance(each, ExpenditureLine) and each.project == name and each.id != line.id
        )
        projects = self.missing_projects([(line, written), *others])
        rows, changes = ([(line, written)], {}) if new else ([], {line.id: written})
        self.write_all(f"登记项目“{name}”", rows, changes, projects)

    def write(self, label: str, changes: Mapping[str, Written]) -> None:
        """Write into lines of the book."""
        lines = self._session.lines
        needed = {
            line_id: written
            for line_id, written in changes.items()
            if self._changes(lines[line_id], written)
        }
        if not needed:
            return
        with self._session.edit(label) as edit:
            for line_id, written in needed.items():
                if written.values:
                    edit.update(line_id, **written.values)
                for name, text in written.drafts.items():
                    edit.draft(line_id, name, text)

    def add(self, label: str, rows: Iterable[tuple[Line, Written]]) -> None:
        """Add lines at the end."""
        self.write_all(label, rows, {})

    def begin_below(self, above: Line) -> str:
        """Add a line right below another, like it in what repeats; gives its id."""
        line = self.new_line(above)
        with self._session.edit("新增明细") as edit:
            edit.insert(line, below=above.id)
        return line.id

    def write_all(
        self,
        label: str,
        rows: Iterable[tuple[Line, Written]],
        changes: Mapping[str, Written],
        projects: Sequence[Project] = (),
    ) -> None:
        """Add lines, and projects that they name, and write into others, as one step."""
        with self._session.edit(label) as edit:
            edit.insert_all(projects)
            put_lines(edit, rows)
            for line_id, written in changes.items():
                if written.values:
                    edit.update(line_id, **written.values)
                for name, text in written.drafts.items():
                    edit.draft(line_id, name, text)

    def missing_projects(self, rows: Iterable[tuple[Line, Written]]) -> tuple[Project, ...]:
        """Make the projects that lines name and nobody has registered; what all share is theirs."""
        known = {project.name for project in self._session.facts.projects}
        named: defaultdict[str, list[ExpenditureLine]] = defaultdict(list)
        for line, written in rows:
            settled = replace(line, **written.values)
            if not isinstance(settled, ExpenditureLine) or settled.project is None:
                continue
            if settled.project not in known:
                named[settled.project].append(settled)
        return tuple(
            Project(
                self._session.book.new_id(),
                name,
                nature=_shared({line.nature for line in lines}),
                unit=_shared({line.unit for line in lines}),
            )
            for name, lines in named.items()
        )

    def clear(self, cells: Mapping[str, Sequence[str]]) -> None:
        """Empty cells; fields that follow from others follow again."""
        empty = {name: "" if name == "memo" else None for name in self.columns}
        self.write(
            "清空单元格",
            {
                line_id: Written({name: empty[name] for name in names})
                for line_id, names in cells.items()
            },
        )

    def delete(self, line_ids: Sequence[str]) -> None:
        """Delete lines."""
        with self._session.edit(f"删除 {len(line_ids)} 条明细") as edit:
            for line_id in line_ids:
                edit.delete(line_id)

    def copy_values(
        self, label: str, source: Line, names: Sequence[str], to: Iterable[str]
    ) -> None:
        """Give lines the values that another has in some fields."""
        values = {name: getattr(source, name) for name in names}
        drafts = {
            name: self._session.drafts[source.id, name]
            for name in names
            if (source.id, name) in self._session.drafts
        }
        for name in drafts:
            del values[name]
        self.write(label, {line_id: Written(dict(values), drafts) for line_id in to})

    def duplicate(self, blocks: Iterable[Sequence[str]]) -> list[str]:
        """Add copies of blocks of lines, each right below its block; gives their ids."""
        pairs = [[(old, self._session.book.new_id()) for old in block] for block in blocks]
        copied = {old: new for block in pairs for old, new in block}
        lines, drafts = self._session.lines, self._session.drafts
        with self._session.edit(f"复制 {len(copied)} 条明细") as edit:
            for block in pairs:
                copies = [replace(lines[old], id=new) for old, new in block]
                edit.insert_all(copies, below=block[-1][0])
            for (old, name), text in drafts.items():
                if old in copied:
                    edit.draft(copied[old], name, text)
        return list(copied.values())

    def _changes(self, line: Line, written: Written) -> bool:
        drafts = self._session.drafts
        if any(drafts.get((line.id, name)) != text for name, text in written.drafts.items()):
            return True
        return any(
            getattr(line, name) != value or (line.id, name) in drafts
            for name, value in written.values.items()
        )


def put_lines(edit: Editing, rows: Iterable[tuple[Line, Written]]) -> None:
    """Add lines with what is written into them, as part of an edit."""
    added = [(replace(line, **written.values), written.drafts) for line, written in rows]
    edit.insert_all(line for line, _ in added)
    for line, drafts in added:
        for name, text in drafts.items():
            edit.draft(line.id, name, text)


def _shared(values: set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None
