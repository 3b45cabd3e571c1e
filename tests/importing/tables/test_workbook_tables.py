"""Tables of a workbook: as this program publishes them, and as an office types them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from budgettool.exporting.excel import write_workbook
from budgettool.importing import SourceError
from budgettool.importing.tables import read_tables
from budgettool.importing.tables.naming import plain
from budgettool.packs.location import find_pack, pack_folders
from budgettool.rules.sheets import check_sheets
from budgettool.sheets.packet import derive

SOURCES = {"一般公共预算/财政拨款": "一般公共预算/本年拨款", "部门结转": "单位资金上年结转"}
STAFF = ("基本支出/工资福利支出", "基本支出/对个人和家庭的补助")

HEAD = [
    *("类", "款", "项", "单位代码", "单位（科目名称）", "总计"),
    *("小计", "工资福利支出", "公用经费", "对个人和家庭的补助"),
    *("小计", "一般性项目", "专项资金"),
]
UPPER = ["科目编码", "", "", "", "", "", "基本支出", "", "", "", "项目支出", "", ""]
OFFICE = [
    ["预算05表"],
    ["2020年一般公共预算支出情况表"],
    ["单位：万元"],
    UPPER,
    HEAD,
    ["", "", "", "", "合计", 30, 20, 12, 8, None, 10, 10],
    ["", "", "", "", "临溪市人民政府办公室", 30, 20, 12, 8, None, 10, 10],
    ["201", "03", "01", "016", "行政运行", 20, 20, 12, 8],
    ["201", "03", "02", "016", "一般行政管理事务", 10, None, None, None, None, 10, 10],
]


@pytest.fixture(scope="module")
def national():
    return find_pack("national-2021", pack_folders())


@pytest.fixture(scope="module")
def national_sheets(sample_facts, national, classification):
    """The real case under the other pack."""

    def mapped(line):
        line = replace(line, source=SOURCES[line.source])
        nature = getattr(line, "nature", None)
        if nature is None or nature == "基本支出/公用经费":
            return line
        return replace(line, nature="基本支出/人员经费" if nature in STAFF else "项目支出")

    facts = replace(sample_facts, lines=tuple(mapped(line) for line in sample_facts.lines))
    return derive(facts, national, classification).sheets


def written(tmp_path, sheets, pack):
    path = tmp_path / "公开.xlsx"
    write_workbook(sheets, path, title="公开", created=datetime(2020, 1, 1, tzinfo=UTC))
    return read_tables(path, pack)


def test_the_published_workbook_comes_back_whole(tmp_path, sample, amounts, classification):
    tables = written(tmp_path, sample.sheets, sample.pack)
    assert (tables.problems, tables.missing) == ((), ())
    for read, made in zip(tables.sheets, sample.sheets, strict=True):
        printed = (plain(made.number), plain(made.title), made.unit)
        assert (read.number, read.title, read.unit) == printed
        assert amounts(read) == amounts(made)
    findings = check_sheets(sample.pack, tables.sheets, classification).findings
    assert {finding.code for finding in findings} == {"P01"}  # its forms are not masked


def test_another_pack_comes_back_whole(tmp_path, national_sheets, national, classification):
    tables = written(tmp_path, national_sheets, national)
    assert (tables.problems, tables.missing) == ((), ())
    assert [len(sheet.body) for sheet in tables.sheets] == [46, 4, 15, 42, 15, 27, 1, 0, 0]
    assert check_sheets(national, tables.sheets, classification).findings == ()


def test_a_typed_table_with_an_unmerged_header_is_read(typed, amounts):
    tables = typed({"Sheet1": OFFICE})
    assert not tables.problems
    (sheet,) = tables.sheets
    assert [row.address for row in sheet.body] == ["合计", "016", "016/2010301", "016/2010302"]
    assert amounts(sheet)["05.016/2010302[项目支出/一般性项目]"] == 10_000_000
    assert amounts(sheet)["05.合计[基本支出/公用经费]"] == 8_000_000


def test_other_order_of_columns_other_unit_and_the_name_of_the_worksheet(typed, amounts):
    order = [4, 0, 1, 2, 3, 5, 10, 11, 12, 6, 7, 8, 9]
    rows = [["单位：元"], *([(row + [None] * 13)[n] for n in order] for row in OFFICE[3:])]
    rows[1] = ["", "科目编码", "", "", "", "", "项目支出", "", "", "基本支出", "", "", ""]
    (sheet,) = typed({"说明": [["没有表"]], "05表": rows}).sheets
    assert (sheet.id, sheet.unit, sheet.number, sheet.decimals) == ("05", "元", "", 0)
    assert amounts(sheet)["05.016/2010302[项目支出/一般性项目]"] == 1_000
    assert amounts(sheet)["05.合计[基本支出/公用经费]"] == 800


def test_one_column_of_whole_codes_is_read(typed):
    rows = [[row[0] + row[1] + row[2], *row[3:]] for row in OFFICE[5:]]
    head = [["科目编码", *UPPER[3:]], ["", *HEAD[3:]]]
    (sheet,) = typed({"x": [*OFFICE[:3], *head, *rows]}).sheets
    assert [row.address for row in sheet.body] == ["合计", "016", "016/2010301", "016/2010302"]


def test_codes_that_were_typed_as_numbers_are_read(typed):
    rows = [*OFFICE[:7], [201, 3, 1, "016", "行政运行", 20, 20, 12, 8]]
    assert typed({"x": rows}).sheets[0].body[2].address == "016/2010301"


def test_groups_that_are_not_merged_are_told_apart(typed, amounts):
    rows = [
        ["预算04表"],
        ["项目", "项目", "金额", "项目", "合计"],
        ["一般公共预算收入", "小计", 5],
        ["", "债务收入", 5],
        ["政府性基金收入", "小计", 7],
        ["", "债务收入", 7],
        ["收入合计", "", 12],
    ]
    (sheet,) = typed({"x": rows}).sheets
    assert amounts(sheet) == {
        "04.一般公共预算收入/小计[金额]": 5_000_000,
        "04.一般公共预算收入/债务收入[金额]": 5_000_000,
        "04.政府性基金收入/小计[金额]": 7_000_000,
        "04.政府性基金收入/债务收入[金额]": 7_000_000,
        "04.收入合计[金额]": 12_000_000,
    }


@pytest.mark.parametrize(
    ("row", "column", "value", "problem"),
    [
        (7, 5, "二十", "工作表“x”：“二十”F8“总计”不是数字，没有核对"),
        (8, 2, "9", "工作表“x”：第 9 行表样中没有“一般行政管理事务”这一行，没有核对"),
        (8, 2, "01", "工作表“x”：第 9 行与第 8 行是同一行，只取前一行"),
    ],
)
def test_what_cannot_be_read_is_named(typed, row, column, value, problem):
    rows = [list(each) for each in OFFICE]
    rows[row][column] = value
    if value == "9":
        rows[row][0] = "2"
    assert str(typed({"x": rows}).problems[0]) == problem


def test_columns_that_are_unknown_or_missing_are_named(typed, classification, henan):
    rows = [[*row[:5], *row[6:], *[""] * (13 - len(row))] for row in OFFICE]
    rows[4] = [*rows[4][:12], "备用"]
    rows[5] = [*rows[5], *[""] * (12 - len(rows[5])), 3][:13]
    tables = typed({"x": rows})
    assert {problem.reason for problem in tables.problems} == {
        "表样中没有“备用”这一列，没有核对",
        "缺少“总计”这一列，没有核对",
    }
    assert "B05.2" in check_sheets(henan, tables.sheets, classification).unknown


def test_a_second_worksheet_for_one_table_is_named(typed):
    tables = typed({"a": OFFICE, "b": OFFICE})
    assert [str(each) for each in tables.problems] == [
        "工作表“b”：与前面的工作表都是预算05表，没有核对"
    ]


def test_a_table_without_header_is_named(typed):
    tables = typed({"a": OFFICE, "b": [["预算02表"], ["甲", "乙"], [1, 2]]})
    assert [str(each) for each in tables.problems] == [
        "工作表“b”：像是预算02表，但找不到它的表头，没有核对"
    ]


def test_a_workbook_without_any_table_is_refused(typed):
    with pytest.raises(SourceError, match="找不到表样包的任何一张表"):
        typed({"a": [["甲"], [1]]})
