"""All rules about the text, with what people read of them."""

from functools import partial
from typing import Final

from budgettool.rules.book.register import D09
from budgettool.rules.rule import Rule
from budgettool.rules.text.amounts import beyond_ceilings, unknown_amounts, wrong_amounts
from budgettool.rules.text.changes import unknown_changes, wrong_changes, wrong_directions
from budgettool.rules.text.names import wrong_names, wrong_units_listed
from budgettool.rules.text.reasons import missing_absences, missing_reasons
from budgettool.rules.text.residues import residues
from budgettool.rules.text.shares import unknown_shares, wrong_shares
from budgettool.rules.text.sums import wrong_sums
from budgettool.rules.text.targets import uncovered_projects, unknown_cover
from budgettool.rules.text.under_check import Found, TextRule, TextUnderCheck

_PRINTED: Final = "按文字写出的位数，四舍五入后相等"
_LAW: Final = "《地方预决算公开操作规程》：公开的文字说明与公开表一致"
_MENDED: Final = "把数改成表里的数，或改为随表变动的数"

_B112: Final = Rule(
    code="B11.2",
    level="S",
    title="文字说项目均（全部）编制了绩效目标的，有绩效目标表的项目之和等于项目支出",
    scope="说明文字里说到全部项目绩效目标的句子；没有读到绩效目标表的不能核对",
    mend="补编其余项目的绩效目标，或在文字里写明是哪些项目",
    basis="预算11表；《中央部门预算绩效目标管理办法》：绩效目标的设定范围",
    example=("项目支出 607.5 万元，绩效目标表共 607.5 万元", "绩效目标表共 280.8 万元"),
)
_BT1: Final = Rule(
    code="BT1",
    level="H",
    title="收入、支出总计，基本支出、项目支出等与表相等",
    scope="说明文字里说得清是哪个数的金额；随表变动的数不用核对",
    mend=_MENDED,
    basis=_LAW,
    tolerance=_PRINTED,
    example=("表里 1990.5，写 1990.50 万元", "表里 1990.5，写 1990.6 万元"),
)
_BT2: Final = Rule(
    code="BT2",
    level="H",
    title="增减幅度等于增减额除以上年数；上年为 0 的没有幅度",
    scope="与上年相比的句子；不知道上年数的，按本年数减增减额推算",
    mend="按本年数、上年数重算，四舍五入；上年为 0 的只写增减额",
    basis=_LAW,
    tolerance=_PRINTED,
    example=("31 万元，减少 0.50 万元，下降 1.59%", "31 万元，减少 0.50 万元，下降 1.60%"),
)
_BT3: Final = Rule(
    code="BT3",
    level="H",
    title="增加、减少、持平等词与增减相符",
    scope="与上年相比的句子里写出的词，随表变动的词除外；“基本持平”不查",
    mend="改正增加、减少、持平等词",
    basis=_LAW,
    example=("本年 31，上年 31.5：减少", "本年 31，上年 31.5：增加"),
)
_BT4: Final = Rule(
    code="BT4",
    level="H",
    title="占比四舍五入正确；各项合计不足或超过 100% 的，可有一项承担差数（提示）",
    scope="说得清占什么的比例；没有说的，按表样包写明的总数",
    mend="按金额重算占比",
    basis=_LAW,
    tolerance=_PRINTED,
    example=("181.5 占 1990.5 的 9.12%", "181.5 占 1990.5 的 9.21%"),
)
_BT5: Final = Rule(
    code="BT5",
    level="H",
    title="各类支出与财政拨款收支总体情况表相等",
    scope="写成“某某（类）支出”“某某支出”的功能分类各类",
    mend=_MENDED,
    basis=_LAW,
    tolerance=_PRINTED,
    example=("住房保障（类）支出 63.4 万元", "住房保障（类）支出 64.3 万元"),
)
_BT6: Final = Rule(
    code="BT6",
    level="H",
    title="“三公”经费及各项与表相等；文字里合计等于各项之和，合计的增减等于各项增减之和",
    scope="“三公”经费各项；各项都写了增减的，才核对增减之和",
    mend=_MENDED,
    basis=_LAW,
    tolerance=_PRINTED + "；几项相加容尾差",
    example=("购置费 16，表里 16.0", "购置费 18，表里 16.0"),
)
_BT7: Final = Rule(
    code="BT7",
    level="H",
    title="机关运行经费等于一般公共预算基本支出表中 502、503 各款之和",
    scope="机关运行经费的金额；不是全部公用经费",
    mend=_MENDED,
    basis="《预算法实施条例》：机关运行经费的口径",
    tolerance=_PRINTED,
    example=("502、503 共 154.8，写 154.8", "502、503 共 154.8，写 154.9"),
)
_BT8: Final = Rule(
    code="BT8",
    level="H",
    title="政府采购预算等于货物、工程、服务之和，分别等于标了政府采购的明细之和",
    scope="政府采购的金额；没有明细的只核对合计，并与可以采购的支出比较（核实）",
    mend=_MENDED,
    basis="《政府采购法》第三十三条",
    tolerance=_PRINTED + "；几项相加容尾差",
    example=("42 = 42 + 0 + 0", "42 = 41 + 0 + 0"),
)
_BT9: Final = Rule(
    code="BT9",
    level="H",
    title="车辆总数等于各类车辆之和，各项数量与填报的相等",
    scope="国有资产占用、转移支付项目等数量",
    mend="改正数量，或在基本信息里改正填报的数",
    basis=_LAW,
    example=("车辆 4 辆，一般公务用车 4 辆", "车辆 5 辆，一般公务用车 4 辆"),
)
_BT10: Final = Rule(
    code="BT10",
    level="I",
    title="名称、年份、金额单位、小数位数前后一致",
    scope="句首的部门名称；标题、与上年相比的年份；差一万倍的金额为错误",
    mend="改成一致的写法",
    basis="GB/T 9704—2012；《党政机关公文处理工作条例》：表述准确",
    example=("全文金额都是两位小数", "有的两位小数，有的一位"),
)
_BT11: Final = Rule(
    code="BT11",
    level="I",
    title="没有残留：没写完的内容、重复的字、多余的网址、段末的分号、文号的括号",
    scope="说明文字和绩效目标表里填写的文字；还没填的栏目为核实",
    mend="改正",
    basis="GB/T 9704—2012：发文字号的年份用六角括号〔〕",
    example=("财预〔2017〕98号", "财预【2017】98号"),
)
_BT12: Final = Rule(
    code="BT12",
    level="S",
    title="增加、减少的写明原因，持平的不写",
    scope="与上年相比的各项；后面有各项的合计不用写",
    mend="在这一句后面写明主要原因",
    basis="《地方预决算公开操作规程》：增减变化情况说明",
    example=("减少 8.9 万元，主要原因是压缩会议", "减少 8.9 万元。"),
)
_BT13: Final = Rule(
    code="BT13",
    level="H",
    title="没有数的表，文字里说明没有这项支出",
    scope="表样包写明要说明的表",
    mend="写一句没有这项支出，或写支出 0 万元",
    basis="《地方预决算公开操作规程》：没有数据的表列出空表并说明",
    example=("没有政府性基金预算支出", "政府性基金表是空的，文字没有提到"),
)


def _amounts(rule: Rule) -> TextRule:
    return TextRule(rule, wrong_amounts, partial(unknown_amounts, code=rule.code))


def _with_sums(rule: Rule) -> TextRule:
    def check(text: TextUnderCheck, packed: Rule) -> Found:
        yield from wrong_amounts(text, packed)
        yield from wrong_sums(text, packed)

    return TextRule(rule, check, partial(unknown_amounts, code=rule.code))


def _procurement(text: TextUnderCheck, packed: Rule) -> Found:
    yield from wrong_amounts(text, packed)
    yield from wrong_sums(text, packed)
    yield from beyond_ceilings(text, packed)


TEXT_RULES: Final[tuple[TextRule, ...]] = (
    TextRule(_B112, uncovered_projects, unknown_cover),
    _amounts(_BT1),
    TextRule(_BT2, wrong_changes, unknown_changes),
    TextRule(_BT3, wrong_directions),
    TextRule(_BT4, wrong_shares, unknown_shares),
    _amounts(_BT5),
    _with_sums(_BT6),
    _amounts(_BT7),
    TextRule(_BT8, _procurement, partial(unknown_amounts, code=_BT8.code)),
    _with_sums(_BT9),
    TextRule(_BT10, wrong_names),
    TextRule(_BT11, residues),
    TextRule(_BT12, missing_reasons),
    TextRule(_BT13, missing_absences),
)
"""Those of their own, in the order of their codes."""

ASKED: Final = (TextRule(D09, wrong_units_listed), *TEXT_RULES)
"""All that is asked of a text: also what is asked of the register of units."""
