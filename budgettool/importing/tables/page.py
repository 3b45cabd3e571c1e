"""A worksheet with the text of merged cells in each of their places, and which table it shows."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from budgettool.importing.grid import Area, Grid
from budgettool.importing.tables.naming import plain
from budgettool.money import FEN_PER_UNIT
from budgettool.packs.definition import Pack, TableDefinition
from budgettool.packs.labels import fill

_TOP: Final = 12
"""Rows in which number, title and unit stand."""

_LARGEST: Final = 20_000
"""Cells of a merged area that is spread, at most: no header or group is larger."""

_UNIT = re.compile(r"单位[：:]\s*(?:人民币)?\s*(万元|元)")
_DIGITS = re.compile(r"\d+")


class Page:
    """A worksheet as it looks."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = [list(row) for row in grid.rows]
        for area in grid.merged:
            self._fill(area)

    def text(self, row: int, column: int) -> str:
        """Give a cell's text; outside everything is blank."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column].strip() if column < len(cells) else ""

    def number(self, table: TableDefinition) -> str:
        """Find the printed number of a table."""
        wanted = re.compile(re.escape(plain(number_of(table))) + r"(?!\d)")
        found = (wanted.search(text) for text in self.tops())
        return next((match[0] for match in found if match), "")

    def title(self, table: TableDefinition) -> str:
        """Find the title of a table, whatever its year."""
        wanted = plain(_ending(table))
        return next((text for text in self.tops() if text.endswith(wanted)), "")

    def is_named(self, table: TableDefinition) -> bool:
        """Tell whether the worksheet's own name is the table's number or title."""
        name, number = plain(self.grid.name), plain(number_of(table))
        if name in {number, number.removesuffix("表"), table.id} or name == plain(_ending(table)):
            return True
        digits = _DIGITS.findall(name)
        rest = _DIGITS.sub("", name)
        short = rest in {"", "表", "预算表", "预算", "附表", "公开表"}
        return short and len(digits) == 1 and int(digits[0]) == _place(table)

    def unit(self, until: int) -> str:
        """Find the unit of the amounts above the body."""
        for row in self.rows[:until]:
            for text in row:
                if (found := _UNIT.search(text)) and found[1] in FEN_PER_UNIT:
                    return found[1]
        return ""

    def tops(self) -> Iterator[str]:
        """Walk the texts at the top, where number, title and unit stand."""
        for row in self.rows[:_TOP]:
            for text in dict.fromkeys(row):
                if text.strip():
                    yield plain(text)

    def _fill(self, area: Area) -> None:
        text = self.text(area.top, area.left)
        cells = (area.bottom + 1 - area.top) * (area.right + 1 - area.left)
        if not text or cells > _LARGEST:
            return
        for row in range(area.top, min(area.bottom, len(self.rows) - 1) + 1):
            own = self.rows[row]
            own.extend([""] * (area.right + 1 - len(own)))
            own[area.left : area.right + 1] = [text] * (area.right + 1 - area.left)


def table_of(page: Page, pack: Pack) -> TableDefinition | None:
    """Find the table that a worksheet shows: by its number, else its title, else its own name."""
    for shows in (page.number, page.title, page.is_named):
        for table in pack.tables:
            if (table.sides or table.form) and shows(table):
                return table
    return None


def number_of(table: TableDefinition) -> str:
    """Give the printed number of a table."""
    return fill(table.number, lambda _: "") or table.id


def _ending(table: TableDefinition) -> str:
    """Give what its title says behind the year."""
    fixed: Sequence[str] = [part for part in table.title if isinstance(part, str)]
    return fixed[-1].removeprefix("年") if fixed else table.id


def _place(table: TableDefinition) -> int:
    found = _DIGITS.search(table.id)
    return int(found[0]) if found else -1
