"""Checks the units of a file together: codes once only, parents that exist, no circle."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from budgettool.importing.layout import Layout
from budgettool.importing.problem import Problem
from budgettool.importing.proposal import Proposal
from budgettool.importing.register import Register, ValueRefusedError
from budgettool.model import Unit

_ZEROS = "与已有的“{}”只差开头的 0；请在 Excel 里把代码列设成“文本”，写全代码"


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
    wrong = _wrong_codes(read.units, register, earlier)
    everything = register.with_units(read.units)
    sound, problems = [], []
    for unit, row in zip(read.units, read.unit_rows, strict=True):
        if unit.code in wrong:
            problems.append(_problem(layout, row, "code", unit.code, wrong[unit.code]))
            continue
        try:
            above = list(_above(unit, everything, wrong))
        except ValueRefusedError as error:
            problems.append(_problem(layout, row, "parent", unit.parent or "", str(error)))
        else:
            sound.append(replace(unit, parent=above[0] if above else None))
    return tuple(sound), tuple(problems)


def _wrong_codes(
    units: Iterable[Unit], register: Register, earlier: Iterable[Unit]
) -> dict[str, str]:
    """Say what is wrong with each code that cannot be taken in."""
    known = {_bare(code): code for code in _codes(register)}
    listed = [unit.code for unit in units]
    counted = Counter(_bare(code) for code in (*(unit.code for unit in earlier), *listed))
    wrong = {}
    for code in listed:
        bare = _bare(code)
        if counted[bare] > 1:
            wrong[code] = "单位代码重复"
        elif known.get(bare, code) != code:
            wrong[code] = _ZEROS.format(known[bare])
    return wrong


def _bare(code: str) -> str:
    """Take off the zeros that Excel takes off where a code is a number to it."""
    return code.lstrip("0")


def _codes(register: Register) -> Iterator[str]:
    if register.department:
        yield register.department
    for unit in register.units:
        yield unit.code


def _problem(layout: Layout, row: int, field: str, value: str, reason: str) -> Problem:
    column = next(iter(layout.of(field)), None)
    if column is None:
        return Problem(layout.sheet, row, None, "", value, reason)
    return Problem(layout.sheet, row, column.index, column.heading, value, reason)


def _above(unit: Unit, register: Register, wrong: Mapping[str, str]) -> Iterator[str]:
    """Give the codes of the units above, the nearest first.

    Raises:
        ValueRefusedError: One is unknown or has a wrong code, or they go in a circle.
    """
    seen = {unit.code}
    while unit.parent:
        try:
            above = register.unit(unit.parent)
        except ValueRefusedError as error:
            raise ValueRefusedError(f"上级单位“{unit.parent}”：{error}") from error
        if above.code in seen:
            raise ValueRefusedError("上级单位绕成了圈")
        if above.code in wrong:
            raise ValueRefusedError(f"上级单位 {above.code} 不能导入：{wrong[above.code]}")
        seen.add(above.code)
        yield above.code
        unit = above
