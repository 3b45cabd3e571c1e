"""What is left of a book for one unit."""

import pytest

from budgettool.cube.scope import restrict
from budgettool.model import Department, ExpenditureLine, Facts, Project, Unit
from budgettool.sheets.packet import derive


def line(number, unit, project):
    return ExpenditureLine(
        f"l{number}", unit, "2010302", "30201", None, "项目支出/一般性项目",
        "一般公共预算/财政拨款", project, 100_00,
    )  # fmt: skip


FACTS = Facts(
    2020,
    Department("016", "临溪市人民政府办公室"),
    (
        Unit("u0", "016", "临溪市人民政府办公室", "汇总"),
        Unit("u1", "016001", "机关本级", "行政", "016"),
        Unit("u2", "016002", "驻江州办事处", "财政补助事业", "016"),
    ),
    (
        Project("p1", "机关的"),
        Project("p2", "办事处的", unit="016001"),
        Project("p3", "共同的"),
        Project("p4", "还没有明细", unit="016002"),
        Project("p5", "没有单位"),
    ),
    (
        line(1, "016001", "机关的"),
        line(2, "016002", "办事处的"),
        line(3, "016001", "共同的"),
        line(4, "016002", "共同的"),
    ),
    {
        ("department", "", "goal", 0): "部门的目标",
        ("department", "", "vehicles.general", 0): "4",
        ("department", "", "signed_by", 0): "张三",
        ("unit", "016002", "goal", 0): "办事处的目标",
        ("unit", "016001", "goal", 0): "机关的目标",
        ("unit", "016002", "task.name", 1): "联络",
        ("project", "p1", "use", 0): "甲",
        ("project", "p2", "use", 0): "乙",
        ("project", "p3", "use", 0): "丙",
        ("project", "p9", "use", 0): "没有的项目",
    },
)


def test_a_units_own_fields_stand_for_the_departments():
    assert dict(restrict(FACTS, "016002").fields) == {
        ("department", "", "goal", 0): "办事处的目标",
        ("department", "", "task.name", 1): "联络",
        ("department", "", "signed_by", 0): "张三",
        ("project", "p2", "use", 0): "乙",
        ("project", "p3", "use", 0): "丙",
    }


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("016001", ["机关的", "共同的"]),
        ("016002", ["办事处的", "共同的", "还没有明细"]),
        ("016", ["机关的", "办事处的", "共同的", "还没有明细"]),
    ],
)
def test_only_the_projects_of_the_unit_are_left(unit, names):
    assert [project.name for project in restrict(FACTS, unit).projects] == names


def test_the_department_as_a_unit_keeps_what_it_says_of_itself():
    fields = restrict(FACTS, "016").fields
    assert fields["department", "", "goal", 0] == "部门的目标"
    assert fields["department", "", "vehicles.general", 0] == "4"


def test_the_forms_of_a_unit_are_its_own(henan, classification):
    sheets = {
        sheet.id: sheet for sheet in derive(FACTS, henan, classification, unit="016002").sheets
    }
    texts = [cell.text for row in sheets["10"].body for cell in row.cells]
    assert texts[:4] == ["部门（单位）名称", "驻江州办事处", "年度履职目标", "办事处的目标"]
    assert [each for each in sheets if each.startswith("11/")] == ["11/办事处的", "11/共同的"]
    amounts = [cell.text for row in sheets["11/共同的"].body for cell in row.cells]
    assert amounts[amounts.index("项目本年度金额") + 1] == "0.0"
    shared = next(row for row in sheets["11/共同的"].body if row.cells[0].text == "项目总金额")
    assert shared.cells[3].exact == 100_00
