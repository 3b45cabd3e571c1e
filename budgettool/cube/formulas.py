"""Computing formulas: amounts in whole 分, rates as exact fractions.

`rate(a, b)` is the change from b to a over b, `ratio(a, b)` is a over b; both are taken of the
printed figures, as published texts do, and have no value where b is zero.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from budgettool.packs.reference import (
    Call,
    CellReference,
    EachReference,
    Expression,
    Name,
    Number,
    Operation,
)

Figures = tuple[Fraction, ...]
Lookup = Callable[[Name | CellReference | EachReference], Figures]
"""Gives the figures that a reference stands for: one, or one for each row."""


def evaluate(expression: Expression, exact: Lookup, printed: Lookup) -> Fraction | None:
    """Compute an expression; None where a rate has nothing to refer to.

    Args:
        expression: Names and references, joined.
        exact: The exact figures behind references, in 分.
        printed: The same as printed, which rates are taken of.
    """
    match expression:
        case Number(value):
            return Fraction(Decimal(value))
        case Name() | CellReference() | EachReference():
            return sum(exact(expression), Fraction(0))
        case Operation(operator, left, right):
            return _operate(
                operator, evaluate(left, exact, printed), evaluate(right, exact, printed)
            )
        case Call(function, arguments):
            if function in {"rate", "ratio"}:
                return _share(function, [evaluate(a, printed, printed) for a in arguments])
            return _aggregate(function, arguments, exact, printed)


def _operate(operator: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if left is None or right is None:
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right if right else None


def _share(function: str, arguments: list[Fraction | None]) -> Fraction | None:
    if len(arguments) != 2 or arguments[0] is None or not arguments[1]:  # noqa: PLR2004
        return None
    above, below = arguments[0], arguments[1]
    return (above - below) / below if function == "rate" else above / below


def _aggregate(
    function: str, arguments: tuple[Expression, ...], exact: Lookup, printed: Lookup
) -> Fraction | None:
    figures: list[Fraction] = []
    for argument in arguments:
        if isinstance(argument, EachReference):
            figures += exact(argument)
        elif (value := evaluate(argument, exact, printed)) is not None:
            figures.append(value)
    match function:
        case "sum":
            return sum(figures, Fraction(0))
        case "abs":
            return abs(figures[0]) if figures else None
        case "min":
            return min(figures, default=None)
        case _:
            return max(figures, default=None)
