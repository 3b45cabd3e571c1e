"""Goes through the rows under the headings: which are records, which are totals of others.

A record is the text of each field, merged cells filled in, and the amounts that stand in it. Leaves
the meaning of texts to `proposal`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from budgettool.importing.errors import LayoutError
from budgettool.importing.grid import MAX_ROWS, Grid
from budgettool.importing.headings import required_fields
from budgettool.importing.layout import Column, Layout

_TOTAL = re.compile(r".{0,30}?(合计|总计|小计|共计|累计)[:：]?")
_TOTAL_ENDS = frozenset("计:：")
_SMALL = re.compile(r"\d{1,2}|\*+")
_MONEY: Final = frozenset({"amount", "check"})

Filled = dict[int, dict[int, str]]
"""Texts that merged cells give to cells below or beside their first, by row and column."""


class Text(NamedTuple):
    """What stands in a field, and in which column."""

    text: str
    column: int | None
    heading: str


class Record(NamedTuple):
    """A row with content.

    Attributes:
        row: From 0.
        fields: The text of each field, those left blank not among them.
        amounts: Each figure with its column.
        total: Its name, if the row is a 合计 or 小计 of others; else empty.
        merged_away: Columns of money that are merged with a cell above.
    """

    row: int
    fields: dict[str, Text]
    amounts: list[tuple[Column, str]]
    checks: list[tuple[Column, str]]
    total: str
    merged_away: tuple[Column, ...]


def read_records(grid: Grid, layout: Layout) -> Iterator[Record]:
    """Give the rows that hold something, in order."""
    filled, away = _merged_texts(grid, layout)
    plan = _plan(layout)
    amounts, checks = layout.of("amount"), layout.of("check")
    lead = min((column.index for column in layout.columns), default=0)
    taken = [column.index for column in layout.columns]
    adds_up = layout.kind != "fields"
    for at in range(layout.first_row, len(grid.rows)):
        row = grid.rows[at]
        width = len(row)
        if not any(row[column] for column in taken if column < width):
            continue
        if at <= layout.first_row + 1 and _counts_columns(row):
            continue
        if at in filled:
            row = _overlaid(row, filled[at])
            width = len(row)
        fields = {name: found for name, read in plan if (found := read(row))}
        names = [*row[:lead], *(each.text for each in fields.values())]
        suspect = adds_up and any(name[-1:] in _TOTAL_ENDS for name in names)
        yield Record(
            at,
            fields,
            [(each, row[each.index]) for each in amounts if each.index < width and row[each.index]],
            [(each, row[each.index]) for each in checks if each.index < width and row[each.index]],
            _total_name(names, fields, layout) if suspect else "",
            away.get(at, ()),
        )


def _total_name(names: Sequence[str], fields: dict[str, Text], layout: Layout) -> str:
    """Give what a row of totals is called; nothing where the row is a record."""
    named = next(filter(_is_total, names), "")
    return named if named and _lacks_key(fields, layout) else ""


def _is_total(text: str) -> bool:
    return text[-1:] in _TOTAL_ENDS and bool(_TOTAL.fullmatch("".join(text.split())))


def _lacks_key(fields: dict[str, Text], layout: Layout) -> bool:
    """Tell a row of totals from a record whose project happens to be called 合计."""
    members = {column.meaning.member[0] for column in layout.columns if column.meaning.member}
    for name in set(required_fields(layout.kind)) - {"amount"} - members:
        found = [fields[key] for key in (name, f"{name}_name", f"sub{name}") if key in fields]
        if not found or any(_is_total(text.text) for text in found):
            return True
    return False


def _counts_columns(row: Sequence[str]) -> bool:
    """Tell a row that only numbers the columns: `栏次 1 2 3` or `** ** 1 2`."""
    cells = [text for text in row if text and text not in {"栏次", "列次"}]
    numbers = [int(text) for text in cells if text.isdecimal() and len(text) <= 2]  # noqa: PLR2004
    small = all(_SMALL.fullmatch(text) for text in cells)
    return small and len(cells) > 1 and numbers == list(range(1, len(numbers) + 1))


Reading = Callable[[Sequence[str]], Text | None]


def _plan(layout: Layout) -> list[tuple[str, Reading]]:
    """Decide once how each field is read from a row."""
    columns: defaultdict[str, list[Column]] = defaultdict(list)
    for column in layout.columns:
        if column.field not in _MONEY:
            columns[column.field].append(column)
    plan: list[tuple[str, Reading]] = []
    for name, of_field in columns.items():
        whole = [column for column in of_field if not column.meaning.part]
        parts = [column for column in of_field if column.meaning.part]
        plan.append((name, _whole(whole[0]) if whole else _joint(parts)))
    plan += [
        (name, _constant(Text(text, None, "")))
        for name, text in layout.defaults.items()
        if name not in columns
    ]
    return plan


def _whole(column: Column) -> Reading:
    index, heading = column.index, column.heading

    def read(row: Sequence[str]) -> Text | None:
        text = row[index] if index < len(row) else ""
        return Text(text, index, heading) if text else None

    return read


def _constant(text: Text) -> Reading:
    return lambda _row: text


def _joint(parts: list[Column]) -> Reading:
    """Join a code that is split over columns: `201`, `3`, `1` make `2010301`."""
    ordered = sorted(parts, key=lambda column: "类款项".index(column.meaning.part))

    def read(row: Sequence[str]) -> Text | None:
        code = ""
        for column in ordered:
            part = row[column.index] if column.index < len(row) else ""
            if part.isdecimal() and code:
                part = part.zfill(2)
            code = part if code and part.startswith(code) else code + part
        return Text(code, ordered[-1].index, ordered[-1].heading) if code else None

    return read


def _merged_texts(grid: Grid, layout: Layout) -> tuple[Filled, dict[int, tuple[Column, ...]]]:
    """Spread merged texts over their range; money stays where it stands, others point up.

    Raises:
        LayoutError: Ranges overlap so much that the file must be forged.
    """
    filled: Filled = {}
    away: defaultdict[int, tuple[Column, ...]] = defaultdict(tuple)
    columns = {column.index: column for column in layout.columns}
    covered = 0
    for area, text in grid.spread():
        if area.bottom < layout.first_row or not text:
            continue
        rows = range(max(area.top, layout.first_row), min(area.bottom + 1, len(grid.rows)))
        covered += len(rows)
        if covered > MAX_ROWS * len(columns):
            raise LayoutError(f"工作表“{grid.name}”的合并单元格互相重叠，请取消合并后再导入")
        for at in rows:
            for index in columns.keys() & range(area.left, area.right + 1):
                if columns[index].field not in _MONEY:
                    filled.setdefault(at, {})[index] = text
                elif at > area.top:
                    away[at] += (columns[index],)
    return filled, away


def _overlaid(row: Sequence[str], over: dict[int, str]) -> list[str]:
    cells = [*row, *([""] * (max(over) + 1 - len(row)))]
    for index, text in over.items():
        cells[index] = text
    return cells
