"""One quantity of the text with its figures: this year and last, change, rate and share, in words.

Rates and shares are taken of printed amounts and rounded half up, as published texts do. Leaves
where its figures come from to `quantities`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from budgettool.money import FEN_PER_UNIT, format_fen, round_half_up, step
from budgettool.packs.text import Quantity

LEVEL: Final = "持平"
_PERCENT_PLACES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its figures.

    Attributes:
        id: Of the quantity; `id/row` for one of many; a cell's address for a cell.
        exact, prior: This year and last, in 分 or as a count; None where it is not known.
        typed_prior: Whether the department typed last year's.
        reason: Why it changed, as typed.
        decimals: Printed decimals of money.
        of: What it is a share of, exact; None for nothing.
    """

    quantity: Quantity
    id: str
    label: str
    exact: Fraction | None
    prior: Fraction | None = None
    typed_prior: bool = False
    reason: str = ""
    decimals: int = 2
    of: Fraction | None = None

    @property
    def printed(self) -> Fraction | None:
        """This year's figure as printed, in 分 or as a count."""
        return self._rounded(self.exact)

    @property
    def change(self) -> Fraction | None:
        """By how much the printed figure differs from last year's; None without last year."""
        this, last = self.printed, self._rounded(self.prior)
        return None if this is None or last is None else this - last

    @property
    def rate(self) -> Fraction | None:
        """The change in hundredths of a percent of last year, signed, half up; None from nought."""
        last = self._rounded(self.prior)
        if self.change is None or not last:
            return None
        return _in_places(self.change / abs(last))

    @property
    def share(self) -> Fraction | None:
        """Its share of the whole in hundredths of a percent, half up; None of nothing."""
        whole = self._rounded(self.of)
        if self.printed is None or not whole:
            return None
        return _in_places(self.printed / whole)

    def say(self, form: str) -> str | None:
        """Write one form; None where there is nothing to say, such as a rate from nought.

        Raises:
            KeyError: There is no such form.
        """
        return _SAYINGS[form](self)

    @property
    def amount(self) -> str | None:
        """This year's figure with its unit."""
        return self._amount(self.exact)

    @property
    def number(self) -> str | None:
        """This year's figure without its unit."""
        return self._number(self.exact)

    @property
    def last_amount(self) -> str | None:
        """Last year's figure with its unit."""
        return self._amount(self.prior)

    @property
    def changed_by(self) -> str | None:
        """By how much it changed, with its unit, without its sign."""
        return None if self.change is None else self._amount(abs(self.change))

    def _rounded(self, value: Fraction | None) -> Fraction | None:
        if value is None or not self.quantity.is_money:
            return value
        return Fraction(round_half_up(_whole(value), self._place))

    @property
    def _place(self) -> int:
        return step(FEN_PER_UNIT[self.quantity.unit], self.decimals)

    def _number(self, value: Fraction | None) -> str | None:
        if value is None:
            return None
        if not self.quantity.is_money:
            return str(_whole(value))
        fen = _whole(value)
        return format_fen(fen, FEN_PER_UNIT[self.quantity.unit], self.decimals, thousands=False)

    def _amount(self, value: Fraction | None) -> str | None:
        number = self._number(value)
        return None if number is None else f"{number}{self.quantity.unit}"


def direction(change: Fraction | None, up: str, down: str) -> str | None:
    """Say which way a printed change goes; None where there is none to speak of."""
    if change is None:
        return None
    return (up if change > 0 else down) if change else LEVEL


def percent(places: Fraction) -> str:
    """Write hundredths of a percent: 654 gives `6.54%`."""
    whole, rest = divmod(abs(int(places)), 100)
    return f"{'-' if places < 0 else ''}{whole}.{rest:02d}%"


_SAYINGS: Final[Mapping[str, Callable[[Measured], str | None]]] = MappingProxyType(
    {
        "金额": lambda m: m.amount,
        "数字": lambda m: m.number,
        "上年": lambda m: m.last_amount,
        "增减": lambda m: direction(m.change, "增加", "减少"),
        "增减额": lambda m: m.changed_by,
        "升降": lambda m: direction(m.change, "增长", "下降"),
        "增减率": lambda m: None if m.rate is None else percent(abs(m.rate)),
        "占比": lambda m: None if m.share is None else percent(m.share),
        "原因": lambda m: m.reason or None,
        "名称": lambda m: m.label,
    }
)

FORMS: Final = tuple(_SAYINGS)
"""What of a quantity may be said; `增减` is 增加, 减少 or 持平, `升降` is 增长, 下降 or 持平."""


def _whole(value: Fraction) -> int:
    """Round what is no whole 分, such as a part of an amount, half up."""
    return round_half_up(value.numerator, value.denominator) // value.denominator


def _in_places(ratio: Fraction) -> Fraction:
    """Round a ratio to hundredths of a percent, half up, halves away from nought."""
    scaled = ratio * _PERCENT_PLACES
    return Fraction(_whole(scaled))
