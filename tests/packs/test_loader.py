"""Loading packs: shipped ones load, and every mistake names its file, place and remedy."""

import re

import pytest

from budgettool.packs.loader import load_pack, parent_of
from budgettool.packs.location import find_pack, known_packs, pack_folders
from budgettool.packs.reading import PackError

HEAD = """
id = "p"
name = "试样"
version = "1"
tables = ["01"]
"""
MEMBERS = """
[[source]]
path = "一般公共预算/拨款"
fund = "一般公共预算"
fiscal = true
[[source]]
path = "基金/拨款"
fund = "政府性基金"
[[nature]]
path = "基本支出"
part = "基本支出"
"""
AXES = """
[columns]
two = [{ id = "甲" }, { id = "乙", where = { source = "基金/拨款" } }]
"""
TABLE = """
number = "表1"
title = "{year}年表"
lines = "expenditure"
where = { "source.fund" = "一般公共预算" }
keys = [{ id = "名称", role = "label" }]
rows = [{ id = "合计", parts = ["each function.类"] }, { each = "function.类" }]
columns = [{ id = "金额" }]
"""


def load(head=HEAD, members=MEMBERS, axes=AXES, table=TABLE):
    files = {
        "pack.toml": head,
        "members.toml": members,
        "axes.toml": axes,
        "tables/01.toml": table,
    }
    return load_pack(files)


def changed(old, new, text=TABLE):
    assert old in text
    return text.replace(old, new)


def with_columns(columns):
    return changed('columns = [{ id = "金额" }]', f"columns = [{columns}]")


def with_rows(rows):
    return re.sub(r"rows = \[.*\]\n", lambda _: f"rows = [{rows}]\n", TABLE)


@pytest.mark.parametrize("pack_id", known_packs(pack_folders()))
def test_every_shipped_pack_loads_under_its_folders_name(pack_id):
    assert find_pack(pack_id, pack_folders()).id == pack_id


def test_the_smallest_pack_loads():
    pack = load()
    assert pack.table("01").sides[0].columns[0].path == ("金额",)
    assert pack.table("99") is None


@pytest.mark.parametrize(
    ("table", "place", "reason"),
    [
        (changed('lines = "expenditure"', 'line = "expenditure"'), "lines", "缺少这一项"),
        (
            changed('lines = "expenditure"', 'lines = "支出"'),
            "lines",
            "expenditure、income、balance",
        ),
        (TABLE + 'colour = "red"', "colour", "不认识这一项"),
        (changed("title", "titel"), "title", "缺少这一项"),
        (changed('"表1"', "1"), "number", "应为文字"),
        (changed("{year}", "{yaer}"), "title", "不认识 {yaer}；可用："),
        (changed("{year}", "{year"), "title", "花括号不成对"),
        (TABLE + "decimals = 9", "decimals", "0 到 6 的整数"),
        (TABLE + 'unit = "元"\ndecimals = 3', "decimals", "元最多 2 位小数"),
        (TABLE + 'unit = "美元"', "unit", "元、万元"),
        (TABLE + 'zero = "-"', "zero", "blank、zero"),
        (TABLE + 'thousands = "是"', "thousands", "true 或 false"),
        (TABLE + 'id = "02"', "id", "应与文件名相同：01"),
        (TABLE + 'page = { paper = "B5" }', "page.paper", "A4、A3"),
        (TABLE + "page = { size = -1 }", "page.size", "应为正数"),
        (TABLE + 'page = { fonts = { foot = "song" } }', "page.fonts.foot", "title、head"),
        (TABLE + "number_row = { first = 1 }", "number_row.first", "不认识这一项"),
        (TABLE + 'captions = ["左"]', "captions[1]", "{ … } 形式的表"),
        (TABLE + "form = { widths = [1], rows = [] }", "lines", "不认识这一项"),
        (TABLE + 'notes = [{ text = "{01.合计[没有]}" }]', "notes[1].text", "列“没有”不存在"),
        (TABLE + 'notes = [{ text = "注", when = "07.合计[甲]" }]', "notes[1].when", "表“07”不在"),
        (TABLE + 'notes = [{ text = "注", when = "合计" }]', "notes[1].when", "应为一个单元格"),
        (changed("source.fund", "source.fnud"), "where.source.fnud", "没有属性“fnud”；有："),
        (changed('"source.fund"', '"sauce.fund"'), "where.sauce.fund", "没有维度“sauce”；有："),
        (
            changed('"source.fund" = "一般公共预算"', 'source = "捐款"'),
            "where.source",
            "没有叫“捐款”",
        ),
        (changed('"source.fund" = "一般公共预算"', 'source = "拨款"'), "where.source", "写全路径"),
        (
            changed('"source.fund" = "一般公共预算"', 'function = "20"'),
            "where.function",
            "3、5 或 7",
        ),
        (
            changed('"source.fund" = "一般公共预算"', 'function = ["201", "20103"]'),
            "where.function",
            "同一级次",
        ),
        (changed('"source.fund" = "一般公共预算"', 'measure = "last"'), "where.measure", "prior"),
        (changed('= "一般公共预算" }', "= { no = 1 } }"), "where.source.fund", "{ not = … }"),
        (with_columns(""), "columns", "至少要有一列"),
        (with_columns('{ id = "甲" }, { id = "甲" }'), "columns", "“甲”重复"),
        (with_columns('{ id = "甲", wide = 3 }'), "columns[1](甲).wide", "不认识这一项"),
        (with_columns('{ id = "甲", parts = ["丙"] }'), "columns", "列“甲”提到的列“丙”不存在"),
        (with_columns('{ id = "甲", formula = "丙 - 丁" }'), "columns", "列“丙”不存在"),
        (with_columns('{ id = "甲", formula = "(乙" }'), "columns[1](甲).formula", "缺少“)”"),
        (
            with_columns('{ id = "甲", formula = "01.合计[乙]" }'),
            "columns[1](甲).formula",
            "本表的列名或行名",
        ),
        (
            with_columns('{ id = "甲", formula = "乙" }, { id = "乙", formula = "甲" }'),
            "columns",
            "绕回了它自己",
        ),
        (with_columns('{ id = "甲", form = "percent" }'), "columns[1](甲).form", "amount、rate"),
        (with_columns('{ use = "three" }'), "columns[1].use", "没有“three”"),
        (with_columns('{ id = "甲", lines = "debt" }'), "columns[1](甲).lines", "balance"),
        (with_rows(""), "rows", "至少要有一行"),
        (with_rows('{ id = "甲" }, { id = "甲" }'), "rows", "“甲”重复"),
        (with_rows('{ id = "甲", parts = ["乙"] }'), "rows", "行“甲”的组成“乙”不存在"),
        (with_rows('{ id = "甲", formula = "乙" }'), "rows", "提到的行“乙”不存在"),
        (
            with_rows('{ id = "甲", formula = "乙" }, { id = "乙", formula = "甲" }'),
            "rows",
            "绕回了它自己",
        ),
        (
            with_rows('{ id = "甲", rows = [{ id = "乙", formula = "甲" }] }'),
            "rows",
            "只用于最外层的行",
        ),
        (with_rows('{ each = "function" }'), "rows[1](function).each", "维度.级次"),
        (with_rows('{ each = "colour.red" }'), "rows[1](colour.red).each", "没有维度“colour”"),
        (with_rows('{ id = "甲", codes = ["201"] }'), "rows[1](甲).codes", "单个 each"),
        (with_rows('{ id = "甲", label = "{甲}" }'), "rows[1](甲).label", "{维度.属性}"),
        (with_rows('{ id = "甲", show = { "编码" = "1" } }'), "rows[1](甲).show.编码", "有：名称"),
        (with_rows('{ id = "甲", indent = 10 }'), "rows[1](甲).indent", "0 到 9"),
        (with_rows('{ blanks = 2, id = "甲" }'), "rows[1](甲).id", "不认识这一项"),
        (
            with_rows('{ id = "甲", lines = "balance" }'),
            "where",
            "须写明 measure",
        ),
        (
            with_rows('{ id = "甲", lines = "income", where = { nature = "基本支出" } }'),
            "rows[1](甲).where.nature",
            "没有维度“nature”",
        ),
        (
            changed(
                'columns = [{ id = "金额" }]',
                'columns = [{ id = "金额", where = { nature = "基本支出" } }]',
                with_rows('{ id = "甲" }, { id = "乙", lines = "income" }'),
            ),
            "金额",
            "没有维度“nature”",
        ),
        (
            changed(
                'columns = [{ id = "金额" }]',
                'columns = [{ id = "金额", where = { measure = "prior" } }]',
                with_rows('{ id = "甲", where = { measure = "amount" } }'),
            ),
            "where",
            "三者之一",
        ),
        (
            with_rows('{ id = "甲", rows = [{ id = "乙", lines = "income" }] }'),
            "rows",
            "它下面的行也就不能写",
        ),
    ],
)
def test_a_mistake_in_a_table_names_file_place_and_reason(table, place, reason):
    with pytest.raises(PackError) as caught:
        load(table=table)
    assert caught.value.file == "tables/01.toml"
    assert caught.value.place == place
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("files", "file", "place", "reason"),
    [
        ({"head": ""}, "pack.toml", "id", "缺少这一项"),
        ({"head": HEAD + 'colour = "red"'}, "pack.toml", "colour", "不认识这一项"),
        ({"head": HEAD + 'unit_level = "省"'}, "pack.toml", "unit_level", "department、unit"),
        ({"head": changed('["01"]', '["01", "01"]', HEAD)}, "pack.toml", "tables", "“01”重复"),
        ({"head": changed('["01"]', '["02"]', HEAD)}, "tables/02.toml", "", "缺少这个文件"),
        ({"head": "id = "}, "pack.toml", "", "不是正确的 TOML"),
        ({"members": MEMBERS + MEMBERS}, "members.toml", "source", "“一般公共预算/拨款”重复"),
        ({"members": "[[source]]\npath = 'a//b'"}, "members.toml", "source[1].path", "上级/名称"),
        ({"members": "[[colour]]\npath = 'a'"}, "members.toml", "colour", "不认识这一项"),
        (
            {"members": "[[source]]\npath = 'a'\nn = 1"},
            "members.toml",
            "source[1].n",
            "true/false",
        ),
        ({"axes": "[columns]\ntwo = 1"}, "axes.toml", "columns.two", "应为列表"),
        ({"axes": "[cells]"}, "axes.toml", "cells", "不认识这一项"),
    ],
)
def test_a_mistake_elsewhere_names_its_own_file(files, file, place, reason):
    with pytest.raises(PackError) as caught:
        load(**files)
    assert (caught.value.file, caught.value.place) == (file, place)
    assert reason in caught.value.reason


def test_a_mistake_in_a_shared_list_is_placed_in_axes():
    axes = '[columns]\ntwo = [{ id = "甲", colour = 1 }]'
    with pytest.raises(PackError, match=r"axes.toml 的 columns.two.*colour：不认识这一项"):
        load(axes=axes, table=with_columns('{ use = "two" }'))


def test_lists_shared_in_axes_stand_where_they_are_used():
    columns = (
        load(table=with_columns('{ id = "头" }, { use = "two" }')).table("01").sides[0].columns
    )
    assert [column.path for column in columns] == [("头",), ("甲",), ("乙",)]


def test_endless_nesting_is_refused():
    table = with_columns('{ id = "a", columns = [' * 20 + '{ id = "b" }' + "] }" * 20)
    with pytest.raises(PackError, match="嵌套过深"):
        load(table=table)


def test_lists_that_use_themselves_are_refused():
    axes = '[columns]\ntwo = [{ use = "two" }]'
    with pytest.raises(PackError):
        load(axes=axes, table=with_columns('{ use = "two" }'))


CHILD = """
id = "c"
extends = "p"
name = "省样"
version = "1"
table = { decimals = 2 }
"""


def family(child=CHILD, **tables):
    base = {"pack.toml": HEAD, "members.toml": MEMBERS, "axes.toml": AXES, "tables/01.toml": TABLE}
    own = {f"tables/{name.removeprefix('t')}.toml": text for name, text in tables.items()}
    return {"pack.toml": child, **own, **{f"p/{name}": text for name, text in base.items()}}


def test_a_pack_that_extends_says_only_what_differs():
    pack = load_pack(family(t01='title = "另一个名称"'))
    table = pack.table("01")
    assert (pack.id, pack.name) == ("c", "省样")
    assert (table.title, table.number, table.decimals) == (("另一个名称",), ("表1",), 2)


def test_lists_are_replaced_whole_where_a_pack_extends():
    pack = load_pack(family(t01='columns = [{ id = "新列" }]'))
    assert [column.path for column in pack.table("01").sides[0].columns] == [("新列",)]


def test_a_pack_that_extends_may_add_tables():
    child = CHILD.replace("table = ", 'tables = ["01", "02"]\ntable = ')
    pack = load_pack(family(child, t02=TABLE.replace("表1", "表2")))
    assert [table.number for table in pack.tables] == [("表1",), ("表2",)]


@pytest.mark.parametrize("parent", ['"c"', '"q"', "1"])
def test_extending_itself_or_nothing_known_is_refused(parent):
    child = CHILD.replace('"p"', parent)
    with pytest.raises(PackError):
        load_pack(family(child))


def test_the_files_a_pack_was_loaded_from_are_kept():
    files = family()
    assert load_pack(files).files == files


@pytest.mark.parametrize(("head", "parent"), [(CHILD, "p"), (HEAD, ""), ("=", ""), ("", "")])
def test_the_parent_is_read_without_loading(head, parent):
    assert parent_of({"pack.toml": head}) == parent
