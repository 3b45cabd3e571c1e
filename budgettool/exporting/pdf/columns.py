"""Column widths: in the sheet's proportions, but a figure always fits.

All widths here are in units of the type size. Leaves the type size itself to `frame`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.text import Typesetter, clean
from budgettool.exporting.pdf.wrapping import split_units
from budgettool.sheets.sheet import Cell, Column, Row, Sheet

PAD_X = 0.32
"""Space at the left and right of a cell's text."""

_SPARE = 0.02
_EASE = 0.25
_EASY_FIGURE = 3.9
_LONG_HEAD = 3.1
_MOST_OF_SHORT_HEAD = 6
_WIDEST_NAME = 22.0
_WIDEST_WORD = 14.0
_NARROWEST_NAME = 4.0


class Needs(NamedTuple):
    """What each column needs at least, and what it would like."""

    least: list[float]
    wanted: list[float]


def measure_columns(sheet: Sheet, typesetter: Typesetter, head: Cut, body: Cut) -> Needs:
    """Measure what the texts of each column need.

    At least: a figure, a code or a Latin word whole, and of a Chinese name or a long heading a few
    characters beside each other. Better: a name on one line.
    """
    count = len(sheet.columns)
    least, wanted = [1.0] * count, [1.0] * count
    for item in sheet.header:
        if item.colspan == 1:
            text = clean(item.text)
            word = max(_widest_word(text, head, typesetter), _least_head(text))
            least[item.column] = max(least[item.column], word)
            wanted[item.column] = max(wanted[item.column], _easy_head(text))
    for column, text in enumerate(sheet.numbers[:count]):
        least[column] = max(least[column], typesetter.width(text, body))
    figures, names = _collect(sheet, body)
    for column in range(count):
        for text, cut in figures[column]:
            least[column] = max(least[column], typesetter.width(text, cut))
        for text, cut, indent in names[column]:
            plain = clean(text)
            name = indent + typesetter.width(plain.replace("\n", ""), cut)
            word = indent + max(_widest_word(plain, cut, typesetter), _NARROWEST_NAME)
            least[column] = max(least[column], min(word, name, _WIDEST_WORD))
            wanted[column] = max(wanted[column], min(name, _WIDEST_NAME))
    least = [need + 2 * PAD_X + _SPARE for need in least]
    wanted = [
        max(want + 2 * PAD_X + _SPARE, need + _EASE)
        for want, need in zip(wanted, least, strict=True)
    ]
    return Needs(least, _even_figures(sheet.columns, wanted))


def _collect(
    sheet: Sheet, body: Cut
) -> tuple[list[set[tuple[str, Cut]]], list[set[tuple[str, Cut, int]]]]:
    """Gather the different figures and names of each column."""
    bold = body._replace(bold=True)
    figures: list[set[tuple[str, Cut]]] = [set() for _ in sheet.columns]
    names: list[set[tuple[str, Cut, int]]] = [set() for _ in sheet.columns]
    fits = [column.fits for column in sheet.columns]
    for row in sheet.body:
        for cell in row.cells:
            if not cell.text or cell.colspan > 1:
                continue
            cut = bold if is_bold(row, cell) else body
            if cell.kind == "text":
                names[cell.column].add((cell.text, cut, cell.indent))
            elif fits[cell.column]:
                figures[cell.column].add((cell.text, cut))
    return figures, names


def is_bold(row: Row, cell: Cell) -> bool:
    """Tell whether a cell is set in bold."""
    return cell.bold or row.style != "plain"


def _widest_word(text: str, cut: Cut, typesetter: Typesetter) -> float:
    """Measure the widest piece without Chinese in it; a Chinese name breaks anywhere."""
    words = [unit for unit in split_units(text) if unit.isascii()]
    return max((typesetter.width(word, cut) for word in words), default=1.0)


def _least_head(text: str) -> float:
    """Tell which width a heading needs: a long one is not set one character a line."""
    return 2 + _SPARE if len(text) > _MOST_OF_SHORT_HEAD else 1.0


def _easy_head(text: str) -> float:
    """Tell which width a heading likes: two characters a line, three where it is long."""
    return _LONG_HEAD if len(text) > _MOST_OF_SHORT_HEAD else min(len(text), 2) + _SPARE


def _even_figures(columns: Sequence[Column], wanted: Sequence[float]) -> list[float]:
    """Let columns of figures of the same weight want the same width."""
    widest: dict[float, float] = {}
    for column, want in zip(columns, wanted, strict=True):
        if column.kind != "text":
            widest[column.width] = max(widest.get(column.width, _EASY_FIGURE), want)
    return [
        want if column.kind == "text" else widest[column.width]
        for column, want in zip(columns, wanted, strict=True)
    ]


def divide_width(columns: Sequence[Column], needs: Needs, room: float) -> list[float]:
    """Divide the width of a page among columns.

    What columns have to spare goes to names that would break otherwise; in a form of texts alone
    the proportions stay as they are.
    """
    total = sum(needs.least)
    if total > room:
        return [need * room / total for need in needs.least]
    widths = share_width(room, [column.width for column in columns], needs.least)
    if all(column.kind == "text" for column in columns):
        return widths
    pairs = list(zip(widths, needs.wanted, strict=True))
    spare = [max(0.0, width - want) for width, want in pairs]
    lack = [max(0.0, want - width) for width, want in pairs]
    moved = min(sum(lack), sum(spare))
    if moved <= 0:
        return widths
    gain, loss = moved / sum(lack), moved / sum(spare)
    return [
        width + gain * short - loss * over
        for width, short, over in zip(widths, lack, spare, strict=True)
    ]


def share_width(room: float, weights: Sequence[float], least: Sequence[float]) -> list[float]:
    """Divide a width in proportion to weights, but give each at least what it needs."""
    fixed: set[int] = set()
    while True:
        free = [item for item in range(len(weights)) if item not in fixed]
        rest = room - sum(least[item] for item in fixed)
        total = sum(weights[item] for item in free) or 1.0
        shares = {item: rest * weights[item] / total for item in free}
        short = {item for item in free if shares[item] < least[item]}
        if not short:
            break
        fixed |= short
    widths = [shares.get(item, least[item]) for item in range(len(weights))]
    spare = room - sum(widths)
    return [width + spare / len(widths) for width in widths] if spare > 0 else widths
