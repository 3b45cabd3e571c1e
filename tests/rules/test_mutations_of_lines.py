"""Any line of the real case, wrong in one thing: what share is found by some rule.

What cannot be found is a line that is as good as the one it was made of: another unit of the same
kind, another code that may be used there, the same amount between two sound codes.
"""

from collections import Counter
from dataclasses import replace

import pytest

from budgettool.cube.scope import open_cube
from budgettool.model import ExpenditureLine
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context


@pytest.fixture
def checker(sample_facts, henan, classification):
    return Checker(Context(henan, sample_facts, open_cube(henan, sample_facts, classification)))


def levels(checker):
    return +checker.counts()


def with_line(checker, line, changed):
    """Count what is found with a line changed, and put it back."""
    cube = checker._context.cube  # noqa: SLF001
    checker.follow([line.id], cube.put(changed))
    found = levels(checker)
    checker.follow([line.id], cube.put(line))
    return found


def share(checker, lines, change):
    """Give which lines, changed so, are not found."""
    sound = levels(checker)
    return [line for line in lines if with_line(checker, line, change(line)) == sound]


def test_any_amount_that_is_one_fen_or_one_place_off_is_found(checker, sample_facts):
    for places in (1, -1, 100_000, -100_000):
        assert not share(
            checker,
            sample_facts.lines,
            lambda line, n=places: replace(line, amount=line.amount + n),
        )


def test_any_line_that_is_missing_or_there_twice_is_found(checker, sample_facts):
    cube = checker._context.cube  # noqa: SLF001
    sound = levels(checker)
    for line in sample_facts.lines:
        checker.follow([line.id], cube.remove(line.id))
        assert levels(checker) != sound
        checker.follow([line.id], cube.put(line))
        checker.follow(["twice"], cube.put(replace(line, id="twice")))
        assert levels(checker) != sound
        checker.follow(["twice"], cube.remove("twice"))
    assert levels(checker) == sound


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("function", "2010398"),
        ("source", "一般公共预算/没有"),
        ("source", "部门结转"),
        ("unit", "016009"),
        ("unit", "016"),
        ("nature", "没有"),
        ("department_economic", "30198"),
        ("government_economic", "50198"),
    ],
)
def test_what_does_not_exist_or_does_not_balance_is_found(checker, sample_facts, field, value):
    lines = [line for line in _expenditure(sample_facts) if getattr(line, field) != value]
    assert not share(checker, lines, lambda line: replace(line, **{field: value}))


@pytest.mark.parametrize(
    ("field", "most"),
    [("nature", 0.13), ("department_economic", 0.36), ("function", 0.85), ("unit", 0.43)],
)
def test_what_is_exchanged_for_a_sound_neighbour_is_found_in_part(
    checker, sample_facts, field, most
):
    lines = _expenditure(sample_facts)
    values = sorted({getattr(line, field) for line in lines})
    tried: Counter[bool] = Counter()
    for line in lines[::4]:
        for value in values:
            if value != getattr(line, field):
                changed = replace(line, **{field: value})
                tried[bool(share(checker, [line], lambda _, c=changed: c))] += 1
    assert tried[True] <= most * tried.total()


def _expenditure(facts):
    return [line for line in facts.lines if isinstance(line, ExpenditureLine)]
