"""What a text says of a quantity: a figure, a share, a change or its direction, and where.

Leaves finding claims in words to `scanning`, judging them to the rules.
"""

from fractions import Fraction
from typing import Final, Literal, NamedTuple

Form = Literal["金额", "上年", "增减", "升降", "增减额", "增减率", "占比", ""]
"""Which form of a quantity is said, as `sheets.quantities.FORMS` names it; empty for none."""

MONEY: Final = {"亿元": 10_000_000_000, "万元": 1_000_000, "元": 100}
"""分 in each unit of money that texts use."""

MONEY_UNIT: Final = "万元"
"""In what quantities of money are told; others are counts."""


class Claim(NamedTuple):
    """One thing that a paragraph says.

    Attributes:
        source: Id of the quantity or member that it is said of; empty where that is not known.
        value: 分, a count, or hundredths of a percent; 1, 0 or -1 for a direction. A change or a
            rate bears the sign of its direction.
        decimals: As written.
        unit: As written: 万元, 辆, %; empty for a direction.
        start, end: Where it stands in the paragraph's text, its unit included.
        text: What is written there.
        is_field: Whether it is a figure of the text and right by construction.
        is_absence: Whether it is said by 没有 or 无, and not by a number.
        whole: Of a share: what it is said to be a share of; empty where that is not said.
        name: How the quantity is called; for one that is not known, what it is said of.
    """

    source: str
    form: Form
    value: Fraction
    start: int
    end: int
    text: str
    decimals: int = 0
    unit: str = ""
    is_field: bool = False
    is_absence: bool = False
    whole: str = ""
    name: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit in MONEY

    @property
    def is_direction(self) -> bool:
        """Whether it is a word such as 增加 and not a number."""
        return self.form in {"增减", "升降"}

    @property
    def step(self) -> Fraction:
        """One last written place: in 分, as a count, or in hundredths of a percent."""
        whole = MONEY.get(self.unit, 100 if self.unit == "%" else 1)
        return Fraction(whole, 10**self.decimals)
