"""What a paragraph is read to say; and what it is not."""

import pytest

from budgettool.rules.text.lexicon import lexicon_of
from budgettool.rules.text.reading import offers, read_paragraph, with_fields
from budgettool.sheets.text import Figure, Paragraph, Plain


@pytest.fixture
def read(book):
    lexicon = lexicon_of(book().quantities)

    def claims(text, topic=""):
        found = read_paragraph(Paragraph((Plain(text),)), lexicon, topic)
        return [(each.source, each.form, each.text) for each in found if not each.is_direction]

    return claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "公务接待费 31 万元，比 2019 年减少 0.50 万元，下降 1.59%",
            [
                ("公务接待费", "金额", "31 万元"),
                ("公务接待费", "增减额", "0.50 万元"),
                ("公务接待费", "增减率", "1.59%"),
            ],
        ),
        ("收入总计１，９９１．６万元", [("收入总计", "金额", "１，９９１．６万元")]),
        ("收入总计１,９９１．６万元", [("收入总计", "金额", "１,９９１．６万元")]),
        ("收入总计19\n91.6 万 元", [("收入总计", "金额", "19\n91.6 万 元")]),
        ("收入总计0.19916亿元", [("收入总计", "金额", "0.19916亿元")]),
        ("三公经费2020年预算为87.2万元", [("三公经费", "金额", "87.2万元")]),
        (
            "收入总计、支出总计均为1991.6万元",
            [("收入总计", "金额", "1991.6万元"), ("支出总计", "金额", "1991.6万元")],
        ),
        ("公务接待费比2019年的31.5万元减少", [("公务接待费", "上年", "31.5万元")]),
        ("2019年公务接待费31.5万元", [("公务接待费", "上年", "31.5万元")]),
        ("公务接待费由去年压减到31万元", [("", "", "31万元")]),
        ("没有安排公务接待费", [("公务接待费", "金额", "没有安排公务接待费")]),
        ("基本支出占支出总计的69.50%", [("基本支出", "占比", "69.50%")]),
    ],
)
def test_figures_are_read_with_what_they_are_said_to_be(read, text, claims):
    assert read(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "基本支出用于人员500万元",
        "公务接待费比2019年减少，主要原因是会议费减少2万元",
        "支出总计增加，其中新增某某系统建设20万元",
        "单价在20万元以上的设备，公务接待费每次不超过3万元",
        "按照《预算法》第14条，2018年起实施，共3项",
        "印发〔2017〕98号",
    ],
)
def test_what_is_not_clear_is_given_to_nobody(read, text):
    assert [claim for claim in read(text) if claim[0]] == []


def test_a_reason_does_not_change_what_is_spoken_of(read):
    text = "公务接待费31万元，主要原因是公务用车购置费压减。比2019年减少0.50万元"
    assert [source for source, _, _ in read(text)] == ["公务接待费", "公务接待费"]


def test_a_heading_says_what_is_spoken_of_below_it(read):
    assert read("比2019年减少8.9万元", topic="机关运行经费") == [
        ("机关运行经费", "增减额", "8.9万元")
    ]


@pytest.mark.parametrize(
    "text", ["镕㛃𫖯" * 2000, "\ud800\ue000\x00" * 50, "一般公共" * 5000, "9" * 4000]
)
def test_any_text_is_read(read, text):
    assert [claim for claim in read(text) if claim[0]] == []


def test_bare_figures_are_offered_as_fields(book):
    quantities = book({"prior.公务接待费": "31500000"}).quantities
    text = "公务接待费31.5万元，比2019年增加0.50万元，主要原因是压减3万元。"
    found = offers(Paragraph((Plain(text),)), quantities)
    assert [(text[o.start : o.end], o.form, o.right, o.says) for o in found] == [
        ("31.5万元", "金额", False, "31.00万元"),
        ("增加", "增减", False, "减少"),
        ("0.50万元", "增减额", True, "0.50万元"),
    ]


def test_fields_are_not_offered_again(book):
    quantities = book().quantities
    runs = (Plain("公务接待费"), Figure("31.00万元", "公务接待费", "金额"), Plain("。"))
    assert offers(Paragraph(runs), quantities) == []


def test_offers_taken_put_fields_in_the_words(book):
    paragraph = Paragraph((Plain("公务接待费31万元，占"), Figure("1%", "x", "y"), Plain("。")), 1)
    taken = with_fields(paragraph, offers(paragraph, book().quantities))
    assert taken.runs[:3] == (
        Plain("公务接待费"),
        Figure("31.00万元", "公务接待费", "金额"),
        Plain("，占"),
    )
    assert taken.level == 1


@pytest.mark.parametrize(
    "text",
    [
        "完成追加项目支出280.80万元，占项目支出的46.22%",
        "公务用车运行维护费用于在用公务车辆的燃料，下降53.07%",
        "新增项目支出20万元",
    ],
)
def test_a_part_of_something_is_not_all_of_it(read, text):
    assert {source for source, _, _ in read(text)} <= {"", "公务用车运行费"}


def test_what_a_use_names_with_an_amount_is_read(read):
    text = "一般公共预算支出1990.5万元，主要用于：住房保障（类）支出63.4万元，占3.19%"
    assert [source for source, _, _ in read(text)] == [
        "一般公共预算支出",
        "类支出/221",
        "类支出/221",
    ]


@pytest.mark.parametrize(
    "text", ["没有安排车辆购置", "没有车辆购置费", "用车费，含车辆购置税，下降1%", "无车辆租用任务"]
)
def test_a_longer_word_is_not_what_it_begins_with(read, text):
    assert "车辆" not in {source for source, _, _ in read(text)}


@pytest.mark.parametrize("text", ["没有车辆（共0辆）", "没有车辆。", "无车辆、没有专用设备"])
def test_an_absence_of_things_is_read(read, text):
    assert read(text)[0][0] == "车辆"


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("支出总计", ("基本支出", "项目支出")),
        ("政府性基金预算支出", ("基金基本支出", "基金项目支出")),
        ("一般公共预算支出", ("一般公共基本支出", "一般公共项目支出")),
    ],
)
def test_parts_of_one_name_are_those_of_the_total_before_them(read, total, parts):
    text = f"{total}9万元，其中：基本支出5万元，占55.56%；项目支出4万元，占44.44%。"
    assert [source for source, form, _ in read(text) if form == "金额"][1:] == list(parts)


def test_what_projects_with_targets_come_to_is_read(read):
    assert read("编制了绩效目标，涉及项目支出280.80万元，占项目支出的46.22%") == [
        ("目标项目支出", "金额", "280.80万元"),
        ("目标项目支出", "占比", "46.22%"),
    ]


@pytest.mark.parametrize("before", ["", "其中", "我单位", "用于", "其中：", "比上年增加的"])
def test_a_known_class_is_read_whatever_stands_before_it(published, before):
    text = f"{before}住房保障（类）支出63.4万元。"
    assert not [each for each in published.check([text]).findings if each.code == "BT5"]


def test_a_class_that_the_tables_lack_is_found(published):
    found = [each.message for each in published.check(["其中教育（类）支出63.4万元。"]).findings]
    assert any("表里没有这一类" in message for message in found)


@pytest.mark.parametrize("text", ["收入总计{}啊5万元", "主要原因是：公务接待费{}啊"])
def test_words_that_can_be_parted_in_many_ways_are_read_at_once(read, text):
    assert read(text.format("总额" * 200)) is not None


def test_a_figure_longer_than_any_amount_is_none(read):
    assert read(f"收入总计{'1' * 5000}万元，支出总计5万元") == [("支出总计", "金额", "5万元")]


def test_each_of_many_fields_is_read_where_it_stands(book):
    field = Figure("5.0万元", "收入总计", "金额")
    runs = (Plain("收入总计"), field, Plain("，支出总计6万元。")) * 900
    found = read_paragraph(Paragraph(runs), lexicon_of(book().quantities))
    assert [(each.source, each.is_field) for each in found] == [
        ("收入总计", True),
        ("支出总计", False),
    ] * 900
