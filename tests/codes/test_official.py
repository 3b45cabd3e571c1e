import pytest

from budgettool.codes import OFFICIAL, CodeTableError, codes_from_rows


def read(headings, rows, scheme="function"):
    return codes_from_rows(scheme, 2026, headings, rows)


def refusals(headings, rows, scheme="function"):
    with pytest.raises(CodeTableError) as caught:
        read(headings, rows, scheme)
    return [(problem.row, problem.value) for problem in caught.value.problems]


def test_a_plain_table():
    codes = read(
        ["科目编码", "科目名称", "说明"],
        [["201", " 一般公共服务支出 ", "反映…"], ["", "", ""], ["20101.0", "人大事务"]],
    )
    assert [str(code) for code in codes] == ["201 一般公共服务支出", "20101 人大事务"]
    assert (codes[1].level, codes[1].parent) == ("款", "201")
    assert (codes[1].confidence, codes[1].valid_from) == (OFFICIAL, 2026)


@pytest.mark.parametrize(
    "rows",
    [
        [["201", "", "", "甲"], ["201", "01", "", "乙"], ["201", "01", "01", "丙"]],
        [["201", "", "", "甲"], ["", "01", "", "乙"], ["", "", "01", "丙"]],
        [["201", "", "", "甲"], ["201", "20101", "", "乙"], ["201", "20101", "2010101", "丙"]],
        [["201", "", "", "甲"], ["", "1", "", "乙"], ["", "", "1.0", "丙"]],
    ],
)
def test_codes_in_three_columns(rows):
    codes = read(["类", "款", "项", "科目名称"], rows)
    assert [(code.code, code.name) for code in codes] == [
        ("201", "甲"),
        ("20101", "乙"),
        ("2010101", "丙"),
    ]


def test_every_wrong_row_is_listed_and_nothing_taken():
    rows = [
        ["201", "一般公共服务支出", "类"],
        ["2010", "人大事务", "款"],
        ["20102", "", "款"],
        ["201", "一般公共服务支出", "类"],
        ["abc", "某某", ""],
        ["20103", "=1+1", ""],
        ["20104", "政府", "项"],
    ]
    assert refusals(["编码", "名称", "级次"], rows) == [
        (3, "2010"),
        (4, ""),
        (5, "201"),
        (6, "abc"),
        (7, "=1+1"),
        (8, "20104"),
    ]


def test_a_wrong_parent_is_refused():
    assert refusals(["编码", "名称", "上级"], [["20101", "人大事务", "202"]]) == [(2, "20101")]


def test_economic_codes_have_no_third_level():
    assert refusals(["编码", "名称"], [["3010101", "某某"]], "department_economic") == [
        (2, "3010101")
    ]


def test_missing_headings_and_an_empty_table_are_refused():
    assert refusals(["金额", "名称"], [["1", "某某"]]) == [(1, "金额、名称")]
    assert refusals(["编码", "名称"], [["", ""]]) == [(2, "")]


def test_the_message_lists_rows_in_chinese():
    with pytest.raises(CodeTableError, match="第2行“2010”：支出功能分类科目编码应为"):
        read(["编码", "名称"], [["2010", "人大事务"]])


def test_a_name_wrapped_by_hand_is_one_name():
    (code,) = codes_from_rows("function", 2020, ["编码", "名称"], [["20103", "政府办公厅\n及机构"]])
    assert code.name == "政府办公厅及机构"


@pytest.mark.parametrize(
    ("headings", "row", "said"),
    [
        (["编码", "名称"], ["30101", "基本工资"], "分类是否选对"),
        (["编码", "名称", "编码", "名称"], ["201", "甲", "202", "乙"], "有两列"),
    ],
)
def test_what_would_be_taken_for_something_else_is_refused(headings, row, said):
    with pytest.raises(CodeTableError, match=said):
        codes_from_rows("function", 2020, headings, [row])
