"""Templates say what a text needs; the rest is refused with its line, before rendering."""

import subprocess
import sys
from dataclasses import replace

import pytest

from budgettool.narrative.compose import composing
from budgettool.narrative.errors import TemplateError
from budgettool.narrative.template import Templates
from budgettool.sheets.text import Figure, Plain


@pytest.fixture
def of(henan):
    """Make the templates of a pack that has these, by name."""

    def made(**sources):
        return Templates(replace(henan.text, templates=sources))

    return made


@pytest.fixture
def quantities(told, compose):
    return compose(told).quantities


@pytest.fixture
def render(of, quantities):
    def rendered(source, **others):
        return of(own=source, **others).render("own", quantities)

    return rendered


REFUSED = [
    ('{{ "收入总汁" | 金额 }}', "没有“收入总汁”这个数"),
    ('{{ "收入总计" | 金额元 }}', "没有“金额元”这种写法；可用：金额、数字"),
    ('{% if 有("收入总汁") %}{% endif %}', "没有“收入总汁”这个数"),
    ('{{ "01.收入合计" | 金额 }}', "没有“01.收入合计”这个数"),
    ('{{ 栏("dutis") }}', "没有“dutis”这个栏目"),
    ('{{ 名("单价") }}', "没有“单价”这个名称"),
    ('{% for 类 in 各("收入总计") %}{% endfor %}', "没有“收入总计”这种逐行的数"),
    ('{% if 有单位("企业") %}{% endif %}', "没有“企业”这种单位"),
    ('{{ 套用("none", "收入总计") }}', "没有“none”这个模板"),
    ('{{ 套用("own") }}', "应写作 套用(模板名, 数)"),
    ('{{ 套用("own", "收入总汁") }}', "没有“收入总汁”这个数"),
    ('{{ 套用("own", "收入总计") }}', "模板 own.j2 里不能再套用"),
    ("{{ 部门 }}", "没有“部门”"),
    ("{{ self }}", "没有“self”"),
    ("{{ loop.index }}{{ range(9) }}", "只能用这些函数"),
    ("{{ ''.__class__ }}", "不能取“.__class__”"),
    ("{{ ''['__class__'] }}", "不能写这种语句（Getitem）"),
    ("{{ loop.__init__ }}", "不能取“.__init__”"),
    ("{{ loop.index.__class__ }}", "不能取“.__class__”"),
    ('{{ ("收入总计" | 金额).__class__ }}', "不能取“.__class__”"),
    ("{{ 有.__globals__ }}", "不能取“.__globals__”"),
    ('{{ 有("收入总计")("x") }}', "只能用这些函数"),
    ('{{ "x" | attr("y") }}', "没有“attr”这种写法"),
    ('{{ "x" * 10**9 }}', "不能写这种语句（Mul）"),
    ('{{ "x" ~ "y" }}', "不能写这种语句（Concat）"),
    ("{{ -1 }}", "不能写这种语句（Neg）"),
    ('{{ 有("收入总计") is defined }}', "不能写这种语句（Test）"),
    ('{{ ["收入总计"] }}', "不能写这种语句（List）"),
    ('{{ {"a": 1} }}', "不能写这种语句（Dict）"),
    ('{% set a = "x" %}', "不能写这种语句（Assign）"),
    ("{% set a %}x{% endset %}", "不能写这种语句（AssignBlock）"),
    ("{% macro a() %}{% endmacro %}", "不能写这种语句（Macro）"),
    ('{% include "others" %}', "不能写这种语句（Include）"),
    ('{% import "others" as a %}', "不能写这种语句（Import）"),
    ('{% extends "others" %}', "不能写这种语句（Extends）"),
    ("{% block a %}{% endblock %}", "不能写这种语句（Block）"),
    ("{% call 有() %}{% endcall %}", "不能写这种语句（CallBlock）"),
    ("{% filter 金额 %}收入总计{% endfilter %}", "不能写这种语句（FilterBlock）"),
    ("{% with %}{% endwith %}", "不能写这种语句（With）"),
    ("{% autoescape true %}{% endautoescape %}", "不能写这种语句（Scope）"),
    ("{% for i in range(10**9) %}{% endfor %}", "只能逐项列举这些函数给出的"),
    ('{% for i in "甲乙" %}{% endfor %}', "只能逐项列举这些函数给出的"),
    ('{% for i in 栏("duties") %}{% endfor %}', "只能逐项列举这些函数给出的"),
    ("{% for a, b in 单位() %}{% endfor %}", "循环一次只能取一项"),
    ("{% for a in 单位() recursive %}{{ loop(单位()) }}{% endfor %}", "循环不能套用自己"),
    ("{% for 有 in 单位() %}{% endfor %}", "“有”不能用作名称"),
    ("{% for _vocabulary in 单位() %}{% endfor %}", "“_vocabulary”不能用作名称"),
    ("{% for a in 单位() %}" * 3 + "{% endfor %}" * 3, "循环最多套 2 层"),
    ('{{ 名("部门") | 金额 }}', "“|”前面只能写数的名称"),
    ('{{ "收入总计" | 金额(2) }}', "“|”后面只能写名称"),
    ('{{ 有(source="收入总计") }}', "函数里只能直接写名称"),
    ("{{ 有(*单位()) }}", "函数里只能直接写名称"),
    ("{{ 有(1) }}", "“1”应是加引号的名称"),
    ("{% for a in 单位() %}{{ 栏(a) }}{% endfor %}", "栏(…)里只能写加引号的名称"),
    ("{{ 收入 总计 }}", "读不下去"),
    ("{% if 有(", "读不下去"),
    ("{% endfor %}", "读不下去"),
    ("{{ " + "(" * 3_000 + '"收入总计"' + ")" * 3_000 + " | 金额 }}", "嵌套过深"),
    ('{% if 有("收入总计") %}' * 150 + "{% endif %}" * 150, "嵌套过深"),
    ("甲" * 200_001, "模板过长"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "reason"), REFUSED, ids=[case[0][:40] for case in REFUSED])
def test_what_a_text_does_not_need_is_refused_before_anything_is_rendered(of, source, reason):
    with pytest.raises(TemplateError) as caught:
        of(own=source).check()
    assert reason in str(caught.value)
    assert (caught.value.template, caught.value.line) == ("own", 1)


def test_what_is_refused_is_named_with_its_line(of):
    with pytest.raises(TemplateError, match=r"^文字模板 own.j2 第 3 行：没有“甲”这个数$"):
        of(own='一\n二\n{% if 有("甲") %}{% endif %}').check()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("一\n{{ 有() }}", "函数里名称的个数不对"),
        ('一\n{{ 有("收入总计") | 个数 }}', "不能相比的放在一起比"),
        ("一\n{{ 有(有) }}", "应写数的名称"),
        ("一\n{% for 甲 in 单位() %}{{ 有(loop) }}{% endfor %}", "应写数的名称"),
        ("一\n{% for 甲 in 单位() %}{{ 有(loop.index) }}{% endfor %}", "应写数的名称"),
        ("一\n{% for 甲 in 非零(单位) %}{% endfor %}", "应写数的名称"),
        ("一\n{{ 有 | 金额 }}", "应写数的名称"),
        ("一\n{{ 有 }}", "写出的不是文字"),
        ('一\n{{ 各("类支出") }}', "写出的不是文字"),
        ('一\n{% for 甲 in 各("类支出") %}{{ 甲 }}{% endfor %}', "写出的不是文字"),
        ('一\n{{ 有("收入总计") }}', "写出的不是文字"),
        ("一\n{% for 甲 in 单位() %}{{ loop }}{% endfor %}", "写出的不是文字"),
        ("一\n{{ none }}", "写出的不是文字"),
        ("一\n{{ 甲 }}{% for 甲 in 单位() %}{% endfor %}", "这里还没有这个名称"),
        ("一\n{{ 项 | 金额 }}", "应写数的名称"),
    ],
)
def test_what_only_rendering_shows_is_refused_with_its_line_too(render, source, reason):
    with pytest.raises(TemplateError) as caught:
        render(source)
    assert caught.value.line == 2
    assert reason in str(caught.value)


def test_a_list_that_grows_beyond_any_text_is_cut_off(told, fill, of, compose):
    many = fill(told, {"duties": "\n".join(f"职能{n}" for n in range(1000))})
    source = '{% for a in 行("duties") %}{% for b in 行("duties") %}{% endfor %}{% endfor %}'
    with pytest.raises(TemplateError, match=r"列举超过 20000 项"):
        of(own=source).render("own", compose(many).quantities)


def test_a_text_that_grows_beyond_any_page_is_cut_off(told, fill, of, compose):
    many = fill(told, {"duties": "\n".join(f"职能{n}" for n in range(100))})
    source = '{% for a in 行("duties") %}' + "甲" * 100_000 + "{% endfor %}"
    with pytest.raises(TemplateError, match=r"写出的文字过长"):
        of(own=source).render("own", compose(many).quantities)


def test_figures_are_runs_and_words_are_words(render):
    (paragraph,) = render('共{{ "收入总计" | 金额 }}，{{ 名("年度") }}年')
    assert paragraph.runs == (
        Plain("共"), Figure("1991.60万元", "收入总计", "金额"), Plain("，"),
        Figure("2020", "年度", ""), Plain("年"),
    )  # fmt: skip


def test_an_item_of_a_field_is_no_heading_whatever_it_begins_with(told, fill, of, compose):
    facts = fill(told, {"duties": "1、## 总务；\n2、### 会务"})
    source = '{% for 职能 in 行("duties") %}\n{{ 职能 }}\n{% endfor %}'
    paragraphs = of(own=source).render("own", compose(facts).quantities)
    assert [(each.level, each.text) for each in paragraphs] == [(0, "＃# 总务"), (0, "＃## 会务")]


def test_a_cell_can_be_a_figure(render):
    (paragraph,) = render('{{ "05.合计[总计]" | 金额 }}')
    assert paragraph.runs == (Figure("1990.50万元", "05.合计[总计]", "金额"),)


def test_a_template_applies_another_to_one_quantity(render):
    phrase = "{# 一项 #}\n{{ 项 | 名称 }}：{{ 项 | 金额 }}\n"
    (paragraph,) = render('甲{{ 套用("phrase", "公务接待费") }}乙', phrase=phrase)
    assert paragraph.text == "甲公务接待费：31.00万元乙"


def test_a_section_tells_which_quantities_and_fields_it_is_made_of(henan):
    templates = Templates(henan.text)
    assert templates.mentioned("overall").quantities == ("收入总计", "支出总计")
    assert templates.mentioned("duties").fields == ("duties",)
    others = templates.mentioned("others")
    assert {"机关运行经费", "一般公务用车", "转移支付项目"} <= set(others.quantities)


def test_every_template_of_every_shipped_pack_is_allowed(henan):
    Templates(henan.text).check()


def test_a_template_that_is_not_there_is_refused(of, quantities):
    with pytest.raises(TemplateError, match="没有这个模板"):
        of().render("own", quantities)


def test_a_broken_template_stops_its_section_and_no_other(henan, sample):
    sources = {**henan.text.templates, "income": "{{ 甲 }}"}
    text = replace(henan.text, templates=sources)
    made = composing(replace(sample, pack=replace(henan, text=text)))
    sections = {section.id: section for section in text.sections}
    assert made.section(sections["overall"]).text
    with pytest.raises(TemplateError, match=r"income.j2 第 1 行"):
        made.section(sections["income"])


def test_jinja_is_loaded_only_where_a_template_is_rendered():
    code = (
        "import sys, budgettool.narrative.compose, budgettool.narrative.markup;"
        "sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
