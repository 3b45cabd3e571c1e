"""Forms of targets without a book: the published ones, and figures of theirs typed otherwise."""

import copy
import json

import pytest

from budgettool.importing.tables import read_tables
from budgettool.rules.sheets import check_sheets

CHECKED = {"B10", "B11.1", "B11.3", "BT11", "P01"}
DOCUMENTS = {
    ("11/车辆购置", "文号的年份写成“【2019】23号”"),
    ("11/政府机关工作经费", "文号的年份写成“【2005】90号”"),
    ("11/驻村帮扶工作经费", "文号的年份写成“【2018】104号”"),
    ("11/驻村帮扶工作经费", "文号的年份写成“【2019】5号”"),
    ("11/电子平台建设", "文号的年份写成“【2017】39号”"),
}
"""Years of documents in the wrong brackets; three more stand in one field of another project."""


@pytest.fixture
def checked(tmp_path, henan, classification, forms, published):
    """Check the published tables and forms, these changed by a function."""

    def check(change=lambda _: None, sheets=None):
        typed = copy.deepcopy(forms)
        change(typed)
        path = tmp_path / "表.json"
        path.write_text(json.dumps(typed, ensure_ascii=False), encoding="utf-8")
        tables = published.sheets if sheets is None else sheets
        read = read_tables(path, henan).sheets
        return check_sheets(henan, (*tables, *read), classification)

    return check


def overall(**amounts):
    """Type figures of 预算情况, those whose label ends so."""

    def change(forms):
        typed = forms["10"]["fields"]["预算情况"]
        for label in typed:
            for name, amount in amounts.items():
                if name in label:
                    typed[label] = amount

    return change


def project(**fields):
    """Type fields of the second project."""
    return lambda forms: forms["11"]["projects"][1].update(fields)


def told(result, *codes):
    return [(each.code, each.level, each.message) for each in result.findings if each.code in codes]


def test_exactly_what_is_odd_in_the_published_forms_is_found(checked):
    result = checked()
    assert told(result, "B10", "B11.1", "B11.3") == [
        ("B11.3", "I", "“采购装备验收通过率”的目标值“=100%通过率”读不出数和单位")
    ]
    residues = [each for each in result.findings if each.code == "BT11"]
    assert {each.level for each in residues} == {"I"}
    found = {(each.place.name, each.message) for each in residues}
    assert found >= DOCUMENTS
    assert {sheet for sheet, _ in found - DOCUMENTS} == {"11/政务服务和政务公开工作经费"}
    assert {each.code for each in result.findings} == {"B11.3", "BT11", "P01"}


def test_telephones_and_the_names_beside_them_are_found_in_forms(checked):
    found = [each for each in checked().findings if each.code == "P01"]
    assert len(found) == 5  # one of the six has no telephone
    assert {each.place.name.partition("/")[0] for each in found} == {"11"}
    assert {each.message for each in found} == {
        "填写的“负***、联***、039*****0000”有姓名、电话号码，会原样公开"
    }
    covered = project(联系电话="039*****0000", 联系人="联***")
    assert len([each for each in checked(covered).findings if each.code == "P01"]) == 4


@pytest.mark.parametrize(
    ("amounts", "messages"),
    [
        ({"其他资金": "1.2"}, []),
        ({"其他资金": "1.3"}, ["部门预算总额与财政性资金与其他资金之和不相等"]),
        ({"项目支出": "607.8"}, ["部门预算总额与基本支出与项目支出之和不相等"]),
        ({"财政性资金": "1990.4"}, ["财政性资金与预算04表收入合计不相等"]),
        (
            {"总额": "1991.7", "其他资金": "1.2", "项目支出": "607.6"},
            ["部门预算总额与预算01表支出合计不相等"],
        ),
        ({"总额": "1991.60", "财政性资金": "1990.46"}, []),
    ],
)
def test_amounts_of_the_whole_are_compared_as_printed(checked, amounts, messages):
    found = told(checked(overall(**amounts)), "B10")
    assert found == [("B10", "H", message) for message in messages]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"项目总金额": "16"}, []),
        ({"项目本年度金额": "15.9"}, []),
        (
            {"项目本年度金额": "16.01"},
            [("B11.1", "H", "项目本年度金额大于项目总金额 16 万元")],
        ),
        (
            {"开始时间": "2021-01-01"},
            [("B11.3", "S", "结束时间 2020-12-31 早于开始时间 2021-01-01")],
        ),
    ],
)
def test_forms_of_projects_are_judged_by_themselves(checked, fields, found):
    before = set(told(checked(), "B11.3"))
    assert [each for each in told(checked(project(**fields)), "B11.1", "B11.3")
            if each not in before] == found  # fmt: skip


def test_a_level_of_which_nothing_is_said_is_wanting(checked):
    def without_numbers(forms):
        rows = forms["11"]["projects"][1]["indicators"]
        rows[:] = [row for row in rows if row["二级指标"] != "数量"]

    assert ("B11.3", "S", "没有这些方面的指标：产出目标·数量") in told(
        checked(without_numbers), "B11.3"
    )


@pytest.mark.parametrize(("year", "wrong"), [(None, 0), ("2020", 0), ("2021", 6)])
def test_days_are_of_the_year_that_the_form_prints(checked, year, wrong):
    found = told(checked(lambda forms: forms["11"].update(year=year)), "B11.3")
    assert len([message for *_, message in found if message.endswith(f"不含 {year} 年")]) == wrong


def test_what_cannot_be_judged_is_said(checked):
    unknown = checked(sheets=()).unknown
    assert unknown["B10"] == "没有读到预算01表支出合计、预算04表收入合计"
    assert "项目的明细要有账本" in unknown["B11.1"]
    assert checked(overall(其他资金="不详")).unknown["B10"] == "没有读到其他资金"
    unread = checked(project(项目本年度金额="约16")).unknown["B11.1"]
    assert unread == "没有读到项目本年度金额：车辆购置"


def test_without_forms_their_rules_say_so(published):
    unknown = published.check().unknown
    assert unknown["B10"] == "没有部门整体绩效目标表"
    assert unknown["B11.1"] == unknown["B11.3"] == "没有项目绩效目标表"
    assert CHECKED - unknown.keys() == {"BT11", "P01"}
