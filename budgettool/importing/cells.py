"""Reads single cells: the value that a text is in its field, or the problem that it is.

The same text means the same in every row, so each is looked up once. Leaves rows to `lines`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar, cast

from budgettool.codes import Scheme
from budgettool.errors import BudgetToolError
from budgettool.importing.grid import Grid
from budgettool.importing.headings import FIELD_NAMES
from budgettool.importing.layout import Column, Layout
from budgettool.importing.problem import Problem
from budgettool.importing.records import Record, Text
from budgettool.importing.register import (
    Register,
    ValueRefusedError,
    procurement,
    unit_kind,
    yes_or_no,
)
from budgettool.model import Unit
from budgettool.money import FEN_PER_UNIT, parse_amount

_MAX_TEXT: Final = 2_000
_FREE_TEXT: Final = frozenset({"memo", "name"})

Read = Callable[[str], Any]
Found = TypeVar("Found")


class CellReader:
    """Reads the cells of one sheet and collects what is wrong with them.

    Attributes:
        register: What texts are looked up in.
        problems: Cells that are refused.
        notices: Cells that are taken though something is odd.
    """

    def __init__(self, grid: Grid, layout: Layout, register: Register) -> None:
        self.register = register
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []
        self._grid = grid
        self._sound: dict[tuple[str, str], Any] = {}
        self._overrides: dict[tuple[str, str, str], str | None] = {}
        self._noticed: set[tuple[str, str, str]] = set()
        self._readers = _readers(layout, register)
        self._known: dict[Callable[[str, str], Any], dict[tuple[str, str], Any]] = {}

    def value(self, record: Record, name: str, text: Text) -> Any:  # noqa: ANN401 - by field
        """Give the value in a field; None, and a problem, where it is none."""
        known = self._sound.get((name, text.text))
        if known is not None and not self._grid.flaws:
            return known
        flaw = self._flaw(record, text)
        if flaw and name not in _FREE_TEXT:
            self.refuse(record, text, flaw)
            return None
        try:
            found = self._remembered(name, text.text, self._read)
        except BudgetToolError as error:
            self.refuse(record, text, str(error))
            return None
        self._sound[name, text.text] = found
        return found

    def of(self, record: Record, name: str) -> Any:  # noqa: ANN401 - by field
        """Give the value in a field; None where it is blank or wrong."""
        text = record.fields.get(name)
        return None if text is None else self.value(record, name, text)

    def required(self, record: Record, name: str) -> Any:  # noqa: ANN401 - by field
        """Give the value in a field; a blank is a problem."""
        if name not in record.fields:
            self.refuse_blank(record, name)
        return self.of(record, name)

    def ask(self, record: Record, name: str, read: Callable[[str], Found]) -> Found | None:
        """Give what a field's text is to one who reads it; None, and a problem, where it is none.

        A blank is asked about like any text.
        """
        text = record.fields.get(name) or Text("", None, FIELD_NAMES[name])
        flaw = self._flaw(record, text)
        try:
            if not flaw:
                return read(text.text)
        except BudgetToolError as error:
            flaw = str(error)
        self.refuse(record, text, flaw)
        return None

    def member(self, dimension: str, text: str) -> str:
        """Find a member's path.

        Raises:
            BudgetToolError: There is none, or more than one.
        """
        return cast("str", self._remembered(dimension, text, self._member))

    def override(self, unit: Unit, department: str, government: str) -> str | None:
        """Keep a government economic code only where it differs from what follows anyway."""
        key = (unit.kind, department, government)
        if key not in self._overrides:
            self._overrides[key] = self.register.override(*key)
        return self._overrides[key]

    def contradiction(self, scheme: Scheme, code: str, name: str) -> str:
        """Say so if a name beside a code is another code's; else nothing."""
        return cast("str", self._remembered(scheme, f"{code} {name}", self._contradiction))

    def amount(self, record: Record, column: Column, text: str) -> int | None:
        """Give the 分 in a cell; None, and a problem, where it is no amount."""
        cell = Text(text, column.index, column.heading)
        flaw = self._flaw(record, cell)
        if flaw:
            self.refuse(record, cell, flaw)
            return None
        try:
            return parse_amount(text, FEN_PER_UNIT[column.unit])
        except BudgetToolError as error:
            self.refuse(record, cell, str(error))
            return None

    def refuse(self, record: Record, text: Text, reason: str) -> None:
        """Note a problem."""
        self.problems.append(self._problem(record.row, text, reason))

    def refuse_blank(self, record: Record, name: str) -> None:
        """Note that a required field is blank."""
        self.refuse(record, Text("", None, FIELD_NAMES[name]), "没有填写")

    def notice(self, row: int | None, text: Text, reason: str) -> None:
        """Note something odd in a row, from 0, or (None) in the sheet."""
        self.notices.append(self._problem(-1 if row is None else row, text, reason))

    def notice_once(self, row: int, text: Text, reason: str) -> None:
        """Note something odd the first time that it is met in this sheet."""
        key = (text.heading, text.text, reason)
        if key not in self._noticed:
            self._noticed.add(key)
            self.notice(row, text, reason)

    def _problem(self, row: int, text: Text, reason: str) -> Problem:
        return Problem(self._grid.name, row + 1, text.column, text.heading, text.text, reason)

    def _flaw(self, record: Record, text: Text) -> str:
        if text.column is None:
            return ""
        return self._grid.flaws.get((record.row, text.column), "")

    def _remembered(self, name: str, text: str, read: Callable[[str, str], Any]) -> Any:  # noqa: ANN401
        """Look a text up once; a refusal is remembered too."""
        known = self._known.setdefault(read, {})
        key = (name, text)
        if key not in known:
            try:
                known[key] = read(name, text)
            except BudgetToolError as error:
                known[key] = error
        if isinstance(known[key], BudgetToolError):
            raise known[key]
        return known[key]

    def _read(self, name: str, text: str) -> Any:  # noqa: ANN401 - by field
        if len(text) > _MAX_TEXT:
            raise ValueRefusedError(f"超过 {_MAX_TEXT} 个字")
        read = self._readers.get(name)
        return read(text) if read else text

    def _member(self, dimension: str, text: str) -> str:
        return self.register.member(dimension, text)

    def _contradiction(self, scheme: str, text: str) -> str:
        return self.register.contradiction(cast("Scheme", scheme), text)


def _readers(layout: Layout, register: Register) -> Mapping[str, Read]:
    if layout.kind == "units":
        return {"kind": unit_kind, "merged": yes_or_no, "headcount": _headcount}
    if layout.kind == "projects":
        return {"unit": lambda text: register.unit(text).code}
    return {
        "unit": register.carrier,
        "function": lambda text: register.code("function", text),
        "department_economic": lambda text: register.code("department_economic", text),
        "government_economic": lambda text: register.code("government_economic", text),
        "source": lambda text: register.member("source", text),
        "procurement": procurement,
        "secret": yes_or_no,
        "counterparty": lambda text: register.unit(text).code,
    }


def _headcount(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):  # noqa: PLR2004
        raise ValueRefusedError("应为人数")
    return int(text)
