"""What a text is in a field, and how what is kept is shown: amounts in 分, days, counts, words.

A text that is no value of its field is still kept as it was typed; `read_value` says what is wrong
with it, so that it can be marked. Leaves storing to `book`.
"""

import re
import unicodedata
from datetime import date
from typing import Final

from budgettool.errors import BudgetToolError
from budgettool.money import FEN_PER_UNIT, exact_text, parse_amount
from budgettool.packs.text import FieldDefinition

_DAY: Final = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?", re.ASCII)
_COUNT: Final = re.compile(r"\d{1,9}", re.ASCII)
_FEN: Final = re.compile(r"-?\d{1,18}", re.ASCII)
_MONEY: Final = "万元"
_MONTHS: Final = 12


class FieldValueError(BudgetToolError):
    """A text is no value of its field."""

    def __init__(self, definition: FieldDefinition, text: str, reason: str) -> None:
        super().__init__(f"{definition.label}“{text[:40]}”{reason}")
        self.definition = definition
        self.text = text


def read_value(definition: FieldDefinition, text: str, unit: str = "") -> str:
    """Give what is kept of a text that was typed or imported; empty for nothing.

    Args:
        definition: The field.
        text: What was typed.
        unit: 元 or 万元, for amounts; the field's own where empty.

    Raises:
        BudgetToolError: It is no value of the field.
    """
    said = text.strip()
    if not said:
        return ""
    match definition.kind:
        case "amount":
            return str(parse_amount(said, FEN_PER_UNIT[unit or definition.unit or _MONEY]))
        case "count":
            return _count(definition, said)
        case "date":
            return _day(definition, said)
        case _:
            return said


def flaw_of(definition: FieldDefinition, kept: str) -> str:
    """Say what is wrong with what is kept in a field; empty where it is sound."""
    match definition.kind:
        case "amount" if kept and not _FEN.fullmatch(kept):
            return f"{definition.label}“{kept[:40]}”不是金额"
        case "count" | "date" if kept:
            try:
                read_value(definition, kept)
            except BudgetToolError as error:
                return str(error)
    return ""


def show_value(definition: FieldDefinition, kept: str, unit: str = "") -> str:
    """Write what is kept as it is edited: an amount with all its digits, without its unit."""
    if definition.kind == "amount" and _FEN.fullmatch(kept):
        shown = exact_text(int(kept), unit or definition.unit or _MONEY)
        return shown.split(" ")[0].replace(",", "")
    return kept


def _count(definition: FieldDefinition, said: str) -> str:
    plain = unicodedata.normalize("NFKC", said).replace(",", "")
    for unit in (definition.unit, definition.unit.partition("（")[0]):
        plain = plain.removesuffix(unicodedata.normalize("NFKC", unit)).strip()
    if not _COUNT.fullmatch(plain):
        unit = definition.unit
        raise FieldValueError(definition, said, f"应是整数，单位{unit}" if unit else "应是整数")
    return str(int(plain))


def _day(definition: FieldDefinition, said: str) -> str:
    plain = unicodedata.normalize("NFKC", said)
    if (month := _MONTH.fullmatch(plain)) and 1 <= int(month[2]) <= _MONTHS:
        return f"{int(month[1]):04d}-{int(month[2]):02d}"
    found = _DAY.fullmatch(plain)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_day(definition, said)
    except ValueError as error:
        raise FieldValueError(definition, said, "没有这一天") from error


def _no_day(definition: FieldDefinition, said: str) -> str:
    raise FieldValueError(definition, said, "应是日期，如 2020-01-01")
