"""A unit is called by its whole name where its department's does not stand beside it."""

import pytest

from budgettool.cube.scope import restrict
from budgettool.cube.unit_name import whole_name
from budgettool.model import Department, Facts, Unit

OFFICE = "临溪市人民政府办公室"


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("机关本级", "临溪市人民政府办公室机关本级"),
        ("驻江州办事处", "临溪市人民政府办公室驻江州办事处"),
        (OFFICE, OFFICE),
        ("办公室", OFFICE),
        ("临溪市人民政府办公室本级", "临溪市人民政府办公室本级"),
        ("临溪市政府办公室", "临溪市政府办公室"),
        ("临溪市机关事务中心", "临溪市机关事务中心"),
        ("市图书馆", "市图书馆"),
        (" ", OFFICE),
    ],
)
def test_only_a_short_name_goes_behind_that_of_the_department(name, whole):
    assert whole_name(Unit("u", "016001", name, "行政"), OFFICE) == whole


def test_a_unit_of_a_department_without_a_name_keeps_its_own():
    assert whole_name(Unit("u", "016001", "机关本级", "行政"), "") == "机关本级"


def test_the_packet_of_a_unit_bears_its_whole_name_and_tables_its_own():
    units = (Unit("u", "016001", "机关本级", "行政"),)
    own = restrict(Facts(2020, Department("016", OFFICE), units), "016001").department
    assert (own.full, own.short, own.row) == (f"{OFFICE}机关本级", "机关本级", "机关本级")
