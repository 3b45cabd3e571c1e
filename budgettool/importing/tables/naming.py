"""What a row definition says of itself in a file: fixed names, and codes written in labels.

Leaves choosing among definitions to `placing`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from budgettool.packs.definition import CODED, Label, Placeholder, RowDefinition
from budgettool.packs.labels import apply_row_form, placeholders

LENGTHS: Final[Mapping[str, int]] = {"类": 3, "款": 5, "项": 7}
"""Digits of a code by its level."""

Members = dict[str, str]
"""Codes by dimension."""

_NUMBERING = re.compile(r"^(其中：?|[（(]?[一二三四五六七八九十\d]+[）)]?[、．.]?)+")
_BLANKS = re.compile(r"\s+")
_WIDTHS = str.maketrans({"(": "（", ")": "）", ":": "：", ",": "，"})
_CHINESE_NUMBERS = "[一二三四五六七八九十]+"
_FIRST, _LAST = 200, 299


def plain(text: str) -> str:
    """Write a name without blanks, its brackets and colons full-width."""
    return _BLANKS.sub("", text).translate(_WIDTHS)


def bare(text: str) -> str:
    """Write a name without 其中 and the number before it."""
    written = plain(text)
    return _NUMBERING.sub("", written) or written


def names_of(row: RowDefinition) -> tuple[str, ...]:
    """Give the names of a fixed row: its label, and its id."""
    label = "".join(part for part in row.label if isinstance(part, str))
    return (label or row.id, row.id)


def numbered_member(row: RowDefinition, said: str) -> Members:
    """Read the code that a label such as `{function.类:中文-200}、{function.name}` shows."""
    coded = [hole for hole in placeholders(row.label) if hole.form.startswith("中文")]
    found = _pattern(row.label).fullmatch(plain(said)) if coded else None
    if found is None:
        return {}
    (hole, *_) = coded
    dimension = hole.source.partition(".")[0]
    code = _code_written(hole, found[1])
    return {dimension: code} if code else {}


def codes(shown: Mapping[str, str], sources: Iterable[str]) -> Members:
    """Put the parts of codes together: 201, 03, 01 is 2010301; 301, 30101 is 30101.

    Args:
        shown: Texts by what they show, such as `function.款`.
        sources: All that the row should show; a code that is not as long as the last level there
            is none.
    """
    members: Members = {}
    for level in ("code", *LENGTHS):
        for source, text in shown.items():
            dimension, _, attribute = source.partition(".")
            if attribute == level:
                before = members.get(dimension, "")
                whole = not before or len(text) == LENGTHS.get(level)
                members[dimension] = text if whole else before + text.zfill(2)
    due: dict[str, int] = {}
    for dimension, _, level in (source.partition(".") for source in sources):
        due[dimension] = max(due.get(dimension, 0), LENGTHS.get(level, 0))
    return {name: code for name, code in members.items() if due[name] in {0, len(code)}}


def is_coded(source: str) -> bool:
    """Tell whether a placeholder shows a code or a part of one."""
    dimension, _, attribute = source.partition(".")
    return (dimension in CODED and attribute in LENGTHS) or source == "unit.code"


def _pattern(label: Label) -> re.Pattern[str]:
    """Make the pattern of a label; its first group is the Chinese number."""
    parts = (
        re.escape(plain(part))
        if isinstance(part, str)
        else f"({_CHINESE_NUMBERS})"
        if part.form.startswith("中文")
        else ".*"
        for part in label
    )
    return re.compile("".join(parts))


def _code_written(hole: Placeholder, written: str) -> str:
    """Find the code that is written so; empty where there is none."""
    codes_of = (str(number) for number in range(_FIRST, _LAST + 1))
    return next((code for code in codes_of if apply_row_form(code, hole.form) == written), "")
