"""Rules of a pack: shipped ones load, and every mistake names its file, rule, key and remedy."""

import re

import pytest

from budgettool.packs.loader import load_pack
from budgettool.packs.location import find_pack, pack_folders
from budgettool.packs.reading import PackError
from budgettool.rules.rule import as_packed

FILES = {
    "pack.toml": 'id = "p"\nname = "试样"\nversion = "1"\ntables = ["01"]\n',
    "members.toml": '[[source]]\npath = "拨款"\n[[nature]]\npath = "基本支出"\n',
    "axes.toml": "",
    "tables/01.toml": """
number = "表1"
title = "表"
lines = "expenditure"
keys = [{ id = "名称", role = "label" }]
rows = [{ id = "合计", parts = ["each function.类"] }, { each = "function.类" }]
columns = [{ id = "甲" }, { id = "乙" }]
""",
}
RULE = """
[rules."B01.1"]
title = "甲等于乙"
equal = ["01.合计[甲]", "01.合计[乙]"]
message = "不相等"
mend = "核对"
basis = "表内关系"
"""

OF_ROWS = 'each = "row"\ntable = "01"'


def load(rules):
    return load_pack({**FILES, "rules.toml": rules})


def changed(old, new):
    assert old in RULE
    return RULE.replace(old, new)


def both(text):
    return changed('"01.合计[甲]", "01.合计[乙]"', text)


def with_key(key):
    return f"{RULE}{key}\n"


@pytest.mark.parametrize("pack", ["henan-2020", "national-2021"])
def test_shipped_rules_have_all_that_people_read(pack):
    equations = find_pack(pack, pack_folders()).rules.equations
    assert equations
    assert all(r.title and r.message and r.mend and r.basis for r in equations)


def test_a_rule_says_what_is_equal():
    (rule,) = load(RULE).rules.equations
    assert (rule.code, rule.level, rule.comparison, rule.off) == ("B01.1", "H", "equal", "")


@pytest.mark.parametrize(
    ("rules", "key", "reason"),
    [
        (both('"02.合计[甲]", "01.合计[乙]"'), "B01.1.equal", "表“02”不存在"),
        (both('"01.小计[甲]", "01.合计[乙]"'), "B01.1.equal", "行“小计”不存在"),
        (both('"01.合计[丙]", "01.合计[乙]"'), "B01.1.equal", "列“丙”不存在"),
        (both('"01[each 项, 甲]", "01.合计[乙]"'), "B01.1.equal", "行“each 项”不存在"),
        (both('"01.合计[甲]", "01.合计[甲]"'), "B01.1.equal", "与自己比较"),
        (both('"1", "2"'), "B01.1.equal", "没有提到任何数"),
        (both('"甲", "乙"'), "B01.1.equal", "须写明表和行"),
        (both('"01.合计[甲", "01.合计[乙]"'), "B01.1.equal", "第 8 个字符"),
        (both('"01.合计[甲]"'), "B01.1.equal", "应为两个式子"),
        (changed('["01.合计[甲]", "01.合计[乙]"]', "7"), "B01.1.equal", "应为两个式子"),
        (changed('["01.合计[甲]", "01.合计[乙]"]', "{}"), "B01.1.equal", "应为两个式子"),
        (both('"parts(1)", "01.合计[乙]"'), "B01.1.equal", "parts 里应是"),
        (both('"甲", "parts(甲)"') + OF_ROWS, "B01.1.equal", "没有写它由哪些相加"),
        (both('"甲", "01[each 类, 乙]"') + OF_ROWS, "B01.1.equal", "each 要写在 sum"),
        (both(f'"01.合计[甲]", "1{" + 1" * 300}"'), "B01.1.equal", "运算过多"),
        (
            both('"sum(01[each 类, 甲])", "01[each 类, 甲]"'),
            "B01.1.equal",
            "不能既逐行比较 each，又用 sum",
        ),
        (with_key("tolerance = -1"), "B01.1.tolerance", "0 到 1000 的整数"),
        (with_key('tolerance = "1"'), "B01.1.tolerance", "应为整数"),
        (with_key('strict = "x"'), "B01.1.strict", "不认识这一项"),
        (with_key('level = "X"'), "B01.1.level", "不在可选值"),
        (with_key('at_most = ["01.合计[甲]", "01.合计[乙]"]'), "B01.1.at_most", "之一"),
        (with_key('each = "row"\ntable = "09"'), "B01.1.table", "没有“09”"),
        (with_key('for = ["甲"]'), "B01.1.for", "应写作"),
        (with_key('for = { a = ["甲"], b = ["乙"] }'), "B01.1.for", "应写作"),
        (with_key('by = "gender.类"'), "B01.1.by", "gender"),
        (both('"01.合计[{k}]", "01.合计[乙]"'), "B01.1.for", "没有给出 {k} 的值"),
        (changed('title = "甲等于乙"\n', ""), "B01.1.title", "缺少"),
        (changed("B01.1", "第一条"), "rules.第一条", "规则编号应为字母加数字"),
        (changed("B01.1", "B1"), "rules.B1", "规则编号应为字母加数字"),
        ('[rules.L01]\nmessage = "x"', "L01", "level"),
        ("rules = 1", "rules", "应为表"),
        ("settings = 1", "settings", "应为表"),
    ],
)
def test_a_mistake_names_file_rule_key_and_remedy(rules, key, reason):
    with pytest.raises(PackError, match=re.escape(reason)) as error:
        load(rules)
    assert error.value.file == "rules.toml"
    assert key in error.value.place


def test_values_of_for_are_put_in_and_bounded():
    hole = both('"01.合计[{k}]", "01.201[{k}]"')
    (rule,) = load(f'{hole}for = {{ k = ["甲", "乙"] }}').rules.equations
    assert len(rule.equations) == 2
    many = ", ".join('"甲"' for _ in range(501))
    with pytest.raises(PackError, match="等式超过 500 个"):
        load(f"{hole}for = {{ k = [{many}] }}")


def test_an_equation_without_hole_is_asked_once():
    (rule,) = load(with_key('for = { k = ["甲", "乙"] }')).rules.equations
    assert len(rule.equations) == 1


def test_a_rule_that_is_put_off_keeps_its_reason_and_needs_no_table():
    (rule,) = load(
        both('"09.合计[甲]", "01.合计[乙]"') + 'off = "本表样包没有 09 表"'
    ).rules.equations
    assert (rule.off, rule.equations) == ("本表样包没有 09 表", ())


def test_rules_of_two_packs_are_merged_by_code():
    base = {f"p/{name}": text for name, text in {**FILES, "rules.toml": RULE}.items()}
    rules = '[rules."B01.1"]\nlevel = "S"\n' + RULE.replace("B01.1", "B01.2")
    child = 'id = "c"\nextends = "p"\nname = "省样"\nversion = "1"\n'
    merged = load_pack({**base, "pack.toml": child, "rules.toml": rules})
    assert [(r.code, r.level) for r in merged.rules.equations] == [("B01.1", "S"), ("B01.2", "H")]


def test_a_rule_that_nobody_knows_cannot_be_changed():
    with pytest.raises(PackError, match="没有这条规则"):
        as_packed((), load('[rules.L99]\nlevel = "S"'))
