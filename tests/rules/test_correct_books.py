"""No false alarm: correct books, as offices of several kinds have them, in every year and pack."""

from dataclasses import replace
from functools import cache

import pytest

from budgettool.codes import load_classification
from budgettool.cube.scope import open_cube
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context

GRANT = "一般公共预算/财政拨款"
STAFF, RUNNING = "基本支出/工资福利支出", "基本支出/公用经费"
PENSION = "基本支出/对个人和家庭的补助"
PROJECT = "项目支出/一般性项目"
THOUSAND = 100_000

codes_of = cache(load_classification)


def spent(unit, function, code, nature, source=GRANT, project=None, **fields):
    amount = THOUSAND * (3 + int(code) % 7)
    own = (function, code, None, nature, source, project, amount)
    return ExpenditureLine(f"{unit}{own}", unit, *own, **fields)


def office(*units, lines):
    """Make a book whose income is what its units spend."""
    sums = {}
    for line in lines:
        sums[line.unit, line.source] = sums.get((line.unit, line.source), 0) + line.amount
    income = [
        IncomeLine(f"i{n}", unit, source, None, amount)
        for n, ((unit, source), amount) in enumerate(sums.items())
    ]
    names = dict.fromkeys(line.project for line in lines if line.project)
    projects = tuple(Project(name, name, nature=PROJECT) for name in names)
    return Facts(2020, Department("016", "临溪市档案馆"), units, projects, (*lines, *income))


def running(unit, function):
    return [
        *(spent(unit, function, code, STAFF) for code in ("30101", "30102", "30199")),
        *(spent(unit, function, code, RUNNING) for code in ("30201", "30211", "30217", "30299")),
        spent(unit, "2080505", "30108", STAFF),
        spent(unit, "2210201", "30113", STAFF),
        spent(unit, function, "30399", PENSION),
    ]


SINGLE = office(Unit("u", "016", "临溪市档案馆", "行政"), lines=running("016", "2010301"))
TREE = office(
    Unit("u0", "016", "临溪市档案馆", "汇总"),
    Unit("u1", "016001", "机关", "行政", "016"),
    Unit("u2", "0160011", "后勤组", "行政", "016001", merged=True),
    Unit("u3", "016002", "片区", "汇总", "016"),
    Unit("u4", "0160021", "信息中心", "财政补助事业", "016002"),
    Unit("u5", "0160022", "培训中心", "经费自理事业", "016002"),
    lines=[
        *running("016001", "2010301"),
        *running("0160021", "2010350"),
        spent("0160022", "2010350", "30101", STAFF, "事业收入"),
        spent("0160022", "2010350", "30226", RUNNING, "用事业单位基金弥补收支差额"),
        spent("016001", "2010302", "30227", PROJECT, "部门结转", "课题研究"),
    ],
)
FUNDS = office(
    Unit("u", "016", "临溪市档案馆", "行政"),
    lines=[
        *running("016", "2010301"),
        spent("016", "2120803", "31005", PROJECT, "政府性基金/当年收入", "道路"),
        spent("016", "2120803", "31005", PROJECT, "政府性基金/债务收入", "道路"),
        spent("016", "2230105", "31201", PROJECT, "国有资本经营预算收入", "改制"),
        spent("016", "2010302", "31005", PROJECT, "一般公共预算/债务收入", "库房"),
        spent("016", "2010302", "30227", PROJECT, GRANT, "数字化", secret=True),
        spent("016", "2050203", "30201", RUNNING, "专户管理的教育收费"),
    ],
)


def found(facts, pack_id):
    henan, pack = (find_pack(name, pack_folders()) for name in ("henan-2020", pack_id))
    cube = open_cube(pack, facts, codes_of(facts.year), henan.vocabulary)
    return {finding.code for finding in Checker(Context(pack, facts, cube)).findings()}


@pytest.mark.parametrize("pack_id", ["henan-2020", "national-2021"])
@pytest.mark.parametrize("facts", [SINGLE, TREE, FUNDS], ids=["single", "tree", "funds"])
@pytest.mark.parametrize("year", [2019, 2020, 2023, 2027])
def test_nothing_is_found(facts, pack_id, year):
    assert found(replace(facts, year=year), pack_id) == set()


def test_one_fen_more_is_found_in_each_of_them():
    for facts in (SINGLE, TREE, FUNDS):
        first, *others = facts.lines
        more = replace(facts, lines=(replace(first, amount=first.amount + 1), *others))
        assert {"D01", "B01.1", "L14"} <= found(more, "henan-2020")
