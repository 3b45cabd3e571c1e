"""Labels: texts with holes, such as `{year}年部门收支总体情况表` or `{function.款:2}`.

What may stand in a hole depends on where the label is used:

    titles, captions, notes   {year} {prior_year} {unit} {department.full}, also .short, .row,
                              .code and .budget_code
    rows                      {dimension.attribute}, with `:2` for its last two digits, or
                              `:中文-200` for a code less 200 as a Chinese number
    notes                     {02.合计[总计]}: a figure
"""

import re
from collections.abc import Callable

from budgettool.packs.definition import Label, Placeholder

TITLE_HOLES = frozenset(
    {"year", "prior_year", "unit"}
    | {f"department.{name}" for name in ("full", "short", "row", "code", "budget_code")}
    | {f"project.{name}" for name in ("name", "code", "unit")}
)
"""What may stand in the holes of titles, captions and heads."""

_HOLE = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")
_ROW_FORM = re.compile(r"|2|中文(-\d+)?")
_DIGITS = "零一二三四五六七八九"


def parse_label(text: str) -> Label:
    """Split a text at its holes.

    Raises:
        ValueError: A brace is left without its partner.
    """
    parts: list[str | Placeholder] = []
    end = 0
    for hole in _HOLE.finditer(text):
        if hole.start() > end:
            parts.append(text[end : hole.start()])
        parts.append(Placeholder(hole.group(1).strip(), hole.group(2) or ""))
        end = hole.end()
    if end < len(text):
        parts.append(text[end:])
    if any("{" in part or "}" in part for part in parts if isinstance(part, str)):
        raise ValueError("花括号不成对")
    return tuple(parts)


def placeholders(label: Label) -> tuple[Placeholder, ...]:
    """List the holes of a label."""
    return tuple(part for part in label if isinstance(part, Placeholder))


def fill(label: Label, value_of: Callable[[Placeholder], str]) -> str:
    """Put a label together, asking for the text of each hole."""
    return "".join(part if isinstance(part, str) else value_of(part) for part in label)


def is_row_form(form: str) -> bool:
    """Tell whether a form may follow the colon in a row's label."""
    return _ROW_FORM.fullmatch(form) is not None


def apply_row_form(text: str, form: str) -> str:
    """Write an attribute in its form: last two digits, or a Chinese number."""
    if form == "2":
        return text[-2:]
    if form.startswith("中文") and text.isdecimal():
        return chinese_number(int(text) + int(form.removeprefix("中文") or 0))
    return text


def chinese_number(number: int) -> str:
    """Write a number below one hundred as headings do: 一, 十, 二十三, 三十四."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:  # noqa: PLR2004 - headings have no hundreds
        return str(number)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
