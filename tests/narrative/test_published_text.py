"""Every figure of a real published text comes out of fields; those wrong there come out right."""

import pytest

from budgettool.sheets.text import Figure

PUBLISHED = [
    ("收入总计", "收入总计|金额", "1991.60万元"),
    ("支出总计", "支出总计|金额", "1991.60万元"),
    ("收、支总计比上年增加", "收入总计|增减额", "122.30万元"),
    ("收、支总计增长", "收入总计|增减率", "6.54%"),
    ("收入合计", "收入总计|金额", "1991.60万元"),
    ("一般公共预算收入", "一般公共预算收入|金额", "1990.50万元"),
    ("部门结转", "部门结转|金额", "1.10万元"),
    ("支出合计", "支出总计|金额", "1991.60万元"),
    ("基本支出", "基本支出|金额", "1384.10万元"),
    ("基本支出占比", "基本支出|占比", "69.50%"),
    ("项目支出", "项目支出|金额", "607.50万元"),
    ("项目支出占比", "项目支出|占比", "30.50%"),
    ("一般公共预算收支预算", "财政拨款收支|金额", "1990.50万元"),
    ("一般公共预算收支预算比上年增加", "财政拨款收支|增减额", "121.20万元"),
    ("一般公共预算收支预算增长", "财政拨款收支|增减率", "6.48%"),
    ("一般公共预算支出年初预算", "一般公共预算支出|金额", "1990.50万元"),
    ("一般公共服务（类）支出", "类支出/201|金额", "1745.60万元"),
    ("一般公共服务（类）占比", "类支出/201|占比", "87.70%"),
    ("社会保障和就业（类）支出", "类支出/208|金额", "181.50万元"),
    ("社会保障和就业（类）占比", "类支出/208|占比", "9.12%"),
    ("住房保障（类）支出", "类支出/221|金额", "63.40万元"),
    ("住房保障（类）占比", "类支出/221|占比", "3.19%"),
    ("“三公”经费预算", "三公经费|金额", "87.20万元"),
    ("“三公”经费比上年减少", "三公经费|增减额", "34.55万元"),
    ("“三公”经费下降", "三公经费|增减率", "28.38%"),
    ("因公出国（境）费", "因公出国费|金额", "15.00万元"),
    ("因公出国（境）费比上年减少", "因公出国费|增减额", "5.55万元"),
    ("因公出国（境）费下降", "因公出国费|增减率", "27.01%"),
    ("公务接待费", "公务接待费|金额", "31.00万元"),
    ("公务接待费比上年减少", "公务接待费|增减额", "0.50万元"),
    ("公务接待费下降", "公务接待费|增减率", "1.59%"),
    ("公务用车购置及运行费", "公务用车费|金额", "41.20万元"),
    ("公务用车运行维护费", "公务用车运行费|金额", "25.20万元"),
    ("公务用车运行维护费比上年减少", "公务用车运行费|增减额", "28.50万元"),
    ("公务用车运行维护费下降", "公务用车运行费|增减率", "53.07%"),
    ("公务用车购置费", "公务用车购置费|金额", "16.00万元"),
    ("公务用车购置费比上年增加", "公务用车购置费|增减", "持平"),
    ("公务用车购置费增幅", "公务用车购置费|增减", "持平"),
    ("政府性基金预算支出", "政府性基金支出|金额", "0.00万元"),
    ("机关运行经费支出预算", "机关运行经费|金额", "154.80万元"),
    ("机关运行经费比上年减少", "机关运行经费|增减额", "8.90万元"),
    ("机关运行经费减少比例", "机关运行经费|增减率", "5.44%"),
    ("政府采购预算安排", "政府采购|金额", "42.00万元"),
    ("政府采购货物预算", "采购货物|金额", "42.00万元"),
    ("政府采购工程预算", "采购工程|金额", "0.00万元"),
    ("政府采购服务预算", "采购服务|金额", "0.00万元"),
    ("车辆", "车辆|金额", "4辆"),
    ("一般公务用车", "一般公务用车|金额", "4辆"),
    ("一般执法执勤用车", "一般执法执勤用车|金额", "0辆"),
    ("其他用车", "其他用车|金额", "0辆"),
    ("通用设备单价门槛", "通用设备单价", "50万元"),
    ("专用设备价值门槛", "专用设备单价", "100万元"),
    ("专项转移支付项目", "转移支付项目|金额", "0项"),
]
"""What it is called there, which token says it, and what that gives."""

WRONG_THERE = {
    "社会保障和就业（类）占比": "9.11%",
    "“三公”经费比上年减少": "16万元",
    "“三公”经费下降": "15.50%",
    "公务用车购置费": "18万元",
    "公务用车购置费比上年增加": "2万元",
    "公务用车购置费增幅": "12.50%",
}
"""What the publication says where it contradicts its own tables or itself."""


@pytest.fixture(scope="module")
def figures(told, compose):
    runs = (
        run
        for section in compose(told).document().sections
        for paragraph in section.paragraphs
        for run in paragraph.runs
    )
    return {(r.source, r.form): r.text for r in runs if isinstance(r, Figure)}


@pytest.mark.parametrize(("name", "token", "value"), PUBLISHED, ids=[p[0] for p in PUBLISHED])
def test_a_figure_of_the_published_text_is_a_field(figures, name, token, value):
    source, _, form = token.partition("|")
    assert figures[source, form] == value, name


def test_there_are_as_many_as_the_publication_has_and_its_wrong_ones_are_right_here():
    values = {name: value for name, _, value in PUBLISHED}
    assert len(PUBLISHED) == 53
    assert all(values[name] != wrong for name, wrong in WRONG_THERE.items())


def test_nothing_is_left_to_fill_in(told, compose):
    document = compose(told).document()
    assert "【" not in "".join(section.text for section in document.sections)
