"""Why something that was asked of a listing was not done, and where to go to mend it."""

from collections.abc import Iterable
from typing import NamedTuple

from budgettool.model import AMOUNT, IncomeLine, Line


class Refusal(NamedTuple):
    """Why something was not done, and where to go to mend it.

    Attributes:
        action: What the button beside it says; empty for none.
        page: The page that the button opens, and what it is to show there.
    """

    text: str
    action: str = ""
    page: str = ""
    target: object = None


def kept_by_lines(name: str, field: str, value: str, lines: Iterable[Line]) -> Refusal | None:
    """Say that lines name a thing, which is kept therefore, and where they are; None for none."""
    naming = [line for line in lines if getattr(line, field, None) == value]
    if not naming:
        return None
    first = naming[0]
    number = len(naming)
    text = f"{name}有 {number} 条明细，不能删除；先删掉这些明细或改到别处"
    page = "income" if isinstance(first, IncomeLine) else "expenditure"
    if first.measure == AMOUNT:
        return Refusal(text, "查看明细", page, {"filter": {field: value}})
    text = f"{name}有 {number} 条上年数，不能删除；先删掉这些上年数或改到别处"
    return Refusal(text, "查看上年数", "prior", page)
