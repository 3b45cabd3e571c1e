"""What the text says of departments that are unlike the sample."""

from dataclasses import replace

import pytest

from budgettool.model import Department, Facts, Project, Unit

GENERAL = "一般公共预算/财政拨款"
FUND = "政府性基金/当年收入"
CAPITAL = "国有资本经营预算收入"
BASIC = {"function": "2010301", "nature": "基本支出/公用经费", "source": GENERAL}
PROJECT = {**BASIC, "nature": "项目支出/一般性项目"}


def wan(amount):
    return amount * 1_000_000


def every_text(made):
    return "\n".join(section.text for section in made.document().sections)


@pytest.mark.parametrize(
    ("prior", "says"),
    [
        ("1869300000", "收、支总计均增加122.30万元，增长6.54%，主要原因是"),
        ("2000000000", "收、支总计均减少8.40万元，下降0.42%，主要原因是"),
        ("1991600000", "支出总计1991.60万元，均与2019年预算持平。"),
        ("1991604999", "均与2019年预算持平。"),
        ("1991605000", "收、支总计均减少0.01万元，下降0.00%，主要原因是"),
        ("0", "收、支总计均增加1991.60万元，主要原因是"),
        ("-1000000", "收、支总计均增加1992.60万元，增长199260.00%，主要原因是"),
    ],
)
def test_both_totals_are_compared_with_last_year(told, fill, say, prior, says):
    assert says in say(fill(told, {"prior.收入总计": prior}), "overall")


def test_where_nothing_is_known_of_last_year_nothing_is_said_of_it(without_last_year, compose):
    text = every_text(compose(without_last_year))
    assert not [word for word in ("比2019", "与2019", "持平", "增长", "原因") if word in text]
    assert "【" not in text


def test_totals_that_differ_are_compared_each_for_itself(told, fill, say):
    more = replace(told, lines=(*told.lines[:-1], replace(told.lines[-1], amount=wan(2))))
    facts = fill(more, {"prior.支出总计": str(wan(1990))})
    said = say(facts, "overall")
    assert "，支出总计增加2.90万元，主要原因是" in said
    assert "收、支总计" not in said


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("人员增加。", "主要原因是人员增加。"),
        ("一是人员增加；\n二是设备老化；\n", "主要原因是一是人员增加；二是设备老化。"),
        (None, "主要原因是【待填：收入总计增减原因】。"),
    ],
)
def test_a_reason_stands_in_its_sentence_without_a_second_stop(told, fill, say, reason, says):
    assert say(fill(told, {"reason.收入总计": reason}), "overall").endswith(says)


def test_duties_are_numbered_anew(told, fill, say):
    typed = "（一）起草文稿。\n2．组织会议；\n\n③ 3.5万元以上采购"
    assert say(fill(told, {"duties": typed}), "duties").split("\n")[1:] == [
        "1．起草文稿；", "2．组织会议；", "3．3.5万元以上采购。",
    ]  # fmt: skip


def test_missing_duties_are_asked_for(told, fill, say):
    assert say(fill(told, {"duties": None}), "duties") == "【待填：主要职能】"


def test_a_department_of_many_units_has_a_consolidated_budget(told, say):
    first, *units = say(told, "units").split("\n")
    assert "汇总预算，由本级预算和2个二级预算单位的预算汇编而成，共3个预算单位" in first
    assert units == [
        "1．临溪市人民政府办公室机关本级；",
        "2．临溪市人民政府办公室驻江州办事处；",
        "3．临溪市人民政府办公室驻海州办事处。",
    ]


def test_a_merged_unit_is_marked(told, say):
    units = tuple(replace(unit, merged=unit.code == "016003") for unit in told.units)
    assert "驻海州办事处（并入上级）。" in say(replace(told, units=units), "units")


def test_a_department_of_one_unit_says_so(book, say):
    facts = book({**BASIC, "amount": wan(1)})
    assert "没有所属预算单位。编入2020年度部门预算的共1个单位：" in say(facts, "units")


def test_units_that_are_not_registered_are_asked_for(say):
    assert say(Facts(2020, Department("016", "某局")), "units") == "【待填：预算单位】"


def test_the_packet_of_one_unit_speaks_of_the_unit(told, compose):
    document = compose(told, unit="016002").document(date="2020年6月19日")
    assert document.title == "临溪市人民政府办公室驻江州办事处2020年度单位预算"
    text = "\n".join(section.text for section in document.sections)
    assert "驻江州办事处没有所属预算单位。编入2020年度单位预算的共1个单位：" in text
    assert "收入总计299.00万元" in text
    assert "驻江州办事处没有行政单位" in text
    assert "临溪市人民政府办公室2020" not in text


def test_each_source_that_is_not_nought_is_listed_with_its_share(book, say):
    facts = book(
        {**BASIC, "amount": wan(60)},
        {**BASIC, "amount": wan(30), "source": "事业收入"},
        {**BASIC, "amount": wan(10), "source": "用事业单位基金弥补收支差额"},
        {**BASIC, "amount": 49, "source": "经营收入"},
    )
    assert say(facts, "income").endswith(
        "收入合计100.00万元，其中：一般公共预算收入60.00万元，占60.00%；事业收入30.00万元，"
        "占30.00%；用事业单位基金弥补收支差额10.00万元，占10.00%。"
    )


def test_a_department_of_several_funds_speaks_of_each(book, say):
    facts = book(
        {**BASIC, "amount": wan(70)},
        {**PROJECT, "amount": wan(20), "source": FUND, "function": "2120899"},
        {**BASIC, "amount": wan(10), "source": CAPITAL, "function": "2230105"},
        {**BASIC, "amount": wan(5), "source": "其他收入"},
    )
    assert say(facts, "appropriation").endswith(
        "财政拨款收入预算100.00万元，按资金性质分，一般公共预算收入70.00万元，"
        "政府性基金收入20.00万元，国有资本经营预算收入10.00万元；财政拨款支出预算100.00万元，"
        "按资金性质分，一般公共预算支出70.00万元，政府性基金预算支出20.00万元，"
        "国有资本经营预算支出10.00万元。"
    )
    assert say(facts, "fund").endswith(
        "政府性基金预算支出20.00万元，其中基本支出0.00万元，项目支出20.00万元。"
        "按支出功能分类：城乡社区（类）支出20.00万元，占100.00%。"
    )
    terms = say(facts, "terms")
    assert "十、政府性基金预算：" in terms
    assert "十一、国有资本经营预算：" in terms


def test_a_department_of_one_fund_says_that_it_is_one(told, say):
    assert "财政拨款收支预算1990.50万元，资金全部来自一般公共预算，比2019年增加" in say(
        told, "appropriation"
    )


def test_an_appropriation_that_ended_is_of_no_fund(book, fill, say):
    facts = fill(book(), {"prior.财政拨款收支": "5000000", "reason.财政拨款收支": "机构撤并"})
    assert say(facts, "appropriation").endswith(
        "财政拨款收支预算0.00万元，比2019年减少5.00万元，下降100.00%，主要原因是机构撤并。"
    )


def test_what_there_is_none_of_is_said(book, say):
    facts = book({**BASIC, "amount": wan(5), "source": "事业收入"}, kinds=("财政补助事业",))
    none = {
        "appropriation": "没有财政拨款收入和支出，财政拨款收支预算0.00万元。",
        "general": "没有用一般公共预算安排的支出，一般公共预算支出0.00万元。",
        "three_public": "没有安排“三公”经费支出，“三公”经费支出预算为0.00万元。",
        "fund": "没有用政府性基金预算安排的支出，政府性基金预算支出0.00万元。",
    }
    for section, says in none.items():
        assert says in say(facts, section)
    others = say(facts, "others")
    assert "没有行政单位，也没有参照公务员法管理的事业单位，不安排机关运行经费。" in others
    assert "没有安排政府采购，政府采购预算0.00万元。" in others
    assert "没有安排项目支出，只编制部门整体绩效目标。" in others


@pytest.mark.parametrize("kind", ["行政", "参公"])
def test_running_costs_are_those_of_administrative_units(book, say, kind):
    facts = book({**BASIC, "amount": wan(3)}, kinds=("财政补助事业", kind))
    assert "没有行政单位" not in say(facts, "others")


def test_an_item_that_ends_gives_its_reason_and_one_that_never_was_says_so(told, fill, say):
    kept = tuple(line for line in told.lines if getattr(line, "department_economic", "") != "30212")
    text = say(replace(told, lines=kept), "three_public")
    assert "因公出国（境）费0.00万元，比2019年减少20.55万元，下降100.00%，主要原因是" in text
    never = say(fill(replace(told, lines=kept), {"prior.因公出国费": "0"}), "three_public")
    assert "因公出国（境）费0.00万元，没有安排出国（境）任务，与2019年持平。" in never


def test_totals_need_no_reason_and_what_stays_the_same_has_none(told, say):
    text = say(told, "three_public")
    assert "比2019年减少34.55万元，下降28.38%。具体如下：" in text
    assert "购置公务用车，含车辆购置税，与2019年持平。" in text


def with_targets(facts, *names):
    """Fill in something of the form of these projects."""
    projects = tuple(Project(f"p{n}", name) for n, name in enumerate(names))
    fields = {("project", project.id, "overview", 0): "概况" for project in projects}
    return replace(facts, projects=projects, fields={**facts.fields, **fields})


def test_projects_with_targets_are_counted_and_summed(book, say):
    facts = book(
        {**PROJECT, "amount": wan(30), "project": "培训"},
        {**PROJECT, "amount": wan(70), "project": "运转"},
    )
    assert "项目支出100.00万元未单独公开项目绩效目标表" in say(facts, "others")
    some = say(with_targets(facts, "培训"), "others")
    assert "为1个项目编制了绩效目标，涉及项目支出30.00万元，占项目支出的30.00%" in some
    assert "全部" not in some
    every = say(with_targets(facts, "培训", "运转"), "others")
    assert "为全部2个项目编制了绩效目标，涉及项目支出100.00万元。" in every


def test_assets_are_counted_or_asked_for(told, fill, say):
    none = say(told, "others")
    assert "没有单价50万元以上的通用设备，也没有单价100万元以上的专用设备" in none
    counted = fill(told, {"equipment.special": "2", "vehicles.law": None})
    text = say(counted, "others")
    assert "通用设备0台（套），单价100万元以上的专用设备2台（套）" in text
    assert "有车辆【待填：车辆数量】，其中：一般公务用车4辆" in text
    assert "一般执法执勤用车【待填：一般执法执勤用车数量】" in text


def test_transfers_that_are_managed_bring_their_promise(told, fill, say):
    assert "预算法" not in say(told, "others")
    text = say(fill(told, {"transfers": "3"}), "others")
    assert "专项转移支付项目为3项。按照《中华人民共和国预算法》" in text


def test_terms_are_the_standard_ones_and_those_in_use(told, book, say):
    terms = say(told, "terms").split("\n")
    assert [line.partition("：")[0] for line in terms] == [
        "一、财政拨款收入", "二、事业收入", "三、经营收入", "四、其他收入",
        "五、用事业基金弥补收支差额", "六、基本支出", "七、项目支出", "八、“三公”经费",
        "九、机关运行经费", "十、部门结转", "十一、政府采购",
    ]  # fmt: skip
    assert len(say(book(), "terms").split("\n")) == 9


def test_a_name_of_sixty_characters_stands_whole_in_every_section(told, compose):
    name = "镕㛃𫖯" * 20
    document = compose(replace(told, department=Department("016", name))).document()
    assert document.title == f"{name}2020年度部门预算"
    assert all(name in s.text for s in document.sections if s.id not in {"preamble", "terms"})


def test_no_section_of_an_empty_book_fails(compose):
    document = compose(Facts(2020, Department("016", "某局"))).document()
    assert [s.id for s in document.sections if not s.text] == ["preamble"]


def test_hostile_words_are_words(told, fill, compose):
    evil = "## 大标题\n{{ 7 }} {收入总计|金额} {% raw %}\ufdd00\ufdd1\x00\x1b\ud800\r\n甲\u2028乙"
    unit = Unit("x", "016009", "分\n支\ufdd01\ufdd1", "行政")
    named = replace(told, units=(*told.units, unit), department=Department("016", "某\t局\x07"))
    facts = fill(named, {"preamble": evil, "duties": evil, "reason.收入总计": evil})
    sections = {section.id: section for section in compose(facts).document().sections}
    assert [p.level for p in sections["preamble"].paragraphs] == [0, 0, 0, 0]
    assert sections["preamble"].text.split("\n") == [
        "＃# 大标题", "{{ 7 }} {收入总计|金额} {% raw %}0", "甲", "乙",
    ]  # fmt: skip
    assert "大标题；{{ 7 }} {收入总计|金额} {% raw %}0；甲；乙。" in sections["overall"].text
    assert "4．某 局分 支1。" in sections["units"].text


def test_counts_of_the_three_kinds_are_said_where_they_are_known(told, fill, say):
    silent = say(told, "three_public")
    assert "团组2个" not in silent
    counts = {
        "trips.groups": "2", "trips.people": "6", "receptions.times": "120",
        "receptions.people": "960", "vehicles.kept": "4", "vehicles.bought": "1",
    }  # fmt: skip
    said = say(fill(told, counts), "three_public")
    for words in (
        "，计划安排团组2个、6人次，比2019年减少5.55万元",
        "，计划接待120批次、960人次，比2019年减少0.50万元",
        "，公务用车保有量4辆，比2019年减少28.50万元",
        "用于更新购置公务用车1辆，含车辆购置税",
    ):
        assert words in said


def test_a_department_without_a_unit_of_its_own_is_the_sum_of_its_units(told, say):
    kept = tuple(unit for unit in told.units if "本级" not in unit.name)
    assert "是汇总预算，由2个预算单位的预算汇编而成，名单如下：" in say(
        replace(told, units=kept), "units"
    )
    assert "由本级预算和2个二级预算单位的预算汇编而成，共3个预算单位" in say(told, "units")
