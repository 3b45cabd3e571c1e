"""Forms of labels and fields: 预算10 and 预算11 as the pack lays them out."""

from dataclasses import replace

import pytest

from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit
from budgettool.sheets.build import build_table
from budgettool.sheets.packet import derive

APPROPRIATION = "一般公共预算/财政拨款"
ODD_NAME = '2020."智慧城市"+ 二期'

FIELDS = {
    ("department", "", "goal", 0): "保障政务运转",
    ("department", "", "task.name", 0): "公文办理",
    ("department", "", "task.content", 0): "及时、准确",
    ("department", "", "indicator.level1", 0): "产出指标",
    ("department", "", "indicator.level2", 0): "重点工作任务完成",
    ("department", "", "indicator.name", 0): "办件率",
    ("department", "", "indicator.value", 0): "≥95%",
    ("department", "", "indicator.level1", 1): "产出指标",
    ("department", "", "indicator.level2", 1): "重点工作任务完成",
    ("department", "", "indicator.name", 1): "会议",
    ("department", "", "indicator.level1", 2): "其他指标",
    ("department", "", "indicator.name", 2): "表外一级指标",
    ("department", "", "indicator.level1", 7): "产出指标",
    ("department", "", "indicator.level2", 7): "履职目标实现",
    ("project", "p2", "use", 0): "业务类",
    ("project", "p3", "sort_key", 0): "不在表上的栏目",
    ("project", "p1", "total", 0): "34550000",
    ("project", "p1", "prior_total", 0): "约三十万",
    ("project", "p1", "prior", 0): "0",
    ("project", "p1", "start", 0): "2020-01",
    ("project", "p1", "indicator.level1", 0): "产出目标",
    ("project", "p1", "indicator.level2", 0): "数量",
    ("project", "p1", "indicator.value", 0): "1套",
}


def expenditure(line_id, nature, amount, project=None, source=APPROPRIATION):
    return ExpenditureLine(
        line_id, "016001", "2010301", "30299", None, nature, source, project, amount
    )


@pytest.fixture(scope="module")
def facts():
    lines = (
        IncomeLine("i1", "016001", APPROPRIATION, None, 1_234_500_00 * 10),
        IncomeLine("i2", "016001", "事业收入", None, 30_000_00),
        expenditure("e1", "基本支出/公用经费", 1_200_000_000),
        expenditure("e2", "项目支出/专项资金", 20_000_000, ODD_NAME),
        expenditure("e3", "项目支出/一般性项目", 14_500_000, ODD_NAME),
        expenditure("e4", "项目支出/一般性项目", 3_000_000, "会务", "事业收入"),
    )
    return Facts(
        2020,
        Department("016", "临溪市人民政府办公室", "临溪市政府办公室"),
        (Unit("u", "016001", "本级", "行政"),),
        (Project("p1", ODD_NAME), Project("p2", "会务", unit="016"), Project("p3", "停办")),
        lines,
        FIELDS,
    )


@pytest.fixture(scope="module")
def packet(facts, henan, classification):
    return derive(facts, henan, classification)


@pytest.fixture(scope="module")
def sheets(packet):
    return {sheet.id: sheet for sheet in packet.sheets}


def texts(sheet):
    return [[cell.text for cell in row.cells] for row in sheet.body]


def row_with(sheet, label):
    return next(row for row in texts(sheet) if label in row)


def test_a_project_of_which_nothing_is_filled_in_has_no_form(sheets):
    assert list(sheets)[-3:] == ["10", f"11/{ODD_NAME}", "11/会务"]


def test_the_form_of_one_project_is_built_alone(packet, henan):
    def build(project):
        return build_table(henan.table("11"), packet.cube, packet.facts, project=project)

    assert build("p2") == tuple(sheet for sheet in packet.sheets if sheet.id == "11/会务")
    assert build("p3") == ()


def test_form_10_is_printed_cell_by_cell(sheets):
    assert texts(sheets["10"]) == [
        ["部门（单位）名称", "临溪市政府办公室"],
        ["年度履职目标", "保障政务运转"],
        ["年度主要任务", "任务名称", "主要内容"],
        ["公文办理", "及时、准确"],
        ["", ""],
        ["预算情况", "部门预算总额（万元）", "1237.5"],
        ["1、资金来源：（1）财政性资金", "1234.5"],
        ["（2）其他资金", "3.0"],
        ["2、资金结构：（1）基本支出", "1200.0"],
        ["（2）项目支出", "37.5"],
        ["一级指标", "二级指标", "三级指标", "指标值", "指标值说明"],
        ["投入管理指标", "工作目标管理", "", "", ""],
        ["预算和财务管理", "", "", ""],
        ["绩效管理", "", "", ""],
        ["产出指标", "重点工作任务完成", "办件率", "≥95%", ""],
        ["会议", "", ""],
        ["履职目标实现", "", "", ""],
        ["效益指标", "履职效益", "", "", ""],
        ["满意度", "", "", ""],
        ["其他指标", "", "表外一级指标", "", ""],
    ]


def test_levels_are_merged_over_their_indicators(sheets):
    spans = {
        cell.text: cell.rowspan
        for row in sheets["10"].body
        for cell in row.cells
        if cell.rowspan > 1
    }
    assert spans == {
        "年度主要任务": 3,
        "预算情况": 5,
        "投入管理指标": 3,
        "产出指标": 3,
        "重点工作任务完成": 2,
        "效益指标": 2,
    }


@pytest.mark.parametrize("table", ["10", "11/会务"])
def test_cells_of_a_form_cover_its_grid_once(sheets, table):
    sheet = sheets[table]
    covered = [
        (number + down, cell.column + right)
        for number, row in enumerate(sheet.body)
        for cell in row.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    grid = [(row, column) for row in range(len(sheet.body)) for column in range(len(sheet.columns))]
    assert sorted(covered) == grid


@pytest.mark.parametrize(
    ("project", "total", "amount"), [(ODD_NAME, "34.6", "34.5"), ("会务", "", "3.0")]
)
def test_form_11_derives_the_year_amount_of_its_project(sheets, project, total, amount):
    sheet = sheets[f"11/{project}"]
    assert texts(sheet)[0] == ["项目名称", project]
    assert row_with(sheet, "项目本年度金额") == ["项目总金额", total, "项目本年度金额", amount]


def test_a_project_without_lines_has_spent_nothing(facts, henan, classification):
    gone = replace(facts, lines=())
    sheets = {sheet.id: sheet for sheet in derive(gone, henan, classification).sheets}
    assert row_with(sheets["11/会务"], "项目本年度金额")[-1] == "0.0"


def test_amounts_are_printed_in_the_unit_and_other_texts_as_they_are(sheets):
    sheet = sheets[f"11/{ODD_NAME}"]
    cells = {cell.text: cell for row in sheet.body for cell in row.cells}
    assert (cells["34.6"].kind, cells["34.6"].exact) == ("amount", 34_550_000)
    assert cells["约三十万"].kind == "text"
    assert row_with(sheet, "项目上年度金额")[-1] == "0.0"


def test_form_11_shows_the_fields_of_its_project_alone(sheets):
    first, second = sheets[f"11/{ODD_NAME}"], sheets["11/会务"]
    assert row_with(second, "单位编码") == ["单位编码", "016", "资金用途", "业务类"]
    assert row_with(first, "开始时间") == ["开始时间", "2020-01", "结束时间", ""]
    assert row_with(second, "开始时间") == ["开始时间", "", "结束时间", ""]
    assert row_with(first, "单位编码") == ["单位编码", "016001", "资金用途", ""]
    assert row_with(first, "数量") == ["产出目标", "数量", "", "1套"]


def test_form_11_prints_every_level_without_indicators_blank(sheets):
    rows = texts(sheets["11/会务"])
    assert len(rows) == 18 + 18
    assert rows[-6:] == [
        ["影响力目标", "长效管理", "", ""],
        *([level, "", ""] for level in ("人力资源", "部门协助", "配套设施", "信息共享", "其它")),
    ]


def test_a_form_knows_its_own_words_from_what_was_filled_in(sheets):
    labels = [
        [cell.text for cell in row.cells if cell.label] for row in sheets[f"11/{ODD_NAME}"].body
    ]
    assert labels[:3] == [["项目名称"], ["单位编码", "资金用途"], ["项目负责人", "联系人"]]
    assert ["一级指标", "二级指标", "三级指标", "目标值"] in labels
    assert ["产出目标", "数量"] in labels
