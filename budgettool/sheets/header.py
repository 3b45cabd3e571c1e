"""The header of a table: a tree of heads over the grid columns, merged as it branches."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from budgettool.packs.definition import Label, NumberRow, SideDefinition
from budgettool.packs.reference import Path
from budgettool.sheets.sheet import HeadCell

Node = tuple[str, str]
"""An id that tells heads of the same text apart, and the text."""


def header_cells(
    sides: Sequence[SideDefinition], text: Callable[[Label], str]
) -> tuple[tuple[HeadCell, ...], int]:
    """Lay out the header over the visible columns of all sides.

    Returns:
        The merged cells, and how many grid rows they fill.
    """
    paths = [path for number, side in enumerate(sides) for path in _paths(number, side, text)]
    depth = max((len(path) for path in paths), default=0)
    cells = tuple(cell for level in range(depth) for cell in _level(paths, level, depth))
    return cells, depth


def number_texts(sides: Sequence[SideDefinition], row: NumberRow | None) -> tuple[str, ...]:
    """Write the number row: key marks or a label, then the columns counted through all sides."""
    if row is None:
        return ()
    texts: list[str] = []
    number = row.start
    for side in sides:
        labels = [row.label, *[""] * len(side.keys)] if row.label else [row.keys] * len(side.keys)
        texts += labels[: len(side.keys)]
        for column in side.columns:
            if not column.hidden:
                texts.append(str(number))
                number += 1
    return tuple(texts)


def _paths(
    number: int, side: SideDefinition, text: Callable[[Label], str]
) -> Iterator[tuple[Node, ...]]:
    root: tuple[Node, ...] = ((f"side{number}", side.head),) if side.head else ()
    for key in side.keys:
        heads = [text(head) for head in key.head]
        yield (*root, *((f"key{number}/{head}", head) for head in heads))
    for column in side.columns:
        if not column.hidden:
            yield (*root, *_column_nodes(number, column.path, [text(h) for h in column.head]))


def _column_nodes(number: int, path: Path, heads: list[str]) -> Iterator[Node]:
    for depth, head in enumerate(heads, start=1):
        yield f"column{number}/{'/'.join(path[:depth])}", head


def _level(paths: Sequence[tuple[Node, ...]], level: int, depth: int) -> Iterator[HeadCell]:
    def node(column: int) -> tuple[str, ...]:
        return tuple(name for name, _ in paths[column][: level + 1])

    start = 0
    for _, group in groupby(range(len(paths)), node):
        columns = list(group)
        path = paths[columns[0]]
        if len(path) > level:
            rowspan = depth - level if len(path) == level + 1 else 1
            yield HeadCell(level, start, path[level][1], rowspan, len(columns))
        start += len(columns)
