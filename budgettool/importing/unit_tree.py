"""Checks the units of a file together: codes once only, parents that exist, no circle."""

from collections import Counter
from collections.abc import Iterable

from budgettool.importing.problem import Problem
from budgettool.importing.register import Register, ValueRefusedError
from budgettool.model import Unit


def link_units(
    units: Iterable[Unit], register: Register, sheet: str
) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """Give the units whose place in the tree is sound, their parents as codes, and the problems.

    Args:
        units: As read; a parent is a code, a name, or both.
        register: Knows the book's units.
        sheet: What to name in problems.
    """
    listed = tuple(units)
    counted = Counter(unit.code for unit in listed)
    everything = register.with_units(listed)
    sound, problems = [], []
    for unit in listed:
        try:
            linked = _linked(unit, everything)
        except ValueRefusedError as error:
            problems.append(_problem(sheet, unit, str(error)))
            continue
        if counted[unit.code] > 1:
            problems.append(_problem(sheet, unit, "单位代码重复"))
        else:
            sound.append(linked)
    return tuple(sound), tuple(problems)


def _problem(sheet: str, unit: Unit, reason: str) -> Problem:
    return Problem(sheet, 0, None, "", f"{unit.code} {unit.name}", reason)


def _linked(unit: Unit, register: Register) -> Unit:
    code = _parent(unit, register)
    seen = {unit.code}
    above = code
    while above is not None:
        if above in seen:
            raise ValueRefusedError("上级单位绕成了圈")
        seen.add(above)
        above = _parent(register.unit(above), register)
    return Unit("", unit.code, unit.name, unit.kind, code, unit.merged, unit.headcount)


def _parent(unit: Unit, register: Register) -> str | None:
    if not unit.parent:
        return None
    try:
        return register.unit(unit.parent).code
    except ValueRefusedError as error:
        raise ValueRefusedError(f"上级单位“{unit.parent}”：{error}") from error
