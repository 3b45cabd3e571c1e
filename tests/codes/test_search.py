import pytest

from budgettool.codes import load_classification

CODES = load_classification(2020)


@pytest.mark.parametrize(
    ("scheme", "query", "best"),
    [
        ("department_economic", "jbgz", "30101"),
        ("department_economic", "ＪＢＧＺ", "30101"),
        ("department_economic", "30101", "30101"),
        ("department_economic", "３０１０１", "30101"),
        ("department_economic", "301", "301"),
        ("department_economic", "维修(护)", "30213"),
        ("department_economic", "gwjdf", "30217"),
        ("function", "xzyx", "2010101"),  # 行 is read xing
        ("function", "zfbgt", "20103"),
        ("function", "xxjy", "2050202"),
        ("income", "国内增值税", "10101"),  # alias
        ("function", "行政运行 20103", "2010301"),
        ("function", "归口管理的行政单位", "2080501"),  # its name until 2019
        ("source", "czbk", "一般公共预算收入/财政拨款"),
    ],
)
def test_best_answer(scheme, query, best):
    found = [code.code for code in CODES.search(scheme, query, limit=1)]
    assert best in found[:1]


@pytest.mark.parametrize("query", ["zdgg", "cdgg", "cdggwsfw"])
def test_every_reading_of_a_character_is_found(query):
    """重 is read zhong and chong."""
    assert "2100409" in [code.code for code in CODES.search("function", query)]


def test_the_common_reading_comes_first():
    """养护 is yh; 行 in 运行 could be read hang."""
    assert CODES.search("function", "yh")[0].name == "公路养护"


def test_nothing_is_found_by_nothing():
    assert CODES.search("function", "  ") == ()
    assert CODES.search("function", "不存在的科目") == ()
    assert CODES.search("function", "行政", limit=0) == ()


def test_level_and_limit_hold():
    found = CODES.search("function", "201", level="款", limit=5)
    assert [code.code for code in found] == ["20101", "20102", "20103", "20104", "20105"]
