"""What rows a tree of row definitions can have: their addresses, and what they are rows of."""

from collections.abc import Collection, Iterator
from typing import Final

from budgettool.packs.definition import CODED, Axis, RowDefinition
from budgettool.packs.reference import Path

_LENGTHS: Final = {"类": 3, "款": 5, "项": 7}
"""Digits of a code by its level."""


def has_row(rows: Collection[RowDefinition], address: Path) -> bool:
    """Tell whether an address can be one of a row: a fixed one, or a member of a repeated one."""
    return any(_can_be(through, address) for through in definitions_at(rows, address))


def _can_be(through: tuple[RowDefinition, ...], address: Path) -> bool:
    """Tell whether codes stand where rows are repeated for codes."""
    axes = [axis for row in through for axis in (row.each or (None,))]
    return all(
        axis is None
        or axis.dimension not in CODED
        or (step.isdecimal() and len(step) == _LENGTHS.get(axis.attribute, len(step)))
        for axis, step in zip(axes, address, strict=True)
    )


def definitions_at(
    rows: Collection[RowDefinition], address: Path, above: tuple[RowDefinition, ...] = ()
) -> Iterator[tuple[RowDefinition, ...]]:
    """Find the definitions that an address can lead through, fixed rows before repeated ones."""
    for row in sorted(rows, key=lambda row: bool(row.each)):
        taken = len(row.each) or 1
        if len(address) < taken or row.blanks or not (row.each or row.id == address[0]):
            continue
        through, rest = (*above, row), address[taken:]
        if rest:
            yield from definitions_at(row.rows, rest, through)
        elif not row.group:
            yield through


def has_axis(rows: Collection[RowDefinition], name: str) -> bool:
    """Tell whether there are rows of an axis, named as 项 or as function.项."""
    return any(is_of(row, name) or has_axis(row.rows, name) for row in rows)


def is_of(row: RowDefinition, name: str) -> bool:
    """Tell whether a definition's own rows are rows of an axis."""
    axes = row.each or tuple(axis for axis, _ in fixed_members(row))
    return any(name in {str(axis), axis.attribute} for axis in axes)


def fixed_members(row: RowDefinition) -> tuple[tuple[Axis, str], ...]:
    """Give the codes that a fixed row stands for: 一、一般公共服务 stands for function 201."""
    if row.each:
        return ()
    return tuple(
        (condition.axis, str(value))
        for condition in row.where
        if condition.axis.dimension in CODED and not condition.negated
        for value in condition.values
        if len(condition.values) == 1
    )
