"""Money: whole 分 inside, Decimal at the edges, text at the surface.

Leaves to others which unit and how many decimals a table prints (packs), and where amounts are kept
(book).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from budgettool.errors import BudgetToolError

FEN_PER_UNIT: Mapping[str, int] = {"元": 100, "万元": 1_000_000}
"""How many 分 one unit of money holds, by the unit's name."""

MAX_FEN = 10**17
"""One quadrillion 元: more than any budget, less than what SQLite stores in an integer."""

_AMOUNT = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_NEARLY = (
    (re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", re.ASCII), "请把科学计数法改成普通数字"),
    (re.compile(r"[+-]?\d[\d,]*(\.\d+)?", re.ASCII), "逗号要三位一隔"),
    (re.compile(r"\([\d,.]+\)|[△▲][\d,.]+", re.ASCII), "负数请在前面写“-”"),
    (re.compile(r"[+-]?[\d,.]+[万亿元角分]+", re.ASCII), "只写数字，单位写在列标题里"),
)
"""What people write who mean an amount, and how they should write it."""
_MINUS_SIGNS = str.maketrans({"−": "-", "–": "-", "﹣": "-"})
_MAX_LENGTH = 40

Rounding = Callable[[Sequence[int], int, Mapping[int, tuple[int, ...]]], list[int]]
"""How exact amounts become printed ones.

Takes the exact amounts of one table in 分, the 分 in one last printed place, and for each total the
positions of its parts; returns the printed amounts in 分, in the same order.
"""


class AmountError(BudgetToolError):
    """A text is not an amount of money."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"“{text[:_MAX_LENGTH]}”不是金额：{reason}")
        self.text = text
        self.reason = reason


def parse_amount(text: str, fen_per_unit: int) -> int:
    """Read an amount that a person typed or pasted.

    Full-width digits, thousands separators and a currency sign are understood, because Excel, WPS
    and input methods all produce them. Nothing is rounded: a text finer than one 分 is refused.

    Args:
        text: What was typed, such as `１，２３４．５` or `￥18`.
        fen_per_unit: 100 where amounts are in 元, 1_000_000 in 万元.

    Returns:
        The amount in 分.

    Raises:
        AmountError: The text is not a number, is finer than one 分, or is absurdly large.
    """
    if len(text) > _MAX_LENGTH:
        raise AmountError(text, "过长")
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS_SIGNS).strip()
    sign = "-" if plain.startswith("-") else ""
    plain = sign + plain.removeprefix("-").strip().removeprefix("¥").strip()
    if not _AMOUNT.fullmatch(plain):
        raise AmountError(text, _advice(plain))
    return fen_from_decimal(Decimal(plain.replace(",", "")), fen_per_unit, text)


def _advice(text: str) -> str:
    return next((advice for nearly, advice in _NEARLY if nearly.fullmatch(text)), "不是数字")


def fen_from_decimal(value: Decimal, fen_per_unit: int, text: str = "") -> int:
    """Turn an exact amount in a unit into 分.

    Args:
        value: The amount in the unit.
        fen_per_unit: 100 for 元, 1_000_000 for 万元.
        text: What the user wrote, for the message; the value itself where empty.

    Raises:
        AmountError: The value is not finite, is finer than one 分, or exceeds `MAX_FEN`.
    """
    shown = text or str(value)
    if not value.is_finite():
        raise AmountError(shown, "不是数字")
    fen = value * fen_per_unit
    if abs(fen) > MAX_FEN:
        raise AmountError(shown, "数额过大")
    if fen != fen.to_integral_value():
        raise AmountError(shown, "精度超过一分")
    return int(fen)


def to_decimal(fen: int, fen_per_unit: int) -> Decimal:
    """Give 分 as an exact amount in a unit, such as `Decimal("1990.5")` 万元."""
    return Decimal(fen) / fen_per_unit


def step(fen_per_unit: int, decimals: int) -> int:
    """Count the 分 in one last printed place: 万元 with one decimal gives 100_000.

    Raises:
        ValueError: The unit has no such place (元 with three decimals).
    """
    places: int = 10**decimals
    fen, rest = divmod(fen_per_unit, places)
    if rest or not fen:
        raise ValueError(f"{fen_per_unit} 分 to a unit has no {decimals} decimals")
    return fen


def round_half_up(fen: int, step_fen: int) -> int:
    """Round 分 to a multiple of a step; halves go away from zero."""
    size = (2 * abs(fen) + step_fen) // (2 * step_fen) * step_fen
    return size if fen >= 0 else -size


def half_up(
    amounts: Sequence[int], step_fen: int, _parts: Mapping[int, tuple[int, ...]]
) -> list[int]:
    """Round each figure by itself, half up: the policy of published budgets, which leaves 尾差."""
    return [round_half_up(fen, step_fen) for fen in amounts]


def format_fen(fen: int, fen_per_unit: int, decimals: int, *, thousands: bool = True) -> str:
    """Print an amount, rounded half up: `1,990.5`; what rounds to zero prints `0.0`, unsigned."""
    last_place = step(fen_per_unit, decimals)
    places = round_half_up(fen, last_place) // last_place
    whole, fraction = divmod(abs(places), 10**decimals)
    text = f"{whole:,}" if thousands else str(whole)
    if decimals:
        text += f".{fraction:0{decimals}d}"
    return f"-{text}" if places < 0 else text


def exact_text(fen: int, unit: str) -> str:
    """Write an amount exactly, with its unit: `1,990.5 万元`."""
    plain = f"{to_decimal(fen, FEN_PER_UNIT[unit]):,f}"
    return f"{plain.rstrip('0').rstrip('.') if '.' in plain else plain} {unit}"
