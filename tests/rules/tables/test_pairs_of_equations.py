"""Every equation of the shipped packs: it passes on a sound table, and breaks by the least change.

A sum of printed parts may be off by halves of their last places (尾差), so that its least change
may be more than one place.
"""

import pytest

OF_HENAN = [
    ("B01.1", "01.收入合计[金额]", 1),
    ("B01.2", "01.本年合计[金额]", 2),
    ("B01.3", "01.项目支出[本年支出小计/政府性基金]", 1),
    ("B01.4", "01.基本支出[部门结转]", 1),
    ("B01.5", "01.项目支出[部门结转]", 1),
    ("B01.6", "01.项目支出[部门结转]", 1),
    ("B01.7", "01.基本支出[本年支出小计/小计]", 1),
    ("B02.1", "02.016/2010302[总计]", 1),
    ("B02.2", "02.合计[一般公共预算/其中：财政拨款]", 1),
    ("B02.3", "02.合计[总计]", 1),
    ("B0102", "01.一般公共预算收入/财政拨款[金额]", 1),
    ("B0203", "01.基本支出[合计]", 1),
    ("B05.1", "03.016/2010301[总计]", 1),
    ("B05.2", "05.016/2010301[总计]", 1),
    ("B05.3", "09.合计[总计]", 1),
    ("B05.4", "03.合计[总计]", 1),
    ("B05.5", "05.合计[总计]", 1),
    ("B05.6", "09.合计[总计]", 1),
    ("B0205", "02.016/2010301[一般公共预算/小计]", 1),
    ("B0105", "01.基本支出[本年支出小计/一般公共预算/小计]", 1),
    ("B04.1", "04.收入合计[金额]", 1),
    ("B04.2", "04.一般公共预算收入/小计[金额]", 1),
    ("B04.3", "04.212[本年支出小计/政府性基金]", 1),
    ("B04.4", "04.201[合计]", 1),
    ("B04.5", "04.201[本年支出小计/一般公共预算/其中：财政拨款]", 1),
    ("B0401", "01.一般公共预算收入/财政拨款[金额]", 1),
    ("B0405", "04.212[本年支出小计/政府性基金]", 1),
    ("B06.1", "06.合计[政府性基金]", 1),
    ("B06.2", "06.301[总计]", 1),
    ("B06.3", "06.合计[一般公共预算/其中：财政拨款]", 1),
    ("B06.4", "06.302[政府性基金]", 1),
    ("B0601", "01.支出合计[合计]", 1),
    ("B0605", "01.资本性支出[本年支出小计/一般公共预算/小计]", 1),
    ("B07.1", "07.合计[一般公共预算/合计]", 3),
    ("B07.2", "07.合计[一般公共预算/合计]", 1),
    ("B07.3", "07.303[一般公共预算/合计]", 3),
    ("B0705", "05.合计[基本支出/小计]", 1),
    ("B0706", "07.301/30101/50101[一般公共预算/合计]", 1),
    ("B08.1", "08.共计[预算数]", 3),
    ("B08.2", "08.公务用车费[预算数]", 2),
    ("B0806", "06.302/30212/50207[一般公共预算/小计]", 1),
]
"""Rule, figure, and by how many last places it must change for the rule to break."""

OF_NATIONAL = [
    ("N01.1", "01.收入总计[收入预算数]", 1),
    ("N01.2", "01.本年收入合计[收入预算数]", 2),
    ("N01.3", "01.本年支出合计[支出预算数]", 1),
    ("N02.1", "02.016002[合计]", 1),
    ("N02.2", "02.合计[上年结转]", 1),
    ("N0102", "01.一般公共预算[收入预算数]", 1),
    ("N03.1", "03.201/20103/2010301[合计]", 1),
    ("N03.2", "03.合计[基本支出]", 3),
    ("N03.3", "03.212[合计]", 1),
    ("N03.4", "03.212/21208[合计]", 1),
    ("N0103", "01.201[支出预算数]", 1),
    ("N04.1", "04.收入总计[收入预算数]", 1),
    ("N04.2", "04.本年收入[收入预算数]", 1),
    ("N04.3", "04.本年支出[合计]", 1),
    ("N04.4", "04.201[合计]", 1),
    ("N0104", "01.一般公共预算[收入预算数]", 1),
    ("N0304", "04.208[合计]", 1),
    ("N0405", "04.本年支出[一般公共预算]", 1),
    ("N05.1", "05.合计[本年/小计]", 1),
    ("N05.2", "05.合计[本年/项目支出]", 1),
    ("N05.3", "05.221[本年/小计]", 1),
    ("N05.4", "05.221/22102[本年/小计]", 1),
    ("N0305", "05.201/20103/2010302[本年/小计]", 1),
    ("N06.1", "06.301[合计]", 1),
    ("N06.2", "06.合计[公用经费]", 1),
    ("N06.3", "06.303[合计]", 3),
    ("N0506", "05.合计[本年/基本支出]", 1),
    ("N07.1", "07.合计[本年/公务用车购置及运行费/小计]", 2),
    ("N08.1", "08.合计[合计]", 1),
    ("N08.2", "08.合计[合计]", 1),
    ("N08.3", "08.212/21208[合计]", 1),
    ("N08.4", "08.212[合计]", 1),
    ("N09.1", "09.合计[合计]", 1),
    ("N09.2", "09.合计[合计]", 1),
    ("N09.3", "09.223/22301[合计]", 1),
    ("N09.4", "09.223[合计]", 1),
    ("N0607", "07.合计[本年/公务接待费]", -2601),
]


def pairs(tables, listed):
    return [rule.code for rule in tables.pack.rules.equations if rule.code not in listed]


def test_the_whole_tables_pass(full, national, published):
    for tables in (full, national, published):
        result = tables.check()
        found = [each for each in result.findings if each.code != "P01"]  # forms are not masked
        assert (found, result.residues) == ([], ())


def test_every_equation_has_a_pair(full, national):
    assert pairs(full, {code for code, *_ in OF_HENAN}) == []
    assert pairs(national, {code for code, *_ in OF_NATIONAL}) == []


@pytest.mark.parametrize(("code", "reference", "places"), OF_HENAN)
def test_it_breaks_by_the_least_change(full, code, reference, places):
    assert code in full.codes(reference, places)
    assert code not in full.codes(reference, places - 1 if places > 0 else places + 1)


@pytest.mark.parametrize(("code", "reference", "places"), OF_NATIONAL)
def test_it_breaks_by_the_least_change_in_the_other_pack(national, code, reference, places):
    assert code in national.codes(reference, places)
    assert code not in national.codes(reference, places - 1 if places > 0 else places + 1)
