import subprocess
import sys
import time

import pytest

from budgettool.codes import (
    NOT_OFFICIAL,
    SCHEMES,
    codes_from_rows,
    load_classification,
    note,
    own_code,
)

OFFICIAL_2020 = [["201", "一般公共服务"], ["20101", "人大事务"], ["2010101", "人大行政运行"]]


@pytest.fixture(scope="module")
def codes():
    return load_classification(2020)


@pytest.mark.parametrize(
    ("scheme", "code", "name"),
    [
        ("function", "2010301", "行政运行"),
        ("department_economic", "30101", "基本工资"),
        ("government_economic", "50101", "工资奖金津补贴"),
        ("income", "10101", "增值税"),
        ("source", "一般公共预算收入/财政拨款", "财政拨款"),
    ],
)
def test_each_scheme_is_bundled(codes, scheme, code, name):
    assert codes.get(scheme, code).name == name


@pytest.mark.parametrize(
    ("year", "name"),
    [(2010, "文化体育与传媒支出"), (2018, "文化体育与传媒支出"), (2019, "文化旅游体育与传媒支出")],
)
def test_a_renamed_code_has_the_name_of_the_year(year, name):
    assert load_classification(year).get("function", "207").name == name


def test_ancestors_lead_from_the_class_down(codes):
    above = codes.ancestors("function", "2010301")
    assert [code.code for code in above] == ["201", "20103"]
    assert codes.parent("function", "201") is None
    assert codes.ancestors("function", "9999999") == ()


def test_ancestors_of_an_ended_code_can_still_be_named():
    above = load_classification(2024).ancestors("function", "2011004")
    assert [str(code) for code in above] == ["201 一般公共服务支出", "20110 人力资源事务"]


def test_children_are_sorted_and_classes_hang_below_none(codes):
    assert [code.code for code in codes.children("department_economic", "307")] == [
        "30701",
        "30702",
        "30703",
        "30704",
    ]
    assert codes.children("department_economic", None)[0].name == "工资福利支出"
    assert codes.children("source", "政府性基金收入")[0].name == "当年收入"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("year", [2018, 2020, 2024])
def test_every_code_in_force_has_its_parent_in_force(scheme, year):
    table = load_classification(year)
    orphans = [
        code for code in table.all(scheme) if code.parent and not table.get(scheme, code.parent)
    ]
    assert orphans == []


@pytest.mark.parametrize(
    ("year", "old", "new"),
    [
        (2020, "2200401", "2240501"),  # 地震事务 moved with all below it
        (2021, "2011004", "2080113"),
        (2024, "2080209", None),  # 部队供应 ended; the code means 老龄事务 now
        (2020, "2080501", "2080501"),  # renamed
        (2020, "2010301", None),  # never changed
        (2019, "2040216", None),  # 网络运行及维护 stood in two places at once
        (2019, "2070401", None),
        (2020, "9999999", None),
    ],
)
def test_successor(year, old, new):
    found = load_classification(year).successor("function", old)
    assert (found and found.code) == new


def test_ended_tells_what_a_code_was_and_nothing_of_one_in_force():
    codes = load_classification(2024)
    assert codes.ended("function", "2011004").name == "政府特殊津贴"
    assert codes.ended("function", "2010301") is None
    assert load_classification(2018).ended("function", "2013804").valid_from == 2019


@pytest.mark.parametrize(
    ("code", "kind", "targets"),
    [
        ("30101", "行政", ("50101",)),
        ("30101", "参公", ("50101",)),
        ("30101", "财政补助事业", ("50501",)),
        ("30101", "经费自理事业", ("50501",)),
        ("30301", "行政", ("50905",)),
        ("30107", "行政", ()),
        ("30101", "汇总", ()),
    ],
)
def test_crosswalk_follows_the_kind_of_unit(codes, code, kind, targets):
    assert codes.government_for(code, kind) == targets


@pytest.mark.parametrize(("year", "target"), [(2020, "50801"), (2021, "50803")])
def test_crosswalk_follows_the_year(year, target):
    assert load_classification(year).government_for("31201", "行政") == (target,)


@pytest.mark.parametrize("year", [2020, 2024])
def test_crosswalk_names_only_codes_in_force(year):
    codes = load_classification(year)
    for code in codes.all("department_economic", "款"):
        for kind in ("行政", "财政补助事业"):
            targets = codes.government_for(code.code, kind)
            assert all(codes.get("government_economic", target) for target in targets)
            assert targets or (code.code, kind) == ("30107", "行政")


def test_pair_allowed(codes):
    assert codes.pair_allowed("30101", "50501")
    assert not codes.pair_allowed("30101", "50501", "行政")
    assert codes.pair_allowed("30198", "50199")  # added by a user: the crosswalk is silent
    assert not codes.pair_allowed("30198", "59999x")


def test_loaded_table_wins_and_marks_what_it_lacks():
    official = codes_from_rows("function", 2020, ["科目编码", "科目名称"], OFFICIAL_2020)
    codes = load_classification(2020, [official])
    assert codes.get("function", "2010101").name == "人大行政运行"
    assert codes.get("function", "2010101").fund == "一般公共预算"
    missing = codes.get("function", "2010301")
    assert missing.confidence == NOT_OFFICIAL
    assert note(missing) == "已导入的官方科目表中没有此科目"
    assert codes.get("function", "2120801").confidence != NOT_OFFICIAL  # another fund's table
    assert codes.successor("function", "2010101").name == "人大行政运行"


def test_own_code_wins_over_a_loaded_table():
    official = codes_from_rows("function", 2020, ["编码", "名称"], OFFICIAL_2020)
    own = own_code("function", "2010101", "本级行政运行")
    codes = load_classification(2020, [official, [own]])
    assert codes.get("function", "2010101").name == "本级行政运行"
    assert codes.search("function", "bjxzyx")[0] == own


def test_notes_tell_rows_that_nobody_has_checked(codes):
    assert note(codes.get("department_economic", "30101")) == ""
    assert "未与官方科目书核对" in note(codes.get("function", "2010101"))


@pytest.mark.parametrize(("year", "told"), [(2012, True), (2020, False), (2031, True)])
def test_a_year_beyond_the_bundled_tables_is_told(year, told):
    assert bool(load_classification(year).warning) is told


def test_loading_is_quick_and_leaves_pinyin_alone():
    script = (
        "import sys; from budgettool.codes import load_classification as load;"
        "load(2020).get('function', '2010301'); assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - our own interpreter
    start = time.perf_counter()
    codes = load_classification(2020)
    for scheme in SCHEMES:
        codes.all(scheme)
    assert time.perf_counter() - start < 0.5  # usually 0.02 s; a slow machine must not fail


def test_an_official_table_decides_for_its_level_and_fund():
    official = codes_from_rows("function", 2020, ["编码", "名称"], OFFICIAL_2020)
    loaded = load_classification(2020, [official])
    assert loaded.has_official("function", "项")
    assert loaded.has_official("function", "项", "一般公共预算")
    assert not loaded.has_official("function", "项", "政府性基金")
    assert not loaded.has_official("department_economic", "款")
    assert not load_classification(2020).has_official("function", "项")
