"""What an indicator aims at: a quantity such as `≥95%` or `1套`, or a quality such as `及时`.

The text that was typed is what is kept and printed; this is its structure. Leaves saying what is
wrong with one to `rules`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Operator = Literal["≥", "≤", ">", "<", "=", ""]
TargetKind = Literal["quantity", "quality", "unclear", "blank"]

_PLAIN: Final = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "−": "-", "﹪": "%"}
)
"""Full-width signs by their plain ones; nothing else, so that units stay as they are."""

_WRITTEN: Final = {"≧": "≥", ">=": "≥", "=>": "≥", "≦": "≤", "<=": "≤", "=<": "≤"}
_SIGN: Final = re.compile(r"(?P<operator>[<>=]{1,2}|[≥≧≤≦])?\s*(?P<rest>.*)", re.DOTALL)
_NUMBER: Final = re.compile(
    r"(?P<number>-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?)\s*(?P<unit>.*)",
    re.ASCII | re.DOTALL,
)
_UNIT: Final = re.compile(r"[%‰℃]|(?!.*(?:以[上下内]|左右))[^\W\d_]{0,4}(?:/[^\W\d_]{1,4})?")
"""A per cent sign alone, or a short word such as 人次, 元/人; comparing is the operator's work."""

_OPERATORS: Final = frozenset({"≥", "≤", ">", "<", "=", ""})


@dataclass(frozen=True, slots=True)
class Target:
    """A target.

    Attributes:
        kind: `unclear` where a text begins as a quantity and goes on as none: `=100%通过率`.
        operator: How the result compares with the number; empty for a bare one.
        number: Exactly as written, but without separators; None where it is no quantity.
        unit: What is counted, such as 件 or %; empty for none.
        words: The text where it is no quantity.
    """

    kind: TargetKind
    operator: Operator = ""
    number: Decimal | None = None
    unit: str = ""
    words: str = ""

    def __str__(self) -> str:
        """Write it as it is printed."""
        if self.number is None:
            return self.words
        return f"{self.operator}{self.number:f}{self.unit}"


def quantity(operator: Operator, number: Decimal, unit: str) -> Target:
    """Make a target that is counted."""
    return Target("quantity", operator, number, unit)


def parse_target(text: str) -> Target:
    """Read a target; full-width signs and `>=` are understood, and any text is read as something.

    `str` of what is read gives the text back, with its signs as they are usually written.
    """
    said = text.strip()
    if not said:
        return Target("blank")
    sign = _SIGN.fullmatch(said.translate(_PLAIN))
    written, rest = (sign["operator"] or "", sign["rest"]) if sign else ("", said)
    number = _NUMBER.fullmatch(rest)
    operator = _WRITTEN.get(written, written)
    if number and _UNIT.fullmatch(number["unit"]) and operator in _OPERATORS:
        exact = Decimal(number["number"].replace(",", ""))
        return Target("quantity", operator, exact, number["unit"])  # type: ignore[arg-type]
    return Target("unclear" if number or written else "quality", words=said)
