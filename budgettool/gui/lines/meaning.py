"""What a text means in a column: its value and how it is shown, and what may be typed.

Knows units, projects, codes and members of one session as they stand; a rebuilt session wants a new
one. Leaves amounts to `typed_amount`, what is wrong with lines to the checks, and widgets to the
views.
"""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Final, cast

from budgettool.codes import Code, Scheme
from budgettool.codes.code import plain
from budgettool.cube.facts import FactReader
from budgettool.errors import BudgetToolError
from budgettool.gui.amounts import shown
from budgettool.gui.lines.choices import Choice, fitting
from budgettool.gui.lines.columns import FOLLOWING, Column
from budgettool.gui.lines.typed_amount import exact_text, read_typed_amount
from budgettool.gui.session import Session
from budgettool.importing.register import PROCUREMENT, Register, ValueRefusedError, procurement
from budgettool.model import ExpenditureLine, Line, Unit

_OFFERED: Final = 12
_SCHEMES: Final = frozenset({"function", "department_economic", "government_economic"})
_MAX_TEXT: Final = 2_000


class Meaning:
    """Reads and shows the cells of lines.

    Attributes:
        unit: 元 or 万元, of amounts that are typed and shown.
    """

    def __init__(self, session: Session, unit: str) -> None:
        facts = session.facts
        self.unit = unit
        self._session = session
        self._classification = session.classification
        self._vocabulary = session.pack.vocabulary
        self._units = {each.code: each for each in facts.units}
        self._projects = {each.name: each for each in facts.projects}
        self._register = Register(facts.year, facts.units, self._vocabulary, session.classification)
        self._facts = FactReader(session.cube.dimensions)
        self._shown: dict[tuple[str, str], str] = {}
        self._plain: dict[tuple[str, str], str] = {}
        self._read: dict[tuple[str, str], Any] = {}

    def value(self, column: Column, text: str) -> Any:  # noqa: ANN401 - by column
        """Give the value that a text is in a column; blank is None.

        Raises:
            BudgetToolError: It is none; the message is the reason.
        """
        if not text.strip():
            return "" if column.content == "memo" else None
        if column.content == "amount":
            return read_typed_amount(text, self.unit).fen
        key = (column.field, text)
        if key not in self._read:
            try:
                self._read[key] = self._text_value(column, text.strip())
            except BudgetToolError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, BudgetToolError):
            raise found.with_traceback(None)
        return found

    def reason(self, column: Column, text: str) -> str:
        """Say why a text is no value in a column; nothing where it is one."""
        try:
            self.value(column, text)
        except BudgetToolError as error:
            return str(error)
        return ""

    def effective(self, line: Line, field: str) -> Any:  # noqa: ANN401 - by field
        """Give a field's value, or what follows where it is left open."""
        value = getattr(line, field)
        return self.follows(line, field) if value is None else value

    def values(self, lines: Iterable[Line], field: str) -> list[Any]:
        """Give a field of each line, or what follows where it is left open."""
        if field in FOLLOWING:
            return [self.effective(line, field) for line in lines]
        return list(map(attrgetter(field), lines))

    def follows(self, line: Line, field: str) -> str | None:
        """Give what a field is where nobody says otherwise."""
        if not isinstance(line, ExpenditureLine):
            return None
        if field == "government_economic":
            return self._facts.government_of(line.department_economic, line.unit)
        if field == "nature" and line.project is not None:
            project = self._projects.get(line.project)
            return project.nature if project else None
        return None

    def text(self, column: Column, line: Line) -> str:
        """Write a cell of a line as the grid shows it."""
        value = self.effective(line, column.field)
        if value is None:
            return ""
        return shown(value, self.unit) if column.content == "amount" else self.name(column, value)

    def name(self, column: Column, value: str) -> str:
        """Write a value as the grid shows it: `30201 办公费`."""
        key = (column.content, value)
        if key not in self._shown:
            self._shown[key] = self._name(column.content, value)
        return self._shown[key]

    def plain_name(self, column: Column, value: str) -> str:
        """Write a value so that texts can be found in it."""
        key = (column.content, value)
        if key not in self._plain:
            self._plain[key] = plain(self.name(column, value))
        return self._plain[key]

    def edited(self, column: Column, line: Line) -> str:
        """Write a cell of a line as it is edited: the code, the exact amount."""
        value = self.effective(line, column.field)
        if value is None:
            return ""
        if column.content == "amount":
            return exact_text(value, self.unit)
        if column.content in {"source", "nature"}:
            return self.name(column, value)
        return str(value)

    def choices(self, column: Column, text: str, line: Line) -> tuple[Choice, ...]:
        """List what may be typed in a cell, best first, for what is typed so far."""
        return tuple(self._choices(column, text.strip(), line))[:_OFFERED]

    def _text_value(self, column: Column, text: str) -> Any:  # noqa: ANN401 - by column
        if len(text) > _MAX_TEXT:
            raise ValueRefusedError(f"超过 {_MAX_TEXT} 个字")
        content = column.content
        if content in _SCHEMES:
            return self._register.code(cast("Scheme", content), text)
        if content in {"source", "nature"}:
            return self._register.member(content, text)
        if content == "unit":
            look = self._register.carrier if column.field == "unit" else self._register.unit
            return look(text).code
        return procurement(text) if content == "procurement" else text

    def _name(self, content: str, value: str) -> str:
        if content in _SCHEMES:
            code = self._classification.get(cast("Scheme", content), value)
            return str(code) if code else value
        if content == "unit":
            unit = self._units.get(value)
            return f"{unit.code} {unit.name}" if unit else value
        if content in {"source", "nature"}:
            return self._member_name(content, value)
        return value

    def _member_name(self, dimension: str, path: str) -> str:
        """Give the last part of a path where that is enough to name it."""
        short = path.rsplit("/", 1)[-1]
        try:
            return short if self._vocabulary.resolve(dimension, short) == path else path
        except BudgetToolError:
            return path

    def _choices(self, column: Column, text: str, line: Line) -> Iterator[Choice]:
        content = column.content
        if content in {"function", "department_economic"}:
            yield from map(Choice.of, self._codes(cast("Scheme", content), text))
        elif content == "government_economic":
            yield from self._government_choices(text, line)
        elif content in {"source", "nature"}:
            yield from fitting(self._members(content, line), text)
        elif content == "unit":
            yield from fitting(self._unit_choices(column), text)
        elif content == "project":
            known = [Choice(name, name) for name in self._projects]
            yield from fitting(known, text)[: _OFFERED - 1]
            if text and text not in self._projects:
                yield Choice(text, f"登记新项目“{text}”", new=True)
        elif content == "procurement":
            yield from fitting([Choice(name, name) for name in PROCUREMENT], text)

    def _codes(self, scheme: Scheme, text: str) -> tuple[Code, ...]:
        level = "项" if scheme == "function" else "款"
        return self._classification.search(scheme, text, level=level, limit=_OFFERED)

    def _government_choices(self, text: str, line: Line) -> Iterator[Choice]:
        """Offer what goes with the department's code in that kind of unit; else all."""
        department = getattr(line, "department_economic", None)
        unit = self._units.get(line.unit or "")
        codes = self._classification.all("government_economic", "款")
        if unit and department:
            allowed = [
                each
                for each in codes
                if self._classification.pair_allowed(department, each.code, unit.kind)
            ]
            yield from fitting([Choice.of(each) for each in allowed], text)
        elif text:
            yield from map(Choice.of, self._codes("government_economic", text))

    def _members(self, dimension: str, line: Line) -> list[Choice]:
        paths = [member.path for member in self._vocabulary.members(dimension)]
        groups = {path.rpartition("/")[0] for path in paths}
        leaves = [path for path in paths if path not in groups]
        if dimension == "nature" and getattr(line, "project", None):
            leaves = [path for path in leaves if path.startswith("项目支出")] or leaves
        return [Choice(path, self._member_name(dimension, path)) for path in leaves]

    def _unit_choices(self, column: Column) -> list[Choice]:
        carriers: Callable[[Unit], bool] = lambda unit: (  # noqa: E731 - one test, two columns
            column.field != "unit" or unit.kind != "汇总"
        )
        return [
            Choice(unit.code, f"{unit.code} {unit.name}")
            for unit in self._units.values()
            if carriers(unit)
        ]
