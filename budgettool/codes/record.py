"""A code as a row of text: the columns of every table of codes, bundled, loaded or in a book.

Leaves to others the files (`bundled`, `user_tables`) and the book's table of own codes (`book`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from budgettool.codes.code import (
    MAX_NAME,
    Code,
    CodeValueError,
    Scheme,
    checked_name,
    level_of,
    parent_of,
)

if TYPE_CHECKING:
    from budgettool.codes.code import Level

COLUMNS: Final = (
    "code", "name", "level", "parent", "fund",
    "valid_from", "valid_to", "source", "aliases", "confidence",
)  # fmt: skip
"""The columns of a table of codes, in order; all text, blank for None."""

_MAX_SOURCE = 500


def codes_from_records(scheme: Scheme, rows: Iterable[Sequence[str]]) -> Iterator[Code]:
    """Read trusted rows in the order of `COLUMNS`, as the bundled tables hold them."""
    for code, name, level, parent, fund, since, until, source, aliases, confidence in rows:
        yield Code(
            scheme, code, name, cast("Level", level), parent or None, fund or None,
            int(since) if since else None, int(until) if until else None,
            tuple(aliases.split(";")) if aliases else (), source, confidence,
        )  # fmt: skip


def code_from_record(scheme: Scheme, record: Mapping[str, str | None]) -> Code:
    """Read one row that a person may have changed, checking every value.

    Raises:
        CodeValueError: A value is missing or cannot be.
    """
    text = {column: (record.get(column) or "").strip() for column in COLUMNS}
    code = text["code"]
    level = level_of(scheme, code)
    if text["level"] not in {"", level}:
        raise CodeValueError(code, f"级次写的是“{text['level']}”，按位数应为“{level}”")
    if text["parent"] not in {"", parent_of(scheme, code) or ""}:
        raise CodeValueError(code, f"上级写的是“{text['parent']}”，与编码不符")
    aliases = tuple(checked_name(alias) for alias in text["aliases"].split(";") if alias.strip())
    return Code(
        scheme, code, checked_name(text["name"]), level, parent_of(scheme, code),
        text["fund"][:MAX_NAME] or None, _year(code, text["valid_from"]),
        _year(code, text["valid_to"]), aliases, text["source"][:_MAX_SOURCE],
        text["confidence"][:MAX_NAME],
    )  # fmt: skip


def as_record(code: Code) -> dict[str, str]:
    """Give a code as text by column; `code_from_record` reads it back."""
    values = {column: getattr(code, column) for column in COLUMNS}
    values["aliases"] = ";".join(code.aliases)
    return {column: "" if value is None else str(value) for column, value in values.items()}


def _year(code: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == len("2020")):
        raise CodeValueError(code, f"年份“{text[:MAX_NAME]}”应为四位数字")
    return int(text)
