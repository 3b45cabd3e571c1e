"""Amounts as the window shows them: exact, in 元 or 万元, with the same decimals in a column."""

from typing import Final

from budgettool.money import FEN_PER_UNIT, format_fen, round_half_up, step

UNITS: Final = ("元", "万元")
DECIMALS: Final = {"元": 2, "万元": 2}


def shown(fen: int, unit: str) -> str:
    """Write an amount with the window's decimals: `1,991.60`."""
    return format_fen(fen, FEN_PER_UNIT[unit], DECIMALS[unit])


def shown_gap(fen: int, unit: str) -> str:
    """Write a difference so that one too small for the unit is not shown as none: `0.12 元`."""
    small = fen and not round_half_up(fen, step(FEN_PER_UNIT[unit], DECIMALS[unit]))
    return f"{shown(fen, '元')} 元" if small else shown(fen, unit)


def is_exact(fen: int, unit: str) -> bool:
    """Tell whether the window's decimals show all of an amount."""
    return round_half_up(fen, step(FEN_PER_UNIT[unit], DECIMALS[unit])) == fen
