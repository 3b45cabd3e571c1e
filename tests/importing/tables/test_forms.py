"""Forms of targets that were published or typed: read into the sheets that a book would make."""

import copy
import json
from datetime import UTC, datetime

import pytest
import xlsxwriter

from budgettool.exporting.excel import write_workbook
from budgettool.importing import SourceError
from budgettool.importing.tables import read_tables
from budgettool.importing.tables.naming import plain

PUBLISHED_NAME = {"临溪市管委会办公室": "临溪市政府办公室"}
"""The publication calls the department otherwise in its own form 10."""

PROJECT = {
    "项目名称": "平台建设", "单位编码": "016001", "项目负责人": "某甲", "联系电话": "0391-0000000",
    "开始时间": "2020-01-01", "结束时间": "2020-12-31", "项目总金额": "30.00",
    "项目本年度金额": "12.5", "indicators": [
        {"一级指标": "产出目标", "二级指标": "数量", "三级指标": "系统", "目标值": "1套"},
    ],
}  # fmt: skip
OFFICE = [
    ["平台建设项目绩效目标申报表"],
    ["项目名称", "平台建设"],
    ["开始时间", "结束时间", "项目负责人：某甲"],
    ["2020-01-01", "2020-12-31"],
    ["项目总金额（万元）", "", "30", "项目本年度金额", "12.5"],
    ["备注"],
    ["年度绩效目标", "上线"],
    ["一级指标", "二级指标", "三级指标", "目标值"],
    ["产出目标", "数量", "系统", "1套"],
    ["", "", "用户", "≥100人"],
    ["", "质量", "合格率", "≤100%"],
    ["一级指标", "二级指标", "三级指标", "目标值"],
    ["效果目标", "满意度", "", "≥90%"],
    ["填表人：某乙"],
]
"""Not merged, without number, pages that repeat the heads, levels written once."""


def cells(sheet):
    """What stands in a sheet: texts, amounts and bindings; rows of fields may be numbered anew."""
    return [
        [cell._replace(field=cell.field and cell.field[:1]) for cell in row.cells]
        for row in sheet.body
    ]


def without_print(rows, names=()):
    """Leave out how amounts are printed, and who the department is called."""
    return [
        [
            cell._replace(
                text="" if cell.exact is not None else dict(names).get(cell.text, cell.text)
            )
            for cell in row
        ]
        for row in rows
    ]


def beside(sheet, label):
    """Give the cell that stands after a label."""
    for row in sheet.body:
        for cell, after in zip(row.cells, row.cells[1:], strict=False):
            if cell.text.endswith(label):
                return after
    raise LookupError(label)


def indicators(sheet):
    """Give name and target of each indicator with its levels, merged ones told for each row."""
    found, levels = [], {}
    for row in sheet.body:
        said = {cell.field[0]: cell.text for cell in row.cells if cell.field}
        levels |= {key: text for key, text in said.items() if "level" in key}
        if said.get("indicator.name") or said.get("indicator.value"):
            found.append((*levels.values(), said["indicator.name"], said["indicator.value"]))
    return found


def test_published_forms_are_those_of_a_book(read, forms, published_forms):
    tables = read(forms)
    assert tables.problems == ()
    made = {sheet.id: sheet for sheet in published_forms.sheets}
    assert [sheet.id for sheet in tables.sheets] == [
        "10", *(f"11/{project['项目名称']}" for project in forms["11"]["projects"])
    ]  # fmt: skip
    for sheet in tables.sheets:
        expected = without_print(cells(made[sheet.id]))
        assert without_print(cells(sheet), PUBLISHED_NAME) == expected


def test_amounts_are_exact_and_as_they_were_printed(read, forms):
    sheets = {sheet.id: sheet for sheet in read(forms).sheets}
    year = beside(sheets["11/车辆购置"], "项目本年度金额")
    assert (year.text, year.exact, year.kind) == ("16.00", 16_000_000, "amount")
    assert year.reference == "by_project.车辆购置[金额]"
    whole = beside(sheets["10"], "部门预算总额（万元）")
    assert (whole.exact, whole.reference) == (1_991_600_000, "01.支出合计[合计]")


def test_a_workbook_of_ours_comes_back_whole(tmp_path, published_forms):
    path = tmp_path / "公开.xlsx"
    sheets = [sheet for sheet in published_forms.sheets if sheet.id[:2] in {"10", "11"}]
    write_workbook(sheets, path, title="公开", created=datetime(2020, 1, 1, tzinfo=UTC))
    tables = read_tables(path, published_forms.pack)
    assert tables.problems == ()
    for read, made in zip(tables.sheets, sheets, strict=True):
        assert (read.id, read.number) == (made.id, plain(made.number))
        assert read.title == plain(made.title)
        assert read.captions == made.captions
        assert without_print(cells(read)) == without_print(cells(made))


def test_a_form_that_an_office_typed_is_read_by_its_words(typed):
    tables = typed({"Sheet1": OFFICE})
    assert [problem.reason for problem in tables.problems] == [
        "第 14 行“填表人：某乙”不是指标，没有核对"
    ]
    (sheet,) = tables.sheets
    assert sheet.id == "11/平台建设"
    said = {
        label: beside(sheet, label).text
        for label in ("开始时间", "结束时间", "项目负责人", "备注", "年度绩效目标")
    }
    assert list(said.values()) == ["2020-01-01", "2020-12-31", "某甲", "", "上线"]
    assert beside(sheet, "项目总金额").exact == 30_000_000
    assert beside(sheet, "项目本年度金额").exact == 12_500_000
    assert indicators(sheet) == [
        ("产出目标", "数量", "系统", "1套"),
        ("产出目标", "数量", "用户", "≥100人"),
        ("产出目标", "质量", "合格率", "≤100%"),
        ("效果目标", "满意度", "", "≥90%"),
    ]


def test_forms_of_several_projects_below_each_other(typed):
    other = [[text.replace("平台建设", "车辆购置") for text in row] for row in OFFICE[1:13]]
    sheets = typed({"11表": [*OFFICE[1:13], *other]}).sheets
    assert [sheet.id for sheet in sheets] == ["11/平台建设", "11/车辆购置"]
    assert indicators(sheets[0]) == indicators(sheets[1])


def test_merged_cells_and_lines_beside_a_merged_label(tmp_path, henan):
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("预算10表")
        sheet.merge_range("A1:B1", "部门（单位）名称")
        sheet.merge_range("C1:E1", "甲局")
        sheet.merge_range("A2:A3", "年度履职目标")
        sheet.write_row("B2", ["一、服务"])
        sheet.write_row("B3", ["二、协调"])
        sheet.merge_range("A4:A6", "年度主要任务")
        sheet.write_row("B4", ["任务名称", "主要内容"])
        sheet.write_row("B5", ["会议", "办会"])
        sheet.write_row("B6", ["其他资金", "也是任务"])
        sheet.merge_range("A7:A8", "预算情况")
        sheet.write_row("B7", ["部门预算总额（元）", "19916000"])
        sheet.write_row("B8", ["（2）其他资金", "-"])
    tables = read_tables(path, henan)
    (form,) = tables.sheets
    assert beside(form, "名称").text == "甲局"
    assert beside(form, "年度履职目标").text == "一、服务\n二、协调"
    assert (form.unit, beside(form, "部门预算总额（元）").exact) == ("元", 1_991_600_000)
    assert beside(form, "（2）其他资金").exact == 0
    tasks = [[cell.text for cell in row.cells][-2:] for row in form.body[3:5]]
    assert tasks == [["会议", "办会"], ["其他资金", "也是任务"]]
    assert {problem.reason for problem in tables.problems} == {
        "没有写“财政性资金”的数，没有核对", "没有写“基本支出”的数，没有核对",
        "没有写“项目支出”的数，没有核对",
    }  # fmt: skip


def test_a_level_that_a_page_break_took_is_known_by_its_second_name(read):
    project = copy.deepcopy(PROJECT)
    rows = [("产出目标", "成本"), (None, "满意度"), (None, None), (None, "其它")]
    project["indicators"] = [
        {"一级指标": first, "二级指标": second, "三级指标": f"第{number}个", "目标值": "有"}
        for number, (first, second) in enumerate(rows)
    ]
    (sheet,) = read({"11": {"projects": [project]}}).sheets
    assert [row[:2] for row in indicators(sheet)] == [
        ("产出目标", "成本"), ("效果目标", "满意度"), ("效果目标", "满意度"),
        ("影响力目标", "其它"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"项目总金额": "三十"}, "第 1 个项目“项目总金额”不是数字，没有核对"),
        ({"项目本年度金额": None}, "第 1 个项目没有写“项目本年度金额”的数，没有核对"),
        ({"项目名称": " "}, "第 1 个项目没有读到项目名称，与明细有关的没有核对"),
        ({"主管领导": "某丙"}, "第 1 个项目表样中没有“主管领导”这一栏，没有核对"),
        ({" 项目名称": "又一个"}, "第 1 个项目“项目名称”写了两次，只取前一次"),
    ],
)
def test_what_cannot_be_read_is_named(read, change, problem):
    tables = read({"11": {"projects": [{**PROJECT, **change}]}})
    assert [each.reason.removeprefix(" ") for each in tables.problems] == [problem]


def test_a_project_that_stands_twice_is_named(read):
    tables = read({"11": {"projects": [PROJECT, PROJECT]}})
    assert len(tables.sheets) == 1
    (problem,) = tables.problems
    assert problem.reason == "第 2 个项目与第 1 个项目是同一个项目，只取前一个"


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"projects": {}}, "projects 应是项目的列表"),
        ({"projects": [7]}, "projects 应是项目的列表"),
        ({"projects": [{"项目名称": ["甲"]}]}, "第 1 个项目 的 项目名称 不应是列表"),
        ({"projects": [{"项目名称": {"甲": 1}}]}, "项目名称 应是一段文字或一个数"),
        ({"fields": []}, "fields 不应是列表"),
        ({"fields": "甲"}, "fields 应是“栏目: 内容”"),
        ({"fields": {"甲": {"甲": {"甲": {"甲": {"甲": {}}}}}}}, "应是一段文字或一个数"),
        ({"indicators": [{"甲": 1}]}, "indicators 第 1 行 应是“表头: 内容”"),
        ({"unit": "美元", "fields": {}}, "unit 应为元或万元"),
    ],
)
def test_values_of_a_wrong_type_are_refused(read, form, reason):
    with pytest.raises(SourceError, match=reason):
        read({"预算11表": form})


def test_a_row_that_is_too_long_is_refused(read):
    with pytest.raises(SourceError, match="年度主要任务 第 1 行 应是至多 2 段文字"):
        read({"10": {"fields": {"年度主要任务": [["甲", "乙", "丙"]]}}})


def test_rare_control_and_half_characters_do_not_stop_a_form(tmp_path, henan):
    project = {**PROJECT, "项目名称": "镕㛃𫖯\ud800\x07工程" + "长" * 300, "联系人": 7}
    path = tmp_path / "表.json"
    path.write_text(json.dumps({"11": {"projects": [project], "code": "\udfff"}}), encoding="ascii")
    (sheet,) = read_tables(path, henan).sheets
    assert (sheet.id, sheet.number) == ("11/镕㛃𫖯工程" + "长" * 300, "11")
    assert beside(sheet, "联系人").text == "7"


def test_a_worksheet_of_ten_thousand_merged_cells_is_read(tmp_path, henan):
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("预算11表")
        sheet.write_row(0, 0, ["项目名称", "甲"])
        for row in range(2, 10_002):
            sheet.merge_range(row, 0, row, 50, "没有用")
    tables = read_tables(path, henan)
    assert [sheet.id for sheet in tables.sheets] == ["11/甲"]
    assert "另有 9990 行没有核对" in tables.problems[10].reason


def test_a_worksheet_that_only_has_the_number_is_named(typed):
    (problem,) = typed({"05": [["项目"]], "a": OFFICE, "11": [["预算11表"]]}).problems[1:2]
    assert problem.reason == "像是预算 11 表，但找不到它的栏目，没有核对"


def test_four_hundred_projects_are_all_read(read):
    projects = [{**PROJECT, "项目名称": f"项目{number}"} for number in range(400)]
    tables = read({"11": {"projects": projects}})
    assert (len(tables.sheets), tables.problems) == (400, ())
