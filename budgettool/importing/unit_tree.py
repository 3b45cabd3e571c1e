"""Checks the units of a file together: codes once only, parents that exist, no circle."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from budgettool.importing.layout import Layout
from budgettool.importing.problem import Problem
from budgettool.importing.proposal import Proposal
from budgettool.importing.register import Register, ValueRefusedError
from budgettool.model import Unit


def link_units(
    read: Proposal, layout: Layout, register: Register, earlier: Iterable[Unit] = ()
) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """Give the units whose place in the tree is sound, their parents as codes, and the problems.

    Args:
        read: What one sheet holds; a parent is a code, a name, or both.
        layout: Names the columns in problems.
        register: Knows the book's units.
        earlier: Units of other sheets that are taken in with these.
    """
    counted = Counter(unit.code for unit in (*earlier, *read.units))
    twice = frozenset(code for code, count in counted.items() if count > 1)
    everything = register.with_units(read.units)
    sound, problems = [], []
    for unit, row in zip(read.units, read.unit_rows, strict=True):
        if unit.code in twice:
            problems.append(_problem(layout, row, "code", unit.code, "单位代码重复"))
            continue
        try:
            above = list(_above(unit, everything, twice))
        except ValueRefusedError as error:
            problems.append(_problem(layout, row, "parent", unit.parent or "", str(error)))
        else:
            sound.append(replace(unit, parent=above[0] if above else None))
    return tuple(sound), tuple(problems)


def _problem(layout: Layout, row: int, field: str, value: str, reason: str) -> Problem:
    column = next(iter(layout.of(field)), None)
    if column is None:
        return Problem(layout.sheet, row, None, "", value, reason)
    return Problem(layout.sheet, row, column.index, column.heading, value, reason)


def _above(unit: Unit, register: Register, twice: frozenset[str]) -> Iterator[str]:
    """Give the codes of the units above, the nearest first.

    Raises:
        ValueRefusedError: One is unknown or stands in the file twice, or they go in a circle.
    """
    seen = {unit.code}
    while unit.parent:
        try:
            above = register.unit(unit.parent)
        except ValueRefusedError as error:
            raise ValueRefusedError(f"上级单位“{unit.parent}”：{error}") from error
        if above.code in seen:
            raise ValueRefusedError("上级单位绕成了圈")
        if above.code in twice:
            raise ValueRefusedError(f"上级单位 {above.code} 在文件里重复")
        seen.add(above.code)
        yield above.code
        unit = above
