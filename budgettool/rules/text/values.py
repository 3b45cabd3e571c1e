"""What a claim ought to say, by the figures of the tables, and whether it does.

A figure is right if it is the half-up value at as many decimals as are written; a change or a rate
also if it follows so from the printed amounts. None stands for what cannot be known.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from budgettool.rules.text.claim import Claim
from budgettool.sheets.quantities import Measured

_UNSIGNED: Final = frozenset({"增减额", "增减率"})
"""Forms whose sign is told by a word beside them, and judged there."""

_WHOLE: Final = 10_000
"""Hundredths of a percent in one."""

Candidates = Callable[[Measured], Iterator[Fraction | None]]


def is_right(claim: Claim, measured: Measured, step: int = 0) -> bool | None:
    """Tell whether a claim is right; None where it cannot be known.

    Args:
        claim: What is said.
        measured: Of what.
        step: 分 in the last printed place of tables whose amounts are known no better; 0 for exact.
    """
    values = [value for value in candidates(claim, measured) if value is not None]
    if not values:
        return None
    if claim.is_direction:
        return any(sign(value) == claim.value for value in values)
    if claim.form in _UNSIGNED:
        claim, values = claim._replace(value=abs(claim.value)), [abs(value) for value in values]
    place = max(claim.step, Fraction(step)) if claim.is_money else claim.step
    said = half_up(claim.value, place)
    return any(half_up(value, place) == said for value in values)


def candidates(claim: Claim, measured: Measured) -> Iterator[Fraction | None]:
    """Walk the values that a claim may have: of printed amounts first, then of exact ones."""
    yield from _CANDIDATES[claim.form](measured)


def half_up(value: Fraction, step: Fraction) -> Fraction:
    """Round to a multiple of a step, halves away from nought."""
    above = abs(value.numerator) * step.denominator
    below = value.denominator * step.numerator
    places = (2 * above + below) // (2 * below)
    return (places if value >= 0 else -places) * step


def sign(value: Fraction) -> int:
    """Give 1, 0 or -1."""
    return (value > 0) - (value < 0)


def rate(this: Fraction, last: Fraction) -> Fraction | None:
    """Give a change in hundredths of a percent of last year, unrounded; None from nought."""
    return (this - last) / abs(last) * _WHOLE if last else None


def share(part: Fraction, whole: Fraction) -> Fraction | None:
    """Give a share in hundredths of a percent, unrounded; None of nought."""
    return part / whole * _WHOLE if whole else None


def _amounts(measured: Measured) -> Iterator[Fraction | None]:
    yield measured.printed
    yield measured.exact


def _last(measured: Measured) -> Iterator[Fraction | None]:
    yield measured.prior


def _changes(measured: Measured) -> Iterator[Fraction | None]:
    yield measured.change
    if measured.exact is not None and measured.prior is not None:
        yield measured.exact - measured.prior


def _rates(measured: Measured) -> Iterator[Fraction | None]:
    yield measured.rate
    if measured.exact is not None and measured.prior is not None:
        yield rate(measured.exact, measured.prior)
    if measured.printed is not None and measured.prior is not None:
        yield rate(measured.printed, measured.prior)


def _shares(measured: Measured) -> Iterator[Fraction | None]:
    yield measured.share
    if measured.exact is not None and measured.of is not None:
        yield share(measured.exact, measured.of)


def _nothing(_: Measured) -> Iterator[Fraction | None]:
    return iter(())


_CANDIDATES: Final[Mapping[str, Candidates]] = MappingProxyType(
    {
        "": _nothing,
        "金额": _amounts,
        "上年": _last,
        "增减": _changes,
        "升降": _changes,
        "增减额": _changes,
        "增减率": _rates,
        "占比": _shares,
    }
)
