"""What is drafted against a ceiling, as it is typed."""

from dataclasses import replace

import pytest

from budgettool.cube.scope import open_cube
from budgettool.model import Ceiling, Department, ExpenditureLine, Facts, Project, Unit

STAFF = "基本支出/工资福利支出"
GRANT = "一般公共预算/财政拨款"
FACTS = Facts(
    2020,
    Department("016", "临溪市人民政府办公室"),
    units=(
        Unit("u1", "016", "办公室", "汇总"),
        Unit("u2", "016001", "机关", "行政", "016"),
        Unit("u3", "016002", "办事处", "行政", "016"),
    ),
    projects=(Project("p", "会议", nature="项目支出/一般性项目"),),
    lines=(
        ExpenditureLine("a", "016001", nature=STAFF, source=GRANT, amount=300),
        ExpenditureLine("b", "016002", nature=STAFF, source="部门结转", amount=40),
        ExpenditureLine("c", "016001", project="会议", source=GRANT, amount=5),
        ExpenditureLine("d", "016001", nature=STAFF, source=GRANT, amount=9, measure="prior"),
    ),
)


@pytest.fixture
def cube(henan, classification):
    return open_cube(henan, FACTS, classification)


@pytest.mark.parametrize(
    ("ceiling", "used"),
    [
        (Ceiling("x"), 345),
        (Ceiling("x", unit="016"), 345),
        (Ceiling("x", unit="016001"), 305),
        (Ceiling("x", nature="基本支出"), 340),
        (Ceiling("x", nature="项目支出"), 5),
        (Ceiling("x", project="会议"), 5),
        (Ceiling("x", source="一般公共预算"), 305),
        (Ceiling("x", unit="016002", source=GRANT), 0),
    ],
)
def test_a_ceiling_limits_what_it_names_and_all_below(cube, ceiling, used):
    assert cube.spending.used(ceiling) == used


def test_what_is_typed_counts_and_can_be_withdrawn(cube):
    assert cube.spending.used(Ceiling("x", project="会议")) == 5
    cube.draft(replace(FACTS.lines[2], amount=50))
    assert cube.spending.used(Ceiling("x", project="会议")) == 50
    cube.withdraw("c")
    assert cube.spending.used(Ceiling("x", project="会议")) == 5


def test_units_in_a_circle_end(henan, classification):
    units = (Unit("1", "a", "甲", "行政", "b"), Unit("2", "b", "乙", "行政", "a"))
    cube = open_cube(henan, replace(FACTS, units=units), classification)
    assert cube.spending.used(Ceiling("x", unit="a")) == 0
