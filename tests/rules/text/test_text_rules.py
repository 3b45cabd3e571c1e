"""Each rule about the text, on words that were typed: what passes, and what breaks it by least."""

from dataclasses import replace

import pytest

from budgettool.model import ExpenditureLine, IncomeLine, Unit
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.text import TEXT_RULES
from budgettool.rules.text.checking import check_text
from budgettool.rules.text.mending import mended
from budgettool.sheets.quantities import unit_names
from budgettool.sheets.text import Figure, Paragraph, Plain, Section

REASON = "，主要原因是压减支出"


def codes(findings):
    return [(each.code, each.level) for each in findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # BT1
        ("收入总计1991.60万元，支出总计1991.60万元。", []),
        ("收入总计1992万元。", []),
        ("收入总计1991.61万元。", [("BT1", "H")]),
        ("收入总计19916000元。", []),
        ("收入总计1,991.60万元。", []),
        # BT2
        (f"公务接待费31.00万元，比2019年减少0.50万元，下降1.59%{REASON}。", []),
        (f"公务接待费31.00万元，比2019年减少0.51万元{REASON}。", [("BT2", "H")]),
        (f"公务接待费31.00万元，比2019年减少0.50万元，下降1.60%{REASON}。", [("BT2", "H")]),
        ("2019年公务接待费31.50万元。", []),
        ("2019年公务接待费31.49万元。", [("BT2", "H")]),
        # BT3
        (f"公务接待费31.00万元，比2019年增加0.50万元{REASON}。", [("BT3", "H")]),
        (f"公务接待费31.00万元，比2019年减少0.50万元，增长1.59%{REASON}。", [("BT3", "H")]),
        ("公务接待费31.00万元，与2019年持平。", [("BT3", "H")]),
        ("公务接待费31.00万元，与2019年基本持平。", []),
        ("公务用车购置费16.00万元，与2019年持平。", []),
        ("公务用车购置费16.00万元，比2019年增加0.00万元。", [("BT3", "H")]),
        # BT4
        ("基本支出占支出总计的69.50%。", []),
        ("基本支出占支出总计的69.51%。", [("BT4", "H")]),
        ("基本支出占支出总计的69%。", []),
        # BT5
        ("住房保障（类）支出63.40万元。", []),
        ("住房保障（类）支出63.50万元。", [("BT5", "H")]),
        ("教育（类）支出0.10万元。", [("BT5", "H")]),
        # BT6
        ("公务用车购置费16.00万元。", []),
        ("公务用车购置费16.01万元。", [("BT6", "H")]),
        ("没有公务用车购置费。", [("BT6", "H")]),
        # BT7
        ("机关运行经费154.80万元。", []),
        ("机关运行经费154.90万元。", [("BT7", "H")]),
        # BT8
        ("政府采购预算42.00万元。", []),
        ("政府采购货物预算42.10万元。", [("BT8", "H")]),
        # BT9
        ("车辆4辆。", []),
        ("车辆5辆。", [("BT9", "H")]),
        ("单价50万元以上通用设备0台。", []),
        # BT10
        ("公务接待费31.00元。", [("BT10", "H")]),
        ("临溪市人民政府办公室2020年收入总计1991.60万元。", []),
        ("我单位2020年收入总计1991.60万元。", []),
        ("某县水利局2020年收入总计1991.60万元。", [("BT10", "I")]),
        ("收入总计1991.60万元，其中基本支出1384.1万元。", [("BT10", "I")]),
        (f"公务接待费31.00万元，比2018年减少0.50万元{REASON}。", [("BT10", "I")]),
        ("从2018年起施行。", []),
        ("没有单价60万元以上通用设备。", [("BT10", "I")]),
        # BT11
        ("公务接待费XX万元。", [("BT11", "I")]),
        ("内容待补充。", [("BT11", "I")]),
        ("支出反映反映了增减。", [("BT11", "I")]),
        ("依据（财预【2017】98号）。", [("BT11", "I")]),
        ("依据（财预〔2017〕98号）。", []),
        ("（2017）98号", [("BT11", "I")]),
        ("见https://example.com/a.doc。", [("BT11", "I")]),
        ("以下内容；", [("BT11", "I")]),
        ("【待填：主要职能】", [("BT11", "S")]),
        # BT12
        ("公务接待费31.00万元，比2019年减少0.50万元。", [("BT12", "S")]),
        ("公务接待费31.00万元，比2019年减少0.50万元，主要原因是。", [("BT12", "S")]),
        ("公务用车购置费16.00万元，与2019年持平，主要原因是没有变化。", [("BT12", "S")]),
        ("“三公”经费87.20万元，比2019年减少34.55万元。具体如下：", []),
    ],
)  # fmt: skip
def test_words_that_were_typed(say, text, found):
    counts = {"vehicles.general": "4", "vehicles.law": "0", "vehicles.other": "0",
              "equipment.general": "0"}  # fmt: skip
    assert codes(say(text, fields=counts)) == found


def test_a_word_typed_beside_a_field_is_judged_by_the_field(say):
    runs = (
        Plain("公务接待费"),
        Figure("31.00万元", "公务接待费", "金额"),
        Plain("，比2019年增加"),
        Figure("0.50万元", "公务接待费", "增减额"),
        Plain("，主要原因是接待减少。"),
    )
    (finding,) = say(Paragraph(runs))
    assert (finding.code, finding.message) == ("BT3", "公务接待费写“增加”，应为“减少”")


def test_nothing_is_a_rate_from_nought(say):
    text = "公务接待费31.00万元，比2019年增加31.00万元，增长100.00%，主要原因是恢复接待。"
    (finding,) = say(text, fields={"prior.公务接待费": "0"})
    assert finding.code == "BT2"
    assert finding.message == "公务接待费上年为 0，没有增减幅度，却写 100.00%"


@pytest.mark.parametrize(("goods", "found"), [("42.00", []), ("41.00", [("BT8", "H")] * 2)])
def test_parts_add_up_in_the_text(say, goods, found):
    others = "政府采购工程预算0万元，政府采购服务预算0万元"
    text = f"政府采购预算42.00万元，其中：政府采购货物预算{goods}万元，{others}。"
    assert codes(say(text)) == found


def test_last_year_given_in_the_text_is_held_to_the_change(published):
    said = "公务接待费31万元，2019年公务接待费31.5万元，比2019年减少{}万元，主要原因是压减。"
    assert not _bt2(published, said.format("0.5"))
    (message,) = _bt2(published, said.format("0.6"))
    assert message == "公务接待费的增减额写 0.6万元，应为 0.5 万元"


def _bt2(published, line):
    return [each.message for each in published.check([line]).findings if each.code == "BT2"]


@pytest.mark.parametrize(("bought", "level"), [("700", None), ("900", "S")])
def test_procurement_is_within_what_can_be_bought(published, bought, level):
    found = published.check([f"政府采购预算{bought}万元。"]).findings
    assert [each.level for each in found if each.code == "BT8"] == ([level] if level else [])


def test_finer_figures_than_the_tables_print_are_told_and_no_error(published):
    (finding,) = [f for f in published.check(["收入总计1991.63万元。"]).findings if f.code == "BT1"]
    assert (finding.level, finding.message) == (
        "I", "收入总计写到 1991.63万元，表里只印 1991.6 万元，末位无法核对"
    )  # fmt: skip


def test_a_wrong_figure_is_mended_by_its_field(book):
    made = book()
    words = Paragraph((Plain("公务接待费30.00万元，公务用车购置费16.00万元。"),))
    section = Section("three_public", "", (words,), "own")
    (finding,) = check_text(made.packet.pack, (section,), made.quantities).findings[:1]
    assert finding.fix.label == "改为 31.00万元，随表变动"
    after = mended(section, finding.fix)
    assert after.paragraphs[0].runs[1] == Figure("31.00万元", "公务接待费", "金额")
    assert after.text == "公务接待费31.00万元，公务用车购置费16.00万元。"


def test_the_key_of_a_finding_outlives_words_before_it(say):
    text = "公务接待费31.00万元，比2019年减少0.50万元。"
    (before,), (after,) = say(text), say(f"按照规定安排。{text}")
    assert (before.key, before.digest) == (after.key, after.digest)
    assert before.place != after.place


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("没有安排政府性基金预算支出。", []),
        ("政府性基金预算支出0万元。", []),
        ("本年无政府性基金预算支出。", []),
        ("", ["预算09表没有数，文字没有说明没有政府性基金预算支出"]),
    ],
)
def test_bt13_an_empty_table_is_called_so(say, words, found):
    assert [each.message for each in say(words, codes={"BT13"})] == found


def listed(*names):
    words = (f"{number}、{name}；" for number, name in enumerate(names, 1))
    return Section("units", "", tuple(Paragraph((Plain(each),)) for each in words), "own")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["甲局机关", "甲局一所"], []),
        (["甲局机关"], ["没有列出登记的单位：甲局一所"]),
        (["甲局机关", "甲局一所", "乙局"], ["列出的单位没有登记：乙局"]),
    ],
)
def test_d09_the_units_of_the_text_are_those_of_the_register(book, names, found):
    made = book(
        units=(
            Unit("1", "016001", "甲局机关", "行政"),
            Unit("2", "016002", "甲局一所", "财政补助事业"),
        )
    )
    result = check_text(made.packet.pack, (listed(*names),), _named(made, "甲局"))
    assert [each.message for each in result.findings if each.code == "D09"] == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["第一中学", "第一中学附属小学"], []),
        (["甲局第一中学", "甲局第一中学附属小学（正科级）"], []),
        (["第一中学附属小学"], ["没有列出登记的单位：甲局第一中学"]),
        (
            ["第一中学（并入上级）", "第一中学附属小学"],
            ["列出的单位没有登记：第一中学(并入上级)"],
        ),
    ],
)
def test_d09_units_may_be_called_as_they_are_registered(book, names, found):
    units = (
        Unit("1", "016001", "第一中学", "财政补助事业"),
        Unit("2", "016002", "第一中学附属小学", "财政补助事业"),
    )
    quantities = _named(book(units=units), "甲局")
    result = check_text(quantities_pack(book), (listed(*names),), quantities)
    assert [each.message for each in result.findings if each.code == "D09"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据市财政局2020年部门预算编制通知，本部门编制了预算。", []),
        ("市财政局2020年部门预算已经公开。", ["“市财政局”不是登记的部门或单位名称"]),
    ],
)
def test_bt10_whose_notice_is_followed_is_not_taken_for_the_department(say, text, found):
    assert [each.message for each in say(text, codes={"BT10"})] == found


def test_d09_merged_units_are_marked(book):
    units = (
        Unit("1", "016001", "甲局机关", "行政"),
        Unit("2", "016002", "甲局一所", "财政补助事业", merged=True),
    )
    quantities = _named(book(units=units), "甲局")
    for names, found in (
        (["甲局机关", "甲局一所"], ["没有注明并入上级：甲局一所(并入上级)"]),
        (["甲局机关", "甲局一所（并入上级）"], []),
    ):
        result = check_text(quantities_pack(book), (listed(*names),), quantities)
        assert [each.message for each in result.findings if each.code == "D09"] == found


def quantities_pack(book):
    return book().packet.pack


def _named(made, full):
    made.quantities.facts = replace(
        made.quantities.facts, department=replace(made.quantities.facts.department, full=full)
    )
    return made.quantities


def test_a_class_of_a_fund_is_not_taken_for_one_of_the_general_budget(book, sample_facts):
    unit, fund = sample_facts.lines[0].unit, "政府性基金/当年收入"
    spent = ExpenditureLine(
        "e",
        unit=unit,
        function="2120899",
        department_economic="30227",
        nature="项目支出/专项资金",
        source=fund,
        amount=30_000_000,
    )
    general = replace(spent, id="f", function="2120101", amount=50_000_000)
    lines = (
        IncomeLine("i", unit=unit, source=fund, amount=30_000_000),
        spent,
        replace(general, source="一般公共预算/财政拨款"),
    )
    made = book(lines=(*sample_facts.lines, *lines))
    words = "政府性基金预算支出30.00万元：城乡社区（类）支出30.00万元，占100.00%。"
    section = Section("fund", "", (Paragraph((Plain(words),)),), "own")
    assert check_text(made.packet.pack, (section,), made.quantities).findings == ()


@pytest.mark.parametrize(("count", "told"), [(3, []), (4, ["写 共4个预算单位，登记的是 3 个"])])
def test_how_many_units_there_are_is_as_registered(book, count, told):
    made = book()
    names = "；".join(unit_names(made.packet.facts))
    words = f"由本级预算和2个二级预算单位的预算汇编而成，共{count}个预算单位：{names}。"
    section = Section("units", "", (Paragraph((Plain(words),)),), "own")
    found = check_text(made.packet.pack, (section,), made.quantities).findings
    assert [each.message for each in found if each.code == "D09"] == told


def test_rows_of_an_annexed_table_are_no_sentences(book):
    made = book()
    rows = (
        "某局预算预算情况表",
        "中心2020年收入总计",
        "收入总计 1.5万元 9.25万元",
        "预算【2019】1号",
    )
    annex = Section("附件　预算表", "附件", tuple(Paragraph((Plain(row),)) for row in rows), "own")
    found = check_text(made.packet.pack, (annex,), made.quantities).findings
    told = [each.message for each in found if each.code not in {"BT13", "D09"}]
    assert told == ["文号的年份写成“【2019】1号”"]


def test_every_rule_is_told_to_people_in_full():
    for each in TEXT_RULES:
        rule = each.rule
        assert all((rule.title, rule.scope, rule.mend, rule.basis, *rule.example)), rule.code
        assert rule in PROGRAM_RULES


def test_only_what_rounding_leaves_over_may_be_borne_by_a_share(say):
    text = "一般公共预算支出中，一般公共服务（类）支出占87.70%；住房保障（类）支出占12.30%。"
    assert codes(say(text, codes={"BT4"})) == [("BT4", "H")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公务接待费31万元，比2019年减少0.5万元，下降3%。", "应为 1.59%"),
        ("一般公共服务（类）支出占87.704%。", "四舍五入为 87.697%"),
        ("基本支出占支出总计的70%。", "四舍五入为 69.50%"),
    ],
)
def test_a_rate_is_told_as_finely_as_it_would_be_printed(say, text, told):
    assert any(told in each.message for each in say(text, codes={"BT2", "BT4"}))
