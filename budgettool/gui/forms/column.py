"""The columns of a listing, and what a text means in each: value, what is shown, what is offered.

Units, codes and members are understood as in the grid of lines. Leaves rows to `listing`.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from budgettool.codes.code import plain
from budgettool.gui.amounts import shown
from budgettool.gui.lines import columns as line_columns
from budgettool.gui.lines.choices import Choice
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.lines.typed_amount import exact_text
from budgettool.importing.register import ValueRefusedError, unit_kind, yes_or_no
from budgettool.model import UNIT_KINDS, ExpenditureLine

Content = line_columns.Content | Literal["text", "kind", "flag", "number", "derived"]
"""What kind of text a column takes; what is derived takes none."""

_MAX_NAME: Final = 200
_MAX_NUMBER: Final = 10_000_000
_OF_LINES: Final = frozenset(
    {"unit", "function", "department_economic", "nature", "source", "project", "amount", "memo"}
)
_FIXED: Final = {"kind": UNIT_KINDS, "flag": ("是", "否")}
_NUMERIC: Final = frozenset({"amount", "number", "derived"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing.

    Attributes:
        field: The field of the row.
        title: Its heading.
        width: In pixels at 100 %.
        content: What kind of text it takes.
        label: What changing it is called in the history: 改单位名称; empty where it cannot be.
        blank: What an empty cell is shown as.
        looked_up_as: The field of a line whose texts it takes; its own where empty.
        nature: The nature whose members are offered, such as 项目支出.
    """

    field: str
    title: str
    width: int
    content: Content
    label: str = ""
    blank: str = ""
    looked_up_as: str = ""
    nature: str = ""

    @property
    def editable(self) -> bool:
        """Whether it can be typed in."""
        return bool(self.label)

    @property
    def numeric(self) -> bool:
        """Whether it stands at the right."""
        return self.content in _NUMERIC

    @property
    def of_lines(self) -> line_columns.Column:
        """The same column as the grid of lines understands it."""
        content = cast("line_columns.Content", self.content)
        return line_columns.Column(self.looked_up_as or self.field, self.title, self.width, content)


def read(column: Column, text: str, meaning: Meaning) -> Any:  # noqa: ANN401 - by column
    """Give the value that a text is in a column.

    Raises:
        BudgetToolError: It is none; the message is the reason.
    """
    wanted = text.strip()
    if column.content in _OF_LINES:
        return meaning.value(column.of_lines, wanted)
    return _READERS[column.content](column, wanted)


def show(column: Column, value: Any, meaning: Meaning) -> str:  # noqa: ANN401 - by column
    """Write a value as a cell shows it; nothing where it is not filled."""
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return "是"
    if column.content == "amount":
        return shown(value, meaning.unit)
    if column.content in _OF_LINES:
        return meaning.name(column.of_lines, str(value))
    return str(value)


def show_to_edit(column: Column, value: Any, meaning: Meaning) -> str:  # noqa: ANN401 - by column
    """Write a value as it is edited: an amount with all its digits."""
    if column.content == "amount" and value is not None:
        return exact_text(value, meaning.unit)
    return show(column, value, meaning)


def offer(column: Column, text: str, meaning: Meaning) -> Sequence[Choice]:
    """List what may be typed in a column, best first."""
    if column.content in _FIXED:
        wanted = plain(text)
        return [Choice(each, each) for each in _FIXED[column.content] if wanted in plain(each)]
    if column.content not in _OF_LINES - {"amount", "memo"}:
        return ()
    line = ExpenditureLine("", project="*" if column.nature else None)
    return meaning.choices(column.of_lines, text, line)


def _text(column: Column, text: str) -> str:
    if len(text) > _MAX_NAME:
        raise ValueRefusedError(f"{column.title}超过 {_MAX_NAME} 个字")
    return text


def _number(column: Column, text: str) -> int | None:
    plain_text = unicodedata.normalize("NFKC", text).removesuffix("人").strip()
    if not plain_text:
        return None
    if not (plain_text.isascii() and plain_text.isdigit()):
        raise ValueRefusedError(f"{column.title}应是整数，现为“{text[:40]}”")
    if int(plain_text) > _MAX_NUMBER:
        raise ValueRefusedError(f"{column.title}过大")
    return int(plain_text)


def _kind(_column: Column, text: str) -> str:
    return unit_kind(text)


def _flag(_column: Column, text: str) -> bool:
    return bool(text) and yes_or_no(text)


_READERS: Final[dict[str, Callable[[Column, str], Any]]] = {
    "text": _text,
    "kind": _kind,
    "flag": _flag,
    "number": _number,
}
