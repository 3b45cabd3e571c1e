"""Texts in lines that are no values yet: an error at their field, under the code of its rule."""

from collections.abc import Mapping
from typing import Final, cast

from budgettool.codes import Scheme
from budgettool.errors import BudgetToolError
from budgettool.money import FEN_PER_UNIT, parse_amount
from budgettool.packs.definition import CODED, MEMBERED
from budgettool.rules.context import Context
from budgettool.rules.lines.line_rule import Fault

CODE_OF_FIELD: Final[Mapping[str, str]] = {
    "unit": "L07",
    "function": "L01",
    "department_economic": "L02",
    "government_economic": "L03",
    "nature": "L05",
    "source": "L11",
    "project": "L06",
    "amount": "L08",
    "procurement": "L12",
    "counterparty": "L07",
}
"""The rule that speaks of each field that can hold such a text."""

_MOST: Final = 40


def draft_faults(context: Context, line: str) -> dict[str, Fault]:
    """Give what is wrong with the drafts of a line, by field."""
    if not context.drafts:
        return {}
    texts = {field: context.drafts.get((line, field)) for field in CODE_OF_FIELD}
    return {field: draft_fault(context, field, text) for field, text in texts.items() if text}


def draft_fault(context: Context, field: str, text: str) -> Fault:
    """Say why a text is no value of its field, as far as that is known."""
    message = _reason(context, field, text) or f"“{_shortened(text)}”还不是可用的值"
    return Fault(field, message, "改正这一格的内容", level="H")


def _reason(context: Context, field: str, text: str) -> str:
    try:
        if field in CODED:
            level = "项" if field == "function" else "款"
            context.classification.resolve(cast("Scheme", field), text, level=level)
        elif field in MEMBERED:
            context.dimensions.vocabulary.resolve(field, text)
        elif field == "amount":
            parse_amount(text, FEN_PER_UNIT["元"])
    except BudgetToolError as error:
        return str(error)
    return f"单位表里没有“{_shortened(text)}”" if field in {"unit", "counterparty"} else ""


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
