"""Amounts as a person types them: `1.5万`, `=1200*12`, `１，２３４`; also what was understood.

A small arithmetic of its own, exact, without `eval`. Leaves drawing to the editor, plain amounts of
imports to `money`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from budgettool.money import (
    FEN_PER_UNIT,
    MAX_FEN,
    AmountError,
    fen_from_decimal,
    format_fen,
    to_decimal,
)

_MAX_LENGTH: Final = 80
_TOKEN = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?P<scale>亿元|万元|元|亿|万)?"
    r"|(?P<mark>[-+*/()])",
    re.ASCII,
)
_PLAIN = re.compile(r"-?\d{1,30}(\.\d{1,12})?", re.ASCII)
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "×": "*", "✕": "*", "÷": "/", "¥": ""})
_YUAN: Final = {"元": 1, "万": 10**4, "万元": 10**4, "亿": 10**8, "亿元": 10**8}


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """What a typed amount was understood as.

    Attributes:
        fen: The amount.
        plain: Whether it says no more than the text itself, so that nothing need be shown.
        rounded: Whether a division left more than whole 分.
    """

    fen: int
    plain: bool
    rounded: bool = False


def read_typed_amount(text: str, unit: str) -> TypedAmount:
    """Read an amount, or a sum that begins with `=`.

    Args:
        text: What was typed.
        unit: 元 or 万元, for numbers that do not say theirs.

    Raises:
        AmountError: It is neither, is finer than one 分, or is absurdly large.
    """
    if _PLAIN.fullmatch(text):
        return TypedAmount(fen_from_decimal(Decimal(text), FEN_PER_UNIT[unit], text), plain=True)
    written = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    plain = "".join(written.split())
    if not plain or len(text) > _MAX_LENGTH:
        raise AmountError(text, "没有填写" if not plain else "过长")
    formula = plain.startswith("=")
    tokens = _tokens(plain.removeprefix("="), text)
    reader = _Sum(tokens, unit, text)
    value = reader.read() * FEN_PER_UNIT[unit]
    if abs(value) > MAX_FEN:
        raise AmountError(text, "数额过大")
    if value.denominator == 1:
        return TypedAmount(int(value), plain=not formula and not reader.scaled)
    if not reader.divided:
        raise AmountError(text, "精度超过一分")
    half = Fraction(1, 2) if value > 0 else Fraction(-1, 2)
    return TypedAmount(int(value + half), plain=False, rounded=True)


def say_understood(amount: TypedAmount, unit: str) -> str:
    """Say in words of both units what an amount was understood as."""
    other = "万元" if unit == "元" else "元"
    said = f"= {exact_text(amount.fen, unit, thousands=True)} {unit}"
    said += f"（{exact_text(amount.fen, other, thousands=True)} {other}）"
    return f"{said}　已四舍五入到分" if amount.rounded else said


def exact_text(fen: int, unit: str, *, thousands: bool = False) -> str:
    """Write an amount with all its digits and no more, as a cell is edited: `12.3456`."""
    digits = -to_decimal(fen, FEN_PER_UNIT[unit]).normalize().as_tuple().exponent  # type: ignore[operator]
    return format_fen(fen, FEN_PER_UNIT[unit], max(digits, 0), thousands=thousands)


def _tokens(plain: str, text: str) -> list[tuple[str, str]]:
    """Cut into numbers with their unit, and marks."""
    found, at = [], 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise AmountError(text, "不是数字，也不是算式")
        found.append((match["number"] or match["mark"], match["scale"] or ""))
        at = match.end()
    return found


class _Sum:
    """Reads `1+2*(3-4)/5` from the left; each method is one rank of signs."""

    def __init__(self, tokens: Sequence[tuple[str, str]], unit: str, text: str) -> None:
        self._tokens = list(tokens)
        self._per_unit = FEN_PER_UNIT[unit] // 100
        self._text = text
        self._at = 0
        self.scaled = False
        self.divided = False

    def read(self) -> Fraction:
        value = self._sum()
        if self._at < len(self._tokens):
            raise AmountError(self._text, f"“{self._next()}”处看不懂")
        return value

    def _sum(self) -> Fraction:
        value = self._product()
        while self._next() in ("+", "-"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._signed()
        while self._next() in ("*", "/"):
            if self._take() == "*":
                value *= self._signed()
                continue
            divisor = self._signed()
            if not divisor:
                raise AmountError(self._text, "不能除以零")
            self.divided = True
            value /= divisor
        return value

    def _signed(self) -> Fraction:
        sign = 1
        while self._next() in ("+", "-"):
            sign = -sign if self._take() == "-" else sign
        return sign * self._number()

    def _number(self) -> Fraction:
        if self._at >= len(self._tokens):
            raise AmountError(self._text, "算式没有写完")
        written, scale = self._tokens[self._at]
        self._at += 1
        if written == "(":
            value = self._sum()
            if self._take() != ")":
                raise AmountError(self._text, "缺少右括号")
            return value
        if not written[-1].isdigit():
            raise AmountError(self._text, f"“{written}”处看不懂")
        value = Fraction(Decimal(written.replace(",", "")))
        if scale:
            self.scaled = True
            value *= Fraction(_YUAN[scale], self._per_unit)
        return value

    def _next(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        taken = self._next()
        self._at += 1
        return taken
