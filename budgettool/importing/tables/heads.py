"""Finds the header of a table in a worksheet, and says which column of the pack each column is.

An office may unmerge a header, leave out its upper row, or put columns in another order; a column
is taken first where its whole header is right, then where only the lowest text is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from budgettool.importing.tables.naming import plain
from budgettool.importing.tables.page import Page
from budgettool.packs.definition import Label, TableDefinition

_TOP: Final = 15
"""Rows in which a header begins."""

_NUMBER_ROW = re.compile(r"\*+|\d{1,2}|栏次|行次|")

Texts = tuple[str, ...]


class Target(NamedTuple):
    """A column of the pack: its side by number, whether it names rows, its place there."""

    side: int
    naming: bool
    place: int


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table.

    Attributes:
        first, after: Its first row, and the first row behind it.
        targets: What each column of the worksheet is.
        unknown: Columns with a header that is none of the pack's, by their text.
    """

    first: int
    after: int
    targets: Mapping[int, Target]
    unknown: Mapping[int, str]


class _Expected(NamedTuple):
    heads: tuple[re.Pattern[str], ...]
    target: Target


def find_header(page: Page, table: TableDefinition) -> Header | None:
    """Find the header of a table; None where there is none."""
    expected = list(_expected(table))
    known = [head for each in expected for head in each.heads]
    rows = _header_rows(page, known)
    if rows is None:
        return None
    first, after = rows
    numbered = after < len(page.rows) and _is_number_row(page.rows[after])
    width = max(len(row) for row in page.rows[first:after])
    plainly = [_path(page.rows[first:after], column) for column in range(width)]
    spread = [_path(_spread(page.rows[first:after]), column) for column in range(width)]
    targets = _matched(expected, plainly, spread)
    lost = {n: path[-1] for n, path in enumerate(plainly) if path and n not in targets}
    return Header(first, after + numbered, targets, lost)


def _expected(table: TableDefinition) -> Iterator[_Expected]:
    for number, side in enumerate(table.sides):
        for at, key in enumerate(side.keys):
            yield _Expected(_patterns(key.head), Target(number, naming=True, place=at))
        for at, column in enumerate(side.columns):
            if not column.hidden:
                yield _Expected(_patterns(column.head), Target(number, naming=False, place=at))


def _header_rows(page: Page, known: Sequence[re.Pattern[str]]) -> tuple[int, int] | None:
    """Find the rows in which at least two texts are heads, or all where a table has one."""
    least = min(2, len({head.pattern for head in known}))
    for first in range(min(_TOP, len(page.rows))):
        if _known(page.rows[first], known) < least:
            continue
        after = first + 1
        while after < len(page.rows) and _known(page.rows[after], known) >= least:
            after += 1
        return first, after
    return None


def _known(row: Sequence[str], heads: Sequence[re.Pattern[str]]) -> int:
    """Count the different texts of a row that are heads."""
    texts = {plain(text) for text in row if text.strip()}
    return sum(any(head.fullmatch(text) for head in heads) for text in texts)


def _is_number_row(row: Sequence[str]) -> bool:
    texts = [text.strip() for text in row]
    return any(texts) and all(_NUMBER_ROW.fullmatch(text) for text in texts)


def _path(rows: Sequence[Sequence[str]], column: int) -> Texts:
    """Give the texts of a column's header from the top, each once."""
    texts = [plain(row[column]) if column < len(row) else "" for row in rows]
    return tuple(text for n, text in enumerate(texts) if text and text not in texts[:n])


def _spread(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Let upper texts reach to the right over blanks that have a text below: an unmerged header."""
    spread = [list(row) for row in rows]
    for upper, row in enumerate(spread[:-1]):
        for column in range(1, len(row)):
            below = any(plain(text) for text in _below(rows, upper, column))
            beside = any(plain(text) for text in _below(rows, upper, column - 1))
            if not row[column].strip() and below and beside:
                row[column] = row[column - 1]
    return spread


def _below(rows: Sequence[Sequence[str]], row: int, column: int) -> Iterator[str]:
    for under in rows[row + 1 :]:
        if column < len(under):
            yield under[column]


def _matched(
    expected: Sequence[_Expected], plainly: Sequence[Texts], spread: Sequence[Texts]
) -> dict[int, Target]:
    """Say what each column is: whole headers first, from left to right, then lowest texts."""
    found: dict[int, Target] = {}
    taken: set[Target] = set()
    for paths, is_headed in ((plainly, _wholly), (spread, _wholly), (plainly, _lowest)):
        following = 0
        for column, path in enumerate(paths):
            if column in found:
                following = _after(expected, found[column])
                continue
            fitting = [
                (n, each.target)
                for n, each in enumerate(expected)
                if path and each.target not in taken and is_headed(path, each.heads)
            ]
            if fitting:
                _, target = min(fitting, key=lambda each: (each[0] < following, each[0]))
                found[column] = target
                taken.add(target)
                following = _after(expected, target)
    return found


def _after(expected: Sequence[_Expected], target: Target) -> int:
    return next(n for n, each in enumerate(expected) if each.target == target) + 1


def _wholly(path: Texts, heads: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether header texts are those of a column, all of them."""
    above = path[:-1]
    return heads[-1].fullmatch(path[-1]) is not None and all(
        any(head.fullmatch(text) for text in above) for head in heads[:-1]
    )


def _lowest(path: Texts, heads: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether the only text is the lowest of a column's, or that above its codes."""
    if len(path) > 1:
        return False
    return any(head.fullmatch(path[0]) for head in (heads[-1], heads[0]))


def _patterns(heads: Sequence[Label]) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(head) for head in heads)


def _pattern(label: Label) -> re.Pattern[str]:
    """Make the pattern of a label whose holes may be anything."""
    parts = (re.escape(plain(part)) if isinstance(part, str) else ".*" for part in label)
    return re.compile("".join(parts))
