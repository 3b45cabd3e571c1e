from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.codes import CodeError, load_classification

CODES = load_classification(2020)
ECONOMIC = CODES.all("department_economic", "款")


def refusal(scheme, text, year=2020, level=None):
    with pytest.raises(CodeError) as caught:
        load_classification(year).resolve(scheme, text, level=level)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "30101",
        "30101.0",
        " 30101 ",
        "30101 基本工资",
        "30101-基本工资",
        "30101　基本工资",
        "30101基本工资",
        "[30101]基本工资",
        "【30101】基本工资",
        "３０１０１",
        "301 01",
        "301.01",
        "基本工资",
        "基本工资（30101）",
        " 基本 工资",
    ],
)
def test_all_ways_to_write_a_code(text):
    assert CODES.resolve("department_economic", text, level="款").code == "30101"


@pytest.mark.parametrize(
    ("scheme", "text", "code"),
    [
        ("department_economic", "维修(护)费", "30213"),
        ("department_economic", "30106伙食补助", "30106"),
        ("function", "2010301 行政运行（政府办公厅（室）及相关机构事务）", "2010301"),
        ("function", "行政运行（政府办公厅（室）及相关机构事务）", "2010301"),
        ("function", "208 社会保障和就业", "208"),
        ("function", "208.00", "208"),
        ("function", "208.05.05", "2080505"),
        ("function", "20805 05", "2080505"),
        ("function", "2130199 其他农业支出", "2130199"),  # the name until 2019
        ("source", "财政拨款", "一般公共预算收入/财政拨款"),
        ("source", "政府性基金收入／债务收入", "政府性基金收入/债务收入"),
    ],
)
def test_names_of_documents_are_understood(scheme, text, code):
    assert CODES.resolve(scheme, text).code == code


@given(
    st.sampled_from(ECONOMIC), st.sampled_from(["{0}", "{0} {1}", "{0}-{1}", "[{0}]{1}", "{0}.0"])
)
def test_every_code_is_found_as_written(code, form):
    text = form.format(code.code, code.name)
    assert CODES.resolve("department_economic", text, level="款") == code


@given(st.text(max_size=200))
def test_any_text_is_a_code_or_a_refusal(text):
    for scheme in ("function", "department_economic", "source"):
        with suppress(CodeError):
            assert CODES.resolve(scheme, text).scheme == scheme


def test_a_shared_name_asks_for_the_code():
    error = refusal("department_economic", "房屋建筑物购建")
    assert [code.code for code in error.candidates] == ["30901", "31001"]
    assert "请写明编码" in str(error)


def test_code_and_name_that_disagree_are_refused_and_both_offered():
    error = refusal("department_economic", "30101 津贴补贴")
    assert [code.code for code in error.candidates] == ["30102", "30101"]
    assert "与所填名称“津贴补贴”不符" in str(error)


def test_a_code_given_to_something_else_does_not_pass_for_its_old_name():
    error = refusal("function", "2080209 部队供应", year=2024)
    assert "2082805 军供保障" in str(error)


def test_an_ended_code_offers_its_successor():
    error = refusal("function", "2200401", year=2020)
    assert error.successor.code == "2240501"
    assert "2018年后已停用" in str(error)
    assert "可改用 2240501 行政运行" in str(error)


def test_a_code_of_later_years_says_when_it_begins():
    assert "2019年才启用" in str(refusal("function", "2013802", year=2018))


def test_a_former_name_offers_the_code():
    error = refusal("function", "工读学校教育", year=2024)
    assert str(error.successor) == "2050702 专门学校教育"


def test_a_slip_offers_what_was_meant():
    assert "2010301" in [code.code for code in refusal("function", "2010310").candidates]
    assert refusal("department_economic", "办公用费").candidates[0].code == "30201"
    assert refusal("department_economic", "39108").candidates


def test_wrong_level_says_which_is_wanted():
    error = refusal("function", "20103", level="项")
    assert "这里要填项级（7位）" in str(error)
    assert error.candidates[0].code == "2010301"


@pytest.mark.parametrize("text", ["", "   ", "x" * 5000, "=1+1", "30101;DROP", "\x00"])
def test_hostile_cells_are_refused_in_short(text):
    assert len(str(refusal("department_economic", text))) < 400
