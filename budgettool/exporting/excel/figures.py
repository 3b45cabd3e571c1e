"""Which number and number format make a cell display exactly its printed text.

Only the standard sections (positive;negative;zero) are used, which Excel, WPS and LibreOffice read
alike; a condition such as `[<=-0.05]` is read differently by each. Leaves placing to `table`.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgettool.money import format_fen, round_half_up, step
from budgettool.sheets.sheet import Cell, Position, Sheet

GENERAL = "General"
RATE_OF_ONE = 10**8

_RATE = re.compile(r"-?\d+(?:\.(\d{1,6}))?%", re.ASCII)
_COUNT = re.compile(r"0|-?[1-9]\d{0,14}", re.ASCII)
_MAX_LITERAL = 40
_EXACT_AS_FLOAT = 10**15
"""Below this many 分, fifteen digits hold an amount exactly, so no display can go wrong."""


class Figure(NamedTuple):
    """How a cell is written.

    Attributes:
        number: Its value in the table's unit; None where it is text or blank.
        number_format: The format under which it displays the printed text.
        worth: The 分 (or other whole) that a sum over it would count.
        unsigned: A negative amount that rounds to zero, displayed without its minus.
        fixed: Whether the display is a literal, because half up does not give the printed text.
    """

    number: float | None
    number_format: str
    worth: int = 0
    unsigned: bool = False
    fixed: bool = False


def figures_of(sheet: Sheet) -> dict[Position, Figure]:
    """Find how each cell of the body is written that is not plain text."""
    zero_blank = not any(_prints_zero(cell) for row in sheet.body for cell in row.cells)
    return {
        (index, cell.column): _figure(cell, sheet, zero_blank=zero_blank)
        for index, row in enumerate(sheet.body)
        for cell in row.cells
        if cell.kind != "text"
    }


def with_formulas(
    figures: dict[Position, Figure], positions: Iterable[Position]
) -> dict[Position, Figure]:
    """Give the figures with a zero instead of a blank where a formula will stand."""
    zeros = {
        position: figures[position]._replace(number=0)
        for position in positions
        if figures[position].number is None
    }
    return figures | zeros


def _prints_zero(cell: Cell) -> bool:
    return cell.kind == "amount" and cell.exact == 0 and cell.text != ""


def _figure(cell: Cell, sheet: Sheet, *, zero_blank: bool) -> Figure:
    if cell.kind == "amount":
        return _amount(cell, sheet, zero_blank=zero_blank)
    if cell.kind == "rate":
        return _rate(cell)
    if cell.kind == "number" and _COUNT.fullmatch(cell.text):
        return Figure(int(cell.text), "0")
    return Figure(None, GENERAL)


def amount_format(
    decimals: int, *, thousands: bool, zero_blank: bool, unsigned: bool = False
) -> str:
    """Spell the number format of amounts, such as `#,##0.0;-#,##0.0;`."""
    digits = ("#,##0" if thousands else "0") + ("." + "0" * decimals if decimals else "")
    negative = digits if unsigned else f"-{digits}"
    return f"{digits};{negative};{'' if zero_blank else digits}"


def smallest_shown(sheet: Sheet) -> int:
    """Count the least 分 that does not round to zero, such as 50_000 for 0.05 万元."""
    return (step(sheet.fen_per_unit, sheet.decimals) + 1) // 2


def _amount(cell: Cell, sheet: Sheet, *, zero_blank: bool) -> Figure:
    exact = cell.exact
    if exact is None or (exact and not cell.text):
        # What is not printed is not published, in no form.
        return Figure(None, GENERAL)
    if not exact:
        zero_blank = not cell.text
    unsigned = exact < 0 and -exact < smallest_shown(sheet)
    shape = amount_format(
        sheet.decimals, thousands=sheet.thousands, zero_blank=zero_blank, unsigned=unsigned
    )
    if not cell.text:
        return Figure(0 if cell.parts else None, shape)
    if abs(exact) >= _EXACT_AS_FLOAT and not _survives(exact, sheet):
        return Figure(None, GENERAL)
    number = exact / sheet.fen_per_unit
    printed = format_fen(exact, sheet.fen_per_unit, sheet.decimals, thousands=sheet.thousands)
    if printed != cell.text:
        if len(cell.text) > _MAX_LITERAL:
            return Figure(None, GENERAL)
        return Figure(number, _literal(cell.text), exact, fixed=True)
    return Figure(number, shape, exact, unsigned=unsigned)


def _survives(exact: int, sheet: Sheet) -> bool:
    """Tell whether an amount still prints the same after its digits beyond the 15th are lost."""
    place = Decimal(1).scaleb(-sheet.decimals)
    kept = Decimal(f"{exact / sheet.fen_per_unit:.15g}")
    true = Decimal(exact) / sheet.fen_per_unit
    return kept.quantize(place, ROUND_HALF_UP) == true.quantize(place, ROUND_HALF_UP)


def _rate(cell: Cell) -> Figure:
    match = _RATE.fullmatch(cell.text)
    if cell.exact is None or match is None:
        return Figure(None, GENERAL)
    decimals = len(match[1] or "")
    places = round_half_up(cell.exact, 10 ** (6 - decimals))
    size = Decimal(abs(places)).scaleb(-6)
    if cell.text != f"{'-' if places < 0 else ''}{size:.{decimals}f}%":
        return Figure(None, GENERAL)
    digits = ("0." + "0" * decimals if decimals else "0") + "%"
    negative = f"-{digits}" if places else digits
    return Figure(cell.exact / RATE_OF_ONE, f"{digits};{negative};{digits}")


def _literal(text: str) -> str:
    """Spell a format that displays one text whatever the number is."""
    quoted = "".join(f"\\{character}" for character in text)
    return f"{quoted};{quoted};{quoted}"
