"""Finds the list in a worksheet: its kind, its heading rows, what each column means, the unit.

Leaves words to `headings` and rows to `proposal`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from budgettool.importing.errors import UnitConflictError, UnitRequiredError, UnknownUnitError
from budgettool.importing.grid import MAX_COLUMNS, Grid, column_name
from budgettool.importing.headings import (
    Heading,
    Kind,
    Meaning,
    Words,
    read_heading,
    required_fields,
    understand,
)
from budgettool.money import FEN_PER_UNIT

_SEARCHED_ROWS = 30
_MAX_DEPTH = 3
_TITLE_UNIT = re.compile(
    r"(?:单位|金额单位|计量单位)[:：]?(?:人民币)?(千元|万元|百万元|亿元|元)(?![一-龥])"
)
_NUMERIC = re.compile(r"[-+]?[\d,]+(\.\d+)?")
_KINDS: tuple[Kind, ...] = ("expenditure", "income", "units", "projects", "fields")
_MONEY = frozenset({"amount", "check", "content"})
"""Fields that hold money; contents need no unit where none of them does."""

_NOT_INCOME = frozenset({"department_economic", "government_economic", "nature", "project"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is taken.

    Attributes:
        index: From 0.
        heading: What the sheet calls it.
        unit: 元 or 万元, where the column holds money.
    """

    index: int
    meaning: Meaning
    heading: str
    unit: str = ""

    @property
    def field(self) -> str:
        """The field that it fills."""
        return self.meaning.field

    @property
    def label(self) -> str:
        """How a message names it: `D 列“金额”`."""
        return f"{column_name(self.index)} 列“{self.heading}”"


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one worksheet.

    Attributes:
        first_row: The first row under the headings, from 0.
        defaults: Text for fields that have no column.
        ignored: Headings that mean nothing known.
    """

    sheet: str
    kind: Kind
    first_row: int
    columns: tuple[Column, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[Column, ...]:
        """List the columns that fill a field."""
        return tuple(column for column in self.columns if column.field == name)

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields that neither a column nor a default fills."""
        filled = {column.field.removesuffix("_name") for column in self.columns}
        filled |= {"nature"} if "subnature" in filled else set()
        for column in self.columns:
            filled |= {column.meaning.member[0]} if column.meaning.member else set()
        return tuple(
            name
            for name in required_fields(self.kind)
            if name not in filled and name not in self.defaults
        )


def detect(
    grid: Grid,
    words: Words,
    *,
    kind: Kind | None = None,
    defaults: Mapping[str, str] | None = None,
) -> Layout | None:
    """Find the list in a worksheet, units of money left open; None where there is none.

    Args:
        grid: The worksheet.
        words: What headings may be made of.
        kind: What the sheet must hold; None to find out.
        defaults: Text for fields that have no column, by field.
    """
    best: Layout | None = None
    for first_row, headings in _candidates(grid):
        for wanted in [kind] if kind else _KINDS:
            layout = _layout(grid.name, wanted, first_row, headings, words, defaults or {})
            if not layout.missing and _fits(layout) and _score(layout) > _score(best):
                best = layout
    return best


def recognise(grid: Grid, words: Words, kind: Kind) -> Layout | None:
    """Find the columns of a block that need not have all that a list needs; None without headings.

    A column of figures under the name of a source or nature holds nothing but figures: texts such
    as 财政拨款 and 公用经费 are what a row without headings is made of too.
    """
    layouts = [
        _layout(grid.name, kind, first_row, headings, words, {})
        for first_row, headings in _candidates(grid)
        if first_row < len(grid.rows)
    ]
    fitting = [layout for layout in layouts if _holds_figures(grid, layout)]
    return max(fitting, key=_score, default=None)


def _holds_figures(grid: Grid, layout: Layout) -> bool:
    named = [column.index for column in layout.columns if column.meaning.member]
    rows = range(layout.first_row, len(grid.rows))
    texts = (grid.text(row, at) for at in named for row in rows)
    return all(_NUMERIC.fullmatch(text) for text in texts if text)


def named_units(grid: Grid, layout: Layout) -> list[str]:
    """List the units of money that titles and headings name."""
    units = [column.unit for column in layout.columns if column.unit]
    return list(dict.fromkeys([*_title_units(grid, layout), *units]))


def nearest_miss(grid: Grid, words: Words, kinds: Sequence[Kind]) -> Layout | None:
    """Give the layout that understands most columns, though required ones are missing."""
    layouts = [
        _layout(grid.name, kind, first_row, headings, words, {})
        for first_row, headings in _candidates(grid)
        for kind in kinds
    ]
    return max((layout for layout in layouts if layout.missing), key=_score, default=None)


def _candidates(grid: Grid) -> Iterator[tuple[int, list[Heading]]]:
    """Try one to three rows as headings, from each of the first rows; none may hold figures."""
    rows = [_spread_row(grid, at) for at in range(min(_SEARCHED_ROWS, len(grid.rows)))]
    for first in range(len(rows)):
        for depth in range(1, min(_MAX_DEPTH, len(rows) - first) + 1):
            block = rows[first : first + depth]
            if any(_NUMERIC.fullmatch(text) for text in block[-1]):
                break
            yield first + depth, _headings(block)


def _spread_row(grid: Grid, at: int) -> list[str]:
    row = list(grid.rows[at])
    for area, text in grid.spread():
        if area.top <= at <= area.bottom:
            right = min(area.right, MAX_COLUMNS - 1)
            row.extend("" for _ in range(right + 1 - len(row)))
            row[area.left : right + 1] = [text] * (right + 1 - area.left)
    return row


def _headings(block: Sequence[list[str]]) -> list[Heading]:
    width = max(map(len, block))
    padded = [row + [""] * (width - len(row)) for row in block]
    for above, below in pairwise(padded):
        for column in range(1, width):
            # Without merged cells (CSV) a group's name stands over its first column only.
            if below[column] and not above[column] and below[column - 1]:
                above[column] = above[column - 1]
    return [read_heading([row[column] for row in padded]) for column in range(width)]


def _layout(
    sheet: str,
    kind: Kind,
    first_row: int,
    headings: list[Heading],
    words: Words,
    defaults: Mapping[str, str],
) -> Layout:
    columns, ignored, seen = [], [], set()
    for index, heading in enumerate(headings):
        meaning = understand(heading, kind, words)
        if meaning is None or (meaning in seen and meaning.field != "check"):
            ignored += [heading.text] if heading.parts else []
            continue
        seen.add(meaning)
        columns.append(Column(index, meaning, heading.text, heading.unit))
    taken = _with_one_amount(columns)
    return Layout(sheet, kind, first_row, tuple(taken), defaults, tuple(ignored))


def _with_one_amount(columns: list[Column]) -> list[Column]:
    """Decide what is a figure and what only sums others up.

    Beside columns named after sources or natures, a plain 金额 is their sum; alone, 合计 is the
    amount.
    """
    amounts = [column for column in columns if column.field == "amount"]
    if any(column.meaning.member for column in amounts):
        return [
            _as_check(column)
            if column in amounts
            and not column.meaning.member
            and column.meaning == Meaning("amount")
            else column
            for column in columns
        ]
    checks = [column for column in columns if column.field == "check"]
    if not amounts and len(checks) == 1:
        return [
            replace(column, meaning=Meaning("amount")) if column in checks else column
            for column in columns
        ]
    return columns


def _as_check(column: Column) -> Column:
    return replace(column, meaning=Meaning("check"))


def _fits(layout: Layout) -> bool:
    """Keep an expenditure list without its economic column from passing for income."""
    return layout.kind != "income" or not any(
        word in heading for heading in layout.ignored for word in ("经济", "支出", "项目名称")
    )


def _score(layout: Layout | None) -> tuple[int, int, int]:
    """Prefer more understood columns, then the upper headings, then headings without a title."""
    if layout is None:
        return (0, 0, 0)
    understood = sum(column.field != "check" for column in layout.columns)
    length = sum(len(column.heading) for column in layout.columns)
    return (understood, -layout.first_row, -length)


def with_units(grid: Grid, layout: Layout, given: str | None = None) -> Layout:
    """Give each column of money its unit: from its heading, a title, or the user; never guessed.

    Args:
        grid: The worksheet.
        layout: Its columns.
        given: 元 or 万元, if the user or a saved mapping says so.

    Raises:
        UnitRequiredError: Nobody says in which unit.
        UnknownUnitError: It is neither 元 nor 万元.
        UnitConflictError: Title, heading or user contradict each other.
    """
    money = [column for column in layout.columns if column.field in _MONEY]
    if not money:
        return layout
    titles = _title_units(grid, layout)
    general = {*titles, *([given] if given else [])}
    common = next(iter(general), "")
    clash = any(column.unit and common and column.unit != common for column in money)
    strange = {*general, *(column.unit for column in money), ""} - {"", *FEN_PER_UNIT}
    said = [f"标题行写“{unit}”" for unit in titles]
    said += [f"{column.label}写“{column.unit}”" for column in money if column.unit]
    if strange:
        raise UnknownUnitError(layout.sheet, said)
    if clash or len(general) > 1:
        raise UnitConflictError(layout.sheet, [*said, *([f"导入时指明“{given}”"] if given else [])])
    if not all(column.unit or common or column.field == "content" for column in money):
        raise UnitRequiredError(layout.sheet)
    return replace(layout, columns=tuple(_in_unit(each, common) for each in layout.columns))


def _in_unit(column: Column, unit: str) -> Column:
    money = column.field in _MONEY
    return replace(column, unit=column.unit or unit) if money else column


def _title_units(grid: Grid, layout: Layout) -> list[str]:
    """List the units that the rows above the figures name, such as `单位：万元`."""
    found: dict[str, None] = {}
    for row in grid.rows[: layout.first_row]:
        for text in row:
            plain = "".join(unicodedata.normalize("NFKC", text).split())
            found |= dict.fromkeys(match[1] for match in _TITLE_UNIT.finditer(plain))
    return list(found)
