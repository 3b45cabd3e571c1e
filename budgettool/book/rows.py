"""The content of a book as rows: which value is kept in which table, and what a value may be.

A table's columns are exactly the fields of its value's dataclass, after `position`, which keeps the
order in which rows were added. Leaves DDL to `schema`, and reading in bulk to `snapshot`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, make_dataclass
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast, get_args, get_type_hints

from budgettool.book.errors import BookValueError
from budgettool.model import BalanceLine, Ceiling, ExpenditureLine, IncomeLine, Project, Unit
from budgettool.money import MAX_FEN

Value = str | int | bool | None
"""What a field holds; amounts are whole 分."""

MAX_TEXT: Final = 1_000_000
"""The longest text of one field, in characters."""

BOOK_ID: Final = "book"
"""The id of the only row of table `book`."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """What there is once: the year, the department's names, which pack is stored."""

    id: str
    year: int
    code: str
    full: str
    short: str
    row: str
    budget_code: str
    pack: str
    pack_version: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A filled field of a form, a count or a reason; see `model.FieldKey`."""

    id: str
    subject_kind: str
    subject_id: str
    key: str
    row: int
    value: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text typed into a field of a line that is no value yet."""

    id: str
    line: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the stored pack."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnCodeRow:
    """A code added to the book, with the columns of the bundled tables."""

    id: str
    scheme: str
    code: str
    name: str
    level: str
    parent: str
    fund: str
    valid_from: str
    valid_to: str
    source: str
    aliases: str
    confidence: str


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A saved import mapping: how a foreign layout is read; its content is JSON."""

    id: str
    name: str
    content: str


Row = (
    Unit | Project | Ceiling | ExpenditureLine | IncomeLine | BalanceLine
    | BookRow | FieldRow | Draft | PackFile | OwnCodeRow | SavedMapping
)  # fmt: skip
"""Every value that has a row of its own."""

AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of content.

    Attributes:
        name: Its name in SQLite.
        row_type: The dataclass of its rows.
        columns: Its columns but `position`, in the order of the dataclass.
        types: The Python types that each column takes.
        key: The columns that name a row besides its id; empty where only the id does.
    """

    name: str
    row_type: type[Row]
    columns: tuple[str, ...]
    types: tuple[frozenset[type], ...]
    key: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """The columns that are true or false, kept as 1 or 0."""
        return tuple(
            column for column, types in zip(self.columns, self.types, strict=True) if bool in types
        )

    def select(self) -> str:
        """Write the query of all columns, to which a condition can be added."""
        return f"SELECT {quoted(self.columns)} FROM {quoted([self.name])}"  # noqa: S608

    def insert(self) -> str:
        """Write the insertion of a position and all columns."""
        marks = ", ".join("?" * (len(self.columns) + 1))
        names = quoted(("position", *self.columns))
        return f"INSERT INTO {quoted([self.name])} ({names}) VALUES ({marks})"  # noqa: S608


def _table(name: str, row_type: type[Row], *key: str) -> Table:
    hints = get_type_hints(row_type)
    columns = tuple(field.name for field in fields(row_type))
    types = tuple(frozenset(get_args(hints[column]) or (hints[column],)) for column in columns)
    return Table(name, row_type, columns, types, key)


_TABLES: Final = (
    _table("expenditure_line", ExpenditureLine),
    _table("income_line", IncomeLine),
    _table("balance_line", BalanceLine),
    _table("unit", Unit),
    _table("project", Project),
    _table("ceiling", Ceiling),
    _table("field", FieldRow, "subject_kind", "subject_id", "key", "row"),
    _table("draft", Draft, "line", "field"),
    _table("own_code", OwnCodeRow, "scheme", "code"),
    _table("mapping", SavedMapping, "name"),
    _table("pack_file", PackFile, "name"),
    _table("book", BookRow),
)

TABLES: Final[Mapping[str, Table]] = MappingProxyType({table.name: table for table in _TABLES})
"""The tables of content by name; those with most rows first."""

LINE_TABLES: Final = ("expenditure_line", "income_line", "balance_line")


_TABLE_OF: Final[Mapping[type, Table]] = MappingProxyType(
    {table.row_type: table for table in _TABLES}
)


def table_of(row_type: type) -> Table:
    """Find the table that keeps values of a type.

    Raises:
        TypeError: No table does.
    """
    if row_type not in _TABLE_OF:
        raise TypeError(f"a book keeps no {row_type.__name__}")
    return _TABLE_OF[row_type]


def changed(row: AnyRow, fields: Mapping[str, Value]) -> AnyRow:
    """Give a row with some other values; several times as quick as `dataclasses.replace`."""
    copy = _copier(table_of(type(row)).name)(row)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.__class__ = type(row)
    return cast("AnyRow", copy)


@cache
def _copier(table_name: str) -> Callable[[Row], Any]:
    read, make = attrgetter(*TABLES[table_name].columns), unfrozen(table_name)
    return lambda row: make(*read(row))


@cache
def unfrozen(table_name: str) -> Any:  # noqa: ANN401 - a class that only we know
    """Make the twin of a frozen class: same slots, but filled several times as fast."""
    return make_dataclass(f"Unfrozen_{table_name}", TABLES[table_name].columns, slots=True)


def quoted(names: Iterable[str]) -> str:
    """Write names for SQL: some, such as `row` or `full`, are words of the language."""
    return ", ".join(f'"{name}"' for name in names)


def values_of(table: Table, row: Row) -> tuple[Value, ...]:
    """Give a row's values in the order of the columns, checked."""
    values = tuple(getattr(row, column) for column in table.columns)
    for value, types in zip(values, table.types, strict=True):
        if type(value) not in types or not _fits(value):
            check_values(table, dict(zip(table.columns, values, strict=True)))
    return values


def check_values(table: Table, values: Mapping[str, Any]) -> None:
    """Refuse values that a table does not take; a misspelt field is a mistake of ours.

    Raises:
        BookValueError: A value has the wrong type, or is too large.
        TypeError: There is no such field, or it is the id.
    """
    allowed = dict(zip(table.columns, table.types, strict=True))
    for field, value in values.items():
        if field not in allowed:
            raise TypeError(f"{table.name} has no field {field!r}")
        if type(value) not in allowed[field]:
            raise BookValueError(table.name, field, f"不能是{type(value).__name__}类型的值")
        if not _fits(value):
            reason = "数额过大" if isinstance(value, int) else f"超过{MAX_TEXT}个字"
            raise BookValueError(table.name, field, reason)


def _fits(value: Value) -> bool:
    if isinstance(value, str):
        return len(value) <= MAX_TEXT
    return value is None or -MAX_FEN <= value <= MAX_FEN
