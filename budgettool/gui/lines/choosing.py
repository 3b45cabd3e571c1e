"""Which lines the grid shows and in which order: filters by column, words anywhere, sorting.

Works on distinct values, of which there are far fewer than lines. Leaves the rows to `model`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from budgettool.codes.code import plain
from budgettool.errors import BudgetToolError
from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.lines.typed_amount import read_typed_amount
from budgettool.model import Line
from budgettool.money import FEN_PER_UNIT

_COMPARED: Final = re.compile(r"(>=|<=|≥|≤|>|<|=|＞|＜|＝)?\s*(.+)")
_NUMBER: Final = re.compile(r"-?[\d,]*\.?\d*")
_TESTS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
}
_ALIKE: Final = str.maketrans({"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "＝": "="})


_BLANK: Final = frozenset({"(空)", "空"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asks to see.

    Attributes:
        words: All must be found, each in any column.
        of_column: A text by field, which must be found in that column.
        sorted_by: A field; empty for the book's order.
        marked: Only lines with something wrong.
    """

    words: str = ""
    of_column: Mapping[str, str] = field(default_factory=dict)
    sorted_by: str = ""
    descending: bool = False
    marked: bool = False

    @property
    def filters(self) -> bool:
        """Whether some lines may be left out."""
        return bool(self.words.strip() or self.marked or any(self.of_column.values()))


def choose(
    lines: Sequence[Line],
    columns: Sequence[Column],
    meaning: Meaning,
    drafts: Mapping[tuple[str, str], str],
    choice: Choice,
) -> list[str]:
    """Give the ids of the lines to show, in order; those that are marked are chosen before."""
    kept = list(lines)
    for column in columns:
        if wanted := choice.of_column.get(column.field, "").strip():
            kept = _in_column(kept, column, meaning, wanted, drafts)
    for word in choice.words.split():
        kept = _anywhere(kept, columns, meaning, plain(word), drafts)
    if choice.sorted_by:
        kept = _sorted(kept, choice, columns, meaning)
    return [line.id for line in kept]


def _fitting(values: Sequence[Any], fits: Callable[[Any], bool]) -> set[Any]:
    """Test each distinct value once."""
    return {value for value in set(values) if fits(value)}


def _in_column(
    lines: Sequence[Line],
    column: Column,
    meaning: Meaning,
    wanted: str,
    drafts: Mapping[tuple[str, str], str],
) -> list[Line]:
    amount = column.content == "amount"
    fits = _amount_test(wanted, meaning) if amount else _text_test(wanted, column, meaning)
    values = meaning.values(lines, column.field)
    kept = _fitting(values, fits)
    drafted = {line_id: text for (line_id, name), text in drafts.items() if name == column.field}
    if not drafted:
        return [line for line, value in zip(lines, values, strict=True) if value in kept]
    word = plain(wanted)
    return [
        line
        for line, value in zip(lines, values, strict=True)
        if (word in plain(drafted[line.id]) if line.id in drafted else value in kept)
    ]


def _text_test(wanted: str, column: Column, meaning: Meaning) -> Callable[[Any], bool]:
    text = plain(wanted)
    if text in _BLANK:
        return lambda value: value is None or value == ""
    if text.isdigit():
        return lambda value: str(value or "").startswith(text)
    return lambda value: (
        bool(value) and (text in plain(meaning.name(column, value)) or text in plain(str(value)))
    )


def _amount_test(wanted: str, meaning: Meaning) -> Callable[[Any], bool]:
    """Read `>10`, `10-20`, 空 or a beginning of digits."""
    if plain(wanted) in _BLANK:
        return lambda fen: fen is None
    low, dash, high = wanted.partition("-")
    try:
        if dash and low.strip() and not high.strip():  # the second bound is still to come
            bound = read_typed_amount(low, meaning.unit).fen
            return lambda fen: fen is not None and fen >= bound
        if dash and low.strip():
            bounds = [read_typed_amount(part, meaning.unit).fen for part in (low, high)]
            return lambda fen: fen is not None and bounds[0] <= fen <= bounds[1]
        found = _COMPARED.fullmatch(wanted)
        if found and found[1]:
            test = _TESTS[found[1].translate(_ALIKE)]
            bound = read_typed_amount(found[2], meaning.unit).fen
            return lambda fen: fen is not None and test(fen, bound)
    except BudgetToolError:
        return lambda _fen: False
    return _digits_test(plain(wanted), meaning)


def _anywhere(
    lines: Sequence[Line],
    columns: Sequence[Column],
    meaning: Meaning,
    word: str,
    drafts: Mapping[tuple[str, str], str],
) -> list[Line]:
    drafted = {line_id for (line_id, _), text in drafts.items() if word in plain(text)}
    found = {place for place, line in enumerate(lines) if line.id in drafted} if drafted else set()
    for column in columns:
        if column.content == "amount" and not _NUMBER.fullmatch(word):
            continue
        values = meaning.values(lines, column.field)
        if kept := _fitting(values, _word_test(column, meaning, word)):
            found.update(place for place, value in enumerate(values) if value in kept)
    return [lines[place] for place in sorted(found)]


def _word_test(column: Column, meaning: Meaning, word: str) -> Callable[[Any], bool]:
    if column.content == "amount":
        return _digits_test(word, meaning)
    return lambda value: bool(value) and word in meaning.plain_name(column, value)


def _digits_test(word: str, meaning: Meaning) -> Callable[[Any], bool]:
    """Test whether an amount begins with some digits."""
    wanted, per_unit = word.replace(",", ""), FEN_PER_UNIT[meaning.unit]
    places = len(str(per_unit)) - 1

    def fits(fen: int | None) -> bool:
        if fen is None:
            return False
        whole, rest = divmod(abs(fen), per_unit)
        return f"{'-' if fen < 0 else ''}{whole}.{rest:0{places}d}".startswith(wanted)

    return fits


def _sorted(
    lines: list[Line], choice: Choice, columns: Sequence[Column], meaning: Meaning
) -> list[Line]:
    """Sort by a column; lines that have nothing there stay at the end either way."""
    column = next((each for each in columns if each.field == choice.sorted_by), None)
    if column is None:
        return lines
    pairs = list(zip(meaning.values(lines, column.field), lines, strict=True))
    filled = [pair for pair in pairs if pair[0] not in (None, "")]
    blank = [line for value, line in pairs if value in (None, "")]
    filled.sort(key=lambda pair: pair[0], reverse=choice.descending)
    return [line for _, line in filled] + blank
